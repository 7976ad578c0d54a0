import type { Output } from '../output.js';

const showEvery = 200;

/** Shows how far an import is: rows, rate, and the time left by the bytes still to be read. */
export class Progress {
  readonly #out: Output;
  readonly #totalBytes: number;
  readonly #started = performance.now();
  #bytes = 0;
  #shown = 0;

  constructor(out: Output, totalBytes: number) {
    this.#out = out;
    this.#totalBytes = totalBytes;
  }

  read(bytes: number): void {
    this.#bytes = bytes;
  }

  show(rows: number): void {
    const now = performance.now();
    if (now - this.#shown < showEvery) return;
    this.#shown = now;
    const seconds = (now - this.#started) / 1000;
    const share = this.#totalBytes === 0 ? 1 : this.#bytes / this.#totalBytes;
    const left = share === 0 ? '…' : `${Math.ceil(seconds / share - seconds)} s`;
    const rate = Math.round(rows / seconds);
    this.#out.progress(`${Math.floor(share * 100)}%  ${rows} 行 rows  ${rate}/s  剩余 left ${left}`);
  }
}
