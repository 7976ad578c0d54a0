import type { EventReader } from './event-log.js';

export const CALENDAR = 'calendar';

/** The last day opened at or before a position; undefined in a registry that has not begun. */
export function openedDay(reader: EventReader, toPosition?: number): string | undefined {
  let event = reader.lastOf(CALENDAR, toPosition);
  while (event !== undefined && event.type !== 'DayOpened') event = reader.lastOf(CALENDAR, event.position - 1);
  return event?.data.date;
}
