import { Worker } from 'node:worker_threads';
import type { NewEvent } from '../../schemas/events.js';
import { AppendFailed } from './append-failures.js';
import { encode } from './codec.js';
import type { Append, AppendOutcome, EventLog } from './event-log.js';
import { refuseMisplaced } from './misplaced.js';
import { SqliteReader } from './sqlite-reader.js';
import type { WriteReply, WriteRequest, WriteRow } from './writing.js';

interface Waiting {
  resolve(outcome: AppendOutcome): void;
  reject(error: Error): void;
}

/** Opens the embedded log, making the file if there is none. */
export async function openSqliteLog(file: string): Promise<EventLog> {
  const worker = new Worker(new URL('./writer.js', import.meta.url), { workerData: { file } });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  return new SqliteLog(file, worker);
}

/** Opens the file for reading alone; starts no thread. */
export function openSqliteReader(file: string): SqliteReader {
  return new SqliteReader(file);
}

class SqliteLog extends SqliteReader implements EventLog {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #outgoing: WriteRequest[] = [];
  #tickets = 0;
  #gone: Error | undefined;
  #closing = false;

  constructor(file: string, worker: Worker) {
    super(file);
    this.#worker = worker;
    worker.on('message', (replies: readonly WriteReply[]) => this.#settle(replies));
    worker.on('error', (error) => this.#fail(new AppendFailed(error.message)));
    worker.on('exit', () => this.#fail(new AppendFailed('the writing thread has ended')));
    worker.unref();
  }

  /** What is recorded can be read at once. */
  async readable(): Promise<void> {}

  async append(append: Append): Promise<AppendOutcome> {
    if (this.#gone !== undefined) throw this.#gone;
    const ticket = ++this.#tickets;
    const request = toRequest(append, ticket);
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) this.#worker.ref();
      this.#waiting.set(ticket, { resolve, reject });
      this.#outgoing.push(request);
      if (this.#outgoing.length === 1) setImmediate(() => this.#send());
    });
  }

  /** What one turn of the event loop appends travels, and is mostly committed, together. */
  #send(): void {
    if (this.#outgoing.length > 0) this.#worker.postMessage(this.#outgoing);
    this.#outgoing = [];
  }

  #settle(replies: readonly WriteReply[]): void {
    this.wake();
    for (const { ticket, result } of replies) {
      const waiting = this.#waiting.get(ticket);
      this.#waiting.delete(ticket);
      if (result.outcome === 'failed') waiting?.reject(new AppendFailed(result.reason));
      else waiting?.resolve(result);
    }
    if (this.#waiting.size === 0 && !this.#closing) this.#worker.unref();
  }

  #fail(error: Error): void {
    this.#gone ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  /** Writes what is queued, then closes. */
  override async close(): Promise<void> {
    this.#closing = true;
    if (this.#gone === undefined) {
      this.#worker.ref();
      const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
      this.#send();
      this.#worker.postMessage('close');
      await ended;
    }
    await super.close();
  }
}

/** An append in the form in which it travels to the writing thread. */
export function toRequest({ stream, expectedVersion, events }: Append, ticket: number): WriteRequest {
  const rows = events.map((event, index) => {
    refuseMisplaced(event, stream, expectedVersion + 1 + index);
    return toRow(event);
  });
  return { ticket, stream, expectedVersion, rows };
}

function toRow(event: NewEvent): WriteRow {
  const { body, commitment } = encode(event);
  return {
    id: event.id.replaceAll('-', ''),
    command: event.command?.key,
    recordedAt: Date.parse(event.recordedAt),
    salt: event.salt,
    commitment: commitment.toString('hex'),
    body,
  };
}
