import { z } from 'zod';
import { division, slug } from '../identifiers.js';
import {
  administrativeLevel,
  disqualificationGround,
  honourLevel,
  incidentGrade,
  incidentKind,
  listKind,
} from '../vocabularies.js';
import { basis, cited, months, named, parameter, ruleId, years } from './provision.js';

/**
 * How far back a condition looks: the window (D − months, D]. `expiredCounts`: whether what is past publicity still
 * counts; only repair, annulment and voiding always stop it.
 */
const lookBack = { windowMonths: parameter(months) };
const expired = { expiredCounts: parameter(z.boolean()) };

/**
 * 条件: the closed, typed set of what a rule may ask of an enterprise on a day. Each gives pass, fail or cannot-tell.
 * A new kind of question is a new member here and a function in src/policy/conditions, never a text to interpret.
 */
const tests = [
  /** On a list of one of the kinds at any time in the window. */
  z.strictObject({ test: z.literal('blacklisted'), kinds: parameter(z.array(listKind.schema).min(1)), ...lookBack }),
  /** A violation that the regime on its decision day calls serious. */
  z.strictObject({ test: z.literal('serious-violation'), ...lookBack, ...expired }),
  /** An incident for which it was found liable: `failFrom` and above fails, `reviewFrom` and above needs review. */
  z.strictObject({
    test: z.literal('liable-incident'),
    incidentKinds: z.array(incidentKind.schema).min(1),
    failFrom: parameter(incidentGrade.schema),
    reviewFrom: parameter(incidentGrade.schema),
    ...lookBack,
  }),
  z.strictObject({ test: z.literal('petition-finding'), ...lookBack }),
  /** A finding of 其他情形 in force, or without a stated end and inside the window. */
  z.strictObject({ test: z.literal('disqualification-found'), ...lookBack }),
  /** More failed inspections than allowed: a number of them, or a share of all in whole percent. */
  z.strictObject({
    test: z.literal('failed-inspections'),
    measure: z.enum(['count', 'rate']),
    atMost: parameter(z.int().min(0)),
    levels: z.array(administrativeLevel.schema).min(1).optional(),
    ...lookBack,
  }),
  z.strictObject({ test: z.literal('certificate-in-force'), scheme: slug }),
  /** An honour of this level or a higher one, valid on the day. */
  z.strictObject({ test: z.literal('honour-of-level'), level: parameter(honourLevel.schema) }),
  z.strictObject({ test: z.literal('registered-for'), years: parameter(years) }),
  /** Won the same programme in one of the programme years before; a nominee has not won. */
  z.strictObject({ test: z.literal('cooling-off'), years: parameter(years) }),
  z.strictObject({ test: z.literal('in-division'), divisions: z.array(division).min(1) }),
  /** Neither 注销 nor 吊销. */
  z.strictObject({ test: z.literal('not-deregistered') }),
] as const;

export const conditionTest = z.discriminatedUnion('test', tests);
export type ConditionTest = z.output<typeof conditionTest>;
export type TestOf<K extends ConditionTest['test']> = Extract<ConditionTest, { readonly test: K }>;

/**
 * A condition as a pack states it. `source` names the ground on which departments report (零报告) or answer (回函): where
 * it is given, finding nothing passes only if such a report covers the window, else nobody can tell.
 */
export const condition = z.strictObject({
  id: ruleId,
  ...named,
  ...cited,
  basis: basis.schema,
  source: disqualificationGround.schema.optional(),
  asks: conditionTest,
});
export type Condition = z.output<typeof condition>;
