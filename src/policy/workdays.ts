import { addDays } from '../../schemas/day.js';
import type { DataOf } from '../../schemas/events.js';

/** 工作日历 by year: where it differs from Monday to Friday. */
export type Calendars = ReadonlyMap<number, DataOf<'WorkdayCalendarPublished'>>;

/** The year whose calendar is missing. */
export interface CalendarMissing {
  readonly missing: number;
}

/**
 * The last day of a period of so many working days that begins with the first working day after `from`. Says which
 * year's calendar is missing rather than guess holidays.
 */
export function lastWorkday(from: string, count: number, calendars: Calendars): string | CalendarMissing {
  let [day, left] = [from, count];
  while (left > 0) {
    day = addDays(day, 1);
    const calendar = calendars.get(Number(day.slice(0, 4)));
    if (calendar === undefined) return { missing: Number(day.slice(0, 4)) };
    if (isWorkday(day, calendar)) left -= 1;
  }
  return day;
}

function isWorkday(day: string, { daysOff, workdays }: DataOf<'WorkdayCalendarPublished'>): boolean {
  if (workdays.includes(day)) return true;
  if (daysOff.includes(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}
