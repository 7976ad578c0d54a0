import type { Ternary } from '../../../schemas/day.js';
import { normaliseKeyPart } from '../../../schemas/record-key.js';
import { recordsOf } from '../../domain/enterprise.js';
import type { Honour } from '../honours.js';
import { programmeOf, type Rules } from '../rules.js';
import { type Payment, stands } from './payments.js';
import type { RewardCase } from './reward-case.js';

/**
 * 一次性: a payment of another year for the same programme and subject, made before this honour's own if it has one;
 * `cannot-tell` where a document leaves open whether the subject is the same.
 */
export function paidBefore(
  honour: Honour,
  of: RewardCase,
  payments: readonly Payment[],
): { readonly same: Ternary; readonly eventId: string } | undefined {
  const honours = new Map(recordsOf(of, 'HonourAwarded').map((record) => [record.event.id, record]));
  const standing = payments
    .filter(stands)
    .sort((one, other) => (one.paidOn < other.paidOn ? -1 : one.paidOn > other.paidOn ? 1 : 0));
  const own = standing.findIndex(({ honourIds }) => honourIds.includes(honour.event.id));
  const found = (own < 0 ? standing : standing.slice(0, own))
    .filter(({ year }) => year !== of.year)
    .flatMap(({ eventId, honourIds }) =>
      honourIds.flatMap((id) => {
        const paid = honours.get(id);
        return paid === undefined ? [] : [{ same: isSameAward(paid, honour, of.rules), eventId }];
      }),
    );
  return found.find(({ same }) => same === true) ?? found.find(({ same }) => same === 'cannot-tell');
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
