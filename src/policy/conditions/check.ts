import type { ClauseOutcome, ClauseReason } from '../../../schemas/verdict.js';
import type { FactRecord } from '../../domain/enterprise.js';
import type { Rules } from '../rules.js';
import type { SourceReports } from '../source-reports.js';

/** 审查对象: what the conditions are asked of. Everything withdrawn has been taken out, unless full sight is meant. */
export interface Subject {
  readonly uscc: string;
  readonly records: ReadonlyMap<string, FactRecord>;
  /** The unit is whoever held this record on the day, where it has passed on since; else it is `uscc` all the time. */
  readonly heldWith?: FactRecord | undefined;
  readonly rules: Rules;
  readonly reports: SourceReports;
  /** How many days before the day asked about a report may end and still cover it. */
  readonly graceDays: number;
  /** How long an honour without stated end is valid. */
  readonly honourMonths: number;
  /** The programme applied for, and its year. */
  readonly applied?:
    | { readonly programme: string; readonly year: number; readonly coolingOffYears?: number | undefined }
    | undefined;
}

/** A reason, and the event that it is about where it is about one. */
export interface Grounds {
  readonly reason: ClauseReason;
  readonly eventId?: string | undefined;
}

/** What a condition gives on one day, with the events that decided it. */
export interface Weighed {
  readonly outcome: ClauseOutcome;
  readonly grounds: readonly Grounds[];
}

/** A condition, ready to be weighed on any day. */
export interface Check {
  weigh(day: string): Weighed;
  /** The days on which time alone may turn the outcome: perhaps some more, never fewer. */
  readonly turns: readonly string[];
}

export function passed(reason: ClauseReason, eventId?: string): Weighed {
  return { outcome: 'pass', grounds: [{ reason, eventId }] };
}

export function failed(reason: ClauseReason, eventId?: string): Weighed {
  return { outcome: 'fail', grounds: [{ reason, eventId }] };
}

export function untold(reason: ClauseReason, eventId?: string): Weighed {
  return { outcome: 'cannot-tell', grounds: [{ reason, eventId }] };
}
