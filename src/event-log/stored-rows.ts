import type Database from 'better-sqlite3';
import { type CheckedEvent, StoredEventRefused } from './checked-event.js';

/** The rows of a log that takes events verbatim. Whoever uses it opens the transaction. */
export class StoredRows {
  readonly #statements;
  #position = 0;
  #knownSince = 0;

  constructor(db: Database.Database) {
    this.#statements = prepare(db);
    this.resume();
  }

  /** Position of the last event. */
  get position(): number {
    return this.#position;
  }

  /** Goes on behind what the file holds now: another process may have written, or the last transaction have failed. */
  resume(): void {
    const head = this.#statements.head.get();
    this.#position = head?.position ?? 0;
    this.#knownSince = head?.running_max ?? 0;
  }

  /** Throws StoredEventRefused when the event is not the next of its stream, or its id is taken. */
  insert(event: CheckedEvent): void {
    const { position, salt, commitment, body, stream, version, commandKey } = event;
    const { streamId, newStream, version: lastVersion, taken, insert } = this.#statements;
    const known = streamId.get(stream) ?? Number(newStream.run(stream).lastInsertRowid);
    const last = lastVersion.get(known) ?? 0;
    if (version !== last + 1) throw new StoredEventRefused(position, `${stream} has version ${version} after ${last}`);
    const id = Buffer.from(event.id.replaceAll('-', ''), 'hex');
    if (taken.get(id) !== undefined) throw new StoredEventRefused(position, `the id ${event.id} was used before`);
    this.#position = position;
    this.#knownSince = Math.max(this.#knownSince, event.recordedAt);
    const command = commandKey === undefined ? null : Buffer.from(commandKey, 'hex');
    insert.run(position, known, version, id, command, this.#knownSince, salt, commitment, body);
  }
}

function prepare(db: Database.Database) {
  return {
    head: db.prepare<[], { position: number; running_max: number }>(
      'SELECT position, running_max FROM events ORDER BY position DESC LIMIT 1',
    ),
    streamId: db.prepare<[string], number>('SELECT id FROM streams WHERE name = ?').pluck(),
    newStream: db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)'),
    version: db
      .prepare<[number], number>('SELECT version FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1')
      .pluck(),
    taken: db.prepare<[Buffer], number>('SELECT 1 FROM events WHERE id = ?').pluck(),
    insert: db.prepare(
      `INSERT INTO events (position, stream, version, id, command, running_max, salt, commitment, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
}
