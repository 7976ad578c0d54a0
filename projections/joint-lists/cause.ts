import { dayInShanghai, firstDayOf, lastDayOf } from '../../schemas/day.js';
import type { RecordedEvent } from '../../schemas/events.js';
import type { ListReason } from '../../schemas/vocabularies.js';
import { anchorOf } from '../../src/domain/days.js';
import type { EnterpriseEvent } from '../../src/domain/enterprise.js';
import { isReportedLate } from '../../src/policy/lateness.js';
import type { Rules } from '../../src/policy/rules.js';
import { withdrawalReason } from '../../src/policy/withdrawal.js';

/** Why rows changed: the class of the reason, the events behind it, the first of them decisive, and since when. */
export interface Cause {
  readonly reason: ListReason;
  readonly causes: readonly RecordedEvent[];
  readonly effectiveOn: string;
  /** When the registry came to know. */
  readonly recordedAt: string;
}

/** The cause that an event of an enterprise is, recorded on a day. */
export function causeOf(event: EnterpriseEvent, day: string, rules: Rules): Cause {
  const effect = effectDayOf(event);
  const isLate = isReportedLate(effect, day, rules);
  const reason = reasonOf(event);
  return {
    reason: reason === 'new-fact' && isLate ? 'late-report' : reason,
    causes: [event],
    effectiveOn: effect < day ? effect : day,
    recordedAt: event.recordedAt,
  };
}

interface DayCircumstances {
  /** The day opened before. */
  readonly from: string;
  /** The events that are known. */
  readonly events: readonly EnterpriseEvent[];
  /** False when the rows are what they are because other rules hold. */
  readonly isByTime: boolean;
}

/** The cause of what turned on a day: what was known and takes effect now, else that a term ended. */
export function causesOfDay(opened: RecordedEvent<'DayOpened'>, { from, events, isByTime }: DayCircumstances): Cause {
  const { date } = opened.data;
  const { recordedAt } = opened;
  if (!isByTime) return { reason: 'rule-change', causes: [opened], effectiveOn: date, recordedAt };
  const begun = events.filter((event) => {
    const effect = effectDayOf(event);
    return effect > from && effect <= date;
  });
  const last = begun.at(-1);
  if (last === undefined) return { reason: 'expiry', causes: [opened], effectiveOn: date, recordedAt };
  return { reason: reasonOf(last), causes: [opened, ...begun], effectiveOn: effectDayOf(last), recordedAt };
}

/** A succession holds from the first day that may be meant; what else is printed in part has surely happened by the last. */
function effectDayOf(event: EnterpriseEvent): string {
  return event.type === 'EnterpriseSucceeded' ? firstDayOf(effectOf(event)) : lastDayOf(effectOf(event));
}

function effectOf(event: EnterpriseEvent): string {
  if (event.type === 'PredecessorAbsorbed') return dayInShanghai(Date.parse(event.recordedAt));
  return anchorOf(event) ?? event.data.source.receivedOn;
}

function reasonOf(event: EnterpriseEvent): ListReason {
  const isTerm = event.type === 'BlacklistingLifted' && event.data.reason === 'term';
  return withdrawalReason(event) ?? (isTerm ? 'expiry' : 'new-fact');
}

/** What no row and no condition reads. */
const passive: ReadonlySet<string> = new Set<EnterpriseEvent['type']>([
  'RewardDetermined',
  'RewardPaid',
  'RewardRecovered',
  'MeasureApplied',
  'MeasureLifted',
  'QualityDutyDeclared',
  'PenaltyFulfilled',
  'RepairApplied',
  'RepairRefused',
]);

/** What only some conditions read, by the test that reads it. */
const readBy = [
  [/^Certificate/, 'certificate-in-force'],
  [/^(Inspection|Rectification)/, 'failed-inspections'],
] as const;

/** May the event change a row under the rules? What it may change later, a turn of the rules looks at anyway. */
export function bearsOnLists(event: EnterpriseEvent, { municipal }: Rules): boolean {
  if (passive.has(event.type)) return false;
  const [, test] = readBy.find(([pattern]) => pattern.test(event.type)) ?? [];
  if (test === undefined) return true;
  return municipal.some(({ lists }) => lists.jointReward.conditions.some(({ asks }) => asks.test === test));
}
