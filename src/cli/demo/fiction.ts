import { checkCharacterOf, organisationCheckOf } from '../../../schemas/uscc.js';
import type { Chance } from './chance.js';

/** Anyang's divisions 区县 (GB/T 2260). */
export const divisions = [
  '410502',
  '410503',
  '410505',
  '410506',
  '410522',
  '410523',
  '410526',
  '410527',
  '410581',
] as const;

/** A valid code that no enterprise has: region 999999 is no division. */
export function fictionalUscc(number: number): string {
  const organisation = String(number).padStart(8, '0');
  const first17 = `91999999${organisation}${organisationCheckOf(organisation)}`;
  return first17 + checkCharacterOf(first17);
}

const first = ['晨', '恒', '瑞', '嘉', '鸿', '泰', '盛', '宏', '安', '华', '明', '远', '德', '祥', '和', '永'] as const;
const second = [
  '光',
  '达',
  '丰',
  '源',
  '信',
  '诚',
  '兴',
  '隆',
  '康',
  '润',
  '辉',
  '业',
  '昌',
  '茂',
  '通',
  '宁',
] as const;
const trades = ['食品', '纺织', '装备制造', '建材', '医疗器械', '农业科技', '化工', '包装', '电子', '冶金'] as const;

export type Trade = (typeof trades)[number];

/** A name that says that it is made up: 示例 stands in every one. */
export function fictionalName(chance: Chance, trade: Trade, number: number): string {
  return `安阳示例${chance.pick(first)}${chance.pick(second)}${trade}${number}号有限公司`;
}

export function tradeOf(chance: Chance): Trade {
  return chance.pick(trades);
}

/** Departments of the demo, by their id. */
export const departments = {
  scjg: '安阳市市场监督管理局（演示）',
  sthj: '安阳市生态环境局（演示）',
  yjgl: '安阳市应急管理局（演示）',
  zyfy: '安阳市中级人民法院（演示）',
  xzsp: '安阳市行政审批局（演示）',
  czj: '安阳市财政局（演示）',
  pjw: '安阳市市长质量奖评审委员会（演示）',
  fgw: '安阳市发展和改革委员会（演示）',
} as const;
export type DemoDepartment = keyof typeof departments;
