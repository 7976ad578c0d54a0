import type { DataOf } from '../../schemas/events.js';
import type { EventReader } from './event-log.js';
import { CALENDAR } from './opened-day.js';

/** 工作日历 by year, the latest published of each. */
export function workdayCalendars(reader: EventReader): ReadonlyMap<number, DataOf<'WorkdayCalendarPublished'>> {
  const calendars = new Map<number, DataOf<'WorkdayCalendarPublished'>>();
  for (const event of reader.readStream(CALENDAR)) {
    if (event.type === 'WorkdayCalendarPublished') calendars.set(event.data.year, event.data);
  }
  return calendars;
}
