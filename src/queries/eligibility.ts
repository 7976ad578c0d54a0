import { readRecords } from '../../projections/screening-records.js';
import {
  type Application,
  type Assessment,
  judge,
  judgeFromLog,
  reportsKnownAt,
  type Screening,
} from '../commands/judgement.js';
import { Refusal } from '../domain/refusal.js';
import type { EventReader } from '../event-log/event-log.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import { programmeOf } from '../policy/rules.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type AskedAxes, type Axes, resolveAxes } from './axes.js';

/** Where the records of enterprises and the reports of departments come from. */
export interface Evidence {
  readonly log: EventReader;
  readonly readModels: ReadModels;
  readonly spans: ReportedSpans;
}

/**
 * Prepares to judge applicants. Without a K of its own a screening stands where the read models stand. Throws Refusal
 * on axes that cannot be resolved, and when no pack in force names the programme.
 */
export function openScreening(evidence: Evidence, application: Application, asked: AskedAxes): Screening<Axes> {
  const head = asked.knownAt === undefined ? evidence.readModels.checkpoint().position : undefined;
  const axes = resolveAxes(evidence.log, asked, head);
  const named = programmeOf(axes.rules, application.programme);
  if (named === undefined) throw new Refusal('PROGRAMME_UNKNOWN', { field: 'programme' });
  return { application, named, axes, reports: reportsKnownAt(evidence.spans, axes.knownAt) };
}

/** Judges one applicant: from its stored records where they are those of K, else from the log. */
export function screen(evidence: Evidence, uscc: string, screening: Screening<Axes>): Assessment {
  const { axes } = screening;
  const row = axes.knownAt === axes.head ? evidence.readModels.read((file) => file.screening(uscc)) : undefined;
  if (row?.position !== axes.knownAt) return judgeFromLog(evidence.log, uscc, screening);
  return judge(uscc, readRecords(row.records), screening);
}
