import { z } from 'zod';

/** What may have changed a verdict. */
export const verdictChange = z.object({
  edition: z.object({ stored: z.string(), now: z.string() }).optional(),
  laterEvents: z.array(z.object({ eventId: z.string(), type: z.string(), position: z.int() })),
  withdrawn: z
    .array(z.string())
    .optional()
    .describe('其后撤下所依据的规定 under which rules something was withdrawn since'),
});

const clauses = z.array(z.object({ id: z.string(), clause: z.string(), zh: z.string(), en: z.string() }));

/** 影响, as documented. */
export const impact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('verdict'),
    uscc: z.string(),
    round: z.string(),
    stored: z.string(),
    now: z.string(),
    change: verdictChange.optional(),
  }),
  z.object({
    kind: z.literal('honour-under-ground'),
    uscc: z.string(),
    eventId: z.string(),
    programme: z.string(),
    awardedOn: z.string(),
    clauses,
  }),
  z.object({
    kind: z.literal('payment'),
    uscc: z.string(),
    year: z.int(),
    eventIds: z.array(z.string()),
    paidFen: z.int(),
    recoverableFen: z.int(),
    clauses,
  }),
]);
