import { type EnterpriseState, recordsOf } from '../enterprise.js';
import type { Objectionable, Proposals } from '../proposal.js';

type Commands =
  | 'RegisterEnterprise'
  | 'RenameEnterprise'
  | 'ReclassifyEnterprise'
  | 'DeregisterEnterprise'
  | 'RevokeEnterpriseLicence'
  | 'SucceedEnterprise';

/** Registration and what becomes of the unit: the only commands that need a registration on record. */
export const enterpriseProposals: Proposals<Commands> = {
  RegisterEnterprise: (data, state) => ({
    fact: { type: 'EnterpriseRegistered', data },
    refusedIf: [{ when: data.uscc !== state.uscc, code: 'USCC_MISMATCH', details: { field: 'uscc' } }],
  }),
  RenameEnterprise: (data, state) => ({
    fact: { type: 'EnterpriseRenamed', data },
    refusedIf: [unregistered(state)],
  }),
  ReclassifyEnterprise: (data, state) => ({
    fact: { type: 'EnterpriseReclassified', data },
    refusedIf: [
      unregistered(state),
      {
        when: data.division === undefined && data.industry === undefined && data.kind === undefined,
        code: 'NOTHING_TO_CHANGE',
      },
    ],
  }),
  DeregisterEnterprise: (data, state) => ({
    fact: { type: 'EnterpriseDeregistered', data },
    refusedIf: [unregistered(state)],
  }),
  RevokeEnterpriseLicence: (data, state) => ({
    fact: { type: 'EnterpriseLicenceRevoked', data },
    refusedIf: [unregistered(state)],
  }),
  SucceedEnterprise: (data, state, { successorRoot = data.by }) => ({
    fact: { type: 'EnterpriseSucceeded', data },
    refusedIf: [
      unregistered(state),
      { when: data.by === state.uscc, code: 'SUCCESSION_TO_ITSELF', details: { field: 'by' } },
      { when: successorRoot === state.uscc, code: 'SUCCESSION_CYCLE', details: { field: 'by' } },
      {
        when: successorRoot !== data.by,
        code: 'SUCCESSOR_ALREADY_SUCCEEDED',
        details: { field: 'by', successor: successorRoot },
      },
    ],
  }),
};

function unregistered(state: EnterpriseState): Objectionable {
  const own = recordsOf(state, 'EnterpriseRegistered').some((record) => record.absorbedFrom === undefined);
  return { when: !own, code: 'ENTERPRISE_NOT_REGISTERED' };
}
