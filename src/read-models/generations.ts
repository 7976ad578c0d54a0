import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncPath } from '../event-log/sync-path.js';
import { GenerationLock } from './generation-lock.js';

const pointer = 'read-models.current';
const pattern = /^read-models\.(\d+)\.sqlite$/;

/**
 * The generations of read models in a data folder: files `read-models.<n>.sqlite`, and a pointer file that names the
 * one that serves. The pointer is replaced by rename: every process sees the old file or the new one, never a mixture.
 * (Renaming one database over another was tried: a fresh open read the old data.)
 */
export class Generations {
  /** Held by whoever makes, swaps or discards generations. */
  readonly lock: GenerationLock;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.lock = new GenerationLock(folder);
  }

  /** The file that serves; undefined when none does yet or the pointer says nothing that can be read. */
  current(): string | undefined {
    const name = this.#named();
    return pattern.test(name) && this.#files().includes(name) ? join(this.#folder, name) : undefined;
  }

  /** A file for the next generation, which is not there yet; a number that the pointer ever named is not used again. */
  next(): string {
    const numbers = [...this.#files(), this.#named()].map((name) => Number(pattern.exec(name)?.[1] ?? 0));
    return join(this.#folder, `read-models.${Math.max(0, ...numbers) + 1}.sqlite`);
  }

  /** Makes a file the one that serves, durably. */
  pointTo(file: string): void {
    const draft = join(this.#folder, `${pointer}.draft`);
    writeFileSync(draft, `${file.slice(this.#folder.length + 1)}\n`);
    syncPath(draft);
    renameSync(draft, join(this.#folder, pointer));
  }

  /** Removes generations that do not serve: old ones, and those that a kill left half made. */
  discardAllBut(file: string): void {
    for (const name of this.#files()) {
      if (join(this.#folder, name) !== file) removeDatabase(join(this.#folder, name));
    }
  }

  /** What the pointer says; nothing when there is none. */
  #named(): string {
    try {
      return readFileSync(join(this.#folder, pointer), 'utf8').trim();
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
  }

  #files(): readonly string[] {
    return readdirSync(this.#folder).filter((name) => pattern.test(name));
  }
}

/** Removes a database with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
