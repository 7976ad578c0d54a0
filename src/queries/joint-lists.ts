import type { JointList } from '../../schemas/vocabularies.js';
import type { EventReader } from '../event-log/event-log.js';
import {
  countListedAt,
  type ListPage,
  listedAt,
  markAt,
  rowStanding,
  type StoredListRow,
} from '../read-models/list-reader.js';
import { momentsOf } from '../read-models/moments.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type Axes, resolveAxes } from './axes.js';
import { cursorOf } from './list-cursor.js';

interface ListSources {
  readonly log: EventReader;
  readonly readModels: ReadModels;
}

/** From where a list is read: as known at K, or as it was at the end of a day; else now. */
export interface AskedList {
  readonly knownAt?: string | undefined;
  readonly validAt?: string | undefined;
}

/** The axes of a list: K has a day and rules of its own. Throws Refusal on a K or a day that the registry has not reached. */
export function listAxes({ log, readModels }: ListSources, { knownAt, validAt }: AskedList): Axes {
  const head = readModels.checkpoint().position;
  const at = validAt === undefined ? knownAt : String(endOfDay(log, validAt, head));
  return resolveAxes(log, at === undefined ? {} : { knownAt: at }, head);
}

/** The last position before a later day was opened. */
function endOfDay(log: EventReader, day: string, head: number): number {
  const next = momentsOf(log).find((moment) => moment.day > day && moment.position <= head);
  return next === undefined ? head : next.position - 1;
}

/** How far a list had come at a position, and the cursor from which its feed goes on. */
export function listStateAt(readModels: ReadModels, list: JointList, position: number) {
  const mark = readModels.read(({ db }) => markAt(db, list, position));
  return { ...mark, cursor: cursorOf(list, position, mark) };
}

/** How many rows stood at a position and may still be told. */
export function listCount(readModels: ReadModels, list: JointList, position: number): number {
  return readModels.read(({ db }) => countListedAt(db, list, position));
}

/** Does an enterprise stand on a list now, by a row that may be told? */
export function standsOn(readModels: ReadModels, list: JointList, uscc: string): boolean {
  return readModels.read((file) => {
    const row = rowStanding(file.db, { list, uscc, at: file.checkpoint()?.position ?? 0 });
    return row !== undefined && row.row !== null;
  });
}

/** A row as it may be told now: of what was withdrawn since no more than its id. */
export type ListItem =
  | { readonly rowId: string; readonly sealed: true }
  | { readonly rowId: string; readonly rowSalt: string; readonly row: Readonly<Record<string, unknown>> };

export function listItem({ rowId, rowSalt, row }: StoredListRow): ListItem {
  return row === null || rowSalt === null ? { rowId, sealed: true } : { rowId, rowSalt, row: JSON.parse(row) };
}

export interface ListAnswer {
  readonly items: readonly ListItem[];
  /** The code after which the next page starts; absent on the last page. */
  readonly next?: string;
}

/** A page of a list in code order. */
export function listPage(readModels: ReadModels, page: ListPage): ListAnswer {
  const rows = readModels.read(({ db }) => listedAt(db, { ...page, limit: page.limit + 1 }));
  const shown = rows.slice(0, page.limit);
  const items = shown.map(listItem);
  const last = shown.at(-1);
  return { items, ...(rows.length > page.limit && last !== undefined ? { next: last.uscc } : {}) };
}

/** 联合奖惩措施: what the packs ask of a department for those on a list; a measure that names none is everybody's. */
export function measuresOf({ rules }: Axes, list: JointList, department: string) {
  return rules.municipal.flatMap(({ lists }) =>
    lists.measures
      .filter((measure) => measure.list === list && [undefined, department].includes(measure.department))
      .map(({ code, zh, en, clause, legalBasis }) => ({ code, zh, en, clause, legalBasis })),
  );
}
