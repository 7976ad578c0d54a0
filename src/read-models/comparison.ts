import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { EventReader } from '../event-log/event-log.js';
import { build } from './builder.js';
import { checkpointOf, makeFile } from './file.js';
import { enterpriseTables } from './tables.js';

export interface Comparison {
  /** Position at which both sides stand. */
  readonly position: number;
  /** Each table of the file: how many rows, and the digest of its canonical rows. */
  readonly tables: readonly TableDigest[];
  /** A sentence for each table whose rows differ, empty when none does. */
  readonly differences: readonly string[];
}

export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  readonly digest: string;
}

const compared = [
  ...enterpriseTables.map(({ name, canonical }) => ({ table: name, canonical })),
  { table: 'pending_succession', canonical: 'SELECT sealing_id FROM pending_succession ORDER BY sealing_id' },
];

/** Compares a file of read models with one made afresh, in `scratch`, from the log up to the same position. */
export function compareReadModels(reader: EventReader, file: string, scratch: string): Comparison {
  const { position, tables } = digestFile(file);
  const fresh = makeFile(scratch);
  build(reader, fresh, { position });
  fresh.close();
  const anew = digestFile(scratch).tables;
  const differences = tables.flatMap(({ table, rows, digest }, index) => {
    const other = anew[index];
    if (other?.digest === digest) return [];
    return [`${table}: ${rows} rows differ from the ${other?.rows} of a fresh fold at position ${position}`];
  });
  return { position, tables, differences };
}

/** The digests of a file's tables at its checkpoint, all of one moment, whoever is writing to it. */
export function digestFile(file: string): { readonly position: number; readonly tables: readonly TableDigest[] } {
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    return db.transaction(() => ({
      position: checkpointOf(db).position,
      tables: compared.map(({ table, canonical }) => ({ table, ...digestOf(db, canonical) })),
    }))();
  } finally {
    db.close();
  }
}

/** SHA-256 of a table's canonical rows in key order, and how many there are. Constant memory. */
function digestOf(db: Database.Database, canonical: string): Omit<TableDigest, 'table'> {
  const hash = createHash('sha256');
  let rows = 0;
  for (const row of db.prepare<[], unknown[]>(canonical).raw().iterate()) {
    rows += 1;
    for (const value of row) hash.update(Buffer.isBuffer(value) ? value : String(value)).update('\0');
  }
  return { rows, digest: hash.digest('hex') };
}
