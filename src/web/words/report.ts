/** 企业质量信用报告 */
export const reportWords = {
  title: { zh: '企业质量信用报告', en: 'Quality credit report' },
  html: { zh: '信用报告', en: 'Credit report' },
  pdf: { zh: '信用报告 PDF', en: 'Credit report as PDF' },
  asked: { zh: '查询信息', en: 'What was asked' },
  subject: { zh: '查询对象', en: 'Enterprise' },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  validAt: { zh: '查询时点', en: 'As of' },
  cutOff: { zh: '数据截止', en: 'Data up to' },
  sight: { zh: '查询视角', en: 'Seen as' },
  asker: { zh: '查询单位', en: 'Asked by' },
  purpose: { zh: '查询事由', en: 'Purpose' },
  rules: { zh: '规则版本', en: 'Rules' },
  noRules: { zh: '未采用规则包', en: 'none adopted' },
  number: { zh: '报告编号', en: 'Report number' },
  check: { zh: '校验码', en: 'Check code' },
  scan: { zh: '扫码核验', en: 'Scan to verify' },
  notes: { zh: '说明', en: 'Notes' },
  nothing: { zh: '截至查询时点，无在案记录。', en: 'Nothing on record as of the day asked about.' },
  notHeld: { zh: '本登记系统不收录此类信息。', en: 'This registry holds nothing of this kind.' },
  name: { zh: '名称', en: 'Name' },
  notStated: { zh: '未载明', en: 'not stated' },
  noName: { zh: '未登记名称', en: 'no name on record' },
  listed: { zh: '名单标识', en: 'Lists' },
  noList: { zh: '无在案名单记录', en: 'on no list on record' },
  disputed: { zh: '异议标识', en: 'Objections' },
  noDispute: { zh: '无在案异议', en: 'no open objection on record' },
  registration: { zh: '登记状态', en: 'Registration' },
  footer: {
    zh: '本报告仅反映本登记系统截至查询时点的记录，不构成信用担保',
    en: 'This report shows what this registry holds as of the day asked about; it vouches for nobody',
  },
  pageOf: { zh: '第 N 页 共 M 页', en: 'Page N of M' },
  spelt: {
    zh: '形如 [U+20BB7] 者为字库未收或不能直接显示的字符，括号内为其编码。',
    en: 'What reads like [U+20BB7] is a character that the type does not have, or that cannot be shown as it is.',
  },
} as const;

/** 公共信用信息报告 sections, in the order of its standard. */
export const reportSections = {
  overview: { zh: '概况', en: 'Overview' },
  basics: { zh: '基础信息', en: 'Basic information' },
  administration: { zh: '行政管理', en: 'Administration' },
  trust: { zh: '诚实守信', en: 'Trustworthiness' },
  distrust: { zh: '严重失信', en: 'Serious distrust' },
  abnormal: { zh: '经营异常', en: 'Abnormal operation' },
  commitments: { zh: '信用承诺', en: 'Commitments' },
  evaluation: { zh: '信用评价', en: 'Evaluation' },
  judgments: { zh: '司法判决', en: 'Court judgments' },
  others: { zh: '其他', en: 'Other' },
} as const;

export const reportNotes = [
  {
    zh: '本报告列出本登记系统截至查询时点、在上述查询视角下的在案记录。未记载某事项，不表示该事项不存在。',
    en: 'This report lists what is on record in this registry as of the day asked about, as the viewer named above may see it. That something is not on record does not mean that it did not happen.',
  },
  {
    zh: '依规定终止公示、停止共享和使用的记录不予列出；此后记录如有变动，以本登记系统现时记录为准。',
    en: 'What may no longer be published, shared or used is not listed. Where the record has changed since, what the registry shows now holds.',
  },
  {
    zh: '核验：扫描首页二维码，或在本登记系统“核验”页填写报告编号、统一社会信用代码和校验码。编号只证明本系统出具过该报告，纸面内容请与本系统所示核对。',
    en: 'To verify, scan the code on the first page, or enter number, code and check on the registry’s page “Verify”. A number proves that the registry gave such a report; compare what stands on the paper with what the registry shows.',
  },
] as const;

/** `共 N 条` of a kind of record. */
export function recordCount(count: number) {
  return count === 0
    ? { zh: '无在案记录', en: 'none on record' }
    : { zh: `在案 ${count} 条`, en: `${count} on record` };
}

export function inspectionWords({ passed, failed }: { readonly passed: number; readonly failed: number }) {
  return { zh: `合格 ${passed} 次，不合格 ${failed} 次`, en: `${passed} passed, ${failed} failed` };
}

/** 数据截止 as the public is told, and as those are told who may ask for a position. */
export function cutOffWords(day: string, known: { readonly position: number; readonly at: string } | undefined) {
  if (known === undefined) return { zh: `${day}，公众可见的在案记录`, en: `${day}, what the public may see` };
  return {
    zh: `登记位置 ${known.position}（${known.at} 前登记的记录）`,
    en: `position ${known.position} (recorded by ${known.at}, Shanghai)`,
  };
}

/** `2026-06-02 起` */
export function sinceWords(day: string) {
  return { zh: `${day} 起`, en: `since ${day}` };
}

const numerals = '一二三四五六七八九十';

/** `三、行政管理` */
export function numbered(index: number, heading: { readonly zh: string; readonly en: string }) {
  return { zh: `${numerals[index]}、${heading.zh}`, en: `${index + 1}. ${heading.en}` };
}
