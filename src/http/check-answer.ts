import { z } from 'zod';
import { jointList } from '../../schemas/vocabularies.js';
import type { CheckedCode, CheckedCodes } from '../queries/checks.js';
import { measuresOf } from '../queries/joint-lists.js';
import { listMeasure, listRow } from './list-answer.js';

const axes = z.object({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() });

const result = z.discriminatedUnion('outcome', [
  z.strictObject({
    uscc: z.string(),
    outcome: z.enum(['listed', 'not-listed-on-record', 'unknown']),
    succeededBy: z
      .string()
      .optional()
      .describe('现存主体，其名单一并核验 the unit that exists now; its rows count too'),
    rows: z.array(z.strictObject({ list: jointList.schema, rowId: z.string(), rowSalt: z.string(), row: listRow })),
  }),
  z.strictObject({
    asked: z.string(),
    outcome: z.literal('unresolved'),
    defect: z.string(),
    suggestion: z.string().optional(),
  }),
]);

const answered = {
  axes,
  measures: z
    .array(listMeasure.extend({ list: jointList.schema }))
    .describe('本部门对名单内主体的措施 the measures of the asking department'),
  results: z.array(result),
};

const numbered = {
  checkNo: z.string(),
  list: jointList.schema.optional(),
  purpose: z.string(),
  caseNo: z.string().optional(),
  resultDigest: z.string(),
};

/** A check as it is made. */
export const checkAnswer = z.strictObject({ ...numbered, position: z.int(), ...answered });

/** A check as it is looked at again. */
export const recheckAnswer = z.strictObject({
  ...numbered,
  madeAt: z.string(),
  axes,
  reproduced: z
    .boolean()
    .describe('按当时时点重新推导，结果与存证一致 derived again at its own position, the digest is the same'),
  state: z.enum(['matches', 'differs', 'withdrawn-since']),
  now: z.strictObject(answered),
});
export type RecheckAnswer = z.output<typeof recheckAnswer>;

/** A code as it may be told: a row that was withdrawn in this very moment is none. */
function toldCode({ rows, outcome, ...code }: CheckedCode): z.input<typeof result> {
  const shown = rows.flatMap((row) => ('sealed' in row ? [] : [{ ...row, row: listRow.parse(row.row) }]));
  return {
    ...code,
    outcome: outcome === 'listed' && shown.length === 0 ? 'not-listed-on-record' : outcome,
    rows: shown,
  };
}

/** What a department is told of codes, with its own measures beside them. */
export function toldCodes(
  { axes, codes }: CheckedCodes,
  lists: readonly z.output<typeof jointList.schema>[],
  department: string,
) {
  const { validAt, knownAt, ruleVersion } = axes;
  return {
    axes: { validAt, knownAt, ruleVersion },
    measures: lists.flatMap((list) => measuresOf(axes, list, department).map((measure) => ({ list, ...measure }))),
    results: codes.map(toldCode),
  };
}
