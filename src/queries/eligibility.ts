import { readRecords } from '../../projections/screening-records.js';
import { Refusal } from '../domain/refusal.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import type { Subject } from '../policy/conditions/check.js';
import { assess, type Verdict } from '../policy/eligibility.js';
import { type NamedProgramme, programmeOf } from '../policy/rules.js';
import { sightedState } from '../policy/sighted.js';
import { type Ground, joined, type SourceReports, type Span } from '../policy/source-reports.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type AskedAxes, type Axes, resolveAxes } from './axes.js';

/** A programme and the year it is applied for. */
export interface Application {
  readonly programme: string;
  readonly year: number;
}

/** 资格审查结论 of one code; `unknown` when nothing at all is on record under it. */
export type Assessment = { readonly uscc: string; readonly outcome: 'unknown' } | ({ readonly uscc: string } & Verdict);

/** Where the records of enterprises and the reports of departments come from. */
export interface Evidence {
  readonly log: EventReader;
  readonly readModels: ReadModels;
  readonly spans: ReportedSpans;
}

/** An application with its programme, at its axes. */
export interface Screening {
  readonly application: Application;
  readonly named: NamedProgramme;
  readonly axes: Axes;
  readonly reports: SourceReports;
}

/**
 * Prepares to judge applicants. Without a K of its own a screening stands where the read models stand. Throws Refusal
 * on axes that cannot be resolved, and when no pack in force names the programme.
 */
export function openScreening(evidence: Evidence, application: Application, asked: AskedAxes): Screening {
  const head = asked.knownAt === undefined ? evidence.readModels.checkpoint().position : undefined;
  const axes = resolveAxes(evidence.log, asked, head);
  const named = programmeOf(axes.rules, application.programme);
  if (named === undefined) throw new Refusal('PROGRAMME_UNKNOWN', { field: 'programme' });
  return { application, named, axes, reports: reportsKnownAt(evidence.spans, axes.knownAt) };
}

/** What departments had reported by a position; what is told of all is joined once. */
function reportsKnownAt(spans: ReportedSpans, knownAt: number): SourceReports {
  const general = new Map<Ground, readonly Span[]>();
  return {
    spans: (ground, uscc) => {
      const ofAll = general.get(ground) ?? joined(spans.general(ground, knownAt));
      general.set(ground, ofAll);
      const named = spans.named(ground, uscc, knownAt);
      return named.length === 0 ? ofAll : joined([...ofAll, ...named]);
    },
  };
}

/** Judges one applicant: from its stored records where they are those of K, else from the log. */
export function screen(evidence: Evidence, uscc: string, screening: Screening): Assessment {
  const { axes } = screening;
  const row = axes.knownAt === axes.head ? evidence.readModels.current().screening(uscc) : undefined;
  if (row?.position !== axes.knownAt) return screenFromLog(evidence.log, uscc, screening);
  return judged(uscc, readRecords(row.records), screening);
}

/**
 * Judges one applicant from the log: folded up to K without what is withdrawn at the head, weighed on D under R. The
 * slow and plain way, which the faster one must equal.
 */
export function screenFromLog(log: EventReader, uscc: string, screening: Screening): Assessment {
  const { knownAt, head, headDay } = screening.axes;
  const state = sightedState(readSubject(log, uscc, knownAt, head), 'committee', headDay);
  return state.events.length === 0 ? { uscc, outcome: 'unknown' } : judged(uscc, state.records, screening);
}

function judged(uscc: string, records: Subject['records'], screening: Screening): Assessment {
  const { application, named, axes, reports } = screening;
  const subject = {
    uscc,
    records,
    rules: axes.rules,
    reports,
    graceDays: named.pack.absenceGraceDays.value,
    honourMonths: named.pack.lists.jointReward.validMonths.value,
    applied: application,
  };
  return { uscc, ...assess(subject, named, axes.validAt) };
}
