import type { CommandData, Remedy } from '../../../schemas/commands.js';
import type { FactRecord } from '../enterprise.js';
import type { DocumentFact } from '../identity.js';
import {
  already,
  followUpOf,
  type Objectionable,
  type Proposals,
  recordBehind,
  resolveEvent,
  resolveFollowUp,
} from '../proposal.js';
import type { DocumentEvent } from '../record-index.js';
import { Refusal } from '../refusal.js';
import { changesSomething } from './violation.js';

/** 异议与更正: upholding an objection and its remedy are one append. */
export const objectionProposals: Proposals<'FileObjection' | 'DecideObjection' | 'VoidRecord'> = {
  FileObjection: (data, state) => {
    const event = resolveEvent(state, data.target, 'target');
    const about = recordBehind(state, event);
    return {
      fact: { type: 'ObjectionFiled', data: { ...data, target: about.event.id } },
      about,
      refusedIf: [{ when: state.voided.has(event.id), code: 'TARGET_VOIDED', details: { field: 'target' } }],
    };
  },
  DecideObjection: (data, state) => {
    const { remedy, ...decision } = data;
    const { event, record } = resolveFollowUp(state, data.target, 'ObjectionFiled');
    const decided = followUpOf(record, 'ObjectionDecided', event.id);
    return {
      fact: { type: 'ObjectionDecided', data: { ...decision, target: event.id } },
      about: record,
      refusedIf: [already(decided, 'OBJECTION_ALREADY_DECIDED'), ...impossible(record.event, remedy)],
      companions: remedy === undefined ? [] : [remedied(record, remedy, data)],
    };
  },
  VoidRecord: (data, state) => {
    const event = resolveEvent(state, data.target, 'target');
    const about = recordBehind(state, event);
    const { replacedBy: reference, ...rest } = data;
    const replacedBy = reference === undefined ? undefined : resolveEvent(state, reference, 'replacedBy').id;
    const fact = { ...rest, target: event.id, ...(replacedBy === undefined ? {} : { replacedBy }) };
    return {
      fact: { type: 'RecordVoided', data: fact },
      about,
      refusedIf: [
        sealedBy(event),
        { when: event.type === 'RecordVoided', code: 'TARGET_KIND_MISMATCH', details: { field: 'target' } },
      ],
    };
  },
};

/** The successor stands on a sealed record: its seal stays, by whichever command the void is asked for. */
function sealedBy(event: DocumentEvent): Objectionable {
  const seals = event.type === 'EnterpriseSucceeded' && event.data.succession !== 'division';
  return { when: seals, code: 'SUCCESSION_CANNOT_BE_VOIDED' };
}

/** An objection is upheld by what could also be recorded without one. */
function impossible(event: DocumentEvent, remedy: Remedy | undefined): readonly Objectionable[] {
  if (remedy?.kind === 'void') return [sealedBy(event)];
  if (remedy?.kind !== 'modify') return [];
  return [{ when: !changesSomething(remedy), code: 'NOTHING_TO_CHANGE', details: { field: 'remedy' } }];
}

/** The void, annulment or modification that an upheld objection brings about, under the same document. */
function remedied(record: FactRecord, remedy: Remedy, data: CommandData<'DecideObjection'>): DocumentFact {
  const { documentTitle, documentNo, authority, source } = data;
  const common = {
    source,
    target: record.event.id,
    ...(documentTitle === undefined ? {} : { documentTitle }),
    ...(documentNo === undefined ? {} : { documentNo }),
    ...(authority === undefined ? {} : { authority }),
  };
  if (remedy.kind === 'void') return { type: 'RecordVoided', data: { ...common, reason: remedy.reason } };
  if (record.event.type === 'ViolationRecorded') {
    if (remedy.kind === 'annul') return { type: 'ViolationAnnulled', data: { ...common, reason: remedy.reason } };
    const { kind: _kind, ...changes } = remedy;
    return { type: 'ViolationModified', data: { ...common, ...changes } };
  }
  if (record.event.type === 'EnterpriseBlacklisted' && remedy.kind === 'annul') {
    const on = source.receivedOn;
    return { type: 'BlacklistingLifted', data: { ...common, on, reason: 'annulled' } };
  }
  throw new Refusal('REMEDY_NOT_APPLICABLE', { field: 'remedy.kind' });
}
