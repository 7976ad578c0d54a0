import { reportsKnownAt } from '../commands/judgement.js';
import { type Billing, billFromLog } from '../commands/reward-billing.js';
import { Refusal } from '../domain/refusal.js';
import { registrationOn } from '../domain/registration.js';
import type { RewardBill } from '../policy/rewards.js';
import { rewardedIn } from '../read-models/reward-year-reader.js';
import { type AskedAxes, type Axes, resolveAxes } from './axes.js';
import type { Evidence } from './eligibility.js';

/** The bill of a unit, with who it is. */
export interface UnitBill extends RewardBill {
  readonly name: string | null;
  readonly division: string | null;
}

/** Some bills of a year, in code order. */
export interface RewardsPage {
  readonly bills: readonly UnitBill[];
  /** The code after which the next page starts; absent on the last page. */
  readonly next?: string;
}

/**
 * Prepares the bills of a year. Without a K of its own they stand where the read models stand. Throws Refusal on axes
 * that cannot be resolved, and where R holds no municipal pack: an empty list would say that nothing is due.
 */
export function openBilling(evidence: Evidence, year: number, asked: AskedAxes): Billing<Axes> {
  const head = asked.knownAt === undefined ? evidence.readModels.checkpoint().position : undefined;
  const axes = resolveAxes(evidence.log, asked, head);
  if (axes.rules.municipal.length === 0) {
    throw new Refusal('RULE_VERSION_UNKNOWN', { field: 'ruleVersion', reason: 'must hold a municipal pack' });
  }
  return { year, axes, reports: reportsKnownAt(evidence.spans, axes.knownAt) };
}

/**
 * 年度奖励清单: the bills of the units after a code that have an honour with a bonus, or were paid. The read model only
 * says whom to look at, and names more than there are at an earlier K; each bill comes from the log.
 */
export function rewardsPage(
  { log, readModels }: Evidence,
  billing: Billing<Axes>,
  { after, limit }: { readonly after: string; readonly limit: number },
): RewardsPage {
  const usccs = readModels.read(({ db }) => rewardedIn(db, { year: billing.year, after, limit: limit + 1 }));
  const shown = usccs.slice(0, limit);
  const bills = shown.flatMap((uscc): readonly UnitBill[] => {
    const billed = billFromLog(log, uscc, billing);
    if (billed === undefined || !isAboutMoney(billed.bill)) return [];
    const { name = null, division = null } = registrationOn(billed.state, billing.axes.validAt);
    return [{ ...billed.bill, name, division }];
  });
  const last = shown.at(-1);
  return { bills, ...(usccs.length > limit && last !== undefined ? { next: last } : {}) };
}

function isAboutMoney({ lines, payments }: RewardBill): boolean {
  return payments.length > 0 || lines.some(({ standing }) => standing !== 'no-bonus');
}
