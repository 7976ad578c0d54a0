import { firstDayOf, lastDayOf } from '../../../schemas/day.js';
import type { MunicipalPack } from '../../../schemas/policy/municipal-pack.js';
import type { TestedOn } from '../../../schemas/reward-bill.js';
import { checkOf } from '../condition.js';
import { type Check, type Subject, untold, type Weighed } from '../conditions/check.js';
import { type ClauseVerdict, divisionClauses, saying } from '../eligibility.js';

/** 取消奖励资格的情形: a ground that cancels a bonus, or of which nobody can tell whether it does. */
export interface GroundFinding extends Omit<ClauseVerdict, 'nextChange'> {
  readonly testedOn: TestedOn;
  /** The day as printed; one printed in part is tested on each day that it may mean. */
  readonly on: string;
}

/** On which days the grounds are tested for an honour. */
export interface TestDays {
  readonly awardedOn: string;
  /** The day of its payment, or the one asked about while it is unpaid. */
  readonly paidOn: string;
}

/** What the grounds of a pack say against a bonus on the days that the pack names; those that pass are left out. */
export function groundFindings(pack: MunicipalPack, subject: Subject, days: TestDays): readonly GroundFinding[] {
  const clauses = [
    ...pack.grounds.map((condition) => ({ says: saying(condition), check: checkOf(condition, subject) })),
    ...divisionClauses(subject),
  ];
  return pack.rewards.testedOn.value.flatMap((testedOn) => {
    const on = testedOn === 'awarded-on' ? days.awardedOn : days.paidOn;
    return clauses
      .map(({ says, check }) => ({ ...says, ...weighedOn(check, on, days.paidOn), testedOn, on }))
      .filter(({ outcome }) => outcome !== 'pass');
  });
}

/** A ground on a printed day: where the days that it may mean give different outcomes, nobody can tell. */
function weighedOn(check: Check, printed: string, latest: string): Weighed {
  const first = firstDayOf(printed);
  const last = [lastDayOf(printed), latest].reduce((one, other) => (one < other ? one : other));
  const between = check.turns.filter((turn) => turn > first && turn <= last);
  const weighed = [first, ...new Set(between)].map((day) => check.weigh(day));
  const [one, ...others] = weighed;
  if (one === undefined || others.every(({ outcome }) => outcome === one.outcome)) return one ?? check.weigh(first);
  const eventId = weighed.flatMap(({ grounds }) => grounds).find((each) => each.eventId !== undefined)?.eventId;
  return untold('straddles-bound', eventId);
}
