import { addDays, firstDayOf, isDay, lastDayOf } from '../../../schemas/day.js';
import type { Condition } from '../../../schemas/policy/condition.js';
import type { ClauseReason } from '../../../schemas/verdict.js';
import { happenedBy, isIncomplete } from '../../domain/days.js';
import type { FactRecord, RecordType } from '../../domain/enterprise.js';
import { isDisputed, isUnderReview, statusOn } from '../../domain/status.js';
import { covers, coverTurns, type Span } from '../source-reports.js';
import { windowBefore } from '../window.js';
import { type Check, type Grounds, passed, type Subject, untold, type Weighed } from './check.js';
import { possibilitiesOn } from './possibilities.js';

/** What one item means on a day: it counts, it does not, or why nobody can tell. */
export type ItemWeight = 'counts' | 'does-not' | ClauseReason;

/** An item that may stand against an enterprise. */
export interface AdverseItem {
  readonly record: FactRecord;
  weigh(day: string): ItemWeight;
  readonly turns: readonly string[];
}

/** Statuses under which an item has ceased to count, also where full sight still shows it. */
const undone: ReadonlySet<string> = new Set(['repaired', 'annulled']);

/**
 * What an item means on a day, by its own rule and by what holds of every adverse item. Where it hangs on a follow-up
 * whose day was printed in part, all possibilities must agree.
 */
export function weighAdverse<T extends RecordType>(
  record: FactRecord<T>,
  day: string,
  own: (possible: FactRecord<T>) => ItemWeight,
): ItemWeight {
  const [first = 'does-not', ...others] = possibilitiesOn(record, day).map((possible) => weigh(possible, day, own));
  return others.every((other) => other === first) ? first : 'straddles-bound';
}

/**
 * An item that its own rule (asked first, since it rules out most) lets count must have happened, still stand, and be
 * complete; what is under review or disputed can stand, but not decide.
 */
function weigh<T extends RecordType>(
  record: FactRecord<T>,
  day: string,
  own: (possible: FactRecord<T>) => ItemWeight,
): ItemWeight {
  const weight = own(record);
  if (weight === 'does-not') return weight;
  if (happenedBy(record, day) === false || undone.has(statusOn(record, day))) return 'does-not';
  if (isIncomplete(record)) return 'incomplete';
  if (weight !== 'counts') return weight;
  if (isUnderReview(record, day)) return 'under-review';
  return isDisputed(record, day) ? 'disputed' : 'counts';
}

/** Fails on any item that counts; without one, finding nothing passes only where a source says so. */
export function adverseCheck(items: readonly AdverseItem[], absence: Check): Check {
  if (items.length === 0) return absence;
  return {
    weigh: (day) => {
      const weights = items.map((item) => ({ eventId: item.record.event.id, weight: item.weigh(day) }));
      return decided(weights) ?? absence.weigh(day);
    },
    turns: [...items.flatMap(({ record, turns }) => [...turns, ...followUpTurns(record)]), ...absence.turns],
  };
}

function decided(weights: readonly { readonly eventId: string; readonly weight: ItemWeight }[]): Weighed | undefined {
  const counting = weights.filter(({ weight }) => weight === 'counts');
  if (counting.length > 0) {
    return { outcome: 'fail', grounds: counting.map(({ eventId }) => ({ reason: 'on-record', eventId })) };
  }
  const grounds = weights.flatMap(({ weight, eventId }): readonly Grounds[] =>
    weight === 'counts' || weight === 'does-not' ? [] : [{ reason: weight, eventId }],
  );
  return grounds.length === 0 ? undefined : { outcome: 'cannot-tell', grounds };
}

/** 无记录: passes where no source is asked for, or where reports cover the window of so many months. */
export function absenceCheck({ source }: Condition, months: number, subject: Subject): Check {
  if (source === undefined) return noSourceAsked;
  const spans = subject.reports.spans(source, subject.uscc);
  const key = `${months} ${subject.graceDays}`;
  const known = coverChecks.get(spans) ?? new Map<string, Check>();
  const check = known.get(key) ?? coverCheck(spans, months, subject.graceDays);
  coverChecks.set(spans, known.set(key, check));
  return check;
}

/** What departments told of everybody is the same for every applicant, and so is the check that asks for it. */
const coverChecks = new WeakMap<readonly Span[], Map<string, Check>>();

function coverCheck(spans: readonly Span[], months: number, graceDays: number): Check {
  return {
    weigh: (day) =>
      covers(spans, windowBefore(day, months), graceDays) ? passed('none-on-record') : untold('no-source'),
    turns: coverTurns(spans, months, graceDays),
  };
}

const noSourceAsked: Check = { weigh: () => passed('none-on-record'), turns: [] };

/** The days on which what later became of a record begins to hold. */
export function followUpTurns(record: FactRecord): readonly string[] {
  return record.followUps.flatMap(({ data }) =>
    [...Object.values(data), data.source.receivedOn].flatMap((value) =>
      isDay(value) ? [firstDayOf(value), lastDayOf(value), addDays(lastDayOf(value), 1)] : [],
    ),
  );
}
