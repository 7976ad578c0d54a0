import type { EventReader } from './event-log.js';

export const CALENDAR = 'calendar';

interface Known {
  /** Version of the calendar at which the day was read. */
  readonly version: number;
  readonly day: string | undefined;
}

/** Every command asks for today, and a day opens once in thousands of commands. */
const kept = new WeakMap<EventReader, Known>();

/** The last day opened at or before a position; undefined in a registry that has not begun. */
export function openedDay(reader: EventReader, toPosition?: number): string | undefined {
  if (toPosition !== undefined) return readDay(reader, toPosition);
  const version = reader.streamVersion(CALENDAR);
  const known = kept.get(reader);
  if (known?.version === version) return known.day;
  const day = readDay(reader);
  kept.set(reader, { version, day });
  return day;
}

function readDay(reader: EventReader, toPosition?: number): string | undefined {
  let event = reader.lastOf(CALENDAR, toPosition);
  while (event !== undefined && event.type !== 'DayOpened') event = reader.lastOf(CALENDAR, event.position - 1);
  return event?.data.date;
}
