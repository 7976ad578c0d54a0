import { linkSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { StoredEvent } from './event-log.js';
import { filingOf } from './filing.js';
import { openForWriting, setRegistryId } from './sqlite-schema.js';
import { syncPath } from './sync-path.js';

/**
 * A new log that takes events verbatim: same positions, ids, salts and commitments as where they come from. It grows
 * beside its place under another name and takes its place only when it is whole, so that what a kill leaves over is
 * never taken for a registry.
 */
export class VerbatimLog {
  readonly #file: string;
  readonly #draft: string;
  readonly #db: Database.Database;
  readonly #statements;
  readonly #write: (events: readonly StoredEvent[]) => void;
  #position = 0;
  #knownSince = 0;

  constructor(file: string, registry: string) {
    this.#file = file;
    this.#draft = `${file}.restoring`;
    removeFiles(this.#draft);
    this.#db = openForWriting(this.#draft);
    setRegistryId(this.#db, registry);
    this.#statements = prepare(this.#db);
    this.#write = this.#db.transaction((events: readonly StoredEvent[]) => {
      for (const event of events) this.#insert(event);
    }).immediate;
  }

  /** Takes in events that follow each other. Throws when a position or a version is not the next one. */
  take(events: readonly StoredEvent[]): void {
    this.#write(events);
  }

  /** Puts the whole log in its place, durably. Throws EEXIST when another log has come there meanwhile. */
  finish(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
    this.#db.close();
    syncPath(this.#draft);
    linkSync(this.#draft, this.#file);
    removeFiles(this.#draft);
    syncPath(dirname(this.#file));
  }

  /** Takes away what was written. */
  discard(): void {
    this.#db.close();
    removeFiles(this.#draft);
  }

  #insert(event: StoredEvent): void {
    const { position, salt, commitment, body } = event;
    const { stream, version, id, recordedAt, commandKey } = filingOf(event);
    const streamId = this.#statements.streamId.get(stream) ?? this.#statements.newStream.run(stream).lastInsertRowid;
    const last = this.#statements.version.get(streamId) ?? 0;
    if (position !== this.#position + 1) throw new Error(`event ${position} does not follow ${this.#position}`);
    if (version !== last + 1) throw new Error(`event ${position}: ${stream} has version ${version} after ${last}`);
    this.#position = position;
    this.#knownSince = Math.max(this.#knownSince, recordedAt);
    const command = commandKey === undefined ? null : Buffer.from(commandKey, 'hex');
    const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    this.#statements.insert.run(
      position,
      streamId,
      version,
      idBytes,
      command,
      this.#knownSince,
      salt,
      commitment,
      body,
    );
  }
}

function prepare(db: Database.Database) {
  return {
    streamId: db.prepare<[string], number>('SELECT id FROM streams WHERE name = ?').pluck(),
    newStream: db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)'),
    version: db.prepare<[number | bigint], number>('SELECT max(version) FROM events WHERE stream = ?').pluck(),
    insert: db.prepare(
      `INSERT INTO events (position, stream, version, id, command, running_max, salt, commitment, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
}

function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
