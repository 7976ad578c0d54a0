import type { CommandData, CommandType } from '../../schemas/commands.js';
import type { RecordedEvent } from '../../schemas/events.js';
import type { DecisionContext } from './context.js';
import { type EnterpriseState, type FactRecord, type FollowUpType, isRecordOf, type RecordType } from './enterprise.js';
import type { DocumentFact } from './identity.js';
import { type DocumentEvent, recordIndex } from './record-index.js';
import { Refusal, type RefusalCode, type RefusalDetails } from './refusal.js';

/**
 * What a command would record: its fact with every reference resolved, the record that the fact is about, the
 * reasons that would forbid it if it is new, and what goes into the log together with it.
 */
export interface Proposal {
  readonly fact: DocumentFact;
  readonly about?: FactRecord;
  readonly refusedIf?: readonly Objectionable[];
  readonly companions?: readonly DocumentFact[];
}

/** A condition under which the command is refused. */
export interface Objectionable {
  readonly when: boolean;
  readonly code: RefusalCode;
  readonly details?: RefusalDetails;
}

/** For each command of a family, how it becomes a proposal; all reject by throwing a Refusal. */
export type Proposals<C extends CommandType> = {
  readonly [K in C]: (data: CommandData<K>, state: EnterpriseState, context: DecisionContext) => Proposal;
};

/** The document event that a command names by id or record key; one that was voided is found, and refused if the fact is new. */
export function resolveEvent(state: EnterpriseState, reference: string, field: string): DocumentEvent {
  const { byId, byKey, formerly } = recordIndex(state);
  const event = byId.get(reference) ?? byKey.get(reference) ?? formerly.get(reference)?.at(-1);
  if (event === undefined) throw new Refusal('TARGET_NOT_FOUND', { field });
  return event;
}

/** The record to which an event belongs: its own, or the one it is a follow-up of. */
export function recordBehind(state: EnterpriseState, event: DocumentEvent, field = 'target'): FactRecord {
  const record = state.records.get(state.roots.get(event.id) ?? '');
  if (record === undefined) throw new Refusal('TARGET_NOT_FOUND', { field });
  return record;
}

const references: ReadonlySet<string> = new Set([
  'target',
  'linkedDecision',
  'reinspectionOf',
  'replacedBy',
  'honourIds',
  'absorbed',
]);

/** What a new fact points at must be live. */
export function refuseVoided(fact: DocumentFact, state: EnterpriseState): void {
  const isVoided = (id: string): boolean =>
    state.voided.has(id) || state.records.get(state.roots.get(id) ?? '')?.voided === true;
  for (const [field, value] of Object.entries(fact.data)) {
    const eventId = references.has(field) ? [value].flat().find(isVoided) : undefined;
    if (eventId !== undefined) throw new Refusal('TARGET_VOIDED', { field, eventId });
  }
}

/** The record that a command is about, which must be of one of the types. */
export function resolveRecord<T extends RecordType>(
  state: EnterpriseState,
  reference: string,
  field: string,
  ...types: readonly T[]
): FactRecord<T> {
  const event = resolveEvent(state, reference, field);
  const record = recordBehind(state, event, field);
  if (record.event.id === event.id && isRecordOf(record, ...types)) return record;
  throw new Refusal('TARGET_KIND_MISMATCH', { field, eventId: event.id });
}

/** The follow-up that a command is about, and the record that this follow-up belongs to. */
export function resolveFollowUp<T extends FollowUpType>(state: EnterpriseState, reference: string, type: T) {
  const event = resolveEvent(state, reference, 'target');
  const record = recordBehind(state, event);
  if (!isOfType(event, type)) throw new Refusal('TARGET_KIND_MISMATCH', { field: 'target', eventId: event.id });
  return { event, record };
}

function isOfType<T extends FollowUpType>(event: DocumentEvent, type: T): event is RecordedEvent<T> & DocumentEvent {
  return event.type === type;
}

/** The first live follow-up of a type, optionally one that is about a given event. */
export function followUpOf<T extends FollowUpType>(
  record: FactRecord,
  type: T,
  target: string = record.event.id,
): RecordedEvent<T> | undefined {
  for (const event of record.followUps) {
    if (isOfType(event, type) && event.data.target === target) return event;
  }
  return undefined;
}

/** A refusal that points at the event which stands in the way. */
export function already(event: { readonly id: string } | undefined, code: RefusalCode): Objectionable {
  return event === undefined ? { when: false, code } : { when: true, code, details: { eventId: event.id } };
}
