import type Database from 'better-sqlite3';
import type { RecordedEvent } from '../../schemas/events.js';
import { decode } from './codec.js';
import type { EventReader, FiledEvent, StoredEvent, StreamRange } from './event-log.js';
import { follow } from './follow.js';
import { openForReading, registryIdOf } from './sqlite-schema.js';

/** What an event is decoded from; its commitment is for those who verify, and each column more costs every read. */
type ReadEvent = Omit<StoredEvent, 'commitment'>;

const columns = 'position, salt, body';
const wakeEvery = 50;

/** Reads the log's file: the embedded log itself, or the replica that a node of the cluster keeps. */
export class SqliteReader implements EventReader {
  readonly #db: Database.Database;
  readonly #statements;
  readonly #waiting = new Set<() => void>();
  readonly #closing = new AbortController();

  constructor(file: string) {
    this.#db = openForReading(file);
    this.#statements = prepare(this.#db);
  }

  head(): { position: number; recordedAt: string | undefined } {
    const row = this.#statements.head.get();
    if (row === undefined) return { position: 0, recordedAt: undefined };
    return { position: row.position, recordedAt: new Date(row.running_max).toISOString() };
  }

  isCurrent(): boolean {
    return true;
  }

  /** Identity of the registry, which exports carry on. */
  registryId(): string {
    return registryIdOf(this.#db);
  }

  streamVersion(stream: string): number {
    return this.#statements.version.get(stream) ?? 0;
  }

  readStream(stream: string, range: StreamRange = {}): readonly RecordedEvent[] {
    const { afterVersion = 0, toPosition = Number.MAX_SAFE_INTEGER, limit = Number.MAX_SAFE_INTEGER } = range;
    return this.#statements.stream.all(stream, afterVersion, toPosition, limit).map(decode);
  }

  lastOf(stream: string, toPosition = Number.MAX_SAFE_INTEGER): RecordedEvent | undefined {
    return decoded(this.#statements.last.get(stream, toPosition));
  }

  readAll(afterPosition: number, limit: number): readonly RecordedEvent[] {
    return this.#statements.all.all(afterPosition, limit).map(decode);
  }

  readStored(afterPosition: number, limit: number): readonly FiledEvent[] {
    return this.#statements.filed.all(afterPosition, limit).map(filed);
  }

  streamNames(prefix: string, after: string, limit: number): readonly string[] {
    return this.#statements.names.all(prefix, `${prefix}\u{10FFFF}`, after, limit);
  }

  commandEvents(commandKey: string): readonly RecordedEvent[] {
    return this.#statements.command.all(Buffer.from(commandKey, 'hex')).map(decode);
  }

  eventById(id: string): RecordedEvent | undefined {
    return decoded(this.#statements.byId.get(Buffer.from(id.replaceAll('-', ''), 'hex')));
  }

  /** Where an event stands, without reading it. */
  protected positionOf(id: string): number | undefined {
    return this.#statements.positionOf.get(Buffer.from(id.replaceAll('-', ''), 'hex'));
  }

  /** The running maximum never falls, so the position is found by halving. */
  positionAt(instant: string): number {
    const wanted = Date.parse(instant);
    let [low, high] = [0, this.head().position];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const reached = this.#statements.runningMax.get(middle) ?? Number.POSITIVE_INFINITY;
      if (reached <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  follow(afterPosition: number, signal: AbortSignal): AsyncIterable<RecordedEvent> {
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    const read = (after: number, limit: number) => this.readAll(after, limit);
    return follow(read, this.#waiting, { afterPosition, signal: ended, wakeEvery });
  }

  /** Wakes whoever follows: something may have been recorded by this process. */
  wake(): void {
    for (const resume of this.#waiting) resume();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#db.close();
  }
}

function decoded(stored: ReadEvent | undefined): RecordedEvent | undefined {
  return stored === undefined ? undefined : decode(stored);
}

interface FiledRow extends StoredEvent {
  readonly name: string;
  readonly version: number;
  readonly id: Buffer;
  readonly command: Buffer | null;
  readonly running_max: number;
}

function filed({ name, id, command, running_max, ...row }: FiledRow): FiledEvent {
  return {
    ...row,
    stream: name,
    id: id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    commandKey: command?.toString('hex'),
    knownSince: new Date(running_max).toISOString(),
  };
}

const ofStream = 'FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?)';

function prepare(db: Database.Database) {
  return {
    head: db.prepare<[], { position: number; running_max: number }>(
      'SELECT position, running_max FROM events ORDER BY position DESC LIMIT 1',
    ),
    version: db.prepare<[string], number>(`SELECT version ${ofStream} ORDER BY version DESC LIMIT 1`).pluck(),
    stream: db.prepare<[string, number, number, number], ReadEvent>(
      `SELECT ${columns} ${ofStream} AND version > ? AND position <= ? ORDER BY version LIMIT ?`,
    ),
    last: db.prepare<[string, number], ReadEvent>(
      `SELECT ${columns} ${ofStream} AND position <= ? ORDER BY version DESC LIMIT 1`,
    ),
    all: db.prepare<[number, number], ReadEvent>(
      `SELECT ${columns} FROM events WHERE position > ? ORDER BY position LIMIT ?`,
    ),
    filed: db.prepare<[number, number], FiledRow>(
      `SELECT ${columns}, commitment, name, version, events.id, command, running_max
       FROM events JOIN streams ON streams.id = stream WHERE position > ? ORDER BY position LIMIT ?`,
    ),
    names: db
      .prepare<[string, string, string, number], string>(
        'SELECT name FROM streams WHERE name >= ? AND name < ? AND name > ? ORDER BY name LIMIT ?',
      )
      .pluck(),
    command: db.prepare<[Buffer], ReadEvent>(`SELECT ${columns} FROM events WHERE command = ? ORDER BY position`),
    byId: db.prepare<[Buffer], ReadEvent>(`SELECT ${columns} FROM events WHERE id = ?`),
    positionOf: db.prepare<[Buffer], number>('SELECT position FROM events WHERE id = ?').pluck(),
    runningMax: db.prepare<[number], number>('SELECT running_max FROM events WHERE position = ?').pluck(),
  };
}
