import { setTimeout } from 'node:timers/promises';
import { clusterHeading } from '../../../schemas/cluster-message.js';
import { StoredEventRefused } from '../checked-event.js';
import type { Cluster } from './cluster.js';
import type { Delivered, LogPlace, News } from './news.js';
import type { Patience } from './patience.js';
import type { Replica } from './replica.js';

interface Replicating {
  readonly cluster: Cluster;
  readonly replica: Replica;
  readonly prefix: string;
  readonly patience: Patience;
  /** Hears why it had to begin again, once each. */
  readonly said: (message: string) => void;
  /** Called when the replica may hold more than before. */
  readonly moved: () => void;
}

const shortestRest = 20;
const longestRest = 2000;

/**
 * Keeps a replica up with the log of the cluster: subscribes from the place reached, and again after whatever ends it,
 * with growing rests. A subscription is renewed every few seconds, since the server says only once, and then at the
 * moment, that all it held was delivered: that is how this node knows that it reads the head.
 */
export class Replication {
  readonly #with: Replicating;
  readonly #leaving = new AbortController();
  /** Who waits, and for which event alone, if for one. */
  readonly #waiting = new Map<() => void, string | undefined>();
  readonly #ended: Promise<void>;
  #isOurs = false;
  #held: Delivered[] = [];
  #headReadAt = Number.NEGATIVE_INFINITY;
  #fault: Error | undefined;

  constructor(parts: Replicating) {
    this.#with = parts;
    this.#ended = this.#keepUp();
  }

  /** Was the head of the log read lately enough to decide on what the replica holds? */
  isCurrent(): boolean {
    return performance.now() - this.#headReadAt <= this.#with.patience.stale;
  }

  /** What went wrong last; undefined while all is well. */
  fault(): Error | undefined {
    return this.#fault;
  }

  /**
   * What `look` finds, once it finds something; undefined when the time is over or it is stopped. Where it is one event
   * that is waited for, nobody looks again until that has come.
   */
  async until<T>(look: () => T | undefined, milliseconds: number, eventId?: string): Promise<T | undefined> {
    const found = look();
    if (found !== undefined || this.#leaving.signal.aborted) return found;
    return new Promise((resolve) => {
      const settle = (seen: T | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(seen);
      };
      const check = (): void => {
        const seen = look();
        if (seen !== undefined || this.#leaving.signal.aborted) settle(seen);
      };
      const timer = globalThis.setTimeout(() => settle(look()), milliseconds);
      this.#waiting.set(check, eventId);
    });
  }

  async stop(): Promise<void> {
    this.#leaving.abort();
    this.#tell();
    await this.#ended;
  }

  async #keepUp(): Promise<void> {
    const { signal } = this.#leaving;
    for (let rest = shortestRest; !signal.aborted; ) {
      try {
        await this.#subscribe(signal);
        rest = shortestRest;
      } catch (error) {
        this.#failed(error instanceof Error ? error : new Error(String(error)));
        await setTimeout(rest, undefined, { signal }).catch(() => undefined);
        rest = this.#headReadAt > performance.now() - longestRest ? shortestRest : Math.min(rest * 2, longestRest);
      }
    }
  }

  /** One subscription, from the place reached to its end. */
  async #subscribe(signal: AbortSignal): Promise<void> {
    const { cluster, replica, prefix, patience } = this.#with;
    this.#isOurs ||= await this.#refuseOther();
    this.#held = [];
    this.#tell();
    const { silence, renewal } = patience;
    const following = { prefix, after: replica.place(), silence, life: renewal, signal };
    for await (const news of cluster.follow(following)) this.#takeIn(news);
  }

  /** A cluster that does not hold what the replica ends with is another, or has lost what it had acknowledged. */
  async #refuseOther(): Promise<true> {
    const { cluster, replica, prefix, patience } = this.#with;
    const last = replica.last();
    if (last === undefined) return true;
    const { id } = clusterHeading.parse(JSON.parse(last.body));
    const found = await cluster.idAt(`${prefix}${last.stream}`, last.version, patience.silence);
    if (found !== id) throw new ReplicaOfAnother();
    return true;
  }

  /** An append of which only some events have come waits for the others, so that it is seen whole or not at all. */
  #takeIn(news: readonly News[]): void {
    let reached: LogPlace | undefined;
    let caughtUpAt: number | undefined;
    let whole = 0;
    for (const each of news) {
      if (each.told === 'event') {
        this.#held.push(each.event);
        // What no registry wrote waits for nothing: it is refused.
        if ((each.event.beside?.following ?? 0) === 0) whole = this.#held.length;
      } else if (each.told === 'checkpoint') reached = each.place;
      else caughtUpAt = each.at;
    }
    const isWhole = whole === this.#held.length;
    const come = this.#held.slice(0, whole);
    this.#with.replica.take(come, isWhole ? reached : undefined);
    this.#held = this.#held.slice(whole);
    if (caughtUpAt !== undefined && isWhole) this.#headReadAt = caughtUpAt;
    if (caughtUpAt !== undefined)
      this.#fault = isWhole ? undefined : new Error('the last append has come in part only');
    this.#with.moved();
    this.#tell(new Set(come.map(({ id }) => id)));
  }

  #failed(error: Error): void {
    if (this.#fault?.message !== error.message && !this.#leaving.signal.aborted) {
      this.#with.said(`the log of the cluster is not being followed: ${error.message}`);
    }
    this.#fault = error;
    this.#tell();
  }

  /** Has everybody look, or only whom events that have come may concern. */
  #tell(come?: ReadonlySet<string>): void {
    for (const [check, eventId] of this.#waiting) {
      if (come === undefined || eventId === undefined || come.has(eventId)) check();
    }
  }
}

/** The replica holds events that the cluster does not. */
class ReplicaOfAnother extends Error {
  constructor() {
    super("this node's replica holds events that the cluster does not hold: is it another cluster, or an older state?");
    this.name = 'ReplicaOfAnother';
  }
}

/** Is it of no use to begin again? The cluster holds what the replica can never take in, or not what it has taken in. */
export function isBeyondRepair(fault: Error | undefined): boolean {
  return fault instanceof StoredEventRefused || fault instanceof ReplicaOfAnother;
}
