import { already, followUpOf, type Proposals, resolveRecord } from '../proposal.js';

/** 荣誉: an honour that a document proves is recorded, whatever else is on record. */
export const honourProposals: Proposals<'AwardHonour' | 'RevokeHonour'> = {
  AwardHonour: (data) => ({ fact: { type: 'HonourAwarded', data } }),
  RevokeHonour: (data, state) => {
    const honour = resolveRecord(state, data.target, 'target', 'HonourAwarded');
    return {
      fact: { type: 'HonourRevoked', data: { ...data, target: honour.event.id } },
      about: honour,
      refusedIf: [already(followUpOf(honour, 'HonourRevoked'), 'HONOUR_ALREADY_REVOKED')],
    };
  },
};
