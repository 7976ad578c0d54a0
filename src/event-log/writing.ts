import type { AppendOutcome } from './event-log.js';

/** An append as it travels to the writing thread: already encoded, so that the thread only writes. */
export interface WriteRequest {
  readonly ticket: number;
  readonly stream: string;
  readonly expectedVersion: number;
  readonly rows: readonly WriteRow[];
}

/** Bytes travel as hex digits: a view into a pool would take the whole pool with it. */
export interface WriteRow {
  /** UUID, 32 digits. */
  readonly id: string;
  /** Command key, 64 digits, if the events came of a command that carries one. */
  readonly command: string | undefined;
  /** recordedAt in milliseconds. */
  readonly recordedAt: number;
  readonly salt: string;
  readonly commitment: string;
  readonly body: string;
}

/** What became of each request of a group; `failure` when the group could not be committed. */
export interface WriteReply {
  readonly ticket: number;
  readonly result: AppendOutcome | { readonly outcome: 'failed'; readonly reason: string };
}
