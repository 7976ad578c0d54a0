import type { CreditReport } from '../../src/web/papers/paper.js';

/** Han characters of four bytes that the type has, and one that it has not; overrides of direction; forty characters. */
export const hardName = '示例𬭎𠅤𫚖有限公司𠮷\u202e第一\u2066分公司精密装备制造研究开发集团股份有限责任公司示范';

/** A report with many records, one of which is longer than a page. */
export function reportPaper(records: number): CreditReport {
  const rows = Array.from({ length: records }, (_, index) => ({
    day: '2026-03-01',
    title: `第${index}次抽查`,
    detail: index === 7 ? '不合格项目'.repeat(400) : '省级，批次 20240401',
    documentNo: `示监抽〔2026〕${index}号`,
    authority: '示例市市场监督管理局',
    until: '',
    status: '合格',
  }));
  return {
    kind: 'credit-report',
    language: 'zh',
    registry: '示例市质量信用与荣誉登记系统',
    title: '企业质量信用报告',
    number: 'XB20261201-0000-0000-0000-0000',
    verify: { address: 'https://xinyong.example/public/verify?number=XB20261201-0000', caption: '扫码核验' },
    day: '2026-12-01',
    spelt: '形如者为字库未收的字符。',
    subject: hardName,
    uscc: '91999999000000019D',
    asked: [{ label: '查询对象', value: hardName }],
    columns: ['日期', '事项', '文号与机关', '期限', '状态'],
    sections: [{ heading: '三、行政管理', facts: [], tables: [{ caption: '监督检查', rows }], says: undefined }],
    notesHeading: '说明',
    notes: ['未记载某事项，不表示该事项不存在。'],
    footer: '不构成信用担保',
    pageOf: '第 N 页 共 M 页',
  };
}
