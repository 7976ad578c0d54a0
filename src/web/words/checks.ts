import type { Label } from '../../../schemas/vocabulary.js';

/** 付款前核查 */
export const checkWords = {
  title: { zh: '付款前核查', en: 'Checks before paying' },
  intro: {
    zh: '支付、许可、补助之前，核对收款或申请单位是否在联合奖惩名单上。每次核查都有编号并存证，可打印附卷。',
    en: 'Before paying, permitting or funding: are those who receive it on a joint list? Every check is numbered, kept on record, and prints for the file.',
  },
  purpose: { zh: '核查事由', en: 'Purpose' },
  purposeHint: {
    zh: '如：拨付 2026 年技改补助。记入存证与查询留痕，不写个人信息。',
    en: 'Such as: paying the subsidy of 2026. It goes on record; no personal data.',
  },
  caseNo: { zh: '案号或付款单号', en: 'Case or voucher number' },
  optional: { zh: '可不填', en: 'may be empty' },
  list: { zh: '核查名单', en: 'List' },
  bothLists: { zh: '两份名单', en: 'Both lists' },
  usccs: { zh: '被核查单位，一行一个统一社会信用代码', en: 'Whom to check, a code a line' },
  usccsHint: {
    zh: '可从表格整列粘贴。有一行不是代码，就不核查，指明该行后改正再核。',
    en: 'Paste a column of a spreadsheet. Where a line is no code nothing is checked; it is named, to be corrected.',
  },
  check: { zh: '核查', en: 'Check' },
  another: { zh: '再核查一批', en: 'Check others' },
  notChecked: { zh: '没有核查，请先改正：', en: 'Nothing was checked; please correct first:' },
  checkNo: { zh: '核查编号', en: 'Check number' },
  open: { zh: '调阅', en: 'Open' },
  openTitle: { zh: '调阅以前的核查', en: 'Open an earlier check' },
  latest: { zh: '本部门近期核查', en: 'Latest checks of this department' },
  none: { zh: '本部门近期没有核查。', en: 'This department has made no check lately.' },
  madeAt: { zh: '核查时间', en: 'Made at' },
  department: { zh: '核查部门', en: 'Made by' },
  codes: { zh: '户数', en: 'Codes' },
  stand: { zh: '所据名单', en: 'As of' },
  standOf: (day: string, position: number) => ({
    zh: `截至 ${day}，登记位置 ${position}`,
    en: `${day}, position ${position}`,
  }),
  digest: { zh: '结果摘要', en: 'Digest of the result' },
  resultTitle: { zh: '核查结果', en: 'Result of the check' },
  resultNow: (day: string, position: number) => ({
    zh: `以下结果截至 ${day}，登记位置 ${position}`,
    en: `The result as of ${day}, position ${position}`,
  }),
  notListed: { zh: '未见列入', en: 'Not listed on record' },
  unknown: { zh: '无在案记录', en: 'Nothing on record' },
  enterprise: { zh: '单位', en: 'Enterprise' },
  outcome: { zh: '核查结果', en: 'Result' },
  succeededBy: { zh: '现由其承继', en: 'succeeded by' },
  notReproduced: {
    zh: '按当时的登记位置重新推导，与存证的结果摘要不符。请联系管理员核实数据。',
    en: 'Derived again at its own position, the digest is not the one on record. Ask the administrator to verify the data.',
  },
  cut: (shown: number) => ({
    zh: `在名单上的全部列出，其余只显示前 ${shown} 户；全部请用接口取得。`,
    en: `All that are listed are shown, of the rest the first ${shown}; the API tells all.`,
  }),
  measures: { zh: '本部门应当采取的措施', en: 'What this department is to do' },
  fine: {
    zh: '“未见列入”只说明本登记系统截至上述时点没有列入记录，不构成信用担保。',
    en: '“Not listed on record” says what this registry held at that point, and vouches for nobody.',
  },
  signature: { zh: '经办人（签字）：　　　　　　　　日期：', en: 'Signed by:                                Date:' },
} as const;

/** 复核结论: whether a check would be answered the same today. */
export const checkStateWords = {
  matches: {
    tag: { zh: '与当时一致', en: 'unchanged' },
    says: { zh: '现在再核查，结果与当时相同。', en: 'Checked again now, the result is the same.' },
  },
  differs: {
    tag: { zh: '此后有变化', en: 'changed since' },
    says: {
      zh: '核查之后名单有变化，下列是现在的结果；付款前请以此为准。',
      en: 'The lists have changed since. Below is the result of now; go by it before paying.',
    },
  },
  'withdrawn-since': {
    tag: { zh: '此后有撤下', en: 'withdrawn since' },
    says: {
      zh: '当时所据的记录有的已依法撤下，不再显示，下列是现在的结果。',
      en: 'Something that the check told has been withdrawn by law and is no longer shown. Below is the result of now.',
    },
  },
} as const satisfies Record<string, { readonly tag: Label; readonly says: Label }>;
