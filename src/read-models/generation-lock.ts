import { join } from 'node:path';
import Database from 'better-sqlite3';

const patience = 60_000;

/**
 * Whoever makes, swaps or discards generations does so alone, in whatever process or thread. The lock is SQLite's own
 * on an empty file, so it ends with its holder, however that ends. What only reads or follows never takes it.
 */
export class GenerationLock {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(folder, 'read-models.lock');
  }

  /** Runs the task once nobody else holds the lock, however long that takes; `waits` is told when somebody does. */
  hold<T>(task: () => T, waits: () => void): T {
    return this.#with((db, take) => {
      if (!take()) {
        waits();
        db.pragma(`busy_timeout = ${patience}`);
        while (!take());
      }
      return task();
    });
  }

  /** Runs the task unless somebody else holds the lock. */
  holdIfFree(task: () => void): void {
    this.#with((_db, take) => {
      if (take()) task();
    });
  }

  #with<T>(use: (db: Database.Database, take: () => boolean) => T): T {
    const db = new Database(this.#file, { timeout: 0 });
    try {
      return use(db, () => tookLock(db));
    } finally {
      db.close();
    }
  }
}

function tookLock(db: Database.Database): boolean {
  try {
    db.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}
