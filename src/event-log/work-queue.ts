import { takeProcessLock } from './process-lock.js';

export interface WorkQueueAt<T> {
  /** The file whose lock the process holds that does the work. */
  readonly lock: string;
  /** What an earlier process left undone, in the order in which it came; asked for once the lock is held. */
  left(): readonly T[];
  /** Does one piece of work, or breaks off on the signal. What it throws ends the process: it tells failures itself. */
  work(piece: T, signal: AbortSignal): Promise<void>;
}

/** Work of a data folder, done piece by piece by one process; when that is gone, another goes on with it. */
export class WorkQueue<T> {
  readonly #at: WorkQueueAt<T>;
  readonly #stop = new AbortController();
  readonly #waiting: T[] = [];
  #working: Promise<void> = Promise.resolve();
  #unlock: (() => void) | undefined;

  constructor(at: WorkQueueAt<T>) {
    this.#at = at;
  }

  /** Whether this process is the one that does the work; it takes over from one that is gone. */
  claim(): boolean {
    if (this.#unlock !== undefined) return true;
    if (this.#stop.signal.aborted) return false;
    const unlock = takeProcessLock(this.#at.lock);
    if (unlock === undefined) return false;
    for (const piece of this.#left(unlock)) this.add(piece);
    this.#unlock = unlock;
    return true;
  }

  /** Where it cannot be told what is left, the lock is let go of, so that it is asked again. */
  #left(unlock: () => void): readonly T[] {
    try {
      return this.#at.left();
    } catch (error) {
      unlock();
      throw error;
    }
  }

  /** Whether this process was the one when it was last asked. */
  get isOurs(): boolean {
    return this.#unlock !== undefined;
  }

  /** What nobody has begun yet, in order. */
  get waiting(): readonly T[] {
    return this.#waiting;
  }

  /** Aborted once this closes. */
  get closing(): AbortSignal {
    return this.#stop.signal;
  }

  /** Work for a process that has claimed it. */
  add(piece: T): void {
    this.#waiting.push(piece);
    this.#working = this.#working.then(() => this.#next());
  }

  async #next(): Promise<void> {
    const piece = this.#stop.signal.aborted ? undefined : this.#waiting.shift();
    if (piece !== undefined) await this.#at.work(piece, this.#stop.signal);
  }

  /** Lets the piece under way break off; what is left is done after the next start. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#working;
    this.#unlock?.();
    this.#unlock = undefined;
  }
}
