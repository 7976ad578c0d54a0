import type { z } from 'zod';
import type { Label } from '../../../schemas/vocabulary.js';
import type { ProblemDetails } from '../../http/problem-details.js';
import { formWords } from '../words/forms.js';
import { ruleWords } from '../words/rules.js';
import type { FormField, FormItem } from './form-item.js';

/** 逐项提示: what is wrong, by the name of the input; `''` is the form as a whole. */
export type FormErrors = ReadonlyMap<string, Label>;

interface FieldIssue {
  readonly path: string;
  readonly says: Label;
}

/** What the schema refuses, each at a field that somebody can change. */
export function schemaErrors(items: readonly FormItem[], error: z.ZodError): FormErrors {
  return errorsAt(items, error.issues.flatMap(issuesOf));
}

/** What the registry refuses, at the field that it names; else it concerns the form as a whole. */
export function refusalErrors(
  items: readonly FormItem[],
  { title: zh, titleEn: en, errors }: Pick<ProblemDetails, 'title' | 'titleEn' | 'errors'>,
): FormErrors {
  const says = { zh, en };
  return errorsAt(items, errors?.map(({ field }) => ({ path: field, says })) ?? [{ path: '', says }]);
}

function errorsAt(items: readonly FormItem[], issues: readonly FieldIssue[]): FormErrors {
  const errors = new Map<string, Label>();
  for (const { path, says } of issues) {
    for (const [name, words] of placesOf(items, path, says)) if (!errors.has(name)) errors.set(name, words);
  }
  return errors;
}

function issuesOf(issue: z.core.$ZodIssue): readonly FieldIssue[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), says: formWords.notHere }));
  }
  const isAbsent = issue.message.endsWith('received undefined');
  const says = isAbsent ? formWords.missing : issue.code === 'invalid_value' ? formWords.choose : undefined;
  return [{ path: path.join('.'), says: says ?? ruleWords(issue.message) }];
}

/** An object that is missing is missing in each of its fields; what concerns no field concerns the form. */
function placesOf(items: readonly FormItem[], path: string, says: Label): readonly (readonly [string, Label])[] {
  const fields = items.flatMap((item) => (item.kind === 'repeated' ? [] : [item]));
  if (isInput(items, path)) return [[path, says]];
  const within = fields.filter((field) => field.path.startsWith(`${path}.`));
  const needed = within.filter(({ isRequired }) => isRequired);
  if (needed.length > 0) return needed.map((field): [string, Label] => [field.path, says]);
  const [first] = within;
  if (first !== undefined) return [[first.path, says]];
  const list = fields.find((field) => isListWith(field, path));
  if (list === undefined) return [['', says]];
  const place = Number(path.slice(list.path.length + 1)) + 1;
  return [[list.path, { zh: `第 ${place} 项：${says.zh}`, en: `Entry ${place}: ${says.en}` }]];
}

function isInput(items: readonly FormItem[], path: string): boolean {
  return items.some((item) => {
    if (item.path === path) return true;
    if (item.kind !== 'repeated' || !path.startsWith(`${item.path}.`)) return false;
    const inner = path.slice(item.path.length + 1).replace(/^\d+\./, '');
    return item.fields.some((field) => field.path === inner);
  });
}

function isListWith(field: FormField, path: string): boolean {
  const isList = field.kind === 'lines' || field.kind === 'records';
  return isList && path.startsWith(`${field.path}.`);
}
