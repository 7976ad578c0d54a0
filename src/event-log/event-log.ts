import type { NewEvent, RecordedEvent } from '../../schemas/events.js';

/** Events to be appended in one piece: all of `stream`, their versions running from expectedVersion + 1. */
export interface Append {
  readonly stream: string;
  /** Number of events the stream must hold; 0 means that it must not exist. There is no "any". */
  readonly expectedVersion: number;
  readonly events: readonly [NewEvent, ...NewEvent[]];
}

export type AppendOutcome =
  /** `position` is that of the last event. An identical repeat is answered with the first positions. */
  | { readonly outcome: 'appended'; readonly position: number }
  | { readonly outcome: 'wrong-expected-version'; readonly actualVersion: number }
  /** Events under the same command key, with other ids, are in the log already. */
  | { readonly outcome: 'command-already-recorded' };

/** An event as it lies in the log, before any upcasting: what is committed to and exported. */
export interface StoredEvent {
  readonly position: number;
  /** Canonical JSON (RFC 8785) of envelope and data, without salt and position. */
  readonly body: string;
  readonly salt: Buffer;
  /** SHA-256(salt ‖ UTF-8 body). */
  readonly commitment: Buffer;
}

/**
 * A stored event and where it is filed: the columns that reads go by. The commitment does not cover them, so
 * verification MUST compare them with what the body says.
 */
export interface FiledEvent extends StoredEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly commandKey: string | undefined;
  /** The running maximum of recordedAt at this position, by which an instant is resolved. */
  readonly knownSince: string;
}

export interface StreamRange {
  readonly afterVersion?: number;
  readonly toPosition?: number;
  /** At most so many, the first ones. */
  readonly limit?: number;
}

/**
 * What every reader may rely on. All readers see one order, for ever: position n is the same event for everyone and
 * there are no gaps. Reads are synchronous: whatever the log is, a node reads a local SQLite file of one shape.
 */
export interface EventReader {
  /** The last position and the running maximum of recordedAt there; 0 and undefined on an empty log. */
  head(): { readonly position: number; readonly recordedAt: string | undefined };
  /**
   * False when this node has not been able to read the head of the log for 10 s: what it reads may have been withdrawn
   * meanwhile, and nothing may be decided on it. The embedded log is always current.
   */
  isCurrent(): boolean;
  /** Number of events in a stream; 0 when there is none. */
  streamVersion(stream: string): number;
  readStream(stream: string, range?: StreamRange): readonly RecordedEvent[];
  /** The last event of a stream at or before a position. */
  lastOf(stream: string, toPosition?: number): RecordedEvent | undefined;
  readAll(afterPosition: number, limit: number): readonly RecordedEvent[];
  readStored(afterPosition: number, limit: number): readonly FiledEvent[];
  /** Names of streams that begin with a prefix, after a name, in name order. */
  streamNames(prefix: string, after: string, limit: number): readonly string[];
  /** The events recorded under a command key, in order. */
  commandEvents(commandKey: string): readonly RecordedEvent[];
  eventById(id: string): RecordedEvent | undefined;
  /** The last position whose running maximum of recordedAt is at or before the instant; 0 if there is none. */
  positionAt(instant: string): number;
  /**
   * Yields every event after a position, then each further one as it is recorded, by whichever process, until the
   * signal aborts or the log is closed. Never skips, never repeats, holds nothing open while it waits.
   */
  follow(afterPosition: number, signal: AbortSignal): AsyncIterable<RecordedEvent>;
  close(): Promise<void>;
}

/**
 * The log. An append MUST be all or nothing and durable once it resolves; of two appends that expect one version of
 * a stream exactly one succeeds. A rejected promise (full disk, lost connection) says nothing about the outcome: the
 * caller SHOULD repeat the identical call, which is answered as the first would have been. Rejected with NodeStale
 * nothing was sent; with NotYetReplicated the events are recorded for good, and not yet to be read here.
 */
export interface EventLog extends EventReader {
  /**
   * Resolves once everything that this process knows to be recorded in a stream can be read here; whoever decides on the
   * stream waits for it. Rejects with NodeStale when that takes too long.
   */
  readable(stream: string): Promise<void>;
  append(append: Append): Promise<AppendOutcome>;
}
