import type { PolicyPack } from '../../schemas/policy.js';

/** A parameter of a pack, and where it stands; entries of lists are named by their id. */
export interface FoundParameter {
  readonly path: string;
  readonly value: unknown;
  readonly basis: string;
  readonly source: string;
  readonly unverified: boolean;
}

/** Anything in a pack, with its path. */
interface Found {
  readonly path: string;
  readonly value: unknown;
  readonly parent: unknown;
}

type Fields = { readonly [field: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function* walk(value: unknown, path = '', parent: unknown = undefined): Generator<Found> {
  yield { path, value, parent };
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* walk(each, at(keyOf(each) ?? String(index)), value);
  } else if (isFields(value)) {
    for (const [field, each] of Object.entries(value)) yield* walk(each, at(field), value);
  }
}

function keyOf(entry: unknown): string | undefined {
  if (!isFields(entry)) return undefined;
  const { id, code, severity, conducts, kind } = entry;
  const key = [id, code, severity, kind].find((each) => typeof each === 'string');
  if (key === undefined) return undefined;
  return Array.isArray(conducts) ? `${key}+${conducts.join('+')}` : key;
}

/** Every parameter of a pack. */
export function parametersOf(pack: PolicyPack): readonly FoundParameter[] {
  return [...walk(pack)].flatMap(({ path, value }) => {
    if (!isFields(value) || !('value' in value) || !('basis' in value)) return [];
    const { basis, source, unverified } = value;
    return [
      { path, value: value.value, basis: String(basis), source: String(source), unverified: unverified === true },
    ];
  });
}

/** Paths of numbers and booleans that stand outside a parameter, apart from plain marks (`aspirational`, `unverified`). */
export function bareValues(pack: PolicyPack): readonly string[] {
  return [...walk(pack)].flatMap(({ path, value, parent }) => {
    if (typeof value !== 'number' && typeof value !== 'boolean') return [];
    if (isFields(parent) && 'basis' in parent && path.endsWith('.value')) return [];
    return /\.(aspirational|unverified)$/.test(path) ? [] : [path];
  });
}

/** Every quotation, with its path. */
export function quotationsOf(pack: PolicyPack): readonly { readonly path: string; readonly quote: string }[] {
  return [...walk(pack)].flatMap(({ path, value }) =>
    path.endsWith('quote') && typeof value === 'string' ? [{ path, quote: value }] : [],
  );
}

/** Every name of a field that packs use. */
export function fieldsOf(pack: PolicyPack): ReadonlySet<string> {
  return new Set([...walk(pack)].flatMap(({ value }) => (isFields(value) ? Object.keys(value) : [])));
}

/** Rows of a Markdown table that says what was assumed, pack by pack. */
export function parameterRows(packs: readonly PolicyPack[], of: (each: FoundParameter) => boolean): readonly string[] {
  return packs.flatMap((pack) =>
    parametersOf(pack)
      .filter(of)
      .map(({ path, value, source }) => `| ${pack.id} | \`${path}\` | ${shown(value)} | ${source} |`),
  );
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}
