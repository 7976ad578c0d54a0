import type { Label } from '../../../schemas/vocabulary.js';
import { formWords } from '../words/forms.js';
import type { FieldKind, FormField, FormItem, Typed } from './form-item.js';
import { filledPlaces } from './typed.js';

/** The data that a form states, for its schema to check, and what cannot be read as what the field is for. */
export interface StatedData {
  readonly data: Fields;
  readonly unreadable: ReadonlyMap<string, Label>;
}

type Fields = { [field: string]: unknown };

/** What was typed as the data of a command: fields that were left empty are absent, 未载明. */
export function dataOf(items: readonly FormItem[], typed: Typed): StatedData {
  const data: Fields = {};
  const unreadable = new Map<string, Label>();
  const state = (field: FormField, into: Fields, name: string): void => {
    const value = stated(field, name, typed);
    if (value === undefined) return;
    if (value === 'unreadable') unreadable.set(name, formWords.badAmount);
    else put(into, field.path.split('.'), value);
  };
  for (const item of items) {
    if (item.kind !== 'repeated') {
      state(item, data, item.path);
      continue;
    }
    const places = filledPlaces(item, typed).map((place) => {
      const entry: Fields = {};
      for (const field of item.fields) state(field, entry, `${item.path}.${place}.${field.path}`);
      return entry;
    });
    if (places.length > 0 || item.isRequired) put(data, item.path.split('.'), places);
  }
  return { data, unreadable };
}

/** What was typed into a field; undefined where nothing was and it may be absent. */
function stated(field: FormField, name: string, typed: Typed): unknown {
  const entries = listed(field, name, typed);
  if (entries !== undefined) return entries.length > 0 || field.isRequired ? entries : undefined;
  const text = (typed[name] ?? '').trim();
  return text === '' ? undefined : (readers[field.kind]?.(text) ?? text);
}

/** The entries of a field that holds several. */
function listed({ kind, path }: FormField, name: string, typed: Typed): readonly unknown[] | undefined {
  if (kind === 'lines') return (typed[name] ?? '').split(/\r?\n/).flatMap((each) => each.trim() || []);
  if (kind !== 'records') return undefined;
  return Object.keys(typed).flatMap((each) => (each.startsWith(`${path}.`) ? [typed[each]] : []));
}

/** How texts are read that are no texts in the data; what is not understood is left for the schema to refuse. */
const readers: { readonly [K in FieldKind]?: (text: string) => unknown } = {
  'yes-no': (text) => ({ yes: true, no: false })[text],
  'whole-number': (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  money: (text) => fenOf(text) ?? 'unreadable',
};

/** Yuan as typed, such as 50,000 or ¥50000.50, in fen; undefined for what is no amount. */
function fenOf(text: string): number | undefined {
  const [, yuan, tenths = ''] = /^[¥￥]?(\d{1,12})(?:\.(\d{1,2}))?元?$/.exec(text.replace(/[,，\s]/g, '')) ?? [];
  return yuan === undefined ? undefined : Number(yuan) * 100 + Number(tenths.padEnd(2, '0'));
}

function put(into: Fields, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = into[first];
  const nested = isFields(inner) ? inner : {};
  into[first] = nested;
  put(nested, rest, value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
