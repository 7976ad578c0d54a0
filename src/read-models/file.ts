import Database from 'better-sqlite3';
import { bookkeeping, enterpriseTables, makeTable } from './tables.js';

/** Where a file of read models stands: the log's prefix it is made of, and the last day opened in that prefix. */
export interface Checkpoint {
  readonly position: number;
  readonly day: string;
}

/** Before the first DayOpened there is no day; every day sorts after this one. */
export const noDay = '0000-00-00';

/** A profile is some 15 kB: with SQLite's own 4 kB pages each read would walk a chain of them. */
const PAGE = 16_384;

/** Opens a file of read models for writing. NORMAL keeps the file from corruption; what is lost is made again. */
export function openFile(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -32768');
  return db;
}

/**
 * Makes a new, empty file of read models, written without a journal: until it is settled it serves nobody, and what a
 * kill leaves of it is thrown away.
 */
export function makeFile(file: string): Database.Database {
  const db = new Database(file);
  db.pragma(`page_size = ${PAGE}`);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -32768');
  db.transaction(() => {
    db.exec(bookkeeping);
    for (const table of enterpriseTables) makeTable(db, table);
  }).immediate();
  return db;
}

/** Makes a file that has just been built durable and ready for many readers, as openFile would have opened it. */
export function settle(db: Database.Database): void {
  db.pragma('synchronous = NORMAL');
  db.pragma('journal_mode = WAL');
}

/** Where a file stands; position 0 for one that is empty or only half built. */
export function checkpointOf(db: Database.Database): Checkpoint {
  const row = db.prepare<[], Checkpoint>('SELECT position, day FROM checkpoint').get();
  return row ?? { position: 0, day: noDay };
}

const unreadable = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR']);

/** The file is damaged, or holds something else: no reason to stop, since it can be made again. */
export function isUnreadable(error: unknown): error is Error {
  return error instanceof Database.SqliteError && unreadable.has(error.code);
}
