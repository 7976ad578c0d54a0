import type Database from 'better-sqlite3';
import { AppendFailed } from '../../src/event-log/append-failures.js';
import type { Append, AppendOutcome, EventLog } from '../../src/event-log/event-log.js';
import { toRequest } from '../../src/event-log/sqlite.js';
import { SqliteAppender } from '../../src/event-log/sqlite-appender.js';
import { SqliteReader } from '../../src/event-log/sqlite-reader.js';
import { openForWriting } from '../../src/event-log/sqlite-schema.js';

/**
 * The embedded log without its thread and without waiting for the disk, for tests that make many logs: under the test
 * runner a thread takes most of a second to start.
 */
export class ThreadlessLog extends SqliteReader implements EventLog {
  readonly #db: Database.Database;
  readonly #appender: SqliteAppender;

  constructor(file: string) {
    const db = openForWriting(file);
    db.pragma('synchronous = OFF');
    super(file);
    this.#db = db;
    this.#appender = new SqliteAppender(db);
  }

  async readable(): Promise<void> {}

  async append(append: Append): Promise<AppendOutcome> {
    const [reply] = this.#appender.write([toRequest(append, 1)], () => false);
    if (reply === undefined) throw new Error('an append without reply');
    if (reply.result.outcome === 'failed') throw new AppendFailed(reply.result.reason);
    this.wake();
    return reply.result;
  }

  override async close(): Promise<void> {
    this.#db.close();
    await super.close();
  }
}
