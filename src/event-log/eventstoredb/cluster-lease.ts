import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Lease } from '../lease.js';
import { type ClusterAddress, streamPrefix } from './address.js';
import { Cluster, type Proposed } from './cluster.js';
import { type Patience, patience as usualPatience } from './patience.js';

export interface ClusterLeaseOptions {
  readonly address: ClusterAddress;
  /** What the lease is for. */
  readonly name: string;
  readonly prefix?: string;
  readonly patience?: Partial<Patience>;
  /** Hears why the lease cannot be taken or kept, once each. */
  readonly said: (message: string) => void;
}

/** So often a lease is renewed before it would end. */
const renewals = 4;

/**
 * A lease among the nodes of a cluster: a stream beside those of the registry, whose last event says who holds it. Each
 * renewal states the version that its holder wrote last, so whoever is overtaken finds out. No clock is compared with
 * another: a holder counts from when it began to write, who waits from when it saw that something was written.
 */
export class ClusterLease implements Lease {
  readonly #cluster: Cluster;
  readonly #stream: string;
  readonly #patience: Patience;
  readonly #said: (message: string) => void;
  readonly #closing = new AbortController();
  readonly #kept: Promise<void>;
  /** Version of the last event while it is ours. */
  #ours: number | undefined;
  /** What is being written, until it is known whether it was. */
  #writing: string | undefined;
  #heldUntil = Number.NEGATIVE_INFINITY;
  /** Which version was last seen to be another's, and when. */
  #seen = { version: -1, at: 0 };
  #fault: string | undefined;

  private constructor(cluster: Cluster, { name, prefix = streamPrefix, patience, said }: ClusterLeaseOptions) {
    this.#cluster = cluster;
    this.#stream = `lease-${prefix}${name}`;
    this.#patience = { ...usualPatience, ...patience };
    this.#said = said;
    this.#kept = this.#keep();
  }

  /** Begins to try for it; resolves at once. */
  static async open(options: ClusterLeaseOptions): Promise<ClusterLease> {
    return new ClusterLease(await Cluster.at(options.address), options);
  }

  isHeld(): boolean {
    return performance.now() < this.#heldUntil;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#kept;
    this.#heldUntil = Number.NEGATIVE_INFINITY;
    if (this.#ours !== undefined) await this.#write(this.#ours, 'LeaseReleased').catch(() => undefined);
    await this.#cluster.close();
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await this.#step();
        this.#fault = undefined;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (this.#fault !== reason) this.#said(`the lease ${this.#stream} cannot be asked for: ${reason}`);
        this.#fault = reason;
      }
      await setTimeout(this.#patience.lease / renewals, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Renews what is ours; else looks whether it is free, or has not been renewed for its whole term. */
  async #step(): Promise<void> {
    if (this.#ours !== undefined && this.#writing === undefined) return this.#take(this.#ours);
    const last = await this.#cluster.last(this.#stream, this.#patience.call);
    if (last === undefined) {
      await this.#cluster.keepLastOnly(this.#stream, this.#patience.call);
      return this.#take(0);
    }
    if (last.id === this.#writing) return this.#take(last.version);
    this.#lose();
    if (last.type === 'LeaseReleased') return this.#take(last.version);
    if (last.version !== this.#seen.version) this.#seen = { version: last.version, at: performance.now() };
    else if (performance.now() - this.#seen.at > this.#patience.lease) await this.#take(last.version);
  }

  async #take(version: number): Promise<void> {
    const begun = performance.now();
    if (!(await this.#write(version, 'LeaseTaken'))) return this.#lose();
    this.#ours = version + 1;
    this.#heldUntil = begun + this.#patience.lease;
  }

  /** Writes behind a version; answers whether nobody else was there first. What came of it is not known when it throws. */
  async #write(expectedVersion: number, type: string): Promise<boolean> {
    const event: Proposed = { id: randomUUID(), type, data: Buffer.from('{}'), metadata: {} };
    this.#writing = event.id;
    const call = { stream: this.#stream, expectedVersion, events: [event] };
    const outcome = await this.#cluster.append(call, this.#patience.call);
    this.#writing = undefined;
    return outcome === 'written';
  }

  #lose(): void {
    this.#ours = undefined;
    this.#writing = undefined;
    this.#heldUntil = Number.NEGATIVE_INFINITY;
  }
}
