import { z } from 'zod';
import { jointList } from '../../schemas/vocabularies.js';

/** What was asked for, by whom, and how it ended; while it has not ended it is made when the server starts again. */
export const listJob = z.strictObject({
  id: z.uuid(),
  list: jointList.schema,
  axes: z.strictObject({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() }),
  sender: z.strictObject({ department: z.string(), key: z.string() }),
  acceptedAt: z.string(),
  ended: z
    .strictObject({ at: z.string(), outcome: z.enum(['done', 'failed']), looked: z.int(), found: z.int() })
    .optional(),
});
export type ListJob = z.output<typeof listJob>;
