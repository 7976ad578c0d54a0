import { canonicalJson } from '../../schemas/canonical.js';
import type { DataOf } from '../../schemas/events.js';
import { CALENDAR } from '../event-log/opened-day.js';
import { workdayCalendars } from '../event-log/workday-calendars.js';
import { type Acting, type Recorder, recordDecided } from './recording.js';

/** What became of a calendar: recorded, or already there with the very same days. */
export type CalendarResult = 'recorded' | 'already-recorded';

/** 公布工作日历: the days of one year that differ from Monday to Friday. A later calendar of the year replaces it. */
export async function publishCalendar(
  recorder: Recorder,
  calendar: DataOf<'WorkdayCalendarPublished'>,
  acting: Acting,
): Promise<CalendarResult> {
  const isKnown = (): boolean => {
    const known = workdayCalendars(recorder.log).get(calendar.year);
    return known !== undefined && canonicalJson(known) === canonicalJson(calendar);
  };
  const published = { type: 'WorkdayCalendarPublished', data: calendar } as const;
  const recorded = await recordDecided(recorder, CALENDAR, () => (isKnown() ? [] : [published]), acting);
  return recorded === undefined ? 'already-recorded' : 'recorded';
}
