import { reportsKnownAt } from '../commands/judgement.js';
import { billFromLog } from '../commands/reward-billing.js';
import type { EnterpriseState } from '../domain/enterprise.js';
import { policyEvents } from '../event-log/policy-events.js';
import { rulesInForce } from '../policy/adoptions.js';
import { paymentsBy, stands } from '../policy/rewards/payments.js';
import type { RewardBill } from '../policy/rewards.js';
import type { RoundSources } from './award-rounds.js';

/** 多付奖励: a year of which more was paid than it is worth as known now. Amounts in fen. */
export interface PaymentImpact {
  readonly kind: 'payment';
  readonly uscc: string;
  readonly year: number;
  readonly eventIds: readonly string[];
  readonly paidFen: number;
  readonly recoverableFen: number;
  /** The grounds that cancel what was paid, where it is a ground that does. */
  readonly clauses: readonly NamedClause[];
}

/** A clause that stood against an enterprise, in both languages. */
export interface NamedClause {
  readonly id: string;
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
}

/** An enterprise at the head of the log, without what is withdrawn there. */
export interface UnitNow {
  readonly head: number;
  readonly headDay: string;
  readonly state: EnterpriseState;
}

/** The paid years of a unit of which something is to be recovered now. A sealed unit has none: its successor is the payee. */
export function paymentImpacts({ log, spans }: RoundSources, unit: UnitNow): readonly PaymentImpact[] {
  const { head, headDay, state } = unit;
  const years = new Set(
    paymentsBy(state, headDay)
      .filter(stands)
      .map(({ year }) => year),
  );
  if (years.size === 0) return [];
  const rules = rulesInForce(policyEvents(log), { day: headDay, knownAt: head });
  const axes = { validAt: headDay, knownAt: head, rules, head, headDay };
  const reports = reportsKnownAt(spans, head);
  return [...years].flatMap((year) => {
    const billed = billFromLog(log, state.uscc, { year, axes, reports });
    return billed === undefined ? [] : overpaid(billed.bill);
  });
}

function overpaid({ uscc, year, lines, payments, paidFen, netFen }: RewardBill): readonly PaymentImpact[] {
  if (netFen === undefined || netFen >= 0) return [];
  const eventIds = payments.filter(stands).map(({ eventId }) => eventId);
  const cancelling = lines
    .filter(({ standing }) => standing === 'cancelled')
    .flatMap(({ grounds }) => grounds.filter(({ outcome }) => outcome === 'fail'));
  const clauses = cancelling.map(({ id, clause = id, zh, en }) => ({ id, clause, zh, en }));
  const unique = [...new Map(clauses.map((clause) => [clause.id, clause])).values()];
  return [{ kind: 'payment', uscc, year, eventIds, paidFen, recoverableFen: -netFen, clauses: unique }];
}
