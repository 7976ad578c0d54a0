import { readSubject, successionRoot } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import type { Subject } from '../policy/conditions/check.js';
import { assess, SUCCESSION, type Verdict } from '../policy/eligibility.js';
import type { NamedProgramme, Rules } from '../policy/rules.js';
import { sightedState } from '../policy/sighted.js';
import { type Ground, joined, type SourceReports, type Span } from '../policy/source-reports.js';

/** A programme, the year it is applied for, and the years that a round lets a winner wait. */
export interface Application {
  readonly programme: string;
  readonly year: number;
  readonly coolingOffYears?: number | undefined;
}

/** From where an applicant is judged: D, K and R, and the head that decides what is withdrawn. */
export interface Standing {
  readonly validAt: string;
  readonly knownAt: number;
  readonly rules: Rules;
  readonly head: number;
  readonly headDay: string;
}

/** An application with its programme, ready to be judged from a standing. */
export interface Screening<S extends Standing = Standing> {
  readonly application: Application;
  readonly named: NamedProgramme;
  readonly axes: S;
  readonly reports: SourceReports;
}

/** 资格审查结论 of one code; `unknown` when nothing at all is on record under it. */
export type Assessment = { readonly uscc: string; readonly outcome: 'unknown' } | ({ readonly uscc: string } & Verdict);

/**
 * Judges one applicant from the log: folded up to K without what is withdrawn at the head, weighed on D under R. The
 * slow and plain way, which every faster one must equal.
 */
export function judgeFromLog(log: EventReader, uscc: string, screening: Screening): Assessment {
  const { knownAt, head, headDay } = screening.axes;
  const state = sightedState(readSubject(log, uscc, knownAt, head), 'committee', headDay);
  return state.events.length === 0 ? { uscc, outcome: 'unknown' } : judge(uscc, state.records, screening);
}

/** Judges one applicant by its records. */
export function judge(uscc: string, records: Subject['records'], screening: Screening): Assessment {
  const { named, axes } = screening;
  return { uscc, ...assess(subjectOf(uscc, records, screening), named, axes.validAt) };
}

/** An applicant as conditions are asked of it. */
export function subjectOf(uscc: string, records: Subject['records'], screening: Screening): Subject {
  const { application, named, axes, reports } = screening;
  return {
    uscc,
    records,
    rules: axes.rules,
    reports,
    graceDays: named.pack.absenceGraceDays.value,
    honourMonths: named.pack.lists.jointReward.validMonths.value,
    applied: application,
  };
}

/**
 * The clause that stands against a winner, the first where several do, or against whoever carries it on; that it is carried
 * on is none. Undefined when none does.
 */
export function clauseAgainst(log: EventReader, winner: string, screening: Screening): string | undefined {
  const units = new Set([winner, successionRoot(log, winner, screening.axes.head)]);
  for (const unit of units) {
    const assessed = judgeFromLog(log, unit, screening);
    if (assessed.outcome !== 'ineligible') continue;
    const failing = assessed.clauses.find(({ id, outcome }) => outcome === 'fail' && id !== SUCCESSION);
    if (failing !== undefined) return failing.clause ?? failing.id;
  }
  return undefined;
}

/** What departments had reported by a position; what is told of all is joined once. */
export function reportsKnownAt(spans: ReportedSpans, knownAt: number): SourceReports {
  const known = spans.knownAt(knownAt);
  const general = new Map<Ground, readonly Span[]>();
  return {
    spans: (ground, uscc) => {
      const ofAll = general.get(ground) ?? joined(known.general(ground));
      general.set(ground, ofAll);
      const named = known.named(ground, uscc);
      return named.length === 0 ? ofAll : joined([...ofAll, ...named]);
    },
  };
}
