import type { z } from 'zod';
import { vocabulary } from './vocabulary.js';

/** What an access key may do. */
export const scope = vocabulary(
  ['admin', '管理', 'administration'],
  ['record', '登记本部门事实', 'record facts of the own department'],
  ['record:repair', '登记信用修复', 'record repair'],
  ['record:objection', '登记异议处理', 'record objections'],
  ['read:profile', '查询档案', 'read profiles'],
  ['read:lookback', '查询公示期满事项', 'read items past publicity'],
  ['read:archive', '查询全部历史（须注明事由）', 'read everything, with a purpose'],
  ['screen', '评奖审查', 'screening by an award committee'],
  ['feed:joint-reward', '共享守信联合激励名单', 'feed of the joint reward list'],
  ['feed:joint-punishment', '共享失信联合惩戒名单', 'feed of the joint punishment list'],
);
export type Scope = z.infer<typeof scope.schema>;
