import { heldOn, holderOn, passingDays } from '../../domain/holder.js';
import type { Check, Subject } from './check.js';

const beforeAnyDay = '0000-01-01';

/**
 * 承继: what was absorbed is asked about from the day of its succession on; before it, it was another unit's. With
 * `heldWith` the unit asked about is whoever held that record on the day.
 */
export function askedAsHeld(subject: Subject, make: (held: Subject) => Check): Check {
  const days = passingDays(subject);
  if (days.length === 0) return make(subject);
  const { uscc: unit, heldWith } = subject;
  const checks = new Map<string, Check>();
  const checkOn = (day: string): Check => {
    const since = days.findLast((each) => each <= day) ?? beforeAnyDay;
    const known = checks.get(since);
    if (known !== undefined) return known;
    const holder = heldWith === undefined ? unit : holderOn(heldWith, day, unit);
    const check = make({ ...subject, uscc: holder, records: heldOn(subject, day, { unit, holder }) });
    checks.set(since, check);
    return check;
  };
  const spans = [beforeAnyDay, ...days];
  return { weigh: (day) => checkOn(day).weigh(day), turns: [...spans.flatMap((day) => checkOn(day).turns), ...days] };
}
