import type { Label } from '../../../schemas/vocabulary.js';

/** 质量强市目标 */
export const targetWords = {
  title: { zh: '质量强市目标', en: 'Quality targets' },
  validAt: { zh: '截至日期', en: 'As of' },
  division: { zh: '区划', en: 'Division' },
  whole: { zh: '全市', en: 'the whole city' },
  target: { zh: '目标', en: 'Target' },
  wanted: { zh: '要求', en: 'Wanted' },
  now: { zh: '现状', en: 'Now' },
  outcome: { zh: '判断', en: 'Reached' },
  progress: { zh: '进度', en: 'Progress' },
  counted: { zh: '按在案记录统计', en: 'counted from what is on record' },
  observed: (period: string) => ({ zh: `填报值（${period}）`, en: `reported for ${period}` }),
  nothing: { zh: '尚无数据', en: 'no figure yet' },
  comparison: { zh: '各区划对比', en: 'By division' },
  items: { zh: '计入的项目', en: 'What is counted' },
  unplaced: { zh: '未载明区划', en: 'division not stated' },
  aspirational: { zh: '力争', en: 'aspired to' },
  by: (year: string) => ({ zh: `${year} 年`, en: `by ${year}` }),
  observe: { zh: '填报完成值', en: 'Report a value' },
  observeThis: (what: string) => ({ zh: `填报完成值 ${what}`, en: `Report a value: ${what}` }),
  record: { zh: '登记', en: 'Record' },
  done: { zh: '完成值已登记。', en: 'The value is recorded.' },
  known: { zh: '该完成值已登记在案，未重复登记。', en: 'This value is on record already; nothing was recorded twice.' },
  valueHint: {
    zh: '填报值优先于统计值；同一期间后填的为准。',
    en: 'A reported value goes before a count; of one period the later.',
  },
  stand: (day: string, position: number) => ({
    zh: `截至 ${day}，登记位置 ${position}。达到、争创按“不少于”判断（推定）；位次与上级下达的目标由人判断。`,
    en: `As of ${day}, position ${position}. “Reach” and “strive for” read as floors (assumed); ranks and what a superior sets are for people to judge.`,
  }),
  empty: { zh: '现行规则包中没有目标。', en: 'The rule packs in force name no target.' },
  tally: (reached: number, all: number) => ({
    zh: `${all} 项中已达到 ${reached} 项`,
    en: `${reached} of ${all} reached`,
  }),
} as const;

export const targetOutcomeWords = {
  reached: { zh: '已达到', en: 'reached' },
  'not-reached': { zh: '未达到', en: 'not reached' },
  'cannot-tell': { zh: '待判断', en: 'cannot tell' },
} as const;

/** 领域 */
const areas: Readonly<Record<string, Label>> = {
  product: { zh: '产品质量', en: 'Products' },
  brand: { zh: '品牌', en: 'Brands' },
  demonstration: { zh: '示范创建', en: 'Demonstrations' },
  certification: { zh: '认证与检测', en: 'Certification and testing' },
  engineering: { zh: '工程质量', en: 'Engineering' },
  service: { zh: '服务质量', en: 'Services' },
  environment: { zh: '环境质量', en: 'Environment' },
  economy: { zh: '质量效益', en: 'Economy' },
};

export function areaLabel(area: string): Label {
  return areas[area] ?? { zh: area, en: area };
}

/** How a wanted value is compared. */
export const comparatorWords: Readonly<Record<string, Label>> = {
  'at-least': { zh: '不低于', en: 'at least' },
  'more-than': { zh: '高于', en: 'more than' },
  'less-than': { zh: '低于', en: 'less than' },
  equal: { zh: '达到', en: 'reach' },
  range: { zh: '达到', en: 'reach' },
  about: { zh: '约', en: 'about' },
};
