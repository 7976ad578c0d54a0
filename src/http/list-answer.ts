import { z } from 'zod';
import { jointList, listReason } from '../../schemas/vocabularies.js';

const ground = z.object({
  code: z.string(),
  zh: z.string(),
  clause: z.string(),
  quote: z.string(),
  legalBasis: z.string().optional(),
  documentNo: z.string().optional(),
  authority: z.string().optional(),
  since: z.string(),
  until: z.string().optional(),
  assumed: z.string().optional(),
  eventIds: z.array(z.string()),
  disputed: z.boolean(),
});

/** A row of a list, the same for every department. */
export const listRow = z.strictObject({
  list: jointList.schema,
  uscc: z.string(),
  name: z.string().nullable(),
  division: z.string().nullable(),
  grounds: z.array(ground),
  since: z.string(),
  until: z.string().nullable(),
  disputed: z.boolean(),
});

const sealed = z.strictObject({ rowId: z.string(), sealed: z.literal(true) });
const item = z.union([sealed, z.strictObject({ rowId: z.string(), rowSalt: z.string(), row: listRow })]);
export type ListRow = z.output<typeof listRow>;

const axes = z.object({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() });
export const listMeasure = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  clause: z.string(),
  legalBasis: z.string().optional(),
});

/** What stands before the rows: the axes, where the feed goes on, and what the asking department is to do. */
export const listHead = z.object({
  list: jointList.schema,
  axes,
  feed: z.object({ cursor: z.string(), sequence: z.int(), digest: z.string() }),
  measures: z.array(listMeasure),
});
export type ListHead = z.output<typeof listHead>;

/** A list at other axes is in no feed: neither the list nor its rows have what a feed is followed by. */
export const judgedAnswer = listHead
  .omit({ feed: true })
  .extend({ items: z.array(z.strictObject({ row: listRow })), next: z.string().optional() });

export const listAnswer = listHead.extend({ items: z.array(item), next: z.string().optional() });

const frame = {
  sequence: z.int(),
  digest: z.string().describe('此变动后的集合摘要 of the set after this change'),
  position: z.int(),
  op: z.enum(['add', 'remove']),
  rowId: z.string(),
  recordedAt: z.string(),
};

/** A change of a list, as documented; a test checks every change against it. */
export const listChange = z.discriminatedUnion('sealed', [
  z.strictObject({
    ...frame,
    sealed: z.literal(true),
    withdrawal: z.strictObject({ reasonClass: listReason.schema, clause: z.string() }).optional(),
  }),
  z.strictObject({
    ...frame,
    sealed: z.literal(false),
    uscc: z.string(),
    rowSalt: z.string().optional(),
    row: listRow.optional(),
    reasonClass: listReason.schema,
    causes: z.array(z.string()),
    effectiveOn: z.string(),
    ruleVersion: z.string(),
  }),
]);
