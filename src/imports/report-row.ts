import { type CommandType, commandTypes } from '../../schemas/commands.js';
import { eventTypes } from '../../schemas/events.js';
import type { SourceReport } from '../domain/department.js';
import type { ImportSource } from './import-source.js';
import { fieldInvalid } from './rejections.js';

/** Rows in which a department speaks of what it knows, and of no single fact: 零报告 and 部门联审回函. */
export const reportTypes = ['ReportSource', 'GiveClearance'] as const;
export type ReportType = (typeof reportTypes)[number];

/** Everything that a row may record. */
export type RowType = CommandType | ReportType;
export const rowTypes: readonly RowType[] = [...commandTypes, ...reportTypes];

export function isRowType(text: string): text is RowType {
  return rowTypes.some((type) => type === text);
}

export function isReportType(text: string): text is ReportType {
  return reportTypes.some((type) => type === text);
}

/** The report that a row's fields make; the department is the source's, where the row does not say. Throws RowRejected. */
export function reportOf(
  type: ReportType,
  fields: Readonly<Record<string, unknown>>,
  source: ImportSource,
): SourceReport {
  const data = { department: source.department, ...fields };
  if (type === 'ReportSource') {
    const parsed = eventTypes.SourceReported.schema.safeParse(data);
    if (parsed.success) return { type: 'SourceReported', data: parsed.data };
    throw fieldInvalid(parsed.error);
  }
  const parsed = eventTypes.ClearanceGiven.schema.safeParse(data);
  if (parsed.success) return { type: 'ClearanceGiven', data: parsed.data };
  throw fieldInvalid(parsed.error);
}
