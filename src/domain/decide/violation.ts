import type { CommandData } from '../../../schemas/commands.js';
import type { EnterpriseState } from '../enterprise.js';
import { already, followUpOf, type Proposals, resolveFollowUp, resolveRecord } from '../proposal.js';

type Commands =
  | 'RecordViolation'
  | 'ModifyViolation'
  | 'AnnulViolation'
  | 'FulfilPenalty'
  | 'OpenReview'
  | 'CloseReview';

/** 违法行为与行政处罚: the decision and what becomes of it. */
export const violationProposals: Proposals<Commands> = {
  RecordViolation: (data) => ({ fact: { type: 'ViolationRecorded', data } }),
  ModifyViolation: (data, state) => {
    const { about, target, annulled } = decision(state, data.target);
    return {
      fact: { type: 'ViolationModified', data: { ...data, target } },
      about,
      refusedIf: [annulled, { when: !changesSomething(data), code: 'NOTHING_TO_CHANGE' }],
    };
  },
  AnnulViolation: (data, state) => {
    const { about, target, annulled } = decision(state, data.target);
    return { fact: { type: 'ViolationAnnulled', data: { ...data, target } }, about, refusedIf: [annulled] };
  },
  FulfilPenalty: (data, state) => {
    const { about, target } = decision(state, data.target);
    return { fact: { type: 'PenaltyFulfilled', data: { ...data, target } }, about };
  },
  OpenReview: (data, state) => {
    const about = resolveRecord(state, data.target, 'target', 'ViolationRecorded', 'EnterpriseBlacklisted');
    return { fact: { type: 'ReviewOpened', data: { ...data, target: about.event.id } }, about };
  },
  CloseReview: (data, state) => {
    const review = resolveFollowUp(state, data.target, 'ReviewOpened');
    const closed = followUpOf(review.record, 'ReviewClosed', review.event.id);
    return {
      fact: { type: 'ReviewClosed', data: { ...data, target: review.event.id } },
      about: review.record,
      refusedIf: [already(closed, 'REVIEW_ALREADY_CLOSED')],
    };
  },
};

type Changes = Pick<
  CommandData<'ModifyViolation'>,
  'conduct' | 'legalBasis' | 'penalties' | 'statedSeverity' | 'statedPublicUntil'
>;

/** Does a modification state any of the terms that it may change? */
export function changesSomething(to: Changes): boolean {
  const { conduct, legalBasis, penalties, statedSeverity, statedPublicUntil } = to;
  return [conduct, legalBasis, penalties, statedSeverity, statedPublicUntil].some((term) => term !== undefined);
}

function decision(state: EnterpriseState, reference: string) {
  const about = resolveRecord(state, reference, 'target', 'ViolationRecorded');
  const annulled = already(followUpOf(about, 'ViolationAnnulled'), 'VIOLATION_ALREADY_ANNULLED');
  return { about, target: about.event.id, annulled };
}
