import Database from 'better-sqlite3';
import { noRules } from '../policy/rules.js';
import { bookkeeping, enterpriseTables, makeTable } from './tables.js';

/** Where a file of read models stands: the log's prefix it is made of, the last day opened in it, the rules then. */
export interface Checkpoint {
  readonly position: number;
  readonly day: string;
  readonly ruleVersion: string;
}

/** Before the first DayOpened there is no day; every day sorts after this one. */
export const noDay = '0000-00-00';

/** The checkpoint of a file that is empty or only half built. */
export const unbuilt: Checkpoint = { position: 0, day: noDay, ruleVersion: noRules.version };

/** A profile is some 15 kB: with SQLite's own 4 kB pages each read would walk a chain of them. */
const PAGE = 16_384;

/** Opens a file of read models for writing. NORMAL keeps the file from corruption; what is lost is made again. */
export function openFile(file: string): Database.Database {
  return opened(new Database(file, { timeout: 10_000 }), (db) => {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -32768');
  });
}

/**
 * Makes a new, empty file of read models, written without a journal: until it is settled it serves nobody, and what a
 * kill leaves of it is thrown away.
 */
export function makeFile(file: string): Database.Database {
  return opened(new Database(file), (db) => {
    db.pragma(`page_size = ${PAGE}`);
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -32768');
    db.transaction(() => {
      db.exec(bookkeeping);
      for (const table of enterpriseTables) makeTable(db, table);
    }).immediate();
  });
}

function opened(db: Database.Database, prepare: (db: Database.Database) => void): Database.Database {
  try {
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Puts a file that has just been built on disk as a whole, ready for many readers, as openFile would open it. */
export function settle(db: Database.Database): void {
  db.pragma('synchronous = NORMAL');
  db.pragma('journal_mode = WAL');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** Where a file stands; position 0 for one that is empty or only half built. */
export function checkpointOf(db: Database.Database): Checkpoint {
  const row = db.prepare<[], Checkpoint>('SELECT position, day, rule_version AS ruleVersion FROM checkpoint').get();
  return row ?? unbuilt;
}

const damaged = /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/;
const somethingElse = /^no such (table|column|fts5 table)|^unsupported file format|^malformed database schema/;

/** The file is damaged, cut short, or holds something else: no reason to stop, since it can be made again. */
export function isUnreadable(error: unknown): error is Error {
  if (!(error instanceof Database.SqliteError)) return false;
  return damaged.test(error.code) || (error.code === 'SQLITE_ERROR' && somethingElse.test(error.message));
}
