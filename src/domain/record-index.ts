import { enterpriseEvents } from '../../schemas/events/enterprise.js';
import type { RecordedEvent } from '../../schemas/events.js';
import type { EnterpriseEvent, EnterpriseState, FollowUpType, RecordType } from './enterprise.js';
import { recordKeyOf } from './identity.js';

/** An event that came in with a document. */
export type DocumentEvent = RecordedEvent<RecordType | FollowUpType>;

/** Which event holds each record key, which was voided under it, and every document event by its id. */
export interface RecordIndex {
  readonly byKey: ReadonlyMap<string, DocumentEvent>;
  readonly byId: ReadonlyMap<string, DocumentEvent>;
  readonly voidedUnder: ReadonlyMap<string, string>;
  readonly voided: ReadonlySet<string>;
}

interface Growing extends RecordIndex {
  readonly byKey: Map<string, DocumentEvent>;
  readonly byId: Map<string, DocumentEvent>;
  readonly voidedUnder: Map<string, string>;
  readonly voided: Set<string>;
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
    voidedUnder: new Map(),
    voided: new Set(),
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
  index.voided.add(id);
  const key = index.keys.get(id);
  if (key === undefined || index.byKey.get(key)?.id !== id) return;
  index.byKey.delete(key);
  index.voidedUnder.set(key, id);
}
