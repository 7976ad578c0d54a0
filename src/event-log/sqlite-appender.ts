import type Database from 'better-sqlite3';
import type { AppendOutcome } from './event-log.js';
import type { WriteReply, WriteRequest, WriteRow } from './writing.js';

/**
 * Writes groups of appends, one transaction and so one fsync a group. Each append has a savepoint of its own and is
 * accepted or refused alone; positions are given out inside the transaction, so there is never a gap.
 */
export class SqliteAppender {
  readonly #db: Database.Database;
  readonly #statements;
  readonly #streamIds = new Map<string, number>();
  readonly #savepoint: (request: WriteRequest) => AppendOutcome;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#statements = prepare(db);
    this.#savepoint = db.transaction((request: WriteRequest) => this.#appendOne(request));
  }

  /** Commits the group or none of it. Throws when nothing could be committed. */
  write(group: readonly WriteRequest[], deadline: () => boolean): readonly WriteReply[] {
    this.#statements.begin.run();
    try {
      const replies: WriteReply[] = [];
      for (const request of group) {
        replies.push({ ticket: request.ticket, result: this.#attempt(request) });
        if (deadline()) break;
      }
      this.#statements.commit.run();
      return replies;
    } catch (error) {
      this.#streamIds.clear();
      if (this.#db.inTransaction) this.#statements.rollback.run();
      throw error;
    }
  }

  /** One append inside the group: an unforeseen error refuses it alone, as long as SQLite keeps the transaction. */
  #attempt(request: WriteRequest): WriteReply['result'] {
    try {
      return this.#savepoint(request);
    } catch (error) {
      if (!this.#db.inTransaction) throw error;
      this.#streamIds.clear();
      return { outcome: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #appendOne(request: WriteRequest): AppendOutcome {
    const { stream, expectedVersion, rows } = request;
    const actualVersion = this.#statements.version.get(stream) ?? 0;
    const [first] = rows;
    if (first === undefined) throw new Error('an append holds at least one event');
    const repeated = this.#repeated(first, stream, expectedVersion, rows.length);
    if (repeated !== undefined) return { outcome: 'appended', position: repeated };
    if (first.command !== undefined && this.#statements.command.get(bytes(first.command)) !== undefined) {
      return { outcome: 'command-already-recorded' };
    }
    if (actualVersion !== expectedVersion) return { outcome: 'wrong-expected-version', actualVersion };
    return { outcome: 'appended', position: this.#insert(stream, expectedVersion, rows) };
  }

  /** The identical call again, after an outcome that its caller never learnt: the position it got the first time. */
  #repeated(first: WriteRow, stream: string, expectedVersion: number, count: number): number | undefined {
    const known = this.#statements.byId.get(bytes(first.id));
    if (known === undefined) return undefined;
    if (known.name !== stream || known.version !== expectedVersion + 1) {
      throw new Error(`an event of ${stream} carries the id of another event`);
    }
    return known.position + count - 1;
  }

  #insert(stream: string, expectedVersion: number, rows: readonly WriteRow[]): number {
    const id = this.#streamId(stream);
    const last = this.#statements.head.get();
    let position = last?.position ?? 0;
    let runningMax = last?.running_max ?? 0;
    let version = expectedVersion;
    for (const row of rows) {
      position += 1;
      version += 1;
      runningMax = Math.max(runningMax, row.recordedAt);
      this.#statements.insert.run(
        position,
        id,
        version,
        bytes(row.id),
        row.command === undefined ? null : bytes(row.command),
        runningMax,
        bytes(row.salt),
        bytes(row.commitment),
        row.body,
      );
    }
    return position;
  }

  #streamId(name: string): number {
    const known = this.#streamIds.get(name) ?? this.#statements.streamId.get(name);
    const id = known ?? Number(this.#statements.newStream.run(name).lastInsertRowid);
    if (this.#streamIds.size >= 50_000) this.#streamIds.clear();
    this.#streamIds.set(name, id);
    return id;
  }
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function prepare(db: Database.Database) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    head: db.prepare<[], { position: number; running_max: number }>(
      'SELECT position, running_max FROM events ORDER BY position DESC LIMIT 1',
    ),
    version: db
      .prepare<[string], number>(
        'SELECT version FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?) ORDER BY version DESC LIMIT 1',
      )
      .pluck(),
    byId: db.prepare<[Uint8Array], { position: number; version: number; name: string }>(
      'SELECT position, version, name FROM events JOIN streams ON streams.id = events.stream WHERE events.id = ?',
    ),
    command: db.prepare<[Uint8Array], number>('SELECT 1 FROM events WHERE command = ? LIMIT 1').pluck(),
    streamId: db.prepare<[string], number>('SELECT id FROM streams WHERE name = ?').pluck(),
    newStream: db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)'),
    insert: db.prepare(
      `INSERT INTO events (position, stream, version, id, command, running_max, salt, commitment, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
}
