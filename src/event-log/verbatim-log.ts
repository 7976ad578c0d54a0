import { existsSync, linkSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { CheckedEvent } from './checked-event.js';
import { takeProcessLock } from './process-lock.js';
import { openForWriting, setRegistryId } from './sqlite-schema.js';
import { StoredRows } from './stored-rows.js';
import { syncPath } from './sync-path.js';
import type { StoredEventSink } from './transfer.js';

/** Somebody else has, or is about to have, a log in the place of this one. */
export class LogPlaceTaken extends Error {
  constructor(file: string, how: string) {
    super(`${file} ${how}`);
    this.name = 'LogPlaceTaken';
  }
}

/**
 * A new log that takes events verbatim. It grows beside its place under another name and takes its place only when it
 * is whole, so that what a kill leaves over is never taken for a registry; the next one begins afresh. One process at a
 * time fills a place.
 */
export class VerbatimLog implements StoredEventSink {
  readonly #file: string;
  readonly #draft: string;
  readonly #unlock: () => void;
  readonly #db: Database.Database;
  readonly #rows: StoredRows;
  readonly #insertAll: (events: readonly CheckedEvent[]) => void;

  /** Throws LogPlaceTaken while another process fills the place. */
  constructor(file: string, registry: string) {
    this.#file = file;
    this.#draft = `${file}.restoring`;
    this.#unlock = lockOf(file, this.#draft);
    removeFiles(this.#draft);
    this.#db = openForWriting(this.#draft);
    setRegistryId(this.#db, registry);
    this.#rows = new StoredRows(this.#db);
    this.#insertAll = this.#db.transaction((events: readonly CheckedEvent[]) => {
      for (const event of events) this.#rows.insert(event);
    }).immediate;
  }

  position(): number {
    return this.#rows.position;
  }

  /** After a rejection there is nothing to do but to discard. */
  async write(events: readonly CheckedEvent[]): Promise<void> {
    this.#insertAll(events);
  }

  /** Puts the whole log in its place, durably. Throws LogPlaceTaken when another log has come there meanwhile. */
  finish(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
    this.#db.close();
    syncPath(this.#draft);
    try {
      linkSync(this.#draft, this.#file);
    } catch (error) {
      throw existsSync(this.#file) ? new LogPlaceTaken(this.#file, 'has come there meanwhile') : error;
    }
    syncPath(dirname(this.#file));
    rmSync(lockFile(this.#draft));
  }

  /** Takes away whatever is not in its place. */
  close(): void {
    this.#db.close();
    removeFiles(this.#draft);
    this.#unlock();
  }
}

/** It stays where a restore did not end well: who removes a lock that others may wait for lets two in. */
function lockFile(draft: string): string {
  return `${draft}.lock`;
}

function lockOf(file: string, draft: string): () => void {
  const unlock = takeProcessLock(lockFile(draft));
  if (unlock === undefined) throw new LogPlaceTaken(file, 'is being restored by another process');
  return unlock;
}

/** A database with what SQLite keeps beside it. */
function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
