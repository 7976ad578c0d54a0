import type { z } from 'zod';
import type { Label } from '../../schemas/vocabulary.js';
import { type RefusalCode, refusals } from '../domain/refusal.js';

/** Why a row cannot even become a command; what commands themselves refuse keeps its own code. */
export const importRejections = {
  ROW_RAGGED: { en: 'The row has more or fewer cells than the header.', zh: '该行列数与表头不一致。' },
  ROW_UNREADABLE: { en: 'The line is not a JSON object.', zh: '该行不是JSON对象。' },
  COMMAND_UNKNOWN: { en: 'The row names no command that is known.', zh: '该行未指明已知的登记事项。' },
  CODE_MISSING: {
    en: 'The row names no unified social credit code; nothing is recorded by name alone.',
    zh: '该行没有统一社会信用代码，不能仅凭名称登记。',
  },
  CODE_IN_NUMBERS: {
    en: 'The spreadsheet holds this code as a number and keeps 15 digits of it: the code is lost. Store it as text.',
    zh: '表格软件把代码存成了数字，只保留15位，原代码已丢失，请以文本格式重新录入。',
  },
  FIELD_INVALID: { en: 'A field does not follow its rule.', zh: '字段不符合要求。' },
  NOT_A_DECISION: {
    en: 'The document announces a decision (拟, 告知, 听证) and is none itself.',
    zh: '该文书为拟处罚、告知或听证文书，不是处罚决定。',
  },
} as const satisfies Record<string, Label>;

export type ImportRejectionCode = keyof typeof importRejections;
export type RejectionCode = ImportRejectionCode | RefusalCode;

/** A row that was not taken in, and why. */
export class RowRejected extends Error {
  readonly code: RejectionCode;
  readonly field: string;

  constructor(code: RejectionCode, field = '', reason = '') {
    super(reason);
    this.name = 'RowRejected';
    this.code = code;
    this.field = field;
  }
}

/** The first field of a row that does not follow its schema. */
export function fieldInvalid(error: z.ZodError): RowRejected {
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...unknown].join('.');
  return new RowRejected('FIELD_INVALID', field, unknown.length > 0 ? 'is not a known field' : issue?.message);
}

export function isImportRejection(code: string): code is ImportRejectionCode {
  return Object.hasOwn(importRejections, code);
}

export function isRejection(code: string): code is RejectionCode {
  return isImportRejection(code) || Object.hasOwn(refusals, code);
}

/** The columns of a list of rejects, and what stands in them; the row first, as a spreadsheet counts. */
export const rejectColumns = ['row', 'code', 'field', 'reason', '原因'] as const;

export function rejectCells(row: number, { code, field, message }: RowRejected): readonly string[] {
  const { en, zh } = sentencesOf(code);
  return [String(row), code, field, message === '' ? en : message, zh];
}

/** The sentences of any rejection. */
export function sentencesOf(code: RejectionCode): Label {
  return isImportRejection(code) ? importRejections[code] : refusals[code];
}
