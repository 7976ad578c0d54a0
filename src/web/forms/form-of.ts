import { z } from 'zod';
import { calendarDay, day } from '../../../schemas/day.js';
import { reference } from '../../../schemas/event-definition.js';
import type { FieldKind, FormField, FormItem } from './form-item.js';

/** As much of a JSON schema as forms are made from. */
const node = z.object({
  type: z.string().optional(),
  get properties() {
    return z.record(z.string(), node).optional();
  },
  required: z.array(z.string()).optional(),
  get items() {
    return node.optional();
  },
  get oneOf() {
    return z.array(node).optional();
  },
  enum: z.array(z.string()).optional(),
  const: z.string().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  minItems: z.int().optional(),
  maxItems: z.int().optional(),
});
type Node = z.output<typeof node>;

function nodeOf(schema: z.ZodType): Node {
  return node.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

const [dayNode, calendarDayNode, referenceNode] = [day, calendarDay, reference].map(nodeOf);

/** Texts of this length and more are free text. */
const prose = 300;

/** 表单: the items of a form, in the order in which a schema declares its fields; those of nested objects stand flat. */
export function formOf(schema: z.ZodType): readonly FormItem[] {
  return itemsIn(nodeOf(schema), '', true);
}

function itemsIn(object: Node, prefix: string, isRequired: boolean): readonly FormItem[] {
  return Object.entries(object.properties ?? {}).flatMap(([name, inner]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return itemsOf(inner, path, isRequired && (object.required?.includes(name) ?? false));
  });
}

function itemsOf(inner: Node, path: string, isRequired: boolean): readonly FormItem[] {
  if (inner.oneOf !== undefined) return branchesOf(inner.oneOf, path);
  if (inner.properties !== undefined) return itemsIn(inner, path, isRequired);
  const { items } = inner;
  if (items?.properties === undefined) return [fieldOf(inner, path, isRequired)];
  const fields = itemsIn(items, '', true).flatMap((each) => (each.kind === 'repeated' ? [] : [each]));
  return [{ path, kind: 'repeated', isRequired, most: inner.maxItems ?? 1, fields }];
}

/** What may have one of several shapes shows the fields of all; which of them belong together the schema says. */
function branchesOf(branches: readonly Node[], path: string): readonly FormItem[] {
  const items = new Map<string, FormItem>();
  for (const item of branches.flatMap((branch) => itemsIn(branch, path, false))) {
    const known = items.get(item.path);
    if (known === undefined || known.kind === 'repeated' || item.kind === 'repeated') items.set(item.path, item);
    else items.set(item.path, { ...known, codes: [...known.codes, ...item.codes] });
  }
  return [...items.values()];
}

function fieldOf(inner: Node, path: string, isRequired: boolean): FormField {
  const codes = inner.enum ?? (inner.const === undefined ? [] : [inner.const]);
  const mayBeEmpty = inner.type === 'array' && (inner.minItems ?? 0) === 0;
  return { path, kind: kindOf(inner, path), isRequired, mayBeEmpty, codes };
}

function kindOf(inner: Node, path: string): FieldKind {
  if (inner.enum !== undefined || inner.const !== undefined) return 'choice';
  if (inner.type === 'boolean') return 'yes-no';
  if (inner.type === 'integer') return path.endsWith('amountFen') ? 'money' : 'whole-number';
  if (inner.type === 'array') return isLike(inner.items, referenceNode) ? 'records' : 'lines';
  return textKindOf(inner);
}

function textKindOf(inner: Node): FieldKind {
  if (isLike(inner, referenceNode)) return 'record';
  if (isLike(inner, dayNode)) return 'day';
  if (isLike(inner, calendarDayNode)) return 'calendar-day';
  return (inner.maxLength ?? 0) >= prose && inner.format === undefined ? 'prose' : 'line';
}

function isLike(one: Node | undefined, other: Node | undefined): boolean {
  return (
    one?.type === other?.type &&
    one?.minLength === other?.minLength &&
    one?.maxLength === other?.maxLength &&
    one?.pattern === other?.pattern &&
    one?.format === other?.format
  );
}
