import { z } from 'zod';
import { kebab } from '../../schemas/commands.js';
import type { ImportStatus } from '../imports/imports.js';
import { Tally } from '../imports/tally.js';

const tally = {
  id: z.string(),
  status: z.enum(['queued', 'running', 'interrupted', 'done', 'failed']),
  row: z.int().describe('已处理到的行号 last row that is settled, as a spreadsheet counts'),
  read: z.int().describe('recorded + known + rejected'),
  recorded: z.int(),
  known: z.int(),
  rejected: z.int(),
};

/** How far an import is, as its event stream tells it. */
export const progressAnswer = z.object(tally);

export const importAnswer = z.object({
  ...tally,
  kind: z.enum(['csv', 'ndjson']),
  mapping: z.string().optional(),
  command: z.string().optional(),
  department: z.string(),
  acceptedAt: z.string(),
  bytes: z.int(),
  reasons: z.array(z.object({ code: z.string(), count: z.int() })),
  rejects: z
    .array(z.object({ row: z.int(), code: z.string(), field: z.string(), reason: z.string() }))
    .describe('前100条，全部见rejects the first 100; all of them at …/rejects'),
  failure: z
    .object({ code: z.string(), reason: z.string() })
    .optional()
    .describe('整个文件被拒的原因 why the file as a whole was refused'),
});

export function progressOf({ accepted, progress, status }: ImportStatus): z.output<typeof progressAnswer> {
  const { read, recorded, known, rejected } = new Tally(progress.counts);
  return { id: accepted.id, status, row: progress.row, read, recorded, known, rejected };
}

export function importOf(found: ImportStatus): z.output<typeof importAnswer> {
  const { accepted, progress } = found;
  const reasons = new Tally(progress.counts).reasons().map(([code, count]) => ({ code, count }));
  return {
    ...progressOf(found),
    kind: accepted.kind,
    mapping: accepted.mapping,
    command: accepted.command === undefined ? undefined : kebab(accepted.command),
    department: accepted.sender.department,
    acceptedAt: accepted.acceptedAt,
    bytes: accepted.bytes,
    reasons,
    rejects: [...progress.rejects],
    failure: progress.failure,
  };
}
