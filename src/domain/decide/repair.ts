import type { EnterpriseState } from '../enterprise.js';
import { already, type Proposals, resolveRecord } from '../proposal.js';

/** 信用修复: withdrawal, not deletion; only a full repair withdraws, and only once. */
export const repairProposals: Proposals<'ApplyForRepair' | 'RefuseRepair' | 'RepairCredit'> = {
  ApplyForRepair: (data, state) => {
    const about = repairable(state, data.target);
    return { fact: { type: 'RepairApplied', data: { ...data, target: about.event.id } }, about };
  },
  RefuseRepair: (data, state) => {
    const about = repairable(state, data.target);
    return { fact: { type: 'RepairRefused', data: { ...data, target: about.event.id } }, about };
  },
  RepairCredit: (data, state) => {
    const about = repairable(state, data.target);
    const earlier = about.followUps.find(
      (event) => event.type === 'CreditRepaired' && (event.data.scope === 'full' || event.data.scope === data.scope),
    );
    return {
      fact: { type: 'CreditRepaired', data: { ...data, target: about.event.id } },
      about,
      refusedIf: [already(earlier, 'CREDIT_ALREADY_REPAIRED')],
    };
  },
};

function repairable(state: EnterpriseState, reference: string) {
  return resolveRecord(state, reference, 'target', 'ViolationRecorded', 'EnterpriseBlacklisted');
}
