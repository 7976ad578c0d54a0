import { daysBetween } from '../../schemas/day.js';

/** Reports are due within seven working days 双公示; with weekends and a day off that is eleven days (assumed). */
const dueDays = 11;

/** 迟报: did a fact come in later than its report was due? */
export function isReportedLate(happenedOn: string, recordedOn: string): boolean {
  return happenedOn < recordedOn && daysBetween(happenedOn, recordedOn) > dueDays;
}
