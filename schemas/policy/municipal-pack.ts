import { z } from 'zod';
import { calendarDay, day } from '../day.js';
import { departmentId, division, slug } from '../identifiers.js';
import { line } from '../text.js';
import { honourLevel, honourSubjectKind, jointList, revocationEffect } from '../vocabularies.js';
import { condition } from './condition.js';
import { cited, months, named, parameter, ruleId } from './provision.js';
import { target } from './target.js';

const fen = z.int().positive();

/** 奖项类别: one of the award families; those that compete give one bonus per unit and year together. */
const family = z.strictObject({ id: slug, ...named, ...cited, competes: parameter(z.boolean()) });

/** 奖金: an amount in fen, or the separate regulation that sets it, in which case it is unknown until determined. */
const bonus = z.discriminatedUnion('set', [
  z.strictObject({ set: z.literal('amount'), amountFen: parameter(fen), ...cited }),
  z.strictObject({ set: z.literal('by-regulation'), regulation: line(200), ...cited }),
]);

/**
 * 奖项或认证: an honour or certification that the decree names. `levels` are those that it may have: several where the
 * decree says 国家级或省级, none where it gives none. Where no department is named, none stands here.
 */
const programme = z.strictObject({
  id: slug,
  ...named,
  ...cited,
  family: slug.optional(),
  kind: z.enum([
    'award',
    'brand',
    'trademark',
    'geographical-indication',
    'standard-participation',
    'demonstration',
    'certification',
    'qualification',
    'title',
  ]),
  levels: z.array(honourLevel.schema),
  subjects: z.array(honourSubjectKind.schema).min(1),
  includedIn: slug.optional(),
  bonus: bonus.optional(),
  responsible: departmentId.optional(),
  opened: parameter(day).optional(),
  /** The last day on which the programme could be awarded. */
  closed: parameter(day).optional(),
  successor: slug.optional(),
  targets: z.array(ruleId).optional(),
  conditions: z.array(condition).optional(),
});

const department = z.strictObject({
  id: departmentId,
  ...named,
  role: line(200),
  ...cited,
  /** Who took its duties over later. */
  succeededBy: parameter(line(100)).optional(),
});

/** 联合奖惩措施 of one list; a department or a legal basis stands here only where a text names one. */
const measure = z.strictObject({
  code: slug,
  list: jointList.schema,
  ...named,
  department: departmentId.optional(),
  legalBasis: line(200).optional(),
  ...cited,
});

/** 奖励规则 (四（三）): what a unit is paid in a year. */
const rewards = z.strictObject({
  principles: z.array(z.strictObject({ id: ruleId, ...named, ...cited })),
  /** How honours of one unit and year are ranked; the first key that differs decides. */
  ranking: parameter(z.array(z.enum(['amount', 'level', 'family', 'awarded-on', 'document-no'])).min(1)),
  onePerProgrammeAndYear: parameter(z.boolean()),
  oneOff: parameter(z.boolean()),
  differenceAfterPayment: parameter(z.boolean()),
  /** On which days the grounds that cancel a bonus are tested. */
  testedOn: parameter(z.array(z.enum(['awarded-on', 'paid-on'])).min(1)),
  /** Effect of a revocation after payment: what is then owed back. */
  recoverableAfter: parameter(z.array(revocationEffect.schema)),
});

const lists = z.strictObject({
  jointReward: z.strictObject({
    ...cited,
    families: z.array(slug).min(1),
    validMonths: parameter(months),
    conditions: z.array(condition),
  }),
  jointPunishment: z.strictObject({ ...cited }),
  measures: z.array(measure),
  /** A receipt older than this many days is overdue. */
  receiptOverdueDays: parameter(z.int().positive()),
});

/** 报送时限: how soon after a decision its report is due, in working days, and in days where no calendar is published. */
const reporting = z.strictObject({
  dueWorkdays: parameter(z.int().positive()),
  dueDays: parameter(z.int().positive()),
});

const rounds = z.strictObject({
  noticeWorkdays: parameter(z.int().positive()),
  /**
   * 一票否决: whether a round refuses a winner who fails a ground on the day of decision. Where two clauses bear on it,
   * both are quoted.
   */
  municipalHonourVeto: parameter(z.boolean()).extend({ ...cited, also: z.strictObject(cited).optional() }),
});

/** 市级规则包: programmes, grounds, rewards, lists, targets and departments of one municipal document. */
export const municipalPack = z.strictObject({
  kind: z.literal('municipal'),
  id: slug,
  ...named,
  documentNo: line(100),
  authority: line(100),
  issuedOn: calendarDay,
  divisions: z.array(z.strictObject({ code: division, ...named })).min(1),
  from: calendarDay,
  until: calendarDay.optional(),
  departments: z.array(department),
  families: z.array(family),
  programmes: z.array(programme).min(1),
  /** Conditions of every programme of the pack: the grounds that cancel a bonus, and what else is asked of all. */
  grounds: z.array(condition),
  general: z.array(condition),
  /** 零报告 come in periodically: how many days before the day asked about a report may end and still cover it. */
  absenceGraceDays: parameter(z.int().min(0)),
  reporting,
  rewards,
  lists,
  rounds,
  targets: z.array(target),
});
export type MunicipalPack = z.output<typeof municipalPack>;
export type Programme = MunicipalPack['programmes'][number];
