import type Database from 'better-sqlite3';
import type { ComparedTable } from './tables/table.js';

/** A row that two files do not share: its key, and on which side it stands. */
export interface RowDifference {
  readonly key: string;
  readonly side: 'differs' | 'only in the file' | 'only in a fresh fold';
}

export interface RowDifferences {
  readonly count: number;
  /** The first of them in key order. */
  readonly first: readonly RowDifference[];
}

const shown = 5;

/** The rows of a table that differ between a file and the one attached to the same connection as `fresh`. */
export function differingRows(db: Database.Database, { name, key, columns }: ComparedTable): RowDifferences {
  const [lead] = key;
  const together = `
    FROM main.${name} AS made FULL JOIN fresh.${name} AS fresh ON ${key.map((each) => `made.${each} = fresh.${each}`).join(' AND ')}
    WHERE ${columns.map((column) => `made.${column} IS NOT fresh.${column}`).join(' OR ')}`;
  const first = `
    SELECT ${key.map((each) => `coalesce(made.${each}, fresh.${each})`).join(` || ' ' || `)} AS key,
      CASE WHEN fresh.${lead} IS NULL THEN 'only in the file' WHEN made.${lead} IS NULL THEN 'only in a fresh fold'
        ELSE 'differs' END AS side
    ${together} ORDER BY key LIMIT ${shown}`;
  return {
    count: db.prepare<[], number>(`SELECT count(*) ${together}`).pluck().get() ?? 0,
    first: db.prepare<[], RowDifference>(first).all(),
  };
}
