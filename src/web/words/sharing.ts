import type { Scope } from '../../../schemas/scope.js';
import type { Label } from '../../../schemas/vocabulary.js';

const feeds = ['feed:joint-reward', 'feed:joint-punishment'] as const;

/** 共享与回执: its pages, and who opens them. */
export const sharingPages: readonly {
  readonly path: string;
  readonly label: Label;
  readonly scopes: readonly Scope[];
}[] = [
  { path: '/sharing/receipts', label: { zh: '共享与回执', en: 'Sharing and receipts' }, scopes: [...feeds, 'admin'] },
  { path: '/sharing/measures', label: { zh: '措施与反馈', en: 'Measures' }, scopes: [...feeds, 'admin'] },
  { path: '/sharing/webhooks', label: { zh: '订阅推送', en: 'Webhooks' }, scopes: feeds },
  { path: '/sharing/lateness', label: { zh: '报送及时性', en: 'Lateness' }, scopes: ['record', 'admin'] },
];

/** 回执 */
export const receiptWords = {
  title: { zh: '共享与回执', en: 'Sharing and receipts' },
  intro: {
    zh: '各部门的名单副本到了哪里、与源是否一致、还持有哪些已撤下的内容。',
    en: 'How far the copies of departments are, whether they equal the source, and what they still hold of what was withdrawn.',
  },
  asOf: (day: string) => ({ zh: `截至 ${day}`, en: `As of ${day}` }),
  limit: (days: number) => ({
    zh: `回执期限 ${days} 日（规则包所定），逾期标红。`,
    en: `A receipt is due within ${days} days by the rules in force.`,
  }),
  department: { zh: '部门', en: 'Department' },
  list: { zh: '名单', en: 'List' },
  copy: { zh: '副本', en: 'Copy' },
  behind: { zh: '进度', en: 'Progress' },
  acknowledged: { zh: '最近回执', en: 'Last receipt' },
  withdrawn: { zh: '仍持有的已撤下行', en: 'Withdrawn rows held' },
  duty: { zh: '逾期', en: 'Overdue' },
  nothing: {
    zh: '没有部门订阅名单。请管理员在“部门与密钥”为部门签发名单权限的密钥。',
    en: 'No department follows a list. The administrator issues a key with the scope of a list.',
  },
  noReceipt: { zh: '尚无回执', en: 'no receipt yet' },
  upToDate: { zh: '已到最新', en: 'up to date' },
  behindBy: (count: number) => ({ zh: `落后 ${count} 条变动`, en: `${count} changes behind` }),
  mustRestart: { zh: '游标已失效，须取快照重来', en: 'the cursor leads nowhere; start from a snapshot' },
  keyEnded: { zh: '密钥已失效', en: 'key no longer holds' },
  held: (rows: number, days: number) => ({
    zh: `${rows} 行，最长 ${days} 日`,
    en: `${rows} rows, ${days} days at most`,
  }),
  since: { zh: '起', en: 'since' },
  copies: { zh: '副本', en: 'Copies' },
  measuresHeld: { zh: '退出名单后仍未解除的措施', en: 'Measures still on after leaving the list' },
  noMeasuresHeld: { zh: '没有退出名单后仍未解除的措施。', en: 'No measure is still on after its enterprise left.' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  measure: { zh: '措施', en: 'Measure' },
  appliedOn: { zh: '采取日', en: 'Applied' },
  leftOn: { zh: '退出日', en: 'Left the list' },
  days: { zh: '已逾日数', en: 'Days since' },
} as const;

/** 副本状况 */
export const verdictWords = {
  equal: { zh: '与源一致', en: 'equals the source' },
  different: { zh: '与源不一致', en: 'differs' },
  'withdrawals-held': { zh: '仍持有已撤下', en: 'holds withdrawn rows' },
} as const;

/** 逾期事由 */
export const overdueWords = {
  'no-receipt': { zh: '未回执', en: 'no receipt' },
  'copy-differs': { zh: '副本不一致', en: 'copy differs' },
  'withdrawn-rows-held': { zh: '未撤下', en: 'withdrawn rows held' },
  'measures-held': { zh: '措施未解除', en: 'measures held' },
} as const;
