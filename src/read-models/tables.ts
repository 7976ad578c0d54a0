import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { creditProfile } from '../../projections/credit-profile.js';
import { enterpriseName } from '../../projections/enterprise-name.js';
import { pendingSuccession } from '../../projections/pending-succession.js';

/** The derivation code behind the file; another edition means another file content, so it is built anew. */
export const edition = [creditProfile, enterpriseName, pendingSuccession]
  .map(({ name, edition: number }) => `${name}.${number}`)
  .join(' ');

const tables = `
  CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), edition TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS credit_profile (
    uscc TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    restricted INTEGER NOT NULL,
    next_change TEXT,
    digests TEXT NOT NULL,
    public BLOB NOT NULL,
    department BLOB NOT NULL,
    lookback BLOB NOT NULL,
    committee BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS credit_profile_due ON credit_profile (next_change) WHERE next_change IS NOT NULL;
  CREATE TABLE IF NOT EXISTS enterprise_name (name TEXT NOT NULL, uscc TEXT NOT NULL, PRIMARY KEY (name, uscc)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS enterprise_name_by_uscc ON enterprise_name (uscc);
  CREATE TABLE IF NOT EXISTS pending_succession (sealing_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/**
 * Opens the read models for writing. The file is a cache: of another edition, or unreadable, it is thrown away and
 * made again from the log; `said` is told so.
 */
export function openReadModels(file: string, said: (message: string) => void): Database.Database {
  try {
    const db = prepared(file);
    const found = db.prepare<[], string>('SELECT edition FROM checkpoint').pluck().get();
    if (found === undefined || found === edition) return db;
    said(`the read models are of edition "${found}", this program makes "${edition}": building them anew`);
    db.close();
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes(error.code))
      throw error;
    said(`the read models cannot be read (${error.message}): building them anew`);
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return prepared(file);
}

/** synchronous=OFF would do for a cache; NORMAL keeps the file itself from corruption at no cost per commit. */
function prepared(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -32768');
  db.exec(tables);
  return db;
}
