import { addDays, firstDayOf, lastDayOf } from '../../schemas/day.js';
import type { MunicipalPack } from '../../schemas/policy/municipal-pack.js';
import type { Rules } from './rules.js';
import { type Calendars, lastWorkday } from './workdays.js';

/** 报送时限 of the first pack in force; without one nothing is due. */
export function reportingOf({ municipal }: Rules): MunicipalPack['reporting'] | undefined {
  return municipal[0]?.reporting;
}

/** 迟报 by days alone, for whoever knows no calendars: did a fact come in later than its report was due? */
export function isReportedLate(happenedOn: string, recordedOn: string, rules: Rules): boolean {
  const reporting = reportingOf(rules);
  return reporting !== undefined && recordedOn > addDays(happenedOn, reporting.dueDays.value);
}

/** How a report stands against its limit. Of a printed month or year it may stay open which day was meant. */
export type Punctuality = 'on-time' | 'late' | 'cannot-tell';

/** The last day on which a report on something of a day is on time: by working days, or days where a calendar is missing. */
export function reportDue(
  happenedOn: string,
  { dueWorkdays, dueDays }: MunicipalPack['reporting'],
  calendars: Calendars,
): { readonly due: string; readonly missing?: number } {
  const due = lastWorkday(happenedOn, dueWorkdays.value, calendars);
  return typeof due === 'string' ? { due } : { due: addDays(happenedOn, dueDays.value), missing: due.missing };
}

/** Was the report of a fact, as its document dates it, in time? */
export function punctualityOf(
  happened: string | undefined,
  receivedOn: string,
  dueOf: (happenedOn: string) => string,
): Punctuality {
  if (happened === undefined) return 'cannot-tell';
  if (receivedOn <= dueOf(firstDayOf(happened))) return 'on-time';
  return receivedOn > dueOf(lastDayOf(happened)) ? 'late' : 'cannot-tell';
}
