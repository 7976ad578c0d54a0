import { z } from 'zod';

const printed = /^(19|20|21)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const nonsense = 'must be a day that exists: YYYY, YYYY-MM or YYYY-MM-DD';

/** A day as a document prints it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. A day that does not exist is refused. */
export const day = z.string().regex(printed, { error: nonsense, abort: true }).refine(exists, { error: nonsense });

/** A full calendar day `YYYY-MM-DD` in Asia/Shanghai. */
export const calendarDay = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
    error: 'must be a calendar day YYYY-MM-DD',
    abort: true,
  })
  .refine(exists, { error: 'must be a calendar day that exists' });

/** Whether a statement about a partial day holds: a day that straddles the bound cannot tell. */
export type Ternary = boolean | 'cannot-tell';

export function isDay(value: unknown): value is string {
  return typeof value === 'string' && printed.test(value) && exists(value);
}

function exists(text: string): boolean {
  if (text.length < 10) return true;
  return Number(text.slice(8)) <= lengthOfMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

function lengthOfMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The first calendar day that a printed day may mean. */
export function firstDayOf(text: string): string {
  if (text.length === 10) return text;
  return text.length === 7 ? `${text}-01` : `${text}-01-01`;
}

/** The last calendar day that a printed day may mean. */
export function lastDayOf(text: string): string {
  if (text.length === 10) return text;
  if (text.length === 4) return `${text}-12-31`;
  return `${text}-${String(lengthOfMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)))).padStart(2, '0')}`;
}

/** True when every day that `text` may mean lies before every day that `bound` may mean. */
export function precedes(text: string, bound: string): boolean {
  return lastDayOf(text) < firstDayOf(bound);
}

/** Has the printed day come by the calendar day `on`? The day itself has come. */
export function hasCome(text: string, on: string): Ternary {
  if (lastDayOf(text) <= on) return true;
  return firstDayOf(text) > on ? false : 'cannot-tell';
}

/** Is the printed day, as a last day inclusive, over on the calendar day `on`? */
export function isOver(text: string, on: string): Ternary {
  if (lastDayOf(text) < on) return true;
  return firstDayOf(text) >= on ? false : 'cannot-tell';
}

const DAY_MILLISECONDS = 86_400_000;

/** Calendar days carry no zone, so they are counted in UTC, where every day has 24 hours. */
function utc(calendar: string): number {
  return Date.parse(`${calendar}T00:00:00Z`);
}

/** The calendar day after. */
export function nextDay(calendar: string): string {
  return addDays(calendar, 1);
}

/** The calendar day some days on (or back), month by month: windows reach a few months at most. */
export function addDays(calendar: string, days: number): string {
  let [year, month, date] = [
    Number(calendar.slice(0, 4)),
    Number(calendar.slice(5, 7)),
    Number(calendar.slice(8)) + days,
  ];
  while (date < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    date += lengthOfMonth(year, month);
  }
  for (let length = lengthOfMonth(year, month); date > length; length = lengthOfMonth(year, month)) {
    date -= length;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return calendarOf(year, month, date);
}

function calendarOf(year: number, month: number, date: number): string {
  return `${year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`;
}

/** The calendar day some months on (or back), clamped to the end of the month: 2024-01-31 and one month is 2024-02-29. */
export function addMonths(calendar: string, months: number): string {
  const count = Number(calendar.slice(0, 4)) * 12 + Number(calendar.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  const date = Math.min(Number(calendar.slice(8)), lengthOfMonth(year, month));
  return calendarOf(year, month, date);
}

/** Days from one calendar day to another; negative when `until` lies before `from`. */
export function daysBetween(from: string, until: string): number {
  return (utc(until) - utc(from)) / DAY_MILLISECONDS;
}

/** China keeps UTC+8 without summer time since 1991, so the date in Shanghai is the UTC date eight hours on. */
export function dayInShanghai(epochMilliseconds: number): string {
  return new Date(epochMilliseconds + 8 * 3_600_000).toISOString().slice(0, 10);
}
