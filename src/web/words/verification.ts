/** 核验 of a paper that the registry gave. */
export const verificationWords = {
  title: { zh: '核验', en: 'Verify' },
  note: {
    zh: '信用报告和荣誉证书可在此核验：扫描其上二维码，或照录编号、统一社会信用代码和校验码。',
    en: 'Credit reports and honour certificates are verified here: scan the code on them, or enter number, code and check.',
  },
  number: { zh: '编号', en: 'Number' },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  check: { zh: '校验码', en: 'Check code' },
  genuine: { zh: '属实', en: 'Genuine' },
  unknown: { zh: '未能核验', en: 'Not verified' },
  unknownSays: {
    zh: '本登记系统没有出具过这三项都相符的文书。请核对编号、代码和校验码有无抄错；确无抄错的，该文书不是本系统出具的。',
    en: 'This registry has given no paper of which all three hold. See whether number, code and check were copied as printed; if they were, the paper is not from here.',
  },
  report: { zh: '本登记系统出具过该信用报告。', en: 'This registry has given this credit report.' },
  certificate: { zh: '本登记系统出具过该荣誉证书。', en: 'This registry has given this certificate of honour.' },
  notOnRecord: { zh: '不在案', en: 'not on record' },
  honour: { zh: '荣誉', en: 'Honour' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  validAt: { zh: '查询时点', en: 'As of' },
  knownAt: { zh: '登记位置', en: 'Position' },
  sight: { zh: '查询视角', en: 'Seen as' },
  now: { zh: '现时情况', en: 'Now' },
  same: {
    zh: '与本登记系统现时公示的记录一致。',
    en: 'What it says is what the registry shows the public now.',
  },
  changed: {
    zh: '此后公示的记录已有变动（新增、变更、期满或依规定不再公示），请以现时公示为准。',
    en: 'What the public is shown has changed since (something came, changed, ended or is no longer published); what is shown now holds.',
  },
  notTold: {
    zh: '该报告含非公开信息，此后有无变动不在此公布；有权限者请登录后查阅档案。',
    en: 'This report holds what is not public, so whether it has changed is not told here; whoever may see it signs in and reads the profile.',
  },
  compare: {
    zh: '编号只证明本系统出具过该文书。请将纸面内容与本系统所示核对。',
    en: 'A number proves that the paper was given, not what stands on it. Compare it with what the registry shows.',
  },
  look: { zh: '查看该时点的公示记录', en: 'See the public record of that day' },
} as const;
