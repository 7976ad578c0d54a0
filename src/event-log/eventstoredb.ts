import { AppendFailed, NodeStale, NotYetReplicated } from './append-failures.js';
import type { Append, AppendOutcome, EventLog } from './event-log.js';
import { type ClusterAddress, streamPrefix } from './eventstoredb/address.js';
import { Cluster } from './eventstoredb/cluster.js';
import { proposals } from './eventstoredb/message.js';
import { type Patience, patience as usualPatience } from './eventstoredb/patience.js';
import { Replica } from './eventstoredb/replica.js';
import { isBeyondRepair, Replication } from './eventstoredb/replication.js';
import { ClusterSink } from './eventstoredb/sink.js';
import { written } from './eventstoredb/written.js';
import { SqliteReader } from './sqlite-reader.js';
import { LogNotOpened } from './sqlite-schema.js';
import type { StoredEventSink } from './transfer.js';

export interface ClusterLogOptions {
  readonly address: ClusterAddress;
  /** File of this node's replica. */
  readonly file: string;
  /** Hears why the cluster is not being followed just now. */
  readonly said: (message: string) => void;
  readonly prefix?: string;
  readonly patience?: Partial<Patience>;
}

/** The log of a cluster, and how a whole registry moves in or out. */
export interface ClusterLog extends EventLog {
  /** Identity of the registry, which its first event brings. */
  registryId(): string;
  /** Takes events verbatim behind those that this node's replica holds. */
  sink(registry: string): StoredEventSink;
}

/**
 * Opens the log of a cluster, EventStoreDB 23.10 or later (KurrentDB), and resolves once this node's replica holds all
 * that the cluster held. Rejects with LogNotOpened when the cluster does not answer, or the replica is of another.
 */
export async function openEventStoreLog(options: ClusterLogOptions): Promise<ClusterLog> {
  const { address, file, said, prefix = streamPrefix } = options;
  const patience = { ...usualPatience, ...options.patience };
  const replica = new Replica(file, prefix);
  const cluster = await Cluster.at(address);
  const log = new EventStoreLog({ cluster, replica, file, prefix, patience, said });
  try {
    await log.catchUp();
    return log;
  } catch (error) {
    await log.close();
    throw new LogNotOpened(address.spoken, error);
  }
}

interface Parts {
  readonly cluster: Cluster;
  readonly replica: Replica;
  readonly file: string;
  readonly prefix: string;
  readonly patience: Patience;
  readonly said: (message: string) => void;
}

class EventStoreLog extends SqliteReader implements ClusterLog {
  readonly #parts: Parts;
  readonly #replication: Replication;
  readonly #pending = new Set<Promise<unknown>>();
  /** Versions of streams that are recorded, and were not to be read here in time. */
  readonly #unread = new Map<string, number>();
  /** The first event of all brings the identity of the registry. */
  #hasBegun = false;
  #closing = false;

  constructor(parts: Parts) {
    super(parts.file);
    this.#parts = parts;
    this.#replication = new Replication({ ...parts, moved: () => this.wake() });
  }

  /** Resolves once the head was read. Rejects when nothing more comes of it. */
  async catchUp(): Promise<void> {
    const { patience } = this.#parts;
    const replication = this.#replication;
    const done = (): true | undefined =>
      replication.isCurrent() || isBeyondRepair(replication.fault()) ? true : undefined;
    for (let before = -1; !replication.isCurrent(); ) {
      const reached = this.head().position;
      const fault = replication.fault();
      if (isBeyondRepair(fault) || (reached === before && done() === undefined)) {
        throw fault ?? new Error(`it has not been caught up with in ${patience.opening} ms`);
      }
      before = reached;
      await replication.until(done, patience.opening);
    }
  }

  override isCurrent(): boolean {
    return this.#replication.isCurrent();
  }

  async readable(stream: string): Promise<void> {
    const version = this.#unread.get(stream);
    if (version === undefined) return;
    if (!(await this.#reaches(stream, version))) throw new NodeStale();
    this.#unread.delete(stream);
  }

  async append(append: Append): Promise<AppendOutcome> {
    if (this.#closing) throw new AppendFailed('the log is closed');
    const { cluster, prefix, patience } = this.#parts;
    this.#hasBegun ||= this.head().position > 0;
    const events = proposals(append, this.#hasBegun ? undefined : this.registryId());
    const known = this.#known(append);
    if (known !== undefined) return known;
    if (!this.isCurrent()) throw new NodeStale();
    const { stream, expectedVersion } = append;
    const call = { stream: `${prefix}${stream}`, expectedVersion, events };
    const answer = written(cluster, call, patience).then((outcome) =>
      outcome === 'written' ? this.#replicated(append) : this.#refused(append, outcome.actualVersion),
    );
    return this.#awaited(answer);
  }

  sink(registry: string): StoredEventSink {
    const { cluster, prefix, patience } = this.#parts;
    return new ClusterSink({ cluster, prefix, patience, registry, position: this.head().position });
  }

  /** Answers what is on its way, then closes. */
  override async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled(this.#pending);
    await this.#replication.stop();
    await this.#parts.cluster.close();
    this.#parts.replica.close();
    await super.close();
  }

  async #awaited<T>(answer: Promise<T>): Promise<T> {
    this.#pending.add(answer);
    try {
      return await answer;
    } finally {
      this.#pending.delete(answer);
    }
  }

  /** What the replica knows of these events already: the cluster itself compares ids within a stream alone. */
  #known({ stream, expectedVersion, events }: Append): AppendOutcome | undefined {
    const [{ id, command }] = events;
    const known = this.eventById(id);
    if (known !== undefined) {
      if (known.stream === stream && known.version === expectedVersion + 1) {
        return { outcome: 'appended', position: known.position + events.length - 1 };
      }
      throw new AppendFailed(`an event of ${stream} carries the id of another event`);
    }
    if (command === undefined || this.commandEvents(command.key).length === 0) return undefined;
    return { outcome: 'command-already-recorded' };
  }

  async #replicated({ stream, expectedVersion, events }: Append): Promise<AppendOutcome> {
    const last = events.at(-1)?.id ?? events[0].id;
    const held = (): number | undefined => this.positionOf(last);
    const position = await this.#replication.until(held, this.#parts.patience.replica, last);
    if (position !== undefined) return { outcome: 'appended', position };
    this.#unread.set(stream, expectedVersion + events.length);
    throw new NotYetReplicated(events.map(({ id }) => id));
  }

  /** Whoever lost a race decides afresh, for which the replica must hold what he lost against. */
  async #refused({ stream }: Append, actualVersion: number): Promise<AppendOutcome> {
    if (!(await this.#reaches(stream, actualVersion))) throw new NodeStale();
    return { outcome: 'wrong-expected-version', actualVersion };
  }

  /** Waits for the replica; answers whether it holds a version of a stream in time. */
  async #reaches(stream: string, version: number): Promise<boolean> {
    const isThere = (): true | undefined => (this.streamVersion(stream) >= version ? true : undefined);
    return (await this.#replication.until(isThere, this.#parts.patience.replica)) === true;
  }
}
