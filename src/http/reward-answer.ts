import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { rewardOutcome, rewardStanding, testedOn } from '../../schemas/reward-bill.js';
import { clauseOutcome, clauseReason } from '../../schemas/verdict.js';
import type { Billing } from '../commands/reward-billing.js';
import type { Axes } from '../queries/axes.js';
import type { Evidence } from '../queries/eligibility.js';
import { rewardNames } from '../queries/reward-names.js';
import { RewardTally } from '../queries/reward-totals.js';
import { rewardsPage, type UnitBill } from '../queries/rewards.js';
import { rewardHeadings, rewardRows } from '../sheets/reward-cells.js';
import { workbook } from '../sheets/workbook.js';
import { csvOf } from './csv.js';
import { Problem } from './problems.js';

const assumed = z.object({ name: z.string(), value: z.unknown(), why: z.string() });
const fen = z.int();

const ground = z.strictObject({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  clause: z.string().optional(),
  quote: z.string().optional(),
  outcome: clauseOutcome.schema,
  grounds: z.array(z.object({ reason: clauseReason.schema, eventId: z.string().optional() })),
  testedOn: testedOn.schema,
  on: z.string(),
  assumed: z.array(assumed),
});

const line = z.strictObject({
  eventId: z.string(),
  programme: z.string(),
  programmeName: z.string().optional(),
  honourName: z.string().optional(),
  subject: z.object({ kind: z.string(), kindText: z.string().optional(), name: z.string().optional() }),
  awardedOn: z.string().optional(),
  documentNo: z.string().optional(),
  level: z.string().optional(),
  family: z.string().optional(),
  department: z.string().optional(),
  competes: z.boolean(),
  amountFen: fen.optional(),
  regulation: z.string().optional(),
  determinedBy: z.string().optional(),
  standing: rewardStanding.schema,
  decidedBy: z.string().optional(),
  grounds: z.array(ground),
  paidBy: z.array(z.string()),
});

const bill = z.strictObject({
  uscc: z.string(),
  name: z.string().nullable(),
  division: z.string().nullable(),
  year: z.int(),
  outcome: rewardOutcome.schema,
  lines: z.array(line),
  payments: z.array(
    z.strictObject({
      eventId: z.string(),
      year: z.int(),
      honourIds: z.array(z.string()),
      absorbed: z.array(z.string()),
      paidOn: z.string(),
      paidFen: fen,
      recoveredFen: fen,
      recoveries: z.array(z.string()),
    }),
  ),
  entitledFen: fen.optional(),
  paidFen: fen,
  recoveredFen: fen,
  netFen: fen.optional(),
  payable: z.strictObject({ honourIds: z.array(z.string()), absorbed: z.array(z.string()), amountFen: fen }).optional(),
  assumed: z.array(assumed),
});

const named = { id: z.string().nullable(), zh: z.string().nullable(), en: z.string().nullable() };
const unitSums = z.strictObject({
  units: z.int(),
  needsReview: z.int(),
  entitledFen: fen,
  paidFen: fen,
  recoveredFen: fen,
  dueFen: fen,
  recoverableFen: fen,
});
const honourSums = z.strictObject({ ...named, honours: z.int(), entitled: z.int(), open: z.int(), entitledFen: fen });

/** The bills of a year as they are documented; a test checks the answer against it. */
export const rewardsAnswer = z.strictObject({
  year: z.int(),
  axes: z.strictObject({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() }),
  bills: z.array(bill),
  totals: z.strictObject({
    all: unitSums,
    divisions: z.array(unitSums.extend(named)),
    families: z.array(honourSums),
    departments: z.array(honourSums),
  }),
});

/** How many units are billed before other requests get their turn. */
const atOnce = 10;

async function* allBills(evidence: Evidence, billing: Billing<Axes>): AsyncGenerator<UnitBill> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { bills, next } = rewardsPage(evidence, billing, { after, limit: atOnce });
    yield* bills;
    after = next;
    await setImmediate();
  }
}

/** The whole year as one JSON document, written bill by bill with the totals at the end: memory does not grow with it. */
export function rewardsJson(evidence: Evidence, billing: Billing<Axes>): Readable {
  const { validAt, knownAt, ruleVersion } = billing.axes;
  const head = { year: billing.year, axes: { validAt, knownAt, ruleVersion } };
  const text = async function* () {
    yield `${JSON.stringify(head).slice(0, -1)},"bills":[`;
    const tally = new RewardTally(rewardNames(billing.axes.rules));
    let separator = '';
    for await (const each of allBills(evidence, billing)) {
      tally.add(each);
      yield `${separator}${JSON.stringify(each)}`;
      separator = ',';
    }
    yield `],"totals":${JSON.stringify(tally.totals())}}`;
  };
  return Readable.from(text());
}

async function* allRows(evidence: Evidence, billing: Billing<Axes>): AsyncGenerator<readonly string[]> {
  const names = rewardNames(billing.axes.rules);
  for await (const each of allBills(evidence, billing)) yield* rewardRows(each, names);
}

/** CSV for people: reasons in Chinese, byte order mark, formulas defused. */
export function rewardsCsv(evidence: Evidence, billing: Billing<Axes>): Readable {
  const rows = async function* () {
    yield [...rewardHeadings];
    for await (const row of allRows(evidence, billing)) yield [...row];
  };
  return csvOf(rows());
}

/** More lines than a spreadsheet is good for are asked for as CSV. */
const xlsxLimit = 50_000;

export async function rewardsXlsx(evidence: Evidence, billing: Billing<Axes>): Promise<Buffer> {
  const rows: (readonly string[])[] = [];
  for await (const row of allRows(evidence, billing)) {
    if (rows.length === xlsxLimit) throw new Problem('EXPORT_TOO_LARGE');
    rows.push(row);
  }
  return workbook(rewardHeadings, rows);
}
