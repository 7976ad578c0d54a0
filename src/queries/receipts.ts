import { dayInShanghai, daysBetween } from '../../schemas/day.js';
import type { JointList } from '../../schemas/vocabularies.js';
import { jointList } from '../../schemas/vocabularies.js';
import type { LastReceipt, Receipt, Receipts } from '../commands/receipts.js';
import { type AccessKey, type DepartmentState, holderOf } from '../domain/department.js';
import { departmentIds, departmentNow } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';
import { markAt } from '../read-models/list-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type HeldMeasure, measuresHeld, withdrawnSince } from '../read-models/receipt-reader.js';
import { type Axes, resolveAxes } from './axes.js';
import { markOfCursor } from './list-cursor.js';

export interface ReceiptSources {
  readonly log: EventReader;
  readonly readModels: ReadModels;
  readonly receipts: Receipts;
}

/** A receipt compared with the source. */
export interface JudgedReceipt {
  readonly receipt: Receipt;
  /** The digest that the copy should have at its cursor. */
  readonly digest: string;
  readonly changesBehind: number;
}

/** What a copy's own digest at a cursor says of it; undefined when the cursor leads nowhere. */
export function judgeReceipt(
  readModels: ReadModels,
  { list, cursor, digest }: { readonly list: JointList; readonly cursor: string; readonly digest: string },
): JudgedReceipt | undefined {
  return readModels.read((file) => {
    const mark = markOfCursor(file, list, cursor);
    if (mark === undefined) return undefined;
    const held = withdrawnSince(file.db, list, mark.sequence).map(({ rowId }) => rowId);
    const verdict = digest !== mark.digest ? 'different' : held.length > 0 ? 'withdrawals-held' : 'equal';
    const head = markAt(file.db, list, file.checkpoint()?.position ?? 0);
    const changesBehind = head.sequence - mark.sequence;
    return { receipt: { list, cursor, verdict, held }, digest: mark.digest, changesBehind };
  });
}

/** The withdrawn rows that a copy holds which went up to a cursor; none are known of a cursor that leads nowhere. */
export function heldAt(readModels: ReadModels, list: JointList, cursor: string): readonly string[] {
  return readModels.read((file) => {
    const mark = markOfCursor(file, list, cursor);
    return mark === undefined ? [] : withdrawnSince(file.db, list, mark.sequence).map(({ rowId }) => rowId);
  });
}

/** A copy of a list, as its holder said last and as the source stands now. */
export interface CopyStanding {
  readonly key: string;
  readonly keyHolds: boolean;
  readonly cursor: string;
  readonly verdict: LastReceipt['verdict'];
  readonly acknowledgedAt: string;
  /** Absent where the cursor leads nowhere any longer, so that the copy must start again. */
  readonly changesBehind?: number;
  readonly withdrawn: readonly { readonly rowId: string; readonly since: string; readonly days: number }[];
}

/** Why a department is behind its duty. */
export type OverdueReason = 'no-receipt' | 'copy-differs' | 'withdrawn-rows-held' | 'measures-held';

/** 回执情况 of a department on one list. */
export interface DepartmentReceipts {
  readonly department: string;
  readonly name: string;
  readonly list: JointList;
  readonly copies: readonly CopyStanding[];
  readonly measures: readonly (HeldMeasure & { readonly days: number })[];
  readonly overdue: readonly OverdueReason[];
}

/**
 * The departments whose keys may follow a list, that have acknowledged it, or that have measures to lift, each as it
 * stands on the last day opened.
 */
export function* allReceipts(
  sources: ReceiptSources,
  asked: { readonly department?: string | undefined; readonly lists: readonly JointList[] },
): Iterable<DepartmentReceipts> {
  const axes = resolveAxes(sources.log, {}, sources.readModels.checkpoint().position);
  const ids = asked.department === undefined ? departmentIds(sources.log) : [asked.department];
  for (const id of ids) {
    const department = departmentNow(sources.log, id);
    for (const list of jointList.codes.filter((each) => asked.lists.includes(each))) {
      const standing = receiptsOf(sources, department, { list, keys: followers(department, list), axes });
      if (standing !== undefined) yield standing;
    }
  }
}

/** After how many days a receipt is overdue: the shortest limit of the packs in force. */
export function overdueDays({ rules }: Axes): number | undefined {
  const limits = rules.municipal.map(({ lists }) => lists.receiptOverdueDays.value);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function followers({ keys, receipts }: DepartmentState, list: JointList): readonly AccessKey[] {
  const acknowledged = new Set(
    [...receipts.values()].flatMap(({ data, actor }) => (data.list === list ? [actor.key] : [])),
  );
  return [...keys.values()].filter(
    ({ keyId, scopes, revoked }) => acknowledged.has(keyId) || (!revoked && scopes.has(`feed:${list}`)),
  );
}

interface Circumstances {
  readonly list: JointList;
  readonly keys: readonly AccessKey[];
  readonly axes: Axes;
}

function receiptsOf(
  { readModels, receipts }: ReceiptSources,
  state: DepartmentState,
  { list, keys, axes }: Circumstances,
): DepartmentReceipts | undefined {
  const { department } = state;
  const today = axes.validAt;
  const copies = keys.flatMap(({ keyId: key }) => {
    const last = receipts.last(department, key, list);
    const keyHolds = holderOf(state, key, today) !== undefined;
    return last === undefined ? [] : [{ key, keyHolds, ...standingOf(readModels, list, last, today) }];
  });
  const measures = readModels
    .read(({ db }) => measuresHeld(db, list, department))
    .map((measure) => ({ ...measure, days: daysBetween(laterOf(measure.leftOn, measure.appliedOn), today) }));
  if (keys.length === 0 && measures.length === 0) return undefined;
  const since = keys.filter(({ keyId }) => holderOf(state, keyId, today) !== undefined).map(({ issuedAt }) => issuedAt);
  const limit = overdueDays(axes);
  const overdue = limit === undefined ? [] : overdueOf({ copies, measures, since }, { limit, today });
  return { department, name: state.enrolled?.name ?? department, list, copies, measures, overdue };
}

function standingOf(readModels: ReadModels, list: JointList, { cursor, verdict, at }: LastReceipt, today: string) {
  return readModels.read((file) => {
    const said = { cursor, verdict, acknowledgedAt: at };
    const mark = markOfCursor(file, list, cursor);
    if (mark === undefined) return { ...said, withdrawn: [] };
    const head = markAt(file.db, list, file.checkpoint()?.position ?? 0);
    const withdrawn = withdrawnSince(file.db, list, mark.sequence).map(({ rowId, recordedAt }) => {
      const since = dayOf(recordedAt);
      return { rowId, since, days: daysBetween(since, today) };
    });
    return { ...said, changesBehind: head.sequence - mark.sequence, withdrawn };
  });
}

interface Duty {
  readonly copies: readonly CopyStanding[];
  readonly measures: readonly { readonly days: number }[];
  /** Since when each key that holds may follow the list. */
  readonly since: readonly string[];
}

/** What is past the limit: only keys that hold are held to it. */
function overdueOf(
  { copies, measures, since }: Duty,
  { limit, today }: { readonly limit: number; readonly today: string },
): readonly OverdueReason[] {
  const isPast = (instant: string): boolean => daysBetween(dayOf(instant), today) > limit;
  const held = copies.filter(({ keyHolds }) => keyHolds);
  const heard = held.length > 0 ? held.map(({ acknowledgedAt }) => acknowledgedAt) : since;
  const reasons: readonly [OverdueReason, boolean][] = [
    ['no-receipt', heard.length > 0 && heard.every(isPast)],
    ['copy-differs', held.some(({ verdict, acknowledgedAt }) => verdict === 'different' && isPast(acknowledgedAt))],
    ['withdrawn-rows-held', held.some(({ withdrawn }) => withdrawn.some(({ days }) => days > limit))],
    ['measures-held', measures.some(({ days }) => days > limit)],
  ];
  return reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

/** A measure that was applied to who had left already has been held since then. */
function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}

function dayOf(instant: string): string {
  return dayInShanghai(Date.parse(instant));
}
