import { addDays } from '../../schemas/day.js';
import type { DataOf } from '../../schemas/events.js';
import { type Window, windowTurns } from './window.js';

export type Ground = DataOf<'SourceReported'>['ground'];

/** A span of days, both included, of which departments have said all that they know on a ground. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** 零报告与部门联审回函: on which days finding nothing means something. */
export interface SourceReports {
  /** Spans told of a unit on a ground: in order, none touching another. */
  spans(ground: Ground, uscc: string): readonly Span[];
}

/** Nobody has reported anything. */
export const noReports: SourceReports = { spans: () => [] };

/** The same days as some spans, in order, with those that touch joined. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last === undefined || span.from > addDays(last.until, 1)) result.push(span);
    else if (span.until > last.until) result[result.length - 1] = { from: last.from, until: span.until };
  }
  return result;
}

/** Does one of the joined spans hold every day of the window, up to some days before its end? */
export function covers(spans: readonly Span[], { after, until }: Window, graceDays: number): boolean {
  const [first, needed] = [addDays(after, 1), addDays(until, -graceDays)];
  return spans.some((span) => span.from <= first && span.until >= needed);
}

/** The days on which spans may begin or cease to cover a window of so many months. */
export function coverTurns(spans: readonly Span[], months: number, graceDays: number): readonly string[] {
  return spans.flatMap(({ from, until }) => [...windowTurns(addDays(from, -1), months), addDays(until, graceDays + 1)]);
}
