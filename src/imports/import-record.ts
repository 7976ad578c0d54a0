import { z } from 'zod';
import { calendarDay } from '../../schemas/day.js';
import { actorKey, departmentId, instant, slug, uuid } from '../../schemas/identifiers.js';
import { scope } from '../../schemas/scope.js';
import { isRowType, rowTypes } from './report-row.js';

/** What a file is read as. */
export const fileKind = z.enum(['csv', 'ndjson']);
export type FileKind = z.output<typeof fileKind>;

/** How many rejects an answer shows; the whole list is a file. */
export const shownRejects = 100;

/** What whoever sends a file says about it. */
export const importRequest = z.strictObject({
  kind: fileKind,
  /** Name of a shipped mapping; without one the file is in the registry's own words. */
  mapping: slug.optional(),
  command: z
    .string()
    .refine(isRowType, { error: `must be one of ${rowTypes.join(', ')}` })
    .optional(),
  /** Fills a row's source when the row does not say itself. */
  source: z.strictObject({ department: departmentId, receivedOn: calendarDay }),
});
export type ImportRequest = z.output<typeof importRequest>;

/** An import that has been taken in; never changed afterwards. */
export const acceptedImport = importRequest.extend({
  id: uuid,
  /** An access key is asked what it may do at every checkpoint; a token is not seen again, so what it said is kept. */
  sender: z.strictObject({ department: departmentId, key: actorKey, scopes: z.array(scope.schema).optional() }),
  acceptedAt: instant,
  bytes: z.int().nonnegative(),
});
export type AcceptedImport = z.output<typeof acceptedImport>;

const counts = z.strictObject({
  recorded: z.int(),
  known: z.int(),
  rejected: z.record(z.string(), z.int()),
});

export type ShownReject = ImportProgress['rejects'][number];

/** How far an import is: everything up to a row, and nothing after it. */
export const importProgress = z.strictObject({
  /** Last row of the file that is settled, as a spreadsheet counts. */
  row: z.int().nonnegative(),
  counts,
  rejects: z.array(z.strictObject({ row: z.int(), code: z.string(), field: z.string(), reason: z.string() })),
  /** Length of the list of rejects that belongs to these rows. */
  rejectBytes: z.int().nonnegative(),
  ended: z.enum(['done', 'failed']).optional(),
  failure: z.strictObject({ code: z.string(), reason: z.string() }).optional(),
});
export type ImportProgress = z.output<typeof importProgress>;

export const notBegun: ImportProgress = {
  row: 0,
  counts: { recorded: 0, known: 0, rejected: {} },
  rejects: [],
  rejectBytes: 0,
};
