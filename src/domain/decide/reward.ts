import type { EnterpriseState } from '../enterprise.js';
import { type Proposals, resolveRecord } from '../proposal.js';

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
  PayReward: (data, state) => {
    const honourIds = honours(state, data.honourIds, 'honourIds');
    const absorbed = honours(state, data.absorbed, 'absorbed');
    return { fact: { type: 'RewardPaid', data: { ...data, honourIds, absorbed } } };
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
