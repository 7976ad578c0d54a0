import type Database from 'better-sqlite3';
import type { RegisterProjection } from '../../projections/projection.js';

/** Where a row of a register is found: newest first, so a page ends at a day and an event. */
export interface RegisterKey {
  readonly uscc: string;
  readonly event_id: string;
  readonly day: string;
}

export interface RegisterFilter {
  /** Column -> value it must have; only columns of the register. */
  readonly equal: ReadonlyMap<string, string>;
  /** First and last day, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface RegisterPage {
  readonly filter: RegisterFilter;
  /** Continue after this row. */
  readonly after?: RegisterKey | undefined;
  readonly limit: number;
}

/** A page of a register's keys, newest first; the same filter and cursor give the same rows whatever came meanwhile. */
export function registerKeys(
  db: Database.Database,
  register: RegisterProjection,
  { filter, after, limit }: RegisterPage,
): readonly RegisterKey[] {
  const bounds = after === undefined ? [] : [after.day, after.event_id, after.uscc];
  const { conditions, values } = conditionsOf(register, filter);
  if (after !== undefined) conditions.push('(day, event_id, uscc) < (?, ?, ?)');
  const order = 'ORDER BY day DESC, event_id DESC, uscc DESC LIMIT ?';
  const sql = `SELECT uscc, event_id, day FROM ${register.name} ${whereOf(conditions)} ${order}`;
  return db.prepare<(string | number)[], RegisterKey>(sql).all(...values, ...bounds, limit);
}

/** How many rows of a register a filter finds. */
export function countRegister(db: Database.Database, register: RegisterProjection, filter: RegisterFilter): number {
  const { conditions, values } = conditionsOf(register, filter);
  const sql = `SELECT count(*) FROM ${register.name} ${whereOf(conditions)}`;
  return (
    db
      .prepare<string[], number>(sql)
      .pluck()
      .get(...values) ?? 0
  );
}

/** Codes of the enterprises in a register that follow a code. */
export function registeredAfter(
  db: Database.Database,
  register: RegisterProjection,
  after: string,
  limit: number,
): readonly string[] {
  return db
    .prepare<[string, number], string>(
      `SELECT DISTINCT uscc FROM ${register.name} WHERE uscc > ? ORDER BY uscc LIMIT ?`,
    )
    .pluck()
    .all(after, limit);
}

/** Column names come from the register's own list, values are bound: nothing of a request becomes SQL. */
function conditionsOf(register: RegisterProjection, { equal, from, until }: RegisterFilter) {
  const columns = register.columns.filter((column) => equal.has(column));
  const conditions = columns.map((column) => `${column} = ?`);
  const values = columns.map((column) => equal.get(column) ?? '');
  if (from !== undefined) {
    conditions.push('day >= ?');
    values.push(from);
  }
  if (until !== undefined) {
    conditions.push('day <= ?');
    values.push(until);
  }
  return { conditions, values };
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
