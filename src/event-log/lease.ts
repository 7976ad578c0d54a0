import { takeProcessLock } from './process-lock.js';

/** 租约: of all processes that share a log at most one holds it. Whoever holds it may lose it at any time, and must ask. */
export interface Lease {
  isHeld(): boolean;
  /** Lets go of it, so that another need not wait. */
  close(): Promise<void>;
}

/** A lease among the processes of one data folder: the system lets go of it even at kill -9. */
export class FileLease implements Lease {
  readonly #file: string;
  #unlock: (() => void) | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  isHeld(): boolean {
    this.#unlock ??= takeProcessLock(this.#file);
    return this.#unlock !== undefined;
  }

  async close(): Promise<void> {
    this.#unlock?.();
  }
}
