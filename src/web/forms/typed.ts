import type { FormItem, RepeatedFields, Typed } from './form-item.js';

/** Another way to name what a list of choices does not hold; what is typed there goes before what is chosen. */
export function typedInstead(name: string): string {
  return `${name}:typed`;
}

/**
 * What was typed into the fields of a form and nothing else, with places of lists that were left empty closed up, so
 * that `penalties.1` of the data is `penalties.1` of the form.
 */
export function typedInto(items: readonly FormItem[], sent: Typed): Typed {
  return Object.fromEntries(items.flatMap((item) => textsOf(item, sent)).filter(([, text]) => text !== ''));
}

function textsOf(item: FormItem, sent: Typed): readonly (readonly [name: string, text: string])[] {
  if (item.kind === 'records') {
    const chosen = Object.keys(sent).filter((name) => placeIn(name, item.path) !== undefined);
    return chosen.map((name, place) => [`${item.path}.${place}`, sent[name] ?? '']);
  }
  if (item.kind !== 'repeated') return [[item.path, textAt(item.path, sent)]];
  return filledPlaces(item, sent).flatMap((place, index) =>
    item.fields.map(({ path }) => [`${item.path}.${index}.${path}`, textAt(`${item.path}.${place}.${path}`, sent)]),
  );
}

function textAt(name: string, sent: Typed): string {
  return sent[typedInstead(name)]?.trim() || (sent[name] ?? '');
}

/** The places of a repeated group in which anything was typed. */
export function filledPlaces({ path, fields }: RepeatedFields, typed: Typed): readonly number[] {
  const places = new Set(Object.keys(typed).flatMap((name) => placeIn(name, path) ?? []));
  return [...places]
    .filter((place) => fields.some((field) => textAt(`${path}.${place}.${field.path}`, typed).trim() !== ''))
    .sort((one, other) => one - other);
}

function placeIn(name: string, path: string): number | undefined {
  if (!name.startsWith(`${path}.`)) return undefined;
  const [, place] = /^(\d{1,4})(\.|$)/.exec(name.slice(path.length + 1)) ?? [];
  return place === undefined ? undefined : Number(place);
}
