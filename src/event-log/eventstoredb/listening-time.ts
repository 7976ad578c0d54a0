import { ClusterFault } from './fault.js';
import type { News } from './news.js';

const aMoment = 200;

/** How long a subscription is still listened to: for a while after it has caught up, and for a word as long as it has not. */
export class ListeningTime {
  readonly #silence: number;
  readonly #life: number;
  readonly #begun = performance.now();
  #hasCaughtUp = false;
  #until: number;

  constructor(silence: number, life: number) {
    this.#silence = silence;
    this.#life = life;
    this.#until = performance.now() + silence;
  }

  hear(news: readonly News[]): void {
    if (this.#hasCaughtUp || news.length === 0) return;
    this.#hasCaughtUp = news.some(({ told }) => told === 'caught-up');
    this.#until = performance.now() + (this.#hasCaughtUp ? this.#life : this.#silence);
  }

  /** Has it been catching up for longer than a renewed subscription does, which has next to nothing to catch up with? */
  isFarBehind(): boolean {
    return !this.#hasCaughtUp && performance.now() - this.#begun > aMoment;
  }

  /** Milliseconds; 0 when it has lived for as long as it should. Throws ClusterFault when nothing was heard. */
  left(): number {
    const left = this.#until - performance.now();
    if (left > 0) return left;
    if (this.#hasCaughtUp) return 0;
    throw new ClusterFault(`nothing was heard for ${this.#silence} ms`);
  }
}
