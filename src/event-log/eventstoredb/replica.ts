import type Database from 'better-sqlite3';
import { openReplica, setRegistryId } from '../sqlite-schema.js';
import { StoredRows } from '../stored-rows.js';
import { received } from './message.js';
import { type Delivered, isBehind, type LogPlace } from './news.js';

interface LastEvent {
  readonly stream: string;
  readonly version: number;
  readonly body: string;
}

/**
 * The events of the cluster in a file of the shape of the embedded log, numbered in the order of $all. Several processes
 * may fill one file: each event is taken in once, by whoever is first, since the place reached lies in the same file.
 */
export class Replica {
  readonly #db: Database.Database;
  readonly #prefix: string;
  readonly #rows: StoredRows;
  readonly #statements;
  readonly #takeIn: (messages: readonly Delivered[], reached: LogPlace | undefined) => void;

  /** Throws LogNotOpened. */
  constructor(file: string, prefix: string) {
    this.#db = openReplica(file, prefix);
    this.#prefix = prefix;
    this.#rows = new StoredRows(this.#db);
    this.#statements = prepare(this.#db);
    this.#takeIn = this.#db.transaction((messages: readonly Delivered[], reached: LogPlace | undefined) =>
      this.#take(messages, reached),
    ).immediate;
  }

  /** Where to go on; undefined at the beginning. */
  place(): LogPlace | undefined {
    const row = this.#statements.place.get();
    if (row === undefined || row.commit_position === null || row.prepare_position === null) return undefined;
    return { commit: BigInt(row.commit_position), prepare: BigInt(row.prepare_position) };
  }

  /** The last event that was taken in. */
  last(): LastEvent | undefined {
    return this.#statements.last.get();
  }

  /**
   * Takes in whole appends, in the order of $all, and notes how far the log was looked at: all of it or none. What was
   * taken in before is passed over. Throws StoredEventRefused at a message that cannot be the next event.
   */
  take(messages: readonly Delivered[], reached: LogPlace | undefined): void {
    this.#takeIn(messages, reached);
  }

  close(): void {
    this.#db.close();
  }

  #take(messages: readonly Delivered[], reached: LogPlace | undefined): void {
    this.#rows.resume();
    let place = this.place();
    for (const message of messages) {
      if (!isBehind(place, message.place)) continue;
      const { event, registry } = received(message, this.#prefix, this.#rows.position + 1);
      if (event.position === 1 && registry !== undefined) setRegistryId(this.#db, registry);
      this.#rows.insert(event);
      place = message.place;
    }
    if (reached !== undefined && isBehind(place, reached)) place = reached;
    if (place !== undefined) this.#statements.reach.run(String(place.commit), String(place.prepare));
  }
}

function prepare(db: Database.Database) {
  return {
    place: db.prepare<[], { commit_position: string | null; prepare_position: string | null }>(
      'SELECT commit_position, prepare_position FROM replication',
    ),
    last: db.prepare<[], LastEvent>(
      'SELECT name AS stream, version, body FROM events JOIN streams ON streams.id = stream ORDER BY position DESC LIMIT 1',
    ),
    reach: db.prepare<[string, string]>('UPDATE replication SET commit_position = ?, prepare_position = ?'),
  };
}
