import { canonicalJson } from '../../schemas/canonical.js';
import type { PolicyPack } from '../../schemas/policy.js';
import { listKind, severity } from '../../schemas/vocabularies.js';
import type { Label, Vocabulary } from '../../schemas/vocabulary.js';
import { type Fields, fieldName, isFields, valueWords } from './pack-words.js';

/** One difference between two wordings of a pack, in words; `path` names entries by their ids. */
export interface PackChange extends Label {
  readonly change: 'added' | 'removed' | 'changed';
  readonly path: string;
}

/** What a newer wording of a pack adds, removes and changes, in the order of its fields. */
export function diffPacks(before: PolicyPack, after: PolicyPack): readonly PackChange[] {
  return compare(before, after, { path: '', field: '', zh: [], en: [] });
}

/** Where two wordings are compared: the path, its last field, and the names on the way. */
interface Place {
  readonly path: string;
  readonly field: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

function compare(before: unknown, after: unknown, place: Place): readonly PackChange[] {
  if (textOf(before) === textOf(after)) return [];
  if (isFields(before) && isFields(after)) {
    const names = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...names].flatMap((field) => compare(before[field], after[field], inside(place, field)));
  }
  const [olds, news] = [entriesOf(before), entriesOf(after)];
  if (olds !== undefined && news !== undefined) return compareEntries(olds, news, place);
  return [changed(place, valueWords(before), valueWords(after))];
}

function changed({ path, zh, en }: Place, before: Label, after: Label): PackChange {
  return {
    change: 'changed',
    path,
    zh: `修改 ${zh.join(' · ')}：${before.zh} → ${after.zh}`,
    en: `changed ${en.join(', ')}: ${before.en} -> ${after.en}`,
  };
}

/** Entries that are the same thing have the same key, wherever they stand; another order is a change of its own. */
function compareEntries(olds: Entries, news: Entries, place: Place): readonly PackChange[] {
  const keys = [...new Set([...news.keys(), ...olds.keys()])];
  const kept = keys.filter((key) => olds.has(key) && news.has(key));
  const [before, after] = [olds, news].map((entries) => [...entries.keys()].filter((key) => kept.includes(key)));
  const own = keys.flatMap((key) => compareEntry(olds.get(key), news.get(key), { place, key }));
  if (textOf(before) === textOf(after)) return own;
  const order = { ...place, zh: [...place.zh, '顺序'], en: [...place.en, 'order'] };
  return [...own, changed(order, valueWords(before), valueWords(after))];
}

function compareEntry(
  before: Fields | undefined,
  after: Fields | undefined,
  { place, key }: { readonly place: Place; readonly key: string },
): readonly PackChange[] {
  const { path, ...named } = entry(place, key, after ?? before ?? {});
  if (before !== undefined && after !== undefined) return compare(before, after, { path, ...named });
  const [zh, en] = [named.zh.join(' · '), named.en.join(', ')];
  return after === undefined
    ? [{ change: 'removed', path, zh: `删去 ${zh}`, en: `removed ${en}` }]
    : [{ change: 'added', path, zh: `新增 ${zh}`, en: `added ${en}` }];
}

type Entries = ReadonlyMap<string, Fields>;

/** A list of things, each with a key of its own; a list that is not there yet has none. */
function entriesOf(list: unknown): Entries | undefined {
  if (list === undefined) return new Map();
  if (!Array.isArray(list)) return undefined;
  const entries = new Map<string, Fields>();
  for (const each of list) {
    const key = isFields(each) ? keyOf(each) : undefined;
    if (key === undefined || !isFields(each) || entries.has(key)) return undefined;
    entries.set(key, each);
  }
  return entries;
}

/** The id or code of an entry, the kind of a list kind, the class and the conducts of a repair rule. */
function keyOf({ id, code, kind, severity, conducts }: Fields): string | undefined {
  if (typeof severity === 'string') return Array.isArray(conducts) ? `${severity}+${conducts.join('+')}` : severity;
  return [id, code, kind].find((key) => typeof key === 'string');
}

function entry(place: Place, key: string, { zh, en }: Fields): Place {
  const name = typeof zh === 'string' && typeof en === 'string' ? { zh, en } : codeName(key);
  return {
    path: `${place.path}.${key}`,
    field: place.field,
    zh: [...place.zh.slice(0, -1), `${place.zh.at(-1)}“${name.zh}”（${key}）`],
    en: [...place.en.slice(0, -1), `${place.en.at(-1)} "${name.en}" (${key})`],
  };
}

/** Entries without a name of their own are called by their code. */
function codeName(key: string): Label {
  const [code = key] = key.split('+');
  return labelIn(listKind, code) ?? labelIn(severity, code) ?? { zh: key, en: key };
}

function labelIn<Code extends string>({ codes, label }: Vocabulary<Code>, key: string): Label | undefined {
  const code = codes.find((each) => each === key);
  return code === undefined ? undefined : label(code);
}

/** The value of a parameter is what the parameter is called. */
function inside(place: Place, field: string): Place {
  const path = place.path === '' ? field : `${place.path}.${field}`;
  if (field === 'value') return { ...place, path };
  const name = fieldName(field, place.field) ?? { zh: field, en: field };
  return { path, field, zh: [...place.zh, name.zh], en: [...place.en, name.en] };
}

function textOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value);
}
