import type { JointList, ListReason } from '../../schemas/vocabularies.js';
import { changesAfter, changesOfEnterprise, type StoredChange } from '../read-models/list-change-reader.js';
import type { ListMark } from '../read-models/list-reader.js';
import type { ReadModels } from '../read-models/read-models.js';

/** A change as it may be told now. */
export type ListChange = ListMark & { readonly position: number; readonly op: 'add' | 'remove' } & (
    | {
        readonly sealed: true;
        readonly rowId: string;
        /** What withdrew the row, where its going was that withdrawal. */
        readonly withdrawal?: { readonly reasonClass: ListReason; readonly clause: string };
        readonly recordedAt: string;
      }
    | {
        readonly sealed: false;
        readonly rowId: string;
        readonly uscc: string;
        readonly rowSalt?: string;
        readonly row?: unknown;
        readonly reasonClass: ListReason;
        readonly causes: readonly string[];
        readonly effectiveOn: string;
        readonly ruleVersion: string;
        readonly recordedAt: string;
      }
  );

function told(change: StoredChange): ListChange {
  return JSON.parse(change.told);
}

/** Changes after a number up to a position, and the number after which the next ones follow. */
export function changesBetween(
  readModels: ReadModels,
  { list, after, until, limit }: { list: JointList; after: number; until: number; limit: number },
): { readonly changes: readonly ListChange[]; readonly next?: number } {
  const found = readModels.read(({ db }) => changesAfter(db, { list, after, until, limit: limit + 1 }));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = found.length > limit && last !== undefined ? { next: last.sequence } : {};
  return { changes: page.map(told), ...more };
}

/** 名单沿革: when an enterprise came on a list and left it, and why; of what was withdrawn since, nothing. */
export function lineageOf(
  readModels: ReadModels,
  asked: { readonly list: JointList; readonly uscc: string; readonly limit: number },
): readonly ListChange[] {
  return readModels.read(({ db }) => changesOfEnterprise(db, asked)).map(told);
}
