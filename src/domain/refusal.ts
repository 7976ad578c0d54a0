import type { Label } from '../../schemas/vocabulary.js';

/**
 * Every foreseen no, a closed table. A code is never reused for another meaning; the README lists the same codes,
 * which a test checks both ways. Sentences are for people: they name no person and repeat no input.
 */
export const refusals = {
  ENTERPRISE_NOT_REGISTERED: { en: 'The enterprise has no registration on record.', zh: '该主体尚未登记。' },
  ENTERPRISE_ALREADY_REGISTERED: {
    en: 'The enterprise is already registered with other particulars; record a renaming or reclassification instead.',
    zh: '该企业已登记且内容不同，请改为登记更名或信息变更。',
  },
  ENTERPRISE_SUCCEEDED: {
    en: 'The enterprise has been succeeded and its record is sealed; record the fact on its successor.',
    zh: '该企业已被承继，档案已封存，请登记到承继企业名下。',
  },
  ENTERPRISE_UNKNOWN: { en: 'Nothing is on record under this code.', zh: '该代码名下没有任何记录。' },
  USCC_INVALID: { en: 'The unified social credit code is not valid.', zh: '统一社会信用代码无效。' },
  USCC_MISMATCH: {
    en: 'The code in the body differs from the code in the address.',
    zh: '正文中的代码与地址中的代码不一致。',
  },
  USCC_EXCEPTION_NEEDS_EVIDENCE: {
    en: 'The code breaks the check rule of GB 32100; register it with a reference to evidence first.',
    zh: '该代码不符合GB 32100校验规则，须先附证据编号登记。',
  },
  SUCCESSION_TO_ITSELF: { en: 'An enterprise cannot succeed itself.', zh: '企业不能承继自身。' },
  SUCCESSION_CYCLE: {
    en: 'The successor is itself succeeded, in the end, by this enterprise.',
    zh: '承继关系形成循环。',
  },
  SUCCESSOR_ALREADY_SUCCEEDED: {
    en: 'The successor has itself been succeeded; name the unit that exists now.',
    zh: '所填承继企业已被其他企业承继，请填写现存主体。',
  },
  SUCCESSION_CANNOT_BE_VOIDED: {
    en: 'A succession seals a record and cannot be voided.',
    zh: '承继记录已封存档案，不能作废。',
  },
  TARGET_NOT_FOUND: {
    en: 'No live record of this enterprise has this event id or record key.',
    zh: '该企业名下没有此编号或记录键对应的有效记录。',
  },
  TARGET_KIND_MISMATCH: {
    en: 'The record exists but is not of a kind that this command is about.',
    zh: '所指记录的类别与本操作不符。',
  },
  TARGET_VOIDED: { en: 'The record has been voided.', zh: '所指记录已作废。' },
  RECORD_KEY_TAKEN: {
    en: 'Another content is on record under the same document; void or modify the first record.',
    zh: '同一文书已有不同内容的记录，请先作废或变更原记录。',
  },
  HONOUR_ALREADY_REVOKED: { en: 'The honour has already been revoked.', zh: '该荣誉已被撤销。' },
  CERTIFICATE_ALREADY_ENDED: {
    en: 'The certificate has already been withdrawn or cancelled.',
    zh: '该证书已撤销或注销。',
  },
  VIOLATION_ALREADY_ANNULLED: { en: 'The decision has already been annulled.', zh: '该处罚决定已撤销。' },
  CREDIT_ALREADY_REPAIRED: { en: 'The item has already been repaired.', zh: '该事项已完成信用修复。' },
  BLACKLISTING_ALREADY_LIFTED: { en: 'The listing has already been lifted.', zh: '该名单记录已移出。' },
  REVIEW_ALREADY_CLOSED: { en: 'The review already has an outcome.', zh: '该复议或诉讼已有结果。' },
  OBJECTION_ALREADY_DECIDED: { en: 'The objection has already been decided.', zh: '该异议已处理。' },
  REMEDY_NOT_APPLICABLE: {
    en: 'This remedy does not apply to the kind of record objected to.',
    zh: '该处理方式不适用于所异议的记录类别。',
  },
  RECOVERY_EXCEEDS_PAYMENT: {
    en: 'More would be recovered than was paid.',
    zh: '追回金额超过已拨付金额。',
  },
  REWARD_ALREADY_PAID: {
    en: 'What the year is worth has been paid; nothing more is due.',
    zh: '该年度奖励已拨付，无须再拨。',
  },
  ENTERPRISE_DISQUALIFIED: {
    en: 'A ground cancels the bonus of this honour; the clause is named.',
    zh: '存在取消奖励资格的情形，详见所列条款。',
  },
  REWARD_DIFFERS_FROM_BILL: {
    en: 'The honours or the amount differ from the bill of the year.',
    zh: '荣誉或金额与该年度奖励清单不一致。',
  },
  PAYMENT_BEFORE_AWARD: {
    en: 'The payment bears a date before the award of an honour that it pays.',
    zh: '拨付日期早于所列荣誉的颁授日期。',
  },
  DATE_IN_FUTURE: { en: 'The day lies after today.', zh: '日期晚于今天。' },
  NOTHING_TO_CHANGE: { en: 'The command names nothing that changes.', zh: '未填写任何变更内容。' },
  SOURCE_NOT_OWN: {
    en: 'Only an administrator records facts reported by another department.',
    zh: '只有管理员可以代其他部门登记。',
  },
  RECORD_NOT_OWN: {
    en: 'The record belongs to another source department and another authority.',
    zh: '该记录不属于本部门报送，也非本部门作出。',
  },
  DEPARTMENT_NOT_ENROLLED: { en: 'The department is not enrolled.', zh: '该部门尚未接入。' },
  DEPARTMENT_ALREADY_ENROLLED: {
    en: 'The department is already enrolled with other particulars.',
    zh: '该部门已接入且内容不同。',
  },
  KEY_NOT_FOUND: { en: 'The department has no live key of this id.', zh: '该部门没有此编号的有效密钥。' },
  KEY_TERM_OVER: { en: 'The last day of the key has passed already.', zh: '密钥的有效期截止日已过。' },
  DAY_NOT_LATER: { en: 'The day is not later than the last day opened.', zh: '日期不晚于最近一次开启的日期。' },
  DAY_TOO_FAR_AHEAD: {
    en: 'The day is more than 40 days after the last day opened; confirm it on the machine with `qcr day open --confirm`.',
    zh: '日期比最近开启的日期晚40天以上，须在本机用 qcr day open --confirm 确认。',
  },
  KNOWN_AT_IN_FUTURE: {
    en: 'The registry has not reached this position or instant yet.',
    zh: '登记簿尚未到达该位置或时刻。',
  },
  RULE_VERSION_UNKNOWN: { en: 'No rule pack of this version is in force.', zh: '没有此版本的规则包。' },
  PROGRAMME_UNKNOWN: {
    en: 'No rule pack in force names this programme.',
    zh: '现行规则包中没有此评选项目。',
  },
  ROUND_UNKNOWN: { en: 'There is no round of this programme and year.', zh: '没有该项目该年度的评选。' },
  ROUND_NOT_OPEN: { en: 'No round of this programme and year is open.', zh: '该项目本年度评选尚未启动。' },
  ROUND_ALREADY_OPEN: { en: 'The round was opened with other particulars.', zh: '该项目本年度评选已启动且内容不同。' },
  ROUND_ALREADY_DECIDED: { en: 'The round has been decided.', zh: '本轮评选已作出决定。' },
  PROGRAMME_CLOSED: { en: 'The programme ended before this year.', zh: '该评选项目在本年度之前已停止。' },
  APPLICANT_UNKNOWN: { en: 'This code has not applied in the round.', zh: '该主体未申报本轮评选。' },
  CANDIDATE_NOT_ASSESSED: { en: 'The applicant has not been assessed.', zh: '该申报主体尚未完成资格审查。' },
  CANDIDATE_INELIGIBLE: { en: 'The applicant was found ineligible.', zh: '该申报主体资格审查不符合条件。' },
  NOTICE_ALREADY_PUBLISHED: { en: 'The notice of the round has been published.', zh: '本轮公示已发布。' },
  NOTICE_NOT_PUBLISHED: { en: 'The notice of the round has not been published.', zh: '本轮公示尚未发布。' },
  NOTICE_STILL_RUNNING: { en: 'The notice period is not over.', zh: '公示期尚未结束。' },
  WORKDAYS_UNKNOWN: { en: 'No working-day calendar of the year has been published.', zh: '尚未公布该年度工作日历。' },
  QUOTA_EXCEEDED: { en: 'There are more winners than the quota allows.', zh: '获奖主体超过名额。' },
  WINNER_NOT_IN_NOTICE: { en: 'The winner was not in the notice.', zh: '获奖主体不在公示名单内。' },
  WINNER_INELIGIBLE: {
    en: 'The winner is ineligible on the day of the decision (veto).',
    zh: '获奖主体在决定之日不符合条件（一票否决）。',
  },
  WINNERS_ONE_UNIT: {
    en: 'Two of the winners are one unit: one carries on the other.',
    zh: '获奖主体中有两个实为同一单位（一方承继另一方）。',
  },
  TARGET_UNKNOWN: { en: 'No rule pack in force names this target.', zh: '现行规则包中没有此项目标。' },
  VERSION_CONFLICT: {
    en: 'The enterprise has changed since the version that If-Match names.',
    zh: '该企业记录在 If-Match 所示版本之后已有变化。',
  },
  WEBHOOK_TARGET_REFUSED: {
    en: 'This address is not called: it must be https, without a password in it, and public unless the operator allows it.',
    zh: '不向该地址推送：须为https，地址中不得含口令，且须为公网地址，运行方许可的除外。',
  },
  STREAM_CONTENDED: {
    en: 'Others kept writing to this enterprise; send the command again.',
    zh: '该企业正被其他人频繁登记，请重试。',
  },
  IDEMPOTENCY_KEY_REUSED: {
    en: 'This Idempotency-Key was used before with another body.',
    zh: '该 Idempotency-Key 已用于不同的请求内容。',
  },
} as const satisfies Record<string, Label>;

export type RefusalCode = keyof typeof refusals;

/** What a refusal points at: the field of the input, an event already on record, another enterprise, a version. */
export interface RefusalDetails {
  readonly field?: string;
  readonly eventId?: string;
  readonly successor?: string;
  readonly actualVersion?: number;
  readonly reason?: string;
  readonly suggestion?: string;
  /** The clause of the rules that says no. */
  readonly clause?: string;
}

/** A foreseen no. Nothing was recorded. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(refusals[code].en);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
