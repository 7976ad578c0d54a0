import { addDays, addMonths, firstDayOf, lastDayOf, type Ternary } from '../../schemas/day.js';

/** 回溯期: the days after `after` up to and including `until`. */
export interface Window {
  readonly after: string;
  readonly until: string;
}

/** (D − months, D], clamped to the end of a month. */
export function windowBefore(day: string, months: number): Window {
  return { after: addMonths(day, -months), until: day };
}

/** Does a printed day lie in the window? One that straddles a bound, or is not stated, cannot tell. */
export function liesIn(printed: string | undefined, { after, until }: Window): Ternary {
  if (printed === undefined) return 'cannot-tell';
  const [first, last] = [firstDayOf(printed), lastDayOf(printed)];
  if (last <= after || first > until) return false;
  return first > after && last <= until ? true : 'cannot-tell';
}

/** The days on which a printed day may enter or leave a window of so many months; some more, never fewer. */
export function windowTurns(printed: string | undefined, months: number): readonly string[] {
  if (printed === undefined) return [];
  const bounds = printed.length === 10 ? [printed] : [firstDayOf(printed), lastDayOf(printed)];
  return bounds.flatMap((bound) => {
    const leaving = addMonths(bound, months);
    return [bound, ...[0, 1, 2, 3].map((days) => addDays(leaving, days))];
  });
}
