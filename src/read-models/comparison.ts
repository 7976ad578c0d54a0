import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { EventReader } from '../event-log/event-log.js';
import { Projector } from './projector.js';
import { openReadModels } from './tables.js';

export interface Comparison {
  /** Position at which both sides stand. */
  readonly position: number;
  readonly profiles: number;
  /** A sentence for each table whose rows differ, empty when none does. */
  readonly differences: readonly string[];
}

const tables = [
  { table: 'credit_profile', key: 'uscc' },
  { table: 'enterprise_name', key: 'name, uscc' },
  { table: 'pending_succession', key: 'sealing_id' },
] as const;

/** Compares read models with ones made afresh from the log up to the same position. */
export function compareReadModels(reader: EventReader, file: string, scratch: string): Comparison {
  const stored = new Database(file, { readonly: true, timeout: 10_000 });
  const fresh = openReadModels(scratch, () => undefined);
  try {
    const position = stored.prepare<[], number>('SELECT position FROM checkpoint').pluck().get() ?? 0;
    new Projector(reader, fresh).buildTo(position);
    const differences = tables.flatMap(({ table, key }) => {
      const [here, there] = [digestOf(stored, table, key), digestOf(fresh, table, key)];
      return here === there ? [] : [`${table} differs from a fresh fold at position ${position}`];
    });
    const profiles = stored.prepare<[], number>('SELECT count(*) FROM credit_profile').pluck().get() ?? 0;
    return { position, profiles, differences };
  } finally {
    stored.close();
    fresh.close();
  }
}

/** SHA-256 of a table's rows in key order. */
function digestOf(db: Database.Database, table: string, key: string): string {
  const hash = createHash('sha256');
  for (const row of db.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY ${key}`).raw().iterate()) {
    for (const value of row) hash.update(Buffer.isBuffer(value) ? value : String(value)).update('\0');
  }
  return hash.digest('hex');
}
