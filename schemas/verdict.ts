import type { z } from 'zod';
import { vocabulary } from './vocabulary.js';

/** What a condition gives on a day. */
export const clauseOutcome = vocabulary(
  ['pass', '符合', 'pass'],
  ['fail', '不符合', 'fail'],
  ['cannot-tell', '无法判定', 'cannot tell'],
);
export type ClauseOutcome = z.infer<typeof clauseOutcome.schema>;

/** 资格审查结论: any fail is ineligible, else any cannot-tell needs review, else eligible. */
export const eligibilityOutcome = vocabulary(
  ['eligible', '符合条件', 'eligible'],
  ['ineligible', '不符合条件', 'ineligible'],
  ['needs-review', '需人工复核', 'needs review'],
);
export type EligibilityOutcome = z.infer<typeof eligibilityOutcome.schema>;

/** An applicant about whom no verdict is possible. */
export const unjudged = vocabulary(
  ['unknown', '查无记录', 'unknown'],
  ['candidates', '仅有名称', 'by name alone'],
  ['invalid-code', '代码无效', 'invalid code'],
);

/** Why a condition gives what it gives: the closed list of reasons, each said of an item or of the whole clause. */
export const clauseReason = vocabulary(
  ['on-record', '有在案记录', 'on record'],
  ['none-on-record', '报送范围内无在案记录', 'nothing on record within what was reported'],
  ['met', '满足', 'met'],
  ['not-met', '未满足', 'not met'],
  ['no-source', '无部门报送或回函覆盖回溯期', 'no department’s report or answer covers the look-back'],
  ['undated', '未载明日期', 'no date is stated'],
  ['straddles-bound', '日期不完整，跨越界限', 'a date printed in part straddles the bound'],
  ['incomplete', '登记不完整', 'the record is incomplete'],
  ['severity-unknown', '严重程度无法判定', 'the severity cannot be told'],
  ['liability-undetermined', '责任未认定', 'liability has not been determined'],
  ['grade-needs-review', '事故等级须人工复核', 'the grade needs review'],
  ['under-review', '复议或诉讼中', 'under reconsideration or litigation'],
  ['disputed', '异议处理中', 'an objection is open'],
  ['level-unknown', '荣誉级别无法判定', 'the level of the honour cannot be told'],
  ['year-unknown', '获奖年度未载明', 'the year of the honour is not stated'],
  ['status-unknown', '状态无法判定', 'the status cannot be told'],
  ['not-stated', '登记信息未载明', 'the registration does not say'],
  ['divided', '企业已分立', 'the enterprise has been divided'],
  ['succeeded', '已由其他单位承继，应以承继单位申报', 'another unit carries it on, and is the one to apply'],
  ['programme-closed', '评选项目已停止', 'the programme has ended'],
);
export type ClauseReason = z.infer<typeof clauseReason.schema>;
