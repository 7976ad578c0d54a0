import type { EnterpriseState } from '../enterprise.js';
import { type Proposals, resolveRecord } from '../proposal.js';

/** 监督检查 and 责令改正, which follows an inspection or a decision and is no penalty. */
export const inspectionProposals: Proposals<'RecordInspection' | 'OrderRectification' | 'VerifyRectification'> = {
  RecordInspection: (data, state) => {
    const { reinspectionOf: reference, ...inspection } = data;
    if (reference === undefined) return { fact: { type: 'InspectionRecorded', data: inspection } };
    const first = resolveRecord(state, reference, 'reinspectionOf', 'InspectionRecorded');
    return { fact: { type: 'InspectionRecorded', data: { ...inspection, reinspectionOf: first.event.id } } };
  },
  OrderRectification: (data, state) => {
    const about = rectifiable(state, data.target);
    return { fact: { type: 'RectificationOrdered', data: { ...data, target: about.event.id } }, about };
  },
  VerifyRectification: (data, state) => {
    const about = rectifiable(state, data.target);
    return { fact: { type: 'RectificationVerified', data: { ...data, target: about.event.id } }, about };
  },
};

function rectifiable(state: EnterpriseState, reference: string) {
  return resolveRecord(state, reference, 'target', 'InspectionRecorded', 'ViolationRecorded');
}
