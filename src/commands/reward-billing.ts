import type { CommandData } from '../../schemas/commands.js';
import type { Cancellation, RewardDue } from '../domain/context.js';
import type { EnterpriseState } from '../domain/enterprise.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import { rulesInForce } from '../policy/adoptions.js';
import { stands } from '../policy/rewards/payments.js';
import { type RewardBill, rewardBill } from '../policy/rewards.js';
import { sightedState } from '../policy/sighted.js';
import type { SourceReports } from '../policy/source-reports.js';
import { reportsKnownAt, type Standing } from './judgement.js';

/** A year whose bills are asked for, from a standing. */
export interface Billing<S extends Standing = Standing> {
  readonly year: number;
  readonly axes: S;
  readonly reports: SourceReports;
  readonly paymentsUntil?: string;
}

/** A bill, and the state of the payee that it was made from. */
export interface Billed {
  readonly state: EnterpriseState;
  readonly bill: RewardBill;
}

/**
 * The bill of a unit from the log: folded up to K without what is withdrawn at the head, seen on D under R. Undefined
 * for a unit that another one succeeded by K (that one is the payee), and where R holds no municipal pack.
 */
export function billFromLog(log: EventReader, uscc: string, { axes, ...asked }: Billing): Billed | undefined {
  const { validAt: day, knownAt, rules, head, headDay } = axes;
  const state = sightedState(readSubject(log, uscc, knownAt, head), 'committee', headDay);
  if (state.sealedBy !== undefined) return undefined;
  const bill = rewardBill({ ...asked, uscc, records: state.records, rules, day });
  return bill === undefined ? undefined : { state, bill };
}

interface Evidence {
  readonly log: EventReader;
  readonly spans: ReportedSpans;
}

const forEver = '9999-12-31';

/**
 * What the rules in force on the day of a payment say of its year, as known now; a payment that bears a later date has
 * been made all the same. Undefined without a municipal pack.
 */
export function rewardDueFor(
  { log, spans }: Evidence,
  uscc: string,
  { year, paidOn }: Pick<CommandData<'PayReward'>, 'year' | 'paidOn'>,
): RewardDue | undefined {
  const head = log.head().position;
  const rules = rulesInForce(policyEvents(log), { day: paidOn, knownAt: head });
  const headDay = openedDay(log, head) ?? paidOn;
  const axes = { validAt: paidOn, knownAt: head, rules, head, headDay };
  const reports = reportsKnownAt(spans, head);
  const billed = billFromLog(log, uscc, { year, axes, reports, paymentsUntil: forEver });
  return billed === undefined ? undefined : dueOf(billed.bill);
}

function dueOf({ lines, payments, payable }: RewardBill): RewardDue {
  const paidBy = payments.findLast(stands)?.eventId;
  const cancelled = lines.flatMap((line): readonly (readonly [string, Cancellation])[] => {
    const ground = line.standing === 'cancelled' ? line.grounds[0] : undefined;
    if (ground === undefined) return [];
    const eventId = ground.grounds.find((each) => each.eventId !== undefined)?.eventId;
    const clause = [ground.clause, ground.quote].filter((each) => each !== undefined).join('：');
    return [[line.eventId, { clause, ...(eventId === undefined ? {} : { eventId }) }]];
  });
  return {
    ...(paidBy === undefined ? {} : { paidBy }),
    cancelled: new Map(cancelled),
    ...(payable === undefined ? {} : { payable }),
  };
}
