import type { JointList, ListReason } from '../../schemas/vocabularies.js';
import { withdrawalClauses } from '../policy/withdrawal.js';
import {
  changesAfter,
  changesOfEnterprise,
  emptyList,
  type ListMark,
  type StoredListChange,
} from '../read-models/list-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { shown } from '../read-models/tables/list-table.js';
import { cursorOf, markOfCursor } from './list-cursor.js';

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

/**
 * What is told of a change, as JSON text of a ListChange: of a row whose grounds were withdrawn since no more than its id;
 * where only the cause was withdrawn, the list was computed anew. Row and causes lie there as JSON and are taken as they are.
 */
export function toldText(change: StoredListChange): string {
  const { sequence, digest, position, op, rowId, reason, recordedAt } = change;
  const frame = { sequence, digest, position, op, rowId, recordedAt };
  if (change.shown === shown.sealed) {
    const clause = op === 'remove' ? clauseOf(reason) : undefined;
    const withdrawal = clause === undefined ? {} : { withdrawal: { reasonClass: reason, clause } };
    return JSON.stringify({ ...frame, sealed: true, ...withdrawal });
  }
  const isWhole = change.shown === shown.all;
  const { uscc, effectiveOn, ruleVersion, rowSalt, row } = change;
  const reasonClass = isWhole ? reason : 'recomputation';
  const salt = rowSalt === null ? {} : { rowSalt };
  const text = JSON.stringify({ ...frame, sealed: false, uscc, reasonClass, effectiveOn, ruleVersion, ...salt });
  const content = row === null ? '' : `,"row":${row}`;
  return `${text.slice(0, -1)},"causes":${isWhole ? change.causes : '[]'}${content}}`;
}

function told(change: StoredListChange): ListChange {
  return JSON.parse(toldText(change));
}

function clauseOf(reason: ListReason): string | undefined {
  return Object.entries(withdrawalClauses).find(([known]) => known === reason)?.[1];
}

/** Changes after a number up to a position, and the number after which the next ones follow. */
export function changesBetween(
  readModels: ReadModels,
  { list, after, until, limit }: { list: JointList; after: number; until: number; limit: number },
): { readonly changes: readonly ListChange[]; readonly next?: number } {
  const found = readModels.read(({ db }) => changesAfter(db, { list, after, until, limit: limit + 1 }));
  const changes = found.slice(0, limit).map(told);
  const last = changes.at(-1);
  return { changes, ...(found.length > limit && last !== undefined ? { next: last.sequence } : {}) };
}

/** 名单沿革: when an enterprise came on a list and left it, and why; of what was withdrawn since, nothing. */
export function lineageOf(
  readModels: ReadModels,
  asked: { readonly list: JointList; readonly uscc: string; readonly limit: number },
): readonly ListChange[] {
  return readModels.read(({ db }) => changesOfEnterprise(db, asked)).map(told);
}

/** A change as a feed hands it on: what stands around it, and the text of what is told. */
export interface FeedChange extends ListMark {
  readonly position: number;
  readonly op: 'add' | 'remove';
  readonly rowId: string;
  /** The enterprise; of a sealed row it is not told. */
  readonly uscc: string | undefined;
  readonly recordedAt: string;
  /** How much of it may be told; with its number this decides the text. */
  readonly shown: number;
  /** JSON text of a ListChange. */
  readonly told: string;
}

function feedChange(change: StoredListChange): FeedChange {
  const { sequence, digest, position, op, rowId, recordedAt } = change;
  const uscc = change.shown === shown.sealed ? undefined : change.uscc;
  return { sequence, digest, position, op, rowId, recordedAt, uscc, shown: change.shown, told: toldText(change) };
}

/** Some changes in order, and where the next ones follow. */
export interface ListBatch {
  readonly changes: readonly FeedChange[];
  readonly cursor: string;
  readonly position: number;
  readonly digest: string;
}

/** The changes after a cursor; undefined when the holder must start from a snapshot. */
export function feedAfter(
  readModels: ReadModels,
  { list, after, limit }: { list: JointList; after: string | undefined; limit: number },
): ListBatch | undefined {
  return readModels.read((file) => {
    const head = file.checkpoint()?.position ?? 0;
    const mark = after === undefined ? emptyList : markOfCursor(file, list, after);
    if (mark === undefined) return undefined;
    const changes = changesAfter(file.db, { list, after: mark.sequence, until: head, limit }).map(feedChange);
    const last = changes.at(-1);
    const position = changes.length === limit && last !== undefined ? last.position : head;
    const { digest } = last ?? mark;
    return { changes, position, digest, cursor: cursorOf(list, position, last ?? mark) };
  });
}
