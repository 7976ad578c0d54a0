import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Bumped when the shape of the file changes; an older program refuses a newer file instead of misreading it. */
const FORMAT = 1;

/**
 * Integer stream ids, one body per event and time-ordered ids keep the indexes dense: order of keys is what costs.
 * The triggers hold against every connection, our own included: with those on UPDATE and DELETE alone, INSERT OR
 * REPLACE would still overwrite silently.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS registry (id TEXT NOT NULL, format INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES streams (id),
    version INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    command BLOB,
    running_max INTEGER NOT NULL,
    salt BLOB NOT NULL,
    commitment BLOB NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_by_command ON events (command) WHERE command IS NOT NULL;
  CREATE TRIGGER IF NOT EXISTS events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events never change'); END;
  CREATE TRIGGER IF NOT EXISTS events_never_go BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
  CREATE TRIGGER IF NOT EXISTS events_never_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
      OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;
`;

/** Opens the file for writing and makes its tables. WAL and synchronous=FULL: a commit that returned is on disk. */
export function openForWriting(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -65536');
  db.transaction(() => {
    db.exec(tables);
    const row = db.prepare('SELECT format FROM registry').pluck().get();
    if (row === undefined) db.prepare('INSERT INTO registry (id, format) VALUES (?, ?)').run(randomUUID(), FORMAT);
  }).immediate();
  refuseNewerFormat(db, file);
  return db;
}

/** Opens the file for reading. Throws when it is not there: a mistyped path must not become an empty registry. */
export function openForReading(file: string): Database.Database {
  if (!existsSync(file)) throw new Error(`there is no event log at ${file}`);
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  db.pragma('cache_size = -16384');
  refuseNewerFormat(db, file);
  return db;
}

function refuseNewerFormat(db: Database.Database, file: string): void {
  const format = Number(db.prepare('SELECT max(format) FROM registry').pluck().get());
  if (format <= FORMAT) return;
  db.close();
  throw new Error(`${file} has format ${format}; this program knows ${FORMAT} and must be updated`);
}
