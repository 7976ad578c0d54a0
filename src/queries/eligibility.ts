import { Refusal } from '../domain/refusal.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import type { Subject } from '../policy/conditions/check.js';
import { assess, type Verdict } from '../policy/eligibility.js';
import { type NamedProgramme, programmeOf } from '../policy/rules.js';
import { sightedState } from '../policy/sighted.js';
import type { Axes } from './axes.js';

/** A programme and the year it is applied for. */
export interface Application {
  readonly programme: string;
  readonly year: number;
}

/** 资格审查结论 of one code; `unknown` when nothing at all is on record under it. */
export type Assessment = { readonly uscc: string; readonly outcome: 'unknown' } | ({ readonly uscc: string } & Verdict);

/** Where the records of an enterprise and the reports of departments come from. */
export interface Evidence {
  readonly reader: EventReader;
  readonly spans: ReportedSpans;
}

/** The programme under the rules of the axes. Throws Refusal when no pack in force names it. */
export function appliedProgramme({ rules }: Axes, { programme }: Application): NamedProgramme {
  const named = programmeOf(rules, programme);
  if (named === undefined) throw new Refusal('PROGRAMME_UNKNOWN', { field: 'programme' });
  return named;
}

/**
 * Judges one enterprise from the log: folded up to K without what is withdrawn at the head, weighed on D under R. The
 * slow and plain way, which every faster one must equal.
 */
export function assessFromLog(
  { reader, spans }: Evidence,
  uscc: string,
  application: Application,
  axes: Axes,
): Assessment {
  const named = appliedProgramme(axes, application);
  const read = readSubject(reader, uscc, axes.knownAt, axes.head);
  const state = sightedState(read, 'committee', axes.headDay);
  if (state.events.length === 0) return { uscc, outcome: 'unknown' };
  return { uscc, ...assess(subjectOf(uscc, state, { named, application, axes, spans }), named, axes.validAt) };
}

interface Circumstances {
  readonly named: NamedProgramme;
  readonly application: Application;
  readonly axes: Axes;
  readonly spans: ReportedSpans;
}

/** What the conditions are asked of, from an enterprise's records and what departments reported by K. */
export function subjectOf(
  uscc: string,
  { records }: Pick<Subject, 'records'>,
  { named, application, axes, spans }: Circumstances,
): Subject {
  return {
    uscc,
    records,
    rules: axes.rules,
    reports: { spans: (ground, code) => spans.spans(ground, code, axes.knownAt) },
    graceDays: named.pack.absenceGraceDays.value,
    honourMonths: named.pack.lists.jointReward.validMonths.value,
    applied: application,
  };
}
