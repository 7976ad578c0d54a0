import { already, followUpOf, type Proposals, resolveRecord } from '../proposal.js';

/** 失信名单: annulling the linked decision lifts nothing by itself. */
export const blacklistingProposals: Proposals<'BlacklistEnterprise' | 'LiftBlacklisting'> = {
  BlacklistEnterprise: (data, state) => {
    const { linkedDecision: reference, ...listing } = data;
    if (reference === undefined) return { fact: { type: 'EnterpriseBlacklisted', data: listing } };
    const linked = resolveRecord(state, reference, 'linkedDecision', 'ViolationRecorded');
    return { fact: { type: 'EnterpriseBlacklisted', data: { ...listing, linkedDecision: linked.event.id } } };
  },
  LiftBlacklisting: (data, state) => {
    const listing = resolveRecord(state, data.target, 'target', 'EnterpriseBlacklisted');
    return {
      fact: { type: 'BlacklistingLifted', data: { ...data, target: listing.event.id } },
      about: listing,
      refusedIf: [already(followUpOf(listing, 'BlacklistingLifted'), 'BLACKLISTING_ALREADY_LIFTED')],
    };
  },
};
