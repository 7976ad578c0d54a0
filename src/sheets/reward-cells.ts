import { rewardOutcome, rewardStanding, testedOn } from '../../schemas/reward-bill.js';
import { clauseReason } from '../../schemas/verdict.js';
import type { PackNames } from '../policy/pack-names.js';
import type { GroundFinding } from '../policy/rewards/grounds.js';
import type { RewardLine } from '../policy/rewards/line.js';
import type { RewardNames } from '../queries/reward-names.js';
import type { UnitBill } from '../queries/rewards.js';

/** What the finance bureau gets in a spreadsheet: a row an honour, with the bill of its unit repeated. */
export const rewardHeadings = [
  '统一社会信用代码',
  '企业名称',
  '所属县区',
  '年度',
  '荣誉',
  '奖项类别',
  '归口部门',
  '授予日期',
  '文号',
  '奖励标准（元）',
  '认定',
  '理由',
  '依据事件',
  '年度结论',
  '应得（元）',
  '已拨付（元）',
  '已追回（元）',
  '应拨付（元）',
  '应追回（元）',
] as const;

/** The rows of a bill; one that holds payments alone has a row without honour. */
export function rewardRows(bill: UnitBill, names: RewardNames): readonly (readonly string[])[] {
  const { uscc, name, division, year } = bill;
  const unit = [uscc, name ?? '', zhOf(division, names.divisions), String(year)];
  const rest = billCells(bill);
  if (bill.lines.length === 0) {
    const paid = bill.payments.flatMap(({ eventId, recoveries }) => [eventId, ...recoveries]).join(' ');
    return [[...unit, ...Array<string>(7).fill(''), '已拨付，所依据的荣誉已撤下', paid, ...rest]];
  }
  return bill.lines.map((line) => [...unit, ...lineCells(line, names), ...rest]);
}

function lineCells(line: RewardLine, names: RewardNames): readonly string[] {
  return [
    line.honourName ?? line.programmeName ?? line.programme,
    zhOf(line.family ?? null, names.families),
    zhOf(line.department ?? null, names.departments),
    line.awardedOn ?? '',
    line.documentNo ?? '',
    line.amountFen === undefined ? (line.regulation ?? '') : yuan(line.amountFen),
    rewardStanding.label(line.standing).zh,
    line.grounds.map(reasonIn).join('；'),
    eventsBehind(line).join(' '),
  ];
}

function billCells({ outcome, entitledFen, paidFen, recoveredFen, netFen }: UnitBill): readonly string[] {
  return [
    rewardOutcome.label(outcome).zh,
    entitledFen === undefined ? '待定' : yuan(entitledFen),
    yuan(paidFen),
    yuan(recoveredFen),
    netFen === undefined ? '待定' : yuan(Math.max(0, netFen)),
    netFen === undefined ? '待定' : yuan(Math.max(0, -netFen)),
  ];
}

/** The clause with its words, the day it was tested on, and what decided it. */
function reasonIn({ zh, clause, quote, testedOn: tested, on, grounds }: GroundFinding): string {
  const where = [clause, quote === undefined ? undefined : `“${quote}”`].filter(Boolean).join(' ');
  const reasons = new Set(grounds.map(({ reason }) => clauseReason.label(reason).zh));
  return `${where === '' ? zh : where}（${testedOn.label(tested).zh} ${on}：${[...reasons].join('、')}）`;
}

function eventsBehind(line: RewardLine): readonly string[] {
  const grounds = line.grounds.flatMap((finding) => finding.grounds.flatMap(({ eventId }) => eventId ?? []));
  const others = [line.determinedBy, line.decidedBy].filter((each) => each !== undefined);
  return [...new Set([line.eventId, ...others, ...line.paidBy, ...grounds])];
}

function zhOf(id: string | null, names: PackNames): string {
  return id === null ? '' : (names.get(id)?.zh ?? id);
}

/** Fen as yuan: 50_000_000 is 500000.00. */
function yuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
