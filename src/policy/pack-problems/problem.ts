/** A field of a pack, e.g. `programmes.3.family`, and the rule that it breaks. */
export interface PackProblem {
  readonly path: string;
  readonly rule: string;
}

/** A reference and where it stands; one that is not given breaks nothing. */
export interface Reference {
  readonly path: string;
  readonly id: string | undefined;
}

/** References that lead nowhere. */
export function unknown(references: readonly Reference[], known: ReadonlySet<string>, of: string): PackProblem[] {
  return references.flatMap(({ path, id }) =>
    id === undefined || known.has(id) ? [] : [{ path, rule: `must be ${of} of this pack, not ${id}` }],
  );
}

/** Ids that stand a second time, wherever they stand. */
export function repeated(references: readonly Reference[]): PackProblem[] {
  const first = new Map<string, string>();
  return references.flatMap(({ path, id }) => {
    if (id === undefined) return [];
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, path);
    return earlier === undefined ? [] : [{ path, rule: `must be unique: ${id} stands at ${earlier} already` }];
  });
}

/** The problem, if it is one. */
export function unless(holds: boolean, path: string, rule: string): PackProblem[] {
  return holds ? [] : [{ path, rule }];
}

/** The references inside a list, each with its path. */
export function listed<Entry>(
  path: string,
  entries: readonly Entry[],
  idOf: (entry: Entry) => string | undefined,
  field?: string,
): Reference[] {
  const end = field === undefined ? '' : `.${field}`;
  return entries.map((entry, index) => ({ path: `${path}.${index}${end}`, id: idOf(entry) }));
}
