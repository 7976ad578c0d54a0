import type { Readable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';

const glance = 5;

/** What a stream of objects has brought and nobody has taken yet; its end is an error like any other. */
export class Inbox<T> {
  readonly #stream: Readable;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    stream.on('readable', () => this.#wake());
    stream.on('error', (error) => this.#end(error));
    for (const end of ['end', 'close']) stream.on(end, () => this.#end(new Error('the subscription was ended')));
  }

  /** All that is there, in order, up to a number. */
  take(limit: number): readonly T[] {
    const taken: T[] = [];
    while (taken.length < limit) {
      const next: T | null = this.#stream.read();
      if (next === null) break;
      taken.push(next);
    }
    return taken;
  }

  /**
   * Resolves when there may be something, with whatever comes in the same turn, or the time is over, or on the signal;
   * rejects once the stream has ended.
   */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.#failure !== undefined || signal.aborted || this.#stream.readableLength > 0) return resolve();
      const timer = globalThis.setTimeout(() => this.#wake(), milliseconds);
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#wake = () => undefined;
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
    await setImmediate();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Resolves once so many have come, or the time is over, or nothing more comes. */
  async gather(count: number, milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    while (this.#failure === undefined && this.#stream.readableLength < count && performance.now() < until) {
      await setTimeout(glance);
    }
  }

  /**
   * Lets run off what still comes. What nobody reads would hold up the whole connection, and the client keeps every
   * stream that has not been read to its end.
   */
  discard(): void {
    this.#stream.removeAllListeners('readable');
    this.#stream.resume();
  }

  #end(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }
}
