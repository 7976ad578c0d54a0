import type { Label } from '../../../schemas/vocabulary.js';
import type { RegisterName } from '../../queries/registers.js';

/** 名录 */
export const registerWords = {
  enterprise: { zh: '企业', en: 'Enterprise' },
  from: { zh: '起', en: 'From' },
  until: { zh: '止', en: 'Until' },
  year: { zh: '年度', en: 'Year' },
  division: { zh: '区县', en: 'Division' },
  programme: { zh: '项目', en: 'Programme' },
  scheme: { zh: '认证项目', en: 'Scheme' },
  status: { zh: '状态', en: 'Status' },
  class: { zh: '获奖或提名', en: 'Winner or nominee' },
  conduct: { zh: '违法行为类型', en: 'Kind of conduct' },
  certificateNo: { zh: '证书编号', en: 'Certificate number' },
  authority: { zh: '作出机关', en: 'Authority' },
  nothing: {
    zh: '没有符合条件的记录。可放宽日期，或去掉一个条件再查。',
    en: 'No record matches. Widen the dates, or drop a condition.',
  },
} as const;

export const registerTitles: Readonly<Record<RegisterName, Label>> = {
  honours: { zh: '质量荣誉名录', en: 'Honour roll' },
  certificates: { zh: '认证证书目录', en: 'Certificate register' },
  penalties: { zh: '行政处罚公示', en: 'Penalties under publicity' },
};

export const registerNotes: Readonly<Record<RegisterName, Label>> = {
  honours: { zh: '在案的质量荣誉，含已到期的，最近的在前。', en: 'Honours on record, expired ones too, newest first.' },
  certificates: { zh: '尚未终止的认证证书，最近的在前。', en: 'Certificates that have not ended, newest first.' },
  penalties: {
    zh: '公示期内的行政处罚；公示期满或信用修复后不再显示。',
    en: 'Penalties under publicity; gone when publicity ends or credit is repaired.',
  },
};
