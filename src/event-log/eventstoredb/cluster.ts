import type {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  AppendToStreamOptions,
  BinaryEventData,
  EventStoreDBClient,
  ReadStreamOptions,
  SubscribeToAllOptions,
} from '@eventstore/db-client';
import { clusterMetadata } from '../../../schemas/cluster-message.js';
import type { ClusterAddress } from './address.js';
import { ClusterFault, faultOf } from './fault.js';
import { Inbox } from './inbox.js';
import { ListeningTime } from './listening-time.js';
import type { Delivered, LogPlace, News } from './news.js';
import { leave, within } from './patience.js';

type Library = typeof import('@eventstore/db-client');

/** An event on its way to the cluster. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface ClusterAppend {
  readonly stream: string;
  readonly expectedVersion: number;
  readonly events: readonly Proposed[];
}

export type ClusterOutcome = 'written' | { readonly actualVersion: number };

/** The last event of a stream, by what tells it apart. */
export interface LastEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
}

export interface Following {
  readonly prefix: string;
  readonly after: LogPlace | undefined;
  /** Milliseconds without a word before it has caught up, after which the node is taken for gone. */
  readonly silence: number;
  /** Milliseconds after catching up for which it is listened to. */
  readonly life: number;
  readonly signal: AbortSignal;
}

const buffered = 500;

/** Whoever is far behind gathers for so long, in milliseconds: a commit for each few events would cost the most. */
const gathering = 50;

/**
 * EventStoreDB (KurrentDB) through its client, without what the client gets wrong. Every append states credentials: the
 * client then speaks the classic Append, which asks for no capabilities beforehand (a failed answer would be kept for
 * ever), shares no table of promises between clients (an error of one would reject, or crash, the calls of all), and has
 * a deadline. What stays silent nevertheless is given up here, and what failed gets a new client.
 */
export class Cluster {
  readonly #library: Library;
  readonly #address: ClusterAddress;
  #appender: EventStoreDBClient | undefined;
  #reader: EventStoreDBClient | undefined;

  private constructor(library: Library, address: ClusterAddress) {
    this.#library = library;
    this.#address = address;
  }

  /** Loads the client, of which an embedded registry has no need; connects at the first call. */
  static async at(address: ClusterAddress): Promise<Cluster> {
    return new Cluster(await import('@eventstore/db-client'), address);
  }

  /** Appends all or nothing, one call, within some milliseconds. Throws ClusterFault; the outcome is then unknown. */
  async append({ stream, expectedVersion, events }: ClusterAppend, patience: number): Promise<ClusterOutcome> {
    const { NO_STREAM, NotLeaderError, WrongExpectedVersionError } = this.#library;
    this.#appender ??= this.#connect();
    const client = this.#appender;
    const { credentials } = this.#address;
    const options: AppendToStreamOptions = {
      expectedRevision: expectedVersion === 0 ? NO_STREAM : BigInt(expectedVersion - 1),
      credentials,
      deadline: patience,
    };
    try {
      await within(patience, client.appendToStream(stream, events.map(toEventData), options));
      return 'written';
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return { actualVersion: versionOf(error.actualVersion) };
      if (this.#appender === client && !(error instanceof NotLeaderError)) void this.#drop('appender');
      throw faultOf(error);
    }
  }

  /** The id of the event at a version of a stream; undefined when there is none. Throws ClusterFault. */
  async idAt(stream: string, version: number, patience: number): Promise<string | undefined> {
    const from: ReadStreamOptions = { fromRevision: BigInt(version - 1), maxCount: 1 };
    return (await this.#one(stream, from, patience))?.id;
  }

  /** The last event of a stream; undefined when there is none. Throws ClusterFault. */
  last(stream: string, patience: number): Promise<LastEvent | undefined> {
    const { BACKWARDS, END } = this.#library;
    return this.#one(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }, patience);
  }

  /** Has the server forget all but the last event of a stream, which must be none of the registry's. Throws ClusterFault. */
  async keepLastOnly(stream: string, patience: number): Promise<void> {
    this.#appender ??= this.#connect();
    const { credentials } = this.#address;
    try {
      const options = { credentials, deadline: patience };
      await within(patience, this.#appender.setStreamMetadata(stream, { maxCount: 1 }, options));
    } catch (error) {
      await this.#drop('appender');
      throw faultOf(error);
    }
  }

  async #one(stream: string, options: ReadStreamOptions, patience: number): Promise<LastEvent | undefined> {
    const { StreamNotFoundError } = this.#library;
    this.#reader ??= this.#connect();
    const { credentials } = this.#address;
    const read = this.#reader.readStream(stream, { ...options, credentials });
    const first = async (): Promise<LastEvent | undefined> => {
      for await (const { event } of read) {
        return event && { id: event.id, type: event.type, version: Number(event.revision) + 1 };
      }
      return undefined;
    };
    try {
      return await within(patience, first());
    } catch (error) {
      if (error instanceof StreamNotFoundError) return undefined;
      await this.#drop('reader');
      throw faultOf(error);
    } finally {
      await leave(() => read.cancel());
    }
  }

  /**
   * Subscribes to what a prefix of stream names lets through, and yields what is told, as much at a time as is there. Ends
   * when it has lived for as long as it should, or on the signal. Throws ClusterFault when the node goes, or says nothing.
   */
  async *follow({ prefix, after, silence, life, signal }: Following): AsyncGenerator<readonly News[]> {
    this.#reader ??= this.#connect();
    const subscription = this.#subscribe(this.#reader, prefix, after);
    const inbox = new Inbox<News | AllStreamResolvedEvent>(subscription);
    const time = new ListeningTime(silence, life);
    try {
      for (let left = time.left(); left > 0 && !signal.aborted; left = time.left()) {
        const news = inbox.take(buffered).flatMap(newsOf);
        if (news.length > 0) yield news;
        time.hear(news);
        if (news.length === 0) await inbox.wait(left, signal);
        else if (time.isFarBehind()) await inbox.gather(buffered, gathering);
      }
    } catch (error) {
      void this.#drop('reader');
      throw faultOf(error);
    } finally {
      await leave(() => subscription.unsubscribe());
      inbox.discard();
    }
  }

  /** Ends every call that is open; without it the process would not end. */
  async close(): Promise<void> {
    await Promise.all([this.#drop('appender'), this.#drop('reader')]);
  }

  /** The client's own message may show the whole address. */
  #connect(): EventStoreDBClient {
    try {
      return this.#library.EventStoreDBClient.connectionString(this.#address.url);
    } catch (error) {
      const isCertificate = error instanceof Error && /^Failed to load certificate/.test(error.message);
      const reason = isCertificate ? 'the file of tlsCAFile is not there' : 'it cannot be parsed';
      throw new ClusterFault(`the address is not one that the client can use (${reason})`, true);
    }
  }

  /** A client keeps what failed once, so the next call gets a new one. */
  async #drop(role: 'appender' | 'reader'): Promise<void> {
    const client = role === 'appender' ? this.#appender : this.#reader;
    if (role === 'appender') this.#appender = undefined;
    else this.#reader = undefined;
    if (client !== undefined) await leave(() => client.dispose());
  }

  /** Marks go the way of the events, so that none overtakes an event told before it. */
  #subscribe(client: EventStoreDBClient, prefix: string, after: LogPlace | undefined): AllStreamSubscription {
    const { START, streamNameFilter } = this.#library;
    const checkpointReached = (subscription: AllStreamSubscription, place: LogPlace): void => {
      subscription.push({ told: 'checkpoint', place } satisfies News);
    };
    const filter = streamNameFilter({ prefixes: [prefix], checkpointReached });
    const options: SubscribeToAllOptions = {
      fromPosition: after ?? START,
      filter,
      credentials: this.#address.credentials,
    };
    const subscription = client.subscribeToAll(options, { highWaterMark: buffered });
    subscription.on('caughtUp', () => {
      subscription.push({ told: 'caught-up', at: performance.now() } satisfies News);
    });
    return subscription;
  }
}

function toEventData({ id, type, data, metadata }: Proposed): BinaryEventData {
  return { id, type, data, metadata, contentType: 'application/octet-stream' };
}

function versionOf(actual: bigint | string): number {
  return typeof actual === 'bigint' ? Number(actual) + 1 : 0;
}

function newsOf(told: News | AllStreamResolvedEvent): readonly News[] {
  if ('told' in told) return [told];
  return told.event === undefined ? [] : [{ told: 'event', event: delivered(told.event) }];
}

function delivered(event: NonNullable<AllStreamResolvedEvent['event']>): Delivered {
  const { id, streamId: stream, revision, data, metadata, position: place } = event;
  const bytes = data instanceof Uint8Array ? data : Buffer.from(JSON.stringify(data));
  const beside = clusterMetadata.safeParse(metadata).data;
  return { id, stream, version: Number(revision) + 1, data: bytes, beside, place };
}
