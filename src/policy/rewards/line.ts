import type { RewardStanding } from '../../../schemas/reward-bill.js';
import { happenedBy } from '../../domain/days.js';
import { type Recorded, recordsOf } from '../../domain/enterprise.js';
import { statusOn } from '../../domain/status.js';
import { type Honour, type HonourLevel, isWinner, rewardYearOf } from '../honours.js';
import { type NamedProgramme, programmeOf } from '../rules.js';
import { type GroundFinding, groundFindings } from './grounds.js';
import { paidBefore } from './one-off.js';
import { type Payment, paymentNaming, stands } from './payments.js';
import { type RewardCase, subjectOf } from './reward-case.js';

/** 奖励清单的一行: an honour of the year, its bonus, and what becomes of it. Amounts in fen. */
export interface RewardLine {
  /** The event of the honour. */
  readonly eventId: string;
  readonly programme: string;
  readonly programmeName: string | undefined;
  readonly honourName: string | undefined;
  readonly subject: Honour['event']['data']['subject'];
  readonly awardedOn: string | undefined;
  readonly documentNo: string | undefined;
  readonly level: HonourLevel | undefined;
  readonly family: string | undefined;
  /** 归口部门, where the document names one. */
  readonly department: string | undefined;
  /** Whether it competes with the other honours of the year for one bonus. */
  readonly competes: boolean;
  /** Unknown as long as a separate regulation sets it and nobody has determined it. */
  readonly amountFen: number | undefined;
  readonly regulation: string | undefined;
  readonly determinedBy: string | undefined;
  readonly standing: RewardStanding;
  /** The event that decides the standing, where one does: a revocation, a payment, the honour that absorbs it. */
  readonly decidedBy: string | undefined;
  /** Grounds that cancel the bonus, or may. */
  readonly grounds: readonly GroundFinding[];
  /** Payments that name it as paid. */
  readonly paidBy: readonly string[];
}

/** An honour by itself, before the honours of its year compete; `entitled` when nothing speaks against it. */
export function lineOf(honour: Honour, of: RewardCase, payments: readonly Payment[]): RewardLine {
  const { id, data } = honour.event;
  const named = programmeOf(of.rules, data.programme);
  const { programme, pack } = named ?? {};
  const family = pack?.families.find((each) => each.id === programme?.family);
  const line = {
    eventId: id,
    programme: data.programme,
    programmeName: programme?.zh,
    honourName: data.honourName,
    subject: data.subject,
    awardedOn: data.awardedOn,
    documentNo: data.documentNo,
    level: programme?.levels[0],
    family: family?.id,
    department: programme?.responsible,
    competes: family?.competes.value ?? true,
    ...bonusOf(honour, programme?.bonus, of),
    paidBy: payments.filter(({ honourIds }) => honourIds.includes(id)).map(({ eventId }) => eventId),
  };
  return { ...line, decidedBy: undefined, grounds: [], ...standingOf(honour, { of, payments, named, ...line }) };
}

type Bonus = NamedProgramme['programme']['bonus'];

/** The amount of the pack, or the one last determined under the regulation that sets it. */
function bonusOf({ event }: Honour, bonus: Bonus, of: RewardCase) {
  if (bonus === undefined) return { amountFen: undefined, regulation: undefined, determinedBy: undefined };
  if (bonus.set === 'amount') {
    return { amountFen: bonus.amountFen.value, regulation: undefined, determinedBy: undefined };
  }
  const determined = recordsOf(of, 'RewardDetermined').findLast(
    ({ event: { data } }) => data.honourIds.includes(event.id) && data.source.receivedOn <= of.day,
  )?.event;
  return { amountFen: determined?.data.amountFen, regulation: bonus.regulation, determinedBy: determined?.id };
}

interface Facts {
  readonly of: RewardCase;
  readonly payments: readonly Payment[];
  readonly named: NamedProgramme | undefined;
  readonly amountFen: number | undefined;
}

type Stands = Pick<RewardLine, 'standing'> & Partial<Pick<RewardLine, 'decidedBy' | 'grounds'>>;

/** The first rule that speaks against it decides; a ground is only asked of an honour that would have a bonus. */
function standingOf(honour: Honour, { of, payments, named, amountFen }: Facts): Stands {
  const { id, data } = honour.event;
  if (named?.programme.bonus === undefined) return { standing: 'no-bonus' };
  if (!isWinner(honour)) return { standing: 'nominee' };
  const revokedBy = revocationOf(honour, named, { day: of.day, payments });
  if (revokedBy !== undefined) return { standing: 'revoked', decidedBy: revokedBy };
  const before = paidBefore(honour, of, { payments, oneOff: named.pack.rewards.oneOff.value });
  if (before?.same === true) return { standing: 'one-off', decidedBy: before.eventId };
  if (data.awardedOn === undefined) return { standing: 'undated' };
  const paidOn = paymentNaming(id, payments)?.paidOn ?? of.day;
  const grounds = groundFindings(named.pack, subjectOf(of, named.pack, honour), { awardedOn: data.awardedOn, paidOn });
  const failed = grounds.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) return { standing: 'cancelled', grounds: failed };
  if (amountFen === undefined) return { standing: 'amount-unknown', grounds };
  if (before !== undefined) return { standing: 'one-off-unclear', decidedBy: before.eventId, grounds };
  return { standing: grounds.length > 0 ? 'ground-unclear' : 'entitled', grounds };
}

/** The revocation that takes the bonus away; one after payment does so only where the pack has its effect recovered. */
function revocationOf(
  honour: Honour,
  { pack }: NamedProgramme,
  { day, payments }: { readonly day: string; readonly payments: readonly Payment[] },
): string | undefined {
  if (statusOn(honour, day) !== 'revoked') return undefined;
  const revocation = honour.followUps.find((next) => next.type === 'HonourRevoked');
  if (revocation?.type !== 'HonourRevoked') return undefined;
  const { effect, on } = revocation.data;
  const paid = payments.some(
    (payment) => stands(payment) && payment.honourIds.includes(honour.event.id) && payment.paidOn < on,
  );
  return paid && !pack.rewards.recoverableAfter.value.includes(effect) ? undefined : revocation.id;
}

/** Every honour of the year that had been awarded by the day, in log order. */
export function linesOf(of: RewardCase, payments: readonly Payment[]): readonly RewardLine[] {
  return honoursOf(of).map((honour) => lineOf(honour, of, payments));
}

function honoursOf(of: Recorded & Pick<RewardCase, 'year' | 'day'>): readonly Honour[] {
  return recordsOf(of, 'HonourAwarded').filter(
    (honour) => rewardYearOf(honour) === of.year && happenedBy(honour, of.day) !== false,
  );
}
