import type { AppendOutcome } from './event-log.js';

/** An append as it travels to the writing thread: already encoded, so that the thread only writes. */
export interface WriteRequest {
  readonly ticket: number;
  readonly stream: string;
  readonly expectedVersion: number;
  readonly rows: readonly WriteRow[];
}

export interface WriteRow {
  /** UUID as 16 bytes. */
  readonly id: Uint8Array;
  /** Command key as 32 bytes, if the events came of a command that carries one. */
  readonly command: Uint8Array | undefined;
  /** recordedAt in milliseconds. */
  readonly recordedAt: number;
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
  readonly body: string;
}

/** What became of each request of a group; `failure` when the group could not be committed. */
export interface WriteReply {
  readonly ticket: number;
  readonly result: AppendOutcome | { readonly outcome: 'failed'; readonly reason: string };
}
