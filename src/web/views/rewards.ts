import { setImmediate } from 'node:timers/promises';
import { type RewardOutcome, rewardOutcome, rewardStanding } from '../../../schemas/reward-bill.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Billing } from '../../commands/reward-billing.js';
import type { Axes } from '../../queries/axes.js';
import type { Evidence } from '../../queries/eligibility.js';
import { rewardNames } from '../../queries/reward-names.js';
import { RewardTally, type RewardTotals } from '../../queries/reward-totals.js';
import { rewardsPage, type UnitBill } from '../../queries/rewards.js';
import { rewardWords } from '../words/rewards.js';
import { yuan } from './money.js';
import { reasonWords } from './reasons.js';
import type { Tone } from './tone.js';

/** 一项荣誉 on a bill. */
export interface BillLineView {
  readonly eventId: string;
  readonly honour: string;
  readonly documentNo: string | undefined;
  readonly awardedOn: string | undefined;
  readonly standing: Label;
  readonly tone: Tone;
  /** Why the bonus is cancelled, or may be. */
  readonly why: readonly { readonly clause: string | undefined; readonly says: Label }[];
  readonly bonus: string | undefined;
}

/** 年度奖励清单 of a unit as it is read. */
export interface BillView {
  readonly uscc: string;
  readonly name: string | null;
  readonly outcome: Label;
  readonly tone: Tone;
  readonly lines: readonly BillLineView[];
  /** Undefined while something is open. */
  readonly due: string | undefined;
  readonly recoverable: string | undefined;
  readonly paid: string;
}

const tones: Readonly<Record<RewardOutcome, Tone>> = {
  due: 'good',
  'nothing-due': 'plain',
  'needs-review': 'warn',
  recoverable: 'bad',
};

export function billView({ uscc, name, outcome, lines, netFen, paidFen }: UnitBill): BillView {
  return {
    uscc,
    name,
    outcome: rewardOutcome.label(outcome),
    tone: tones[outcome],
    lines: lines.map(lineView),
    due: netFen === undefined ? undefined : yuan(Math.max(0, netFen)),
    recoverable: netFen === undefined ? undefined : yuan(Math.max(0, -netFen)),
    paid: yuan(paidFen),
  };
}

function lineView(line: UnitBill['lines'][number]): BillLineView {
  const { eventId, documentNo, awardedOn, standing, grounds, amountFen, regulation } = line;
  return {
    eventId,
    honour: line.honourName ?? line.programmeName ?? line.programme,
    documentNo,
    awardedOn,
    standing: rewardStanding.label(standing),
    tone: standing === 'entitled' ? 'honour' : standing === 'cancelled' || standing === 'revoked' ? 'bad' : 'plain',
    why: whyOf(grounds),
    bonus: amountFen === undefined ? regulation : yuan(amountFen),
  };
}

type Ground = UnitBill['lines'][number]['grounds'][number];

/** Grounds that hold for one reason are told together: the first of them, and how many there are. */
function whyOf(grounds: readonly Ground[]): BillLineView['why'] {
  const byReason = new Map<string, Ground[]>();
  for (const ground of grounds) {
    const { zh } = reasonWords(ground.grounds);
    byReason.set(zh, [...(byReason.get(zh) ?? []), ground]);
  }
  return [...byReason.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const reasons = reasonWords(first.grounds);
    const ids = new Set([first, ...others].map(({ id }) => id));
    const more = ids.size > 1 ? rewardWords.more(ids.size) : { zh: '', en: '' };
    const says = { zh: `${first.zh}${more.zh}：${reasons.zh}`, en: `${first.en}${more.en}: ${reasons.en}` };
    return [{ clause: first.clause, says }];
  });
}

/** How many units are billed before other requests get their turn. */
const atOnce = 10;

/** 合计 of a whole year: it goes through every bill and keeps sums alone. */
export async function totalsOf(evidence: Evidence, billing: Billing<Axes>): Promise<RewardTotals> {
  const tally = new RewardTally(rewardNames(billing.axes.rules));
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { bills, next }: ReturnType<typeof rewardsPage> = rewardsPage(evidence, billing, { after, limit: atOnce });
    for (const bill of bills) tally.add(bill);
    after = next;
    await setImmediate();
  }
  return tally.totals();
}
