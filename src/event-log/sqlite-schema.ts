import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';

/** Bumped when the shape of the file changes; an older program refuses a newer file instead of misreading it. */
const FORMAT = 1;

/** How long to wait for another process that is writing. */
const LOCK_MILLISECONDS = 10_000;

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
  CREATE TRIGGER IF NOT EXISTS streams_never_change BEFORE UPDATE ON streams
    BEGIN SELECT RAISE(ABORT, 'streams never change'); END;
  CREATE TRIGGER IF NOT EXISTS streams_never_go BEFORE DELETE ON streams
    BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;
  CREATE TRIGGER IF NOT EXISTS streams_never_replaced BEFORE INSERT ON streams
    WHEN EXISTS (SELECT 1 FROM streams WHERE id = NEW.id OR name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'streams are never replaced'); END;
`;

/** Beside the events of a replica: how far the log of the cluster was followed. A log of its own has no such table. */
const replicaTable = `
  CREATE TABLE IF NOT EXISTS replication (
    prefix TEXT NOT NULL,
    commit_position TEXT,
    prepare_position TEXT
  ) STRICT;
`;

/** The file is no event log, or one that this program cannot open. */
export class LogNotOpened extends Error {
  constructor(file: string, reason: unknown) {
    super(`cannot open the event log ${file}: ${reason instanceof Error ? reason.message : reason}`);
    this.name = 'LogNotOpened';
  }
}

/**
 * Opens the file for writing and makes its tables if it is new. WAL and synchronous=FULL: a commit that returned is
 * on disk. Throws LogNotOpened, having changed nothing in a file that is not an event log of a known format.
 */
export function openForWriting(file: string): Database.Database {
  return opened(file, {}, (db) => {
    refuseUnknownFormat(db);
    if (hasTable(db, 'replication')) throw new Error('it is the replica of a cluster; set EVENTSTOREDB_URL');
    writeAhead(db);
    db.pragma('synchronous = FULL');
    db.pragma('cache_size = -65536');
    db.transaction(() => makeTables(db)).immediate();
  });
}

/**
 * Opens the replica of the cluster's streams under a prefix, making it if there is none. Nothing is waited for to be on
 * disk: what a loss of power takes is fetched again. Throws LogNotOpened, also for a log that is no replica.
 */
export function openReplica(file: string, prefix: string): Database.Database {
  return opened(file, {}, (db) => {
    if (refuseUnknownFormat(db) !== undefined && !hasTable(db, 'replication')) {
      throw new Error('it is a registry of its own; move it to the cluster with `qcr log copy`');
    }
    writeAhead(db);
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -65536');
    db.transaction(() => makeReplica(db, prefix)).immediate();
  });
}

function makeReplica(db: Database.Database, prefix: string): void {
  makeTables(db);
  db.exec(replicaTable);
  const known = db.prepare<[], string>('SELECT prefix FROM replication').pluck().get();
  if (known === undefined) db.prepare('INSERT INTO replication (prefix) VALUES (?)').run(prefix);
  else if (known !== prefix) throw new Error(`it is the replica of streams under ${known}, not ${prefix}`);
}

/** Makes of a copy of a replica a log of its own, which no longer follows anybody. */
export function detachReplica(file: string): void {
  const db = new Database(file, { fileMustExist: true });
  db.exec('DROP TABLE IF EXISTS replication');
  db.close();
}

/** Opens the file for reading. Throws LogNotOpened, also when there is none: a mistyped path is no empty registry. */
export function openForReading(file: string): Database.Database {
  return opened(file, { readonly: true, fileMustExist: true }, (db) => {
    db.pragma('cache_size = -16384');
    if (refuseUnknownFormat(db) === undefined) throw new Error('it is empty');
  });
}

/** SQLite's own timeout does not hold for this switch, so two processes that make one new file would fail each other. */
function writeAhead(db: Database.Database): void {
  const until = performance.now() + LOCK_MILLISECONDS;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function opened(file: string, options: Database.Options, prepare: (db: Database.Database) => void): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: LOCK_MILLISECONDS, ...options });
    prepare(db);
    return db;
  } catch (error) {
    db?.close();
    throw new LogNotOpened(file, error);
  }
}

function makeTables(db: Database.Database): void {
  db.exec(tables);
  if (refuseUnknownFormat(db) !== undefined) return;
  db.prepare('INSERT INTO registry (id, format) VALUES (?, ?)').run(randomUUID(), FORMAT);
}

/** The identity of the registry that a log belongs to. */
export function registryIdOf(db: Database.Database): string {
  const id = db.prepare<[], string>('SELECT id FROM registry').pluck().get();
  if (id === undefined) throw new Error('the log does not say which registry it belongs to');
  return id;
}

/** Gives a log that is still empty the identity of the registry whose events it is going to hold. */
export function setRegistryId(db: Database.Database, id: string): void {
  db.prepare('UPDATE registry SET id = ?').run(id);
}

function hasTable(db: Database.Database, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}

/** The format that the file states; undefined when it is still empty. */
function refuseUnknownFormat(db: Database.Database): number | undefined {
  const names = db.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all();
  if (names.length === 0) return undefined;
  if (!names.includes('registry')) throw new Error('it holds something else');
  const format = db.prepare<[], number | null>('SELECT max(format) FROM registry').pluck().get() ?? undefined;
  if (format !== undefined && format > FORMAT) {
    throw new Error(`it has format ${format}; this program knows ${FORMAT} and must be updated`);
  }
  return format;
}
