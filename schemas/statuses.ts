import type { z } from 'zod';
import { vocabulary } from './vocabulary.js';

/** What an item of the profile is on the day asked about. */
export const itemStatus = vocabulary(
  ['in-force', '生效中', 'in force'],
  ['awarded', '已授予（未载明期限）', 'awarded, no stated end'],
  ['expired', '已到期', 'expired'],
  ['fulfilled', '已履行', 'fulfilled'],
  ['revoked', '已撤销', 'revoked'],
  ['suspended', '暂停', 'suspended'],
  ['withdrawn', '已撤销证书', 'withdrawn'],
  ['cancelled', '已注销', 'cancelled'],
  ['annulled', '决定已撤销', 'annulled'],
  ['repaired', '已信用修复', 'repaired'],
  ['lifted', '已移出', 'lifted'],
  ['term-ended', '期满', 'term ended'],
  ['liable', '认定有责任', 'liable'],
  ['not-liable', '认定无责任', 'not liable'],
  ['undetermined', '责任未认定', 'liability not determined'],
  ['passed', '合格', 'passed'],
  ['failed', '不合格', 'failed'],
  ['recorded', '已登记', 'recorded'],
  ['voided', '已作废', 'voided'],
  ['paid', '已拨付', 'paid'],
  ['recovered', '已追回', 'recovered'],
  ['cannot-tell', '无法判定', 'cannot tell'],
);
export type ItemStatus = z.infer<typeof itemStatus.schema>;

/** 公示状态 of a decision, as far as the document states it. */
export const publicityState = vocabulary(
  ['under-publicity', '公示中', 'under publicity'],
  ['ended', '公示期满', 'publicity ended'],
  ['cannot-tell', '公示期限未载明', 'not stated'],
);
export type PublicityState = z.infer<typeof publicityState.schema>;
