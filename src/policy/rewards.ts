import type { MunicipalPack } from '../../schemas/policy/municipal-pack.js';
import type { RewardOutcome, RewardStanding } from '../../schemas/reward-bill.js';
import { type AssumedParameter, assumedOf, unique } from './assumed.js';
import { isOpen, type Settled, settle } from './rewards/competition.js';
import { linesOf, type RewardLine } from './rewards/line.js';
import { type Payment, paymentsBy, stands } from './rewards/payments.js';
import type { RewardCase } from './rewards/reward-case.js';

/** What a payment of the year would have to say. Amount in fen; 0 when nothing is to be paid. */
export interface Payable {
  readonly honourIds: readonly string[];
  readonly absorbed: readonly string[];
  readonly amountFen: number;
}

/**
 * 年度奖励清单 of a unit: every honour of the year with what becomes of it, what was paid and recovered, and what is
 * due. Amounts in fen; `entitledFen` and `netFen` are unknown while an honour that may come first is open.
 */
export interface RewardBill {
  readonly uscc: string;
  readonly year: number;
  readonly outcome: RewardOutcome;
  readonly lines: readonly RewardLine[];
  readonly payments: readonly Payment[];
  readonly entitledFen: number | undefined;
  readonly paidFen: number;
  readonly recoveredFen: number;
  /** What is still to be paid; below zero, what is to be recovered. */
  readonly netFen: number | undefined;
  /** What may be paid when people decide the open grounds in favour; undefined while an amount or a day is missing. */
  readonly payable: Payable | undefined;
  readonly assumed: readonly AssumedParameter[];
}

/**
 * One bonus per unit and year (四（三）奖励原则). Honours of all municipal packs in R compete together; what is asked of
 * the year as a whole is asked of the first of them. Undefined when no municipal pack is in force.
 */
export function rewardBill(of: RewardCase): RewardBill | undefined {
  const rewards = of.rules.municipal[0]?.rewards;
  if (rewards === undefined) return undefined;
  const everPaid = paymentsBy(of, of.paymentsUntil ?? of.day);
  const payments = everPaid.filter(({ year }) => year === of.year);
  const alone = linesOf(of, everPaid);
  const settled = settle(alone, rewards, of.rules);
  const [paidFen, recoveredFen] = [sum(payments, 'paidFen'), sum(payments, 'recoveredFen')];
  const entitledFen = settled.isOpen ? undefined : worthOf(settled);
  const netFen = entitledFen === undefined ? undefined : due(entitledFen, payments, rewards);
  const outcome = outcomeOf(settled, netFen);
  return {
    uscc: of.uscc,
    year: of.year,
    outcome,
    lines: settled.lines,
    payments,
    entitledFen,
    paidFen,
    recoveredFen,
    netFen,
    payable: payableOf(settle(alone.map(favoured), rewards, of.rules), payments, rewards),
    assumed: assumedIn(settled, payments, of),
  };
}

function sum(payments: readonly Payment[], amount: 'paidFen' | 'recoveredFen'): number {
  return payments.reduce((total, payment) => total + payment[amount], 0);
}

function worthOf({ lines }: Settled): number {
  return lines.reduce((total, { standing, amountFen }) => total + (standing === 'entitled' ? (amountFen ?? 0) : 0), 0);
}

/** The difference to what was paid and not recovered; a pack may say that more is not paid after a payment. */
function due(entitledFen: number, payments: readonly Payment[], rewards: MunicipalPack['rewards']): number {
  const net = entitledFen - sum(payments, 'paidFen') + sum(payments, 'recoveredFen');
  return net > 0 && payments.some(stands) && !rewards.differenceAfterPayment.value ? 0 : net;
}

function outcomeOf({ lines, isOpen: open }: Settled, netFen: number | undefined): RewardOutcome {
  if (open || netFen === undefined) return 'needs-review';
  if (netFen !== 0) return netFen > 0 ? 'due' : 'recoverable';
  return lines.some((line) => !line.competes && isOpen(line)) ? 'needs-review' : 'nothing-due';
}

/** A doubtful ground taken as decided in favour by whoever pays. */
function favoured(line: RewardLine): RewardLine {
  return line.standing === 'ground-unclear' ? { ...line, standing: 'entitled' } : line;
}

const behindAnother: ReadonlySet<RewardStanding> = new Set<RewardStanding>([
  'absorbed',
  'same-programme',
  'same-determination',
]);

function payableOf(
  settled: Settled,
  payments: readonly Payment[],
  rewards: MunicipalPack['rewards'],
): Payable | undefined {
  if (settled.isOpen) return undefined;
  const amountFen = Math.max(0, due(worthOf(settled), payments, rewards));
  if (amountFen === 0) return { honourIds: [], absorbed: [], amountFen };
  const { lines } = settled;
  return {
    honourIds: lines.filter(({ standing }) => standing === 'entitled').map(({ eventId }) => eventId),
    absorbed: lines.filter(({ standing }) => behindAnother.has(standing)).map(({ eventId }) => eventId),
    amountFen,
  };
}

/** The assumed parameters on which this bill turns. */
function assumedIn({ lines }: Settled, payments: readonly Payment[], of: RewardCase): readonly AssumedParameter[] {
  const [pack] = of.rules.municipal;
  if (pack === undefined) return [];
  const { rewards, families } = pack;
  const rankedBehind = lines.some(({ standing }) => standing === 'absorbed' || standing === 'same-programme');
  const grounds = lines.flatMap((line) => line.grounds);
  const present = new Set(lines.flatMap(({ family }) => family ?? []));
  const used = [
    ...(rankedBehind ? [assumedOf('rewards.ranking', rewards.ranking)] : []),
    ...(rankedBehind || present.size > 1
      ? families
          .filter(({ id }) => present.has(id))
          .map(({ id, competes }) => assumedOf(`families.${id}.competes`, competes))
      : []),
    ...(lines.some(({ standing }) => standing === 'one-off') ? [assumedOf('rewards.oneOff', rewards.oneOff)] : []),
    ...(grounds.length > 0 ? [assumedOf('rewards.testedOn', rewards.testedOn)] : []),
    ...(payments.length > 0 ? [assumedOf('rewards.differenceAfterPayment', rewards.differenceAfterPayment)] : []),
    ...(payments.length > 0 && lines.some(({ standing }) => standing === 'revoked')
      ? [assumedOf('rewards.recoverableAfter', rewards.recoverableAfter)]
      : []),
  ];
  return unique([...used.flat(), ...grounds.flatMap(({ assumed }) => assumed)]);
}
