import type { Readable } from 'node:stream';
import { z } from 'zod';
import { kebab } from '../../schemas/commands.js';
import { calendarDay, dayInShanghai } from '../../schemas/day.js';
import { departmentId, pseudonym } from '../../schemas/identifiers.js';
import type { ActingDepartment } from '../domain/context.js';
import type { FileKind, ImportRequest } from '../imports/import-record.js';
import type { ImportStatus } from '../imports/imports.js';
import { shippedMappings } from '../imports/mapping.js';
import { rowTypes } from '../imports/report-row.js';
import { UploadRefused } from '../imports/upload.js';
import { Problem, type ProblemCode } from './problems.js';
import type { Registry } from './registry.js';

/** How the rows of a file are to be read. */
export const importAsked = z.strictObject({
  mapping: z.enum(shippedMappings()).optional().describe('列映射 how foreign columns become fields'),
  command: z.enum(rowTypes.map(kebab)).optional().describe('登记事项 what each row records'),
  department: departmentId.optional().describe('报送部门，缺省为本部门 source department, where rows do not say'),
  receivedOn: calendarDay.optional().describe('收到日期，缺省为今天 day of receipt, today by default'),
});

interface SentImport {
  readonly body: Readable;
  readonly kind: FileKind;
  readonly asked: z.output<typeof importAsked>;
  readonly sender: ActingDepartment;
}

/** Takes a file in, whole. Throws Problem; nothing of it is kept then. */
export async function acceptImport(
  { imports, rim }: Registry,
  { body, kind, asked, sender }: SentImport,
): Promise<ImportStatus> {
  const { department, key, scopes } = sender;
  const said = pseudonym.safeParse(key).success ? { scopes: [...scopes] } : {};
  const wanted = requestOf(asked, kind, { department, today: dayInShanghai(rim.now()) });
  try {
    return await imports.accept(body, wanted, { department, key, ...said });
  } catch (error) {
    throw error instanceof UploadRefused ? new Problem(refusals[error.reason]) : error;
  }
}

const refusals: Readonly<Record<UploadRefused['reason'], ProblemCode>> = {
  'too-large': 'IMPORT_TOO_LARGE',
  'broken-off': 'UPLOAD_BROKEN_OFF',
  'queue-full': 'IMPORT_QUEUE_FULL',
  elsewhere: 'IMPORTS_ELSEWHERE',
};

function requestOf(
  { mapping, command, department, receivedOn }: z.output<typeof importAsked>,
  kind: FileKind,
  own: { readonly department: string; readonly today: string },
): ImportRequest {
  const type = rowTypes.find((known) => kebab(known) === command);
  return {
    kind,
    ...(mapping === undefined ? {} : { mapping }),
    ...(type === undefined ? {} : { command: type }),
    source: { department: department ?? own.department, receivedOn: receivedOn ?? own.today },
  };
}
