import { z } from 'zod';
import { calendarDay } from '../day.js';
import { slug } from '../identifiers.js';
import { line } from '../text.js';
import { conductType, listKind, penaltyKind, procedure, severity } from '../vocabularies.js';
import { months, named, parameter, ruleId } from './provision.js';

/**
 * What a severity rule looks at in a decision. Where the decision does not state it, the rule's class stays possible
 * and the next rule is tried.
 */
const severityTest = z.discriminatedUnion('test', [
  z.strictObject({ test: z.literal('any-penalty-of'), kinds: z.array(penaltyKind.schema).min(1) }),
  z.strictObject({ test: z.literal('only-penalties-of'), kinds: z.array(penaltyKind.schema).min(1) }),
  /** A penalty of one of the kinds whose amount the decision calls large (较大数额). */
  z.strictObject({ test: z.literal('large-amount'), kinds: z.array(penaltyKind.schema).min(1) }),
  z.strictObject({ test: z.literal('procedure'), procedure: procedure.schema }),
  z.strictObject({ test: z.literal('otherwise') }),
]);
export type SeverityTest = z.output<typeof severityTest>;

/** 失信行为分类: the first rule that holds decides. */
const severityRule = z.strictObject({
  id: ruleId,
  ...named,
  severity: parameter(severity.schema),
  when: severityTest,
});

/** 公示期限, counted from the decision, for each class; `notPublished` for decisions of these penalties alone. */
const publicity = z.strictObject({
  minor: parameter(months),
  general: parameter(months),
  serious: parameter(months),
  notPublished: parameter(z.array(penaltyKind.schema)),
  /** Classes that are not published as a rule, whatever their penalties. */
  notPublishedClasses: parameter(z.array(severity.schema)).optional(),
});

/**
 * 信用修复: how long an item is published at least before it may be repaired; the first rule that fits decides. 0 where
 * it may be repaired as soon as its duties are fulfilled.
 */
const repairRule = z.strictObject({
  severity: severity.schema,
  conducts: z.array(conductType.schema).min(1).optional(),
  minimumMonths: parameter(z.int().min(0).max(600)),
});

/**
 * 名单种类, a closed table (国办发〔2020〕49号: 失信约束 only by law or central policy): which lists are joint punishment,
 * which the public may see, and how long a listing lasts when its document does not say.
 */
const regimeListKind = z.strictObject({
  kind: listKind.schema,
  joint: parameter(z.boolean()),
  public: parameter(z.boolean()),
  termMonths: parameter(months).optional(),
  earlyAfterMonths: parameter(months).optional(),
  legalBasis: line(200),
});

/** 信用制度规则包: severity, publicity, repair and the table of list kinds that hold for a time. */
export const creditRegime = z.strictObject({
  kind: z.literal('credit-regime'),
  id: slug,
  ...named,
  documents: z.array(line(200)).min(1),
  from: calendarDay,
  until: calendarDay.optional(),
  /** Whether this regime also covers decisions before its first day. */
  coversEarlier: parameter(z.boolean()),
  /** Whether a severity that the document itself states goes before the rules. */
  statedSeverityCounts: parameter(z.boolean()),
  severityRules: z.array(severityRule).min(1),
  publicity,
  repair: z.array(repairRule),
  listKinds: z.array(regimeListKind),
});
export type CreditRegime = z.output<typeof creditRegime>;
