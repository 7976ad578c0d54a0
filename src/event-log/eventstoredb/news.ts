import type { ClusterMetadata } from '../../../schemas/cluster-message.js';

/** A place in $all: only to go on from, never shown and never counted with. */
export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event as the cluster delivers it; `data` is what was proposed, byte for byte. */
export interface Delivered {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly data: Uint8Array;
  /** What its registry wrote beside it; undefined where no registry wrote it. */
  readonly beside: ClusterMetadata | undefined;
  readonly place: LogPlace;
}

/** What a subscription tells, in the order of $all. */
export type News =
  | { readonly told: 'event'; readonly event: Delivered }
  /** Everything up to the place was looked at. */
  | { readonly told: 'checkpoint'; readonly place: LogPlace }
  /** Everything that the log held was delivered, at a moment of performance.now(). */
  | { readonly told: 'caught-up'; readonly at: number };

/** Is a place behind another? Nothing at all is behind everything. */
export function isBehind(place: LogPlace | undefined, other: LogPlace): boolean {
  if (place === undefined || place.commit < other.commit) return true;
  return place.commit === other.commit && place.prepare < other.prepare;
}
