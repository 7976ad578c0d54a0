import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { EventReader } from '../event-log/event-log.js';
import { build } from './builder.js';
import { checkpointOf, makeFile } from './file.js';
import { differingRows } from './row-differences.js';
import { searchTable } from './tables/search-table.js';
import type { ComparedTable } from './tables/table.js';
import { comparedTables, outdatedTables } from './tables.js';

export interface Comparison {
  /** Position at which both sides stand. */
  readonly position: number;
  /** Each table of the file: how many rows, and the digest of its canonical rows. */
  readonly tables: readonly TableDigest[];
  /** Tables that another derivation made: their rows may well differ, so they are not compared. */
  readonly otherEditions: readonly string[];
  /** For each table whose rows differ how many do, and a line for each of the first that do. */
  readonly differences: readonly string[];
}

export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  readonly digest: string;
}

/**
 * Compares a file of read models with one made afresh, in `scratch`, from the log up to the same position. What is
 * read of the file is of one moment, whoever is writing to it.
 */
export function compareReadModels(reader: EventReader, file: string, scratch: string): Comparison {
  const fresh = makeFile(scratch);
  const db = openToCompare(file);
  try {
    db.prepare('ATTACH ? AS fresh').run(scratch);
    return db.transaction(() => {
      const { position } = checkpointOf(db);
      const otherEditions = outdatedTables(db).map(({ name }) => name);
      const comparable = comparedTables.filter(({ name }) => !otherEditions.includes(name));
      build(reader, fresh, { position });
      const tables = comparable.map((table) => digestOf(db, table));
      const differences = comparable.flatMap((table, index) => {
        return digestOf(fresh, table).digest === tables[index]?.digest ? [] : differenceOf(db, table, position);
      });
      if (otherEditions.includes(searchTable.name)) return { position, tables, otherEditions, differences };
      const tokens = digestOfTokens(db);
      if (digestOfTokens(fresh).digest !== tokens.digest) {
        differences.push(`${tokens.table}: ${tokens.rows} tokens differ from a fresh index at position ${position}`);
      }
      return { position, tables: [...tables, tokens], otherEditions, differences };
    })();
  } finally {
    db.close();
    fresh.close();
  }
}

/** The digests of a file's tables at its checkpoint, all of one moment, whoever is writing to it. */
export function digestFile(file: string): { readonly position: number; readonly tables: readonly TableDigest[] } {
  const db = openToCompare(file);
  try {
    return db.transaction(() => ({
      position: checkpointOf(db).position,
      tables: [...comparedTables.map((table) => digestOf(db, table)), digestOfTokens(db)],
    }))();
  } finally {
    db.close();
  }
}

function openToCompare(file: string): Database.Database {
  return new Database(file, { readonly: true, timeout: 10_000 });
}

function differenceOf(db: Database.Database, table: ComparedTable, position: number): string {
  const { count, first } = differingRows(db, table);
  const heading = `${table.name}: ${count} rows differ from a fresh fold at position ${position}`;
  const lines = first.map(({ key, side }) => `${key}: ${side}`);
  return [heading, ...lines, ...(count > first.length ? ['…'] : [])].join('\n    ');
}

/** The full-text index of the search, token by token: rows alone do not show that something would not be found. */
function digestOfTokens(db: Database.Database): TableDigest {
  db.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.token_places USING fts5vocab('main', 'enterprise_tokens', 'instance')",
  );
  const place = ['term', 'doc', 'col', 'offset'];
  return { ...digestOf(db, { name: 'token_places', key: place, columns: place }, 'temp'), table: 'enterprise_tokens' };
}

/** SHA-256 of a table's canonical rows in key order, and how many there are. Constant memory. */
function digestOf(db: Database.Database, { name, key, columns }: ComparedTable, schema = 'main'): TableDigest {
  const hash = createHash('sha256');
  let rows = 0;
  const sql = `SELECT ${columns.join(', ')} FROM ${schema}.${name} ORDER BY ${key.join(', ')}`;
  for (const row of db.prepare<[], unknown[]>(sql).raw().iterate()) {
    rows += 1;
    for (const value of row) {
      const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value));
      hash.update(`${value === null ? 'null' : typeof value} ${bytes.length} `).update(bytes);
    }
  }
  return { table: name, rows, digest: hash.digest('hex') };
}
