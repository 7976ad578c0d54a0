import type Database from 'better-sqlite3';
import { emptySet } from '../../schemas/set-digest.js';
import type { JointList } from '../../schemas/vocabularies.js';

/** How far a list had come: how many changes it had seen, and the digest of its set after them. */
export interface ListMark {
  readonly sequence: number;
  readonly digest: string;
}

export const emptyList: ListMark = { sequence: 0, digest: emptySet };

/** A row of a list as it stood; without its text where what it stood on has been withdrawn since. */
export interface StoredListRow {
  readonly uscc: string;
  readonly rowId: string;
  readonly rowSalt: string | null;
  readonly row: string | null;
}

export interface ListPage {
  readonly list: JointList;
  /** The position at which the list is read. */
  readonly at: number;
  /** Continue after this code. */
  readonly after: string;
  readonly limit: number;
  readonly division?: string | undefined;
  /** A part of the name. */
  readonly text?: string | undefined;
}

/** Rows that stood at a position, in code order. A filter finds no sealed row, so that it betrays none. */
export function listedAt(db: Database.Database, page: ListPage): readonly StoredListRow[] {
  const { list, at, after, limit, division, text } = page;
  const filters = [
    ...(division === undefined ? [] : [{ sql: 'division = ?', value: division }]),
    ...(text === undefined ? [] : [{ sql: 'instr(name, ?) > 0', value: text }]),
  ];
  const conditions = filters.length === 0 ? '' : ['', ...filters.map(({ sql }) => sql), 'shown < 2'].join(' AND ');
  return db
    .prepare<(string | number)[], StoredListRow>(
      `SELECT uscc, row_id AS rowId, iif(shown = 2, NULL, row_salt) AS rowSalt, iif(shown = 2, NULL, row) AS row
       FROM list_changes WHERE list = ? AND op = 'add' AND position <= ? AND ("left" IS NULL OR "left" > ?) AND uscc > ?
       ${conditions} ORDER BY uscc LIMIT ?`,
    )
    .all(list, at, at, after, ...filters.map(({ value }) => value), limit);
}

/** The row of an enterprise that stood on a list at a position. */
export function rowStanding(
  db: Database.Database,
  { list, uscc, at }: { readonly list: JointList; readonly uscc: string; readonly at: number },
): StoredListRow | undefined {
  return statements(db).standing.get(list, uscc, at, at);
}

/** How many rows stood at a position, without those that are sealed now. */
export function countListedAt(db: Database.Database, list: JointList, at: number): number {
  return statements(db).count.get(list, at, at) ?? 0;
}

/** How far a list had come by a position. */
export function markAt(db: Database.Database, list: JointList, position: number): ListMark {
  return statements(db).mark.get(list, position) ?? emptyList;
}

/** Where the change of a number stands. */
export function changeNumbered(
  db: Database.Database,
  list: JointList,
  sequence: number,
): (ListMark & { readonly position: number }) | undefined {
  return statements(db).numbered.get(list, sequence);
}

const kept = new WeakMap<Database.Database, ReturnType<typeof prepare>>();

/** Whoever follows a feed asks the same again and again. */
function statements(db: Database.Database): ReturnType<typeof prepare> {
  const known = kept.get(db) ?? prepare(db);
  kept.set(db, known);
  return known;
}

function prepare(db: Database.Database) {
  return {
    standing: db.prepare<[string, string, number, number], StoredListRow>(
      `SELECT uscc, row_id AS rowId, iif(shown = 2, NULL, row_salt) AS rowSalt, iif(shown = 2, NULL, row) AS row
       FROM list_changes INDEXED BY list_changes_by_uscc
       WHERE list = ? AND uscc = ? AND op = 'add' AND position <= ? AND ("left" IS NULL OR "left" > ?)`,
    ),
    count: db
      .prepare<[string, number, number], number>(
        `SELECT count(*) FROM list_changes WHERE list = ? AND op = 'add' AND position <= ?
         AND ("left" IS NULL OR "left" > ?) AND shown < 2`,
      )
      .pluck(),
    mark: db.prepare<[string, number], ListMark>(
      `SELECT sequence, digest FROM list_changes WHERE list = ? AND position <= ?
       ORDER BY position DESC, uscc DESC, op LIMIT 1`,
    ),
    numbered: db.prepare<[string, number], ListMark & { readonly position: number }>(
      'SELECT sequence, digest, position FROM list_changes WHERE list = ? AND sequence = ?',
    ),
  };
}
