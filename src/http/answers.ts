import { z } from 'zod';

const label = z.object({ zh: z.string(), en: z.string() });
const coded = label.extend({ code: z.string() });

const evidence = z.object({
  eventId: z.string(),
  type: z.string(),
  label,
  recordedAt: z.string(),
  recordedBy: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export const item = evidence.extend({
  status: coded,
  publicity: coded.extend({ until: z.string().optional() }).optional(),
  severity: coded.optional(),
  repairableFrom: z.string().optional(),
  marks: z.array(z.enum(['incomplete', 'undated', 'disputed', 'under-review'])),
  absorbedFrom: z.string().optional(),
  followUps: z.array(evidence),
});

/** With what every profile begins: whom it is about, the badge, and the listings behind it. */
export const profileHead = z.strictObject({
  uscc: z.string(),
  name: z.string().nullable(),
  nameMasked: z.boolean(),
  formerNames: z.array(z.string()),
  registered: z.boolean(),
  status: coded,
  division: z.string().optional(),
  divisionText: z.string().optional(),
  industry: z.string().optional(),
  kind: z.string().optional(),
  establishedOn: z.string().optional(),
  codeException: z.string().nullable(),
  predecessors: z.array(z.object({ uscc: z.string(), kind: z.string() })),
  succeededBy: z.object({ uscc: z.string(), kind: z.string() }).nullable(),
  dividedInto: z.array(z.string()),
  badge: z.object({ listed: z.array(z.string()), disputed: z.boolean() }),
  listings: z.array(item),
});

/** The profile as it is documented; a test checks every stored body against it. */
export const profileAnswer = z.strictObject({
  ...profileHead.shape,
  honours: z.array(item),
  certificates: z.array(item),
  violations: z.array(item),
  incidents: z.array(item),
  petitionFindings: z.array(z.union([item, z.strictObject({ type: z.string(), label, status: coded })])),
  inspections: z.union([z.array(item), z.object({ passed: z.int(), failed: z.int() })]),
  rewards: z.array(item),
  measures: z.array(item),
  duties: z.array(item),
  disqualifications: z.array(item),
});

export const historyAnswer = z.object({
  uscc: z.string(),
  axes: z.object({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string(), viewer: z.string() }),
  lines: z.array(
    z.object({
      position: z.int(),
      eventId: z.string(),
      stream: z.string(),
      version: z.int().optional().describe('仅档案查询 In the archive alone'),
      type: z.string(),
      label,
      recordedAt: z.string(),
      recordedBy: z.object({ department: z.string(), key: z.string() }),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  next: z.int().optional(),
});
