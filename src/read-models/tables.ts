import type Database from 'better-sqlite3';
import { certificateRegister } from '../../projections/certificate-register.js';
import { honourRoll } from '../../projections/honour-roll.js';
import { measureRegister } from '../../projections/measure-register.js';
import { objectionRegister } from '../../projections/objection-register.js';
import { rewardYear } from '../../projections/reward-year.js';
import { violationRegister } from '../../projections/violation-register.js';
import { listTable } from './tables/list-table.js';
import { nameTable } from './tables/name-table.js';
import { profileTable } from './tables/profile-table.js';
import { registerTable } from './tables/register-table.js';
import { reportTable } from './tables/report-table.js';
import { screeningTable } from './tables/screening-table.js';
import { searchTable } from './tables/search-table.js';
import type { ComparedTable, ReadTable } from './tables/table.js';

/** The tables that hold something of each enterprise. */
export const enterpriseTables: readonly ReadTable[] = [
  profileTable,
  registerTable(honourRoll),
  registerTable(certificateRegister),
  registerTable(violationRegister),
  registerTable(rewardYear),
  registerTable(measureRegister),
  registerTable(objectionRegister),
  nameTable,
  searchTable,
  screeningTable,
  listTable,
  reportTable,
];

/** Every table whose rows two files are compared by. */
export const comparedTables: readonly ComparedTable[] = [
  ...enterpriseTables,
  { name: 'pending_succession', key: ['sealing_id'], columns: ['sealing_id'] },
];

/** What stands beside the projections: how far they are, and which derivation made each. */
export const bookkeeping = `
  CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, day TEXT NOT NULL, rule_version TEXT NOT NULL) STRICT;
  CREATE TABLE edition (name TEXT PRIMARY KEY, edition INTEGER NOT NULL) STRICT;
  CREATE TABLE pending_succession (sealing_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** Makes one table empty, of this program's edition. */
export function makeTable(db: Database.Database, { name, edition, ddl }: ReadTable): void {
  db.exec(ddl);
  db.prepare('INSERT OR REPLACE INTO edition (name, edition) VALUES (?, ?)').run(name, edition);
}

/** The tables of a file that another derivation made, or that are not in it. Throws when the file is no read model. */
export function outdatedTables(db: Database.Database): readonly ReadTable[] {
  const editions = new Map<string, number>();
  for (const { name, edition } of db
    .prepare<[], { name: string; edition: number }>('SELECT name, edition FROM edition')
    .all()) {
    editions.set(name, edition);
  }
  return enterpriseTables.filter(({ name, edition }) => editions.get(name) !== edition);
}

/** Tables of a file, or editions of them, that this program does not know yet: a newer program made it. */
export function newerTables(db: Database.Database): readonly string[] {
  const own = new Map(enterpriseTables.map(({ name, edition }) => [name, edition]));
  return db
    .prepare<[], { name: string; edition: number }>('SELECT name, edition FROM edition')
    .all()
    .filter(({ name, edition }) => edition > (own.get(name) ?? 0))
    .map(({ name }) => name);
}
