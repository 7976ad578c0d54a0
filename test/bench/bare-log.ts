import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openForWriting } from '../../src/event-log/sqlite-schema.js';

type Values = readonly (number | string | Buffer | null)[];

/**
 * A log's file and a copy of it that is written by bare better-sqlite3: what the log has recorded is inserted into the
 * same schema once more, synchronous=FULL, and nothing else is done.
 */
export class BareLog {
  readonly #source: Database.Database;
  readonly #copy: Database.Database;

  constructor(source: string, copy: string) {
    this.#source = new Database(join(source, 'log.sqlite'), { readonly: true });
    this.#copy = openForWriting(join(copy, 'log.sqlite'));
  }

  /** Inserts what the copy lacks, so many rows a transaction; answers rows per second. */
  insertNews(batch: number): number {
    const position = this.#copy.prepare<[], number>('SELECT max(position) FROM events').pluck().get() ?? 0;
    const stream = this.#copy.prepare<[], number>('SELECT max(id) FROM streams').pluck().get() ?? 0;
    const streams = this.#source
      .prepare<[number], Values>('SELECT id, name FROM streams WHERE id > ?')
      .raw()
      .all(stream);
    const rows = this.#source
      .prepare<[number], Values>(
        `SELECT position, stream, version, id, command, running_max, salt, commitment, body
         FROM events WHERE position > ? ORDER BY position`,
      )
      .raw()
      .all(position);
    const started = performance.now();
    this.#insertStreams(streams);
    const insert = this.#copy.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const commit = this.#copy.transaction((some: readonly Values[]) => {
      for (const row of some) insert.run(...row);
    });
    for (let at = 0; at < rows.length; at += batch) commit.immediate(rows.slice(at, at + batch));
    return (rows.length / (performance.now() - started)) * 1000;
  }

  #insertStreams(streams: readonly Values[]): void {
    const insert = this.#copy.prepare('INSERT INTO streams VALUES (?, ?)');
    this.#copy.transaction(() => {
      for (const row of streams) insert.run(...row);
    })();
  }

  close(): void {
    this.#source.close();
    this.#copy.close();
  }
}
