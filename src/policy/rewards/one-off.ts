import type { Ternary } from '../../../schemas/day.js';
import { normaliseKeyPart } from '../../../schemas/record-key.js';
import { recordsOf } from '../../domain/enterprise.js';
import type { Honour } from '../honours.js';
import { programmeOf, type Rules } from '../rules.js';
import { type Payment, stands } from './payments.js';
import type { RewardCase } from './reward-case.js';

/** A payment that an honour has been paid by, or may have been; `cannot-tell` where a document leaves the subject open. */
export interface PaidBefore {
  readonly same: Ternary;
  readonly eventId: string;
}

/**
 * 一次性: a payment of another year for the same programme and subject, made before this honour's own if it has one. One
 * that named this very honour beside those of another year has paid it, whatever a pack says of one-off.
 */
export function paidBefore(
  honour: Honour,
  of: RewardCase,
  { payments, oneOff }: { readonly payments: readonly Payment[]; readonly oneOff: boolean },
): PaidBefore | undefined {
  const inOrder = payments.filter(stands).sort(byDay);
  const own = inOrder.findIndex(({ honourIds }) => honourIds.includes(honour.event.id));
  const paid = inOrder[own];
  if (paid !== undefined && paid.year !== of.year) return { same: true, eventId: paid.eventId };
  if (!oneOff) return undefined;
  const honours = new Map(recordsOf(of, 'HonourAwarded').map((record) => [record.event.id, record]));
  const found = (own < 0 ? inOrder : inOrder.slice(0, own))
    .filter(({ year }) => year !== of.year)
    .flatMap(({ eventId, honourIds }) =>
      honourIds.flatMap((id): readonly PaidBefore[] => {
        const other = honours.get(id);
        return other === undefined ? [] : [{ same: isSameAward(other, honour, of.rules), eventId }];
      }),
    );
  return found.find(({ same }) => same === true) ?? found.find(({ same }) => same === 'cannot-tell');
}

/** Payments of one day stay in log order. */
function byDay(one: Payment, other: Payment): number {
  return one.paidOn < other.paidOn ? -1 : one.paidOn > other.paidOn ? 1 : 0;
}

function isSameAward(one: Honour, other: Honour, rules: Rules): Ternary {
  if (programmeRoot(one.event.data.programme, rules) !== programmeRoot(other.event.data.programme, rules)) return false;
  return isSameSubject(one.event.data.subject, other.event.data.subject);
}

/** A programme that another one includes (含) is that programme. */
export function programmeRoot(programme: string, rules: Rules): string {
  return programmeOf(rules, programme)?.programme.includedIn ?? programme;
}

type AwardSubject = Honour['event']['data']['subject'];

/** Individuals carry no name and are never taken for one another; what else has no name may be anything of its kind. */
function isSameSubject(one: AwardSubject, other: AwardSubject): Ternary {
  if (one.kind === 'individual' || one.kind !== other.kind) return false;
  if (one.kind === 'organisation') return true;
  if (one.name === undefined || other.name === undefined) return 'cannot-tell';
  return normaliseKeyPart(one.name) === normaliseKeyPart(other.name);
}
