import type { z } from 'zod';
import { vocabulary } from './vocabulary.js';

/** 年度奖励结论 of a unit and year. */
export const rewardOutcome = vocabulary(
  ['due', '应拨付', 'due'],
  ['nothing-due', '无应拨付', 'nothing due'],
  ['needs-review', '需人工复核', 'needs review'],
  ['recoverable', '应追回', 'recoverable'],
);
export type RewardOutcome = z.infer<typeof rewardOutcome.schema>;

/** What becomes of one honour on the bill of its year. */
export const rewardStanding = vocabulary(
  ['entitled', '应予奖励', 'entitled'],
  ['absorbed', '不重复奖励，已按最高奖项奖励', 'absorbed by the highest'],
  ['same-programme', '同一奖项同一年度只奖一次', 'one bonus per programme and year'],
  ['same-determination', '与同一核定文件的其他荣誉合并奖励', 'one amount was determined for several honours'],
  ['one-off', '一次性奖励已发放', 'paid once already'],
  ['cancelled', '取消奖励资格', 'cancelled'],
  ['revoked', '荣誉已撤销', 'revoked'],
  ['nominee', '提名不予奖励', 'a nominee gets nothing'],
  ['no-bonus', '未设奖金', 'no bonus is set'],
  ['amount-unknown', '奖励金额尚未核定', 'the amount has not been determined'],
  ['undated', '授予日期未载明', 'the day of the award is not stated'],
  ['ground-unclear', '取消情形无法判定', 'nobody can tell whether a ground cancels it'],
  ['one-off-unclear', '是否已享受一次性奖励无法判定', 'nobody can tell whether it was paid once already'],
  ['waits', '待同年度其他荣誉复核', 'waits for another honour of the year'],
);
export type RewardStanding = z.infer<typeof rewardStanding.schema>;

/** The day that a ground was tested on. */
export const testedOn = vocabulary(
  ['awarded-on', '授予日', 'the day of the award'],
  ['paid-on', '拨付日', 'the day of payment'],
);
export type TestedOn = z.infer<typeof testedOn.schema>;
