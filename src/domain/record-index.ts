import { enterpriseEvents } from '../../schemas/events/enterprise.js';
import type { RecordedEvent } from '../../schemas/events.js';
import type { EnterpriseEvent, EnterpriseState, FollowUpType, RecordType } from './enterprise.js';
import { recordKeyOf } from './identity.js';

/** An event that came in with a document. */
export type DocumentEvent = RecordedEvent<RecordType | FollowUpType>;

/** Which event holds each record key, which held it before they were voided, and every document event by its id. */
export interface RecordIndex {
  readonly byKey: ReadonlyMap<string, DocumentEvent>;
  readonly byId: ReadonlyMap<string, DocumentEvent>;
  /** Voided events under each key, in log order. */
  readonly formerly: ReadonlyMap<string, readonly DocumentEvent[]>;
}

interface Growing extends RecordIndex {
  readonly byKey: Map<string, DocumentEvent>;
  readonly byId: Map<string, DocumentEvent>;
  readonly formerly: Map<string, readonly DocumentEvent[]>;
  readonly keys: Map<string, string>;
  read: number;
}

/** Keys cost more than the fold itself and only decisions need them, so they are made when first asked for. */
const indexes = new WeakMap<EnterpriseState, Growing>();

/** The index of a state's events; asked again after more events were folded, it reads only those. */
export function recordIndex(state: EnterpriseState): RecordIndex {
  const known = indexes.get(state);
  const index = known !== undefined && known.read <= state.events.length ? known : empty();
  for (const event of state.events.slice(index.read)) add(index, event, state.uscc);
  index.read = state.events.length;
  indexes.set(state, index);
  return index;
}

function empty(): Growing {
  return {
    byKey: new Map(),
    byId: new Map(),
    formerly: new Map(),
    keys: new Map(),
    read: 0,
  };
}

function add(index: Growing, event: EnterpriseEvent, uscc: string): void {
  if (event.type === 'PredecessorAbsorbed') return;
  index.byId.set(event.id, event);
  if (isOfAnotherUnit(event, uscc)) return;
  const key = recordKeyOf(event);
  index.keys.set(event.id, key);
  if (!index.byKey.has(key)) index.byKey.set(key, event);
  if (event.type === 'RecordVoided') free(index, event.data.target);
}

/** What a predecessor was registered as, or succeeded by, holds no key of its successor. */
function isOfAnotherUnit(event: DocumentEvent, uscc: string): boolean {
  return Object.hasOwn(enterpriseEvents, event.type) && event.stream !== `enterprise-${uscc}`;
}

/** 作废 frees the record key; whoever takes it next names the event that it replaces. */
function free(index: Growing, id: string): void {
  const key = index.keys.get(id);
  const event = key === undefined ? undefined : index.byKey.get(key);
  if (key === undefined || event?.id !== id) return;
  index.byKey.delete(key);
  index.formerly.set(key, [...(index.formerly.get(key) ?? []), event]);
}
