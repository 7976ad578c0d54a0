import type { ActingDepartment } from '../domain/context.js';
import { reportDigest, type SourceReport } from '../domain/department.js';
import { Refusal } from '../domain/refusal.js';
import { departmentNow, departmentStream } from '../event-log/departments.js';
import { type Recorder, recordDecided } from './recording.js';

/** What became of a report: recorded, or already there with the very same content. */
export interface ReportResult {
  readonly outcome: 'recorded' | 'already-recorded';
  readonly position: number;
}

/** 零报告与部门联审回函: what makes it mean something that nothing is on record. */
export class SourceReports {
  readonly #recorder: Recorder;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /**
   * Records what a department reports or answers for itself; an administrator does so for another. Throws Refusal when
   * the department is not enrolled, or when the days of the report lie ahead.
   */
  async record(
    report: SourceReport,
    actor: ActingDepartment,
    today: string,
    correlationId: string,
  ): Promise<ReportResult> {
    const { department } = report.data;
    if (department !== actor.department && !actor.scopes.has('admin')) {
      throw new Refusal('SOURCE_NOT_OWN', { field: 'department' });
    }
    refuseDaysAhead(report, today);
    const acting = { actor: { department: actor.department, key: actor.key }, correlationId };
    const stream = departmentStream(department);
    const recorded = await recordDecided(this.#recorder, stream, () => this.#decide(report), acting);
    const position = recorded?.position ?? this.#positionOf(report);
    if (position === undefined) throw new Error(`the report ${reportDigest(report)} is neither new nor known`);
    return { outcome: recorded === undefined ? 'already-recorded' : 'recorded', position };
  }

  /** The same report is recorded once. */
  #decide(report: SourceReport): readonly SourceReport[] {
    const { enrolled } = departmentNow(this.#recorder.log, report.data.department);
    if (enrolled === undefined) throw new Refusal('DEPARTMENT_NOT_ENROLLED');
    return this.#positionOf(report) === undefined ? [report] : [];
  }

  #positionOf(report: SourceReport): number | undefined {
    return departmentNow(this.#recorder.log, report.data.department).reports.get(reportDigest(report));
  }
}

/** Nobody can report on days that have not come. */
function refuseDaysAhead({ type, data }: SourceReport, today: string): void {
  const field = type === 'SourceReported' ? 'until' : 'asOf';
  const last = type === 'SourceReported' ? data.until : data.asOf;
  if (last > today) throw new Refusal('DATE_IN_FUTURE', { field });
}
