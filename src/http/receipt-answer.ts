import { z } from 'zod';
import { jointList } from '../../schemas/vocabularies.js';

const verdict = z.enum(['equal', 'different', 'withdrawals-held']);

/** How a holder whose copy is not the source gets it right. */
export const resync = z.strictObject({ zh: z.string(), en: z.string(), snapshot: z.string() });

/** A receipt, compared with the source. */
export const receiptAnswer = z.strictObject({
  list: jointList.schema,
  outcome: z.enum(['recorded', 'noted']),
  verdict,
  cursor: z.string(),
  digest: z.string().describe('该游标处应有的集合摘要 of the source at this cursor'),
  changesBehind: z.int(),
  withdrawnHeld: z.array(z.string()).describe('仍持有的已撤下行 rowIds that were withdrawn after this cursor'),
  resync: resync.optional(),
});

/** What is said to the holder of a copy that differs. */
export function howToResync(list: string): z.output<typeof resync> {
  return {
    zh: '副本与源不一致：丢弃副本，取快照，再从快照所附游标续传。',
    en: 'The copy is not the source: drop it, take the snapshot, and go on from the cursor in its first line.',
    snapshot: `/v1/lists/${list}?format=ndjson`,
  };
}

const copy = z.strictObject({
  key: z.string(),
  keyHolds: z.boolean(),
  cursor: z.string(),
  verdict,
  acknowledgedAt: z.string(),
  changesBehind: z.int().optional().describe('缺省表示须重新同步 absent where the copy must start again'),
  withdrawn: z.array(z.strictObject({ rowId: z.string(), since: z.string(), days: z.int() })),
});

const measure = z.strictObject({
  eventId: z.string(),
  uscc: z.string(),
  measure: z.string(),
  appliedOn: z.string(),
  leftOn: z.string(),
  days: z.int(),
});

/** Each department on each list. */
export const receiptsAnswer = z.strictObject({
  day: z.string(),
  overdueDays: z.int().optional().describe('规则包所定期限 the limit of the pack in force'),
  departments: z.array(
    z.strictObject({
      department: z.string(),
      name: z.string(),
      list: jointList.schema,
      copies: z.array(copy),
      measures: z.array(measure).describe('退出名单后仍未解除的措施 measures still on'),
      overdue: z.array(z.enum(['no-receipt', 'copy-differs', 'withdrawn-rows-held', 'measures-held'])),
    }),
  ),
});
