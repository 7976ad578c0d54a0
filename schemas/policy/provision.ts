import { z } from 'zod';
import { line, prose } from '../text.js';
import { vocabulary } from '../vocabulary.js';

/** 依据: whether a number or a rule stands in the decree, in a law, or was assumed because neither says. */
export const basis = vocabulary(
  ['decree', '本决定', 'the decree'],
  ['law', '法律法规', 'law or regulation'],
  ['assumed', '假定', 'assumed'],
);
export type Basis = z.infer<typeof basis.schema>;

/** What a rule is called on pages. */
export const named = { zh: line(100), en: line(200) };

/** 条款与原文: where a rule stands, and the very words. A quotation MUST stand in the text of the pack's document. */
export const cited = { clause: line(60), quote: prose(500) };

/**
 * A value that turns verdicts, with what it rests on: for `decree` the clause, for `law` the regulation and article,
 * for `assumed` why this value was chosen. `unverified` marks what was not read in the regulation itself.
 */
export function parameter<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    value,
    basis: basis.schema,
    source: line(300),
    unverified: z.literal(true).optional(),
  });
}

/** A value of any kind with its basis, as verdicts report it. */
export interface Parameter<Value> {
  readonly value: Value;
  readonly basis: Basis;
  readonly source: string;
  readonly unverified?: true | undefined;
}

export const months = z.int().min(1).max(600);
export const years = z.int().min(1).max(50);

/** Id of a rule, ground, family or target inside its pack, e.g. `R1.4` or `T12`. */
export const ruleId = z
  .string()
  .regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, { error: 'must be words joined by . or -' });
