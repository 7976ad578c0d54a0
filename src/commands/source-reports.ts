import type { ActingDepartment } from '../domain/context.js';
import { reportDigest, type SourceReport } from '../domain/department.js';
import { Refusal } from '../domain/refusal.js';
import { departmentNow, departmentStream } from '../event-log/departments.js';
import { type Recorder, recordFact } from './recording.js';
import { Turns } from './turns.js';

/** What became of a report: recorded, or already there with the very same content. */
export interface ReportResult {
  readonly outcome: 'recorded' | 'already-recorded';
  readonly position: number;
}

/** 零报告与部门联审回函: what makes it mean something that nothing is on record. */
export class SourceReports {
  readonly #recorder: Recorder;
  readonly #turns = new Turns();

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
    const stream = departmentStream(department);
    return this.#turns.take([stream], () => this.#recordIn(stream, report, { actor, correlationId }));
  }

  /** In turn with everyone who reports for the department: the same report at the same moment is recorded once. */
  async #recordIn(
    stream: string,
    report: SourceReport,
    { actor, correlationId }: { readonly actor: ActingDepartment; readonly correlationId: string },
  ): Promise<ReportResult> {
    const { department } = report.data;
    const { enrolled, reports } = departmentNow(this.#recorder.log, department);
    if (enrolled === undefined) throw new Refusal('DEPARTMENT_NOT_ENROLLED');
    const known = reports.get(reportDigest(report));
    if (known !== undefined) return { outcome: 'already-recorded', position: known };
    const acting = { actor: { department: actor.department, key: actor.key }, correlationId };
    return { outcome: 'recorded', position: await recordFact(this.#recorder, report, stream, acting) };
  }
}

/** Nobody can report on days that have not come. */
function refuseDaysAhead({ type, data }: SourceReport, today: string): void {
  const field = type === 'SourceReported' ? 'until' : 'asOf';
  const last = type === 'SourceReported' ? data.until : data.asOf;
  if (last > today) throw new Refusal('DATE_IN_FUTURE', { field });
}
