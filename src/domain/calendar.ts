import { daysBetween } from '../../schemas/day.js';
import type { Fact } from '../../schemas/events.js';
import { Refusal } from './refusal.js';

/** A clock that runs further ahead than this is taken for wrong until somebody confirms it on the machine. */
export const DAYS_WITHOUT_CONFIRMATION = 40;

/** Opens a day: later than the last one opened; far ahead only when confirmed. One event covers a gap. */
export function openDay(date: string, lastOpened: string | undefined, confirmed: boolean): Fact<'DayOpened'> {
  if (lastOpened !== undefined && date <= lastOpened) throw new Refusal('DAY_NOT_LATER', { field: 'date' });
  if (isFarAhead(date, lastOpened) && !confirmed) throw new Refusal('DAY_TOO_FAR_AHEAD', { field: 'date' });
  return { type: 'DayOpened', data: { date } };
}

export function isFarAhead(date: string, lastOpened: string | undefined): boolean {
  return lastOpened !== undefined && daysBetween(lastOpened, date) > DAYS_WITHOUT_CONFIRMATION;
}
