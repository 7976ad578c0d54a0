import { type Proposals, resolveRecord } from '../proposal.js';

/** 责任事故: liability may be determined again; the latest determination counts. */
export const incidentProposals: Proposals<'RecordIncident' | 'DetermineLiability' | 'RecordPetitionFinding'> = {
  RecordIncident: (data) => ({ fact: { type: 'IncidentRecorded', data } }),
  DetermineLiability: (data, state) => {
    const about = resolveRecord(state, data.target, 'target', 'IncidentRecorded');
    return { fact: { type: 'LiabilityDetermined', data: { ...data, target: about.event.id } }, about };
  },
  RecordPetitionFinding: (data) => ({ fact: { type: 'PetitionFindingRecorded', data } }),
};
