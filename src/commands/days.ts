import { dayInShanghai } from '../../schemas/day.js';
import { isFarAhead, openDay } from '../domain/calendar.js';
import { Refusal } from '../domain/refusal.js';
import type { EventLog } from '../event-log/event-log.js';
import { CALENDAR, openedDay } from '../event-log/opened-day.js';
import { recordDecided } from './recording.js';
import type { Rim } from './rim.js';

interface Opening {
  readonly date: string;
  /** Somebody on the machine says that the clock is right although it is far ahead. */
  readonly confirmed: boolean;
}

/** The registry itself, where no department acts. */
export const registryActor = { department: 'registry', key: 'local' } as const;

/** 开启日期: records that a day has begun. Throws Refusal when it is not later, or far ahead and not confirmed. */
export async function recordDay({ date, confirmed }: Opening, log: EventLog, rim: Rim): Promise<void> {
  const acting = { actor: registryActor, correlationId: rim.newId() };
  await recordDecided({ log, rim }, CALENDAR, () => [openDay(date, openedDay(log), confirmed)], acting);
}

/** Is the clock so far ahead of the last day opened that somebody must confirm it? */
export function isClockFarAhead(log: EventLog, rim: Rim): boolean {
  return isFarAhead(dayInShanghai(rim.now()), openedDay(log));
}

/**
 * Opens today if it is not open yet: the first event of a registry, and one event for however long nobody looked.
 * Answers false when today is so far ahead that the clock must be confirmed first.
 */
export async function openToday(log: EventLog, rim: Rim): Promise<boolean> {
  if (isClockFarAhead(log, rim)) return false;
  const today = dayInShanghai(rim.now());
  const opened = openedDay(log);
  if (opened !== undefined && opened >= today) return true;
  try {
    await recordDay({ date: today, confirmed: false }, log, rim);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'DAY_NOT_LATER') throw error;
  }
  return true;
}
