import { canonicalJson } from '../schemas/canonical.js';
import { type JointList, jointList } from '../schemas/vocabularies.js';
import { type EnterpriseEvent, type EnterpriseState, foldEnterprise } from '../src/domain/enterprise.js';
import { type ListDay, listRows } from '../src/policy/joint-lists.js';
import type { ListRow } from '../src/policy/lists/row.js';
import { regimeOn } from '../src/policy/rules.js';
import { sightedState } from '../src/policy/sighted.js';
import { type Cause, causeOf, causesOfDay } from './joint-lists/cause.js';
import { type ListHistory, type Point, pointAfter, type Standing, standingAt } from './joint-lists/point.js';

/** 联合奖惩名单: who came on which list, and left it, at which position and why. */
export const jointLists = { name: 'list_changes', edition: 2 } as const;

/** A row that came, went, or both: one that changed goes and comes at one position. */
export interface ListMove extends Cause {
  readonly position: number;
  readonly list: JointList;
  readonly isLeaving: boolean;
  readonly row: ListRow | undefined;
  readonly day: string;
  readonly ruleVersion: string;
}

/** Canonical JSON of the rows that are there, by list. */
export type CurrentRows = ReadonlyMap<JointList, string>;

/** Without one of these there is nothing to be listed for; what was absorbed may hold others. */
const beginnings: ReadonlySet<string> = new Set<EnterpriseEvent['type']>([
  'HonourAwarded',
  'EnterpriseBlacklisted',
  'PredecessorAbsorbed',
]);

/**
 * The moves of one enterprise's rows in log order. Each is a function of the log up to its position alone, so it is the
 * same whether the log is followed or read again. Only positions at which something may have turned are looked at.
 */
export function listMoves(history: ListHistory, rows: CurrentRows): readonly ListMove[] {
  const first = history.events.find(({ type }) => beginnings.has(type));
  if (first === undefined) return [];
  const current = new Map(rows);
  const moves: ListMove[] = [];
  let from = standingAt(history, Math.max(history.after, first.position - 1));
  for (let to = pointAfter(history, from); to !== undefined; to = pointAfter(history, to)) {
    moves.push(...movesBetween(from, to, current));
    from = to;
  }
  return moves;
}

/** What changes from one point to the next; `current` is carried on. */
function movesBetween(from: Standing, to: Point, current: Map<JointList, string>): readonly ListMove[] {
  const state = sightedState(to.subject, 'committee', to.day);
  const wasOn = (list: JointList): boolean => current.has(list);
  const rows = new Map(listRows(state, to, wasOn).map((row) => [row.list, row]));
  const changed = jointList.codes.filter((list) => current.get(list) !== textOf(rows.get(list)));
  if (changed.length === 0) return [];
  const cause = causeAt(from, to, () => isTextOf(state, { day: to.day, rules: from.rules }, { rows, wasOn }));
  return changed.map((list) => {
    const row = rows.get(list);
    const isLeaving = current.has(list);
    const text = textOf(row);
    if (text === undefined) current.delete(list);
    else current.set(list, text);
    return { ...cause, position: to.position, list, isLeaving, row, day: to.day, ruleVersion: to.rules.version };
  });
}

function causeAt(from: Standing, to: Point, timeAlone: () => boolean): Cause {
  const { event } = to;
  if (event.type === 'PolicyAdopted' || event.type === 'PolicyRetired') {
    return { reason: 'rule-change', causes: [event], effectiveOn: to.day, recordedAt: event.recordedAt };
  }
  if (event.type !== 'DayOpened') return causeOf(event, to.day, to.rules);
  const isSameRegime = regimeOn(to.rules, to.dayBefore) === regimeOn(to.rules, to.day);
  const isByTime = isSameRegime && (from.rules === to.rules || timeAlone());
  return causesOfDay(event, { from: to.dayBefore, events: ownEvents(to), isByTime });
}

function ownEvents({ subject, position }: Point): readonly EnterpriseEvent[] {
  return foldEnterprise(subject.asked).events.filter((event) => event.position <= position);
}

/** Would the rows be the same under other rules? */
function isTextOf(
  state: EnterpriseState,
  on: ListDay,
  { rows, wasOn }: { rows: ReadonlyMap<JointList, ListRow>; wasOn: (list: JointList) => boolean },
): boolean {
  const others = new Map(listRows(state, on, wasOn).map((row) => [row.list, row]));
  return jointList.codes.every((list) => textOf(others.get(list)) === textOf(rows.get(list)));
}

function textOf(row: ListRow | undefined): string | undefined {
  return row === undefined ? undefined : canonicalJson(row);
}
