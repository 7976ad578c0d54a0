import Database from 'better-sqlite3';
import { bookkeeping, enterpriseTables, makeTable } from './tables.js';

/** Where a file of read models stands: the log's prefix it is made of, and the last day opened in that prefix. */
export interface Checkpoint {
  readonly position: number;
  readonly day: string;
}

/** Before the first DayOpened there is no day; every day sorts after this one. */
export const noDay = '0000-00-00';

/** Opens a file of read models for writing. NORMAL keeps the file from corruption; what is lost is made again. */
export function openFile(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -32768');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes a new, empty file of read models. */
export function makeFile(file: string): Database.Database {
  const db = openFile(file);
  db.transaction(() => {
    db.exec(bookkeeping);
    for (const table of enterpriseTables) makeTable(db, table);
  }).immediate();
  return db;
}

/** Where a file stands; position 0 for one that is empty or only half built. */
export function checkpointOf(db: Database.Database): Checkpoint {
  const row = db.prepare<[], Checkpoint>('SELECT position, day FROM checkpoint').get();
  return row ?? { position: 0, day: noDay };
}

const damaged = /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/;
const somethingElse = /^no such (table|column|fts5 table)|^unsupported file format|^malformed database schema/;

/** The file is damaged, cut short, or holds something else: no reason to stop, since it can be made again. */
export function isUnreadable(error: unknown): error is Error {
  if (!(error instanceof Database.SqliteError)) return false;
  return damaged.test(error.code) || (error.code === 'SQLITE_ERROR' && somethingElse.test(error.message));
}

/** A full disk, a lock held too long, a folder that cannot be written to: what may be over at the next try. */
export function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^SQLITE_(FULL|BUSY|IOERR|READONLY|CANTOPEN)|^(ENOSPC|EROFS|EACCES|EDQUOT|EFBIG)$/.test(String(error.code));
}
