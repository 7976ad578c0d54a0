import { firstDayOf, lastDayOf } from '../../../schemas/day.js';
import type { DataOf } from '../../../schemas/events.js';
import type { RewardDue } from '../context.js';
import { type EnterpriseState, recordsOf } from '../enterprise.js';
import { type Objectionable, type Proposals, resolveRecord } from '../proposal.js';

type Commands =
  | 'DetermineReward'
  | 'PayReward'
  | 'RecoverReward'
  | 'ApplyMeasure'
  | 'LiftMeasure'
  | 'DeclareQualityDuty'
  | 'FindDisqualification';

/** 奖励资金、奖惩措施 and what else is declared or found of an enterprise. */
export const rewardProposals: Proposals<Commands> = {
  DetermineReward: (data, state) => {
    const honourIds = honours(state, data.honourIds, 'honourIds');
    return { fact: { type: 'RewardDetermined', data: { ...data, honourIds } } };
  },
  PayReward: (command, state, { rewardDue }) => {
    const honourIds = honours(state, command.honourIds, 'honourIds');
    const absorbed = honours(state, command.absorbed, 'absorbed');
    const data = { ...command, honourIds, absorbed };
    return {
      fact: { type: 'RewardPaid', data },
      refusedIf: [beforeAward(data, state), ...(rewardDue === undefined ? [] : notAsDue(data, rewardDue))],
    };
  },
  RecoverReward: (data, state) => {
    const about = resolveRecord(state, data.target, 'target', 'RewardPaid');
    const recovered = about.followUps.reduce(
      (sum, event) => (event.type === 'RewardRecovered' ? sum + event.data.amountFen : sum),
      0,
    );
    return {
      fact: { type: 'RewardRecovered', data: { ...data, target: about.event.id } },
      about,
      refusedIf: [
        {
          when: recovered + data.amountFen > about.event.data.amountFen,
          code: 'RECOVERY_EXCEEDS_PAYMENT',
          details: { field: 'amountFen', eventId: about.event.id },
        },
      ],
    };
  },
  ApplyMeasure: (data) => ({ fact: { type: 'MeasureApplied', data } }),
  LiftMeasure: (data, state) => {
    const about = resolveRecord(state, data.target, 'target', 'MeasureApplied');
    return { fact: { type: 'MeasureLifted', data: { ...data, target: about.event.id } }, about };
  },
  DeclareQualityDuty: (data) => ({ fact: { type: 'QualityDutyDeclared', data } }),
  FindDisqualification: (data) => ({ fact: { type: 'DisqualificationFound', data } }),
};

function honours(state: EnterpriseState, references: readonly string[], field: string): string[] {
  return references.map((reference, index) => {
    return resolveRecord(state, reference, `${field}.${index}`, 'HonourAwarded').event.id;
  });
}

/** Nothing is paid for an honour before it is awarded; the rules of a payment's day are those that judge it. */
function beforeAward({ honourIds, paidOn }: DataOf<'RewardPaid'>, state: EnterpriseState): Objectionable {
  const paid: ReadonlySet<string> = new Set(honourIds);
  const later = recordsOf(state, 'HonourAwarded').find(({ event: { id, data } }) => {
    return paid.has(id) && data.awardedOn !== undefined && lastDayOf(paidOn) < firstDayOf(data.awardedOn);
  });
  const details = { field: 'paidOn', ...(later === undefined ? {} : { eventId: later.event.id }) };
  return { when: later !== undefined, code: 'PAYMENT_BEFORE_AWARD', details };
}

/** 一单位一年度一奖: a payment says what the bill of its year says, or it is refused; the bill is the only measure. */
function notAsDue(data: DataOf<'RewardPaid'>, { paidBy, cancelled, payable }: RewardDue): readonly Objectionable[] {
  const ground = data.honourIds.map((id) => cancelled.get(id)).find((each) => each !== undefined);
  const differing = payable === undefined ? 'amountFen' : differingField(data, payable);
  return [
    {
      when: paidBy !== undefined && payable?.amountFen === 0,
      code: 'REWARD_ALREADY_PAID',
      details: { field: 'year', ...(paidBy === undefined ? {} : { eventId: paidBy }) },
    },
    { when: ground !== undefined, code: 'ENTERPRISE_DISQUALIFIED', details: { field: 'honourIds', ...ground } },
    {
      when: differing !== undefined,
      code: 'REWARD_DIFFERS_FROM_BILL',
      details: differing === undefined ? {} : { field: differing },
    },
  ];
}

function differingField(data: DataOf<'RewardPaid'>, payable: NonNullable<RewardDue['payable']>): string | undefined {
  if (!sameIds(data.honourIds, payable.honourIds)) return 'honourIds';
  if (!sameIds(data.absorbed, payable.absorbed)) return 'absorbed';
  return data.amountFen === payable.amountFen ? undefined : 'amountFen';
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  const known = new Set(other);
  return one.length === other.length && new Set(one).size === known.size && one.every((id) => known.has(id));
}
