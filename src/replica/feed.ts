import { z } from 'zod';
import { sha256Hex } from '../../schemas/identifiers.js';

/** Where a copy stands: the cursor from which the feed goes on, and the digest of its set there. */
export interface CopyMark {
  readonly cursor: string;
  readonly digest: string;
}

const row = z.looseObject({ uscc: z.string() });

/** A row of a snapshot; of one that was withdrawn no more than its id. */
export const snapshotRow = z.looseObject({ rowId: sha256Hex, rowSalt: z.string().optional(), row: row.optional() });
export type SnapshotRow = z.output<typeof snapshotRow>;

const change = snapshotRow.extend({ op: z.enum(['add', 'remove']) });
export type Change = z.output<typeof change>;

export const batch = z.array(z.looseObject({ data: change }));
export const head = z.looseObject({ feed: z.looseObject({ cursor: z.string(), digest: sha256Hex }) });
export const receipt = z.looseObject({ verdict: z.string() });
export const problem = z.looseObject({ code: z.string(), title: z.string(), titleEn: z.string() });

/** A whole list, its rows as they come, and where its feed goes on. */
export interface Snapshot extends CopyMark {
  readonly rows: AsyncIterable<SnapshotRow>;
}

/** Changes after a cursor, in order, and where the holder stands after them. */
export interface Batch {
  readonly changes: readonly Change[];
  readonly to: CopyMark;
}
