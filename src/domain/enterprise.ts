import type { DataOf, EnterpriseEventType, RecordedEvent } from '../../schemas/events.js';

/** Events about an earlier record: they carry its id, or that of an earlier follow-up, as `target`. */
export type FollowUpType = {
  [T in EnterpriseEventType]: DataOf<T> extends { readonly target: string } ? T : never;
}[EnterpriseEventType];

/** Events that stand for themselves: an honour, a violation, a registration. */
export type RecordType = Exclude<EnterpriseEventType, FollowUpType | 'PredecessorAbsorbed'>;

export type EnterpriseEvent = RecordedEvent<EnterpriseEventType>;
export type FollowUp = RecordedEvent<FollowUpType>;

/** A fact and everything that later happened to it, in log order, without what was voided. */
export interface FactRecord<T extends RecordType = RecordType> {
  readonly event: RecordedEvent<T>;
  readonly followUps: readonly FollowUp[];
  /** 作废: counts as never recorded. */
  readonly voided: boolean;
  readonly absorbedFrom?: Absorbed;
}

export type SuccessionKind = DataOf<'EnterpriseSucceeded'>['succession'];

/** A succession by which a fact passed on, and its day as printed. */
export interface Passing {
  readonly to: string;
  readonly succession: SuccessionKind;
  readonly on: string;
}

/** 承继自: where a fact comes from that was recorded of another unit. */
export interface Absorbed {
  /** The sealed predecessor in whose stream it was recorded. */
  readonly uscc: string;
  /** 吸收合并: it came through an absorption, which listings and divisions do not pass. */
  readonly isMerged: boolean;
  /** Its passing on to other units, one after the other. */
  readonly passed: readonly Passing[];
}

/**
 * 企业状态: the fold of one enterprise's stream. Decisions, as-of reads and the profile all start from it; nothing
 * in it depends on the day that is asked about.
 */
export interface EnterpriseState {
  readonly uscc: string;
  /** Number of events in the enterprise's own stream. */
  readonly version: number;
  /** Every event folded, in order, those of sealed predecessors first. */
  readonly events: readonly EnterpriseEvent[];
  /** By event id, in log order. */
  readonly records: ReadonlyMap<string, FactRecord>;
  /** Event id of any fact or follow-up -> id of the record that it belongs to. */
  readonly roots: ReadonlyMap<string, string>;
  /** The succession that sealed this stream. */
  readonly sealedBy: RecordedEvent<'EnterpriseSucceeded'> | undefined;
  /** Ids of voided events, and of follow-ups that went with a voided one. */
  readonly voided: ReadonlySet<string>;
}

/** Whatever holds an enterprise's records: its state, or the part of it that some question needs. */
export type Recorded = Pick<EnterpriseState, 'records'>;

/** The stream of an enterprise, and the histories of the predecessors that it absorbed. */
export interface EnterpriseHistory {
  readonly uscc: string;
  readonly events: readonly EnterpriseEvent[];
  readonly predecessors: ReadonlyMap<string, EnterpriseHistory>;
  /** Of a sealed stream: what whoever carries the unit on recorded since, in log order; what is about its facts counts. */
  readonly carriedOn?: readonly EnterpriseEvent[];
}

/** The fold's own, growing form of a state; readers only ever see it as EnterpriseState. */
interface Folding extends EnterpriseState {
  version: number;
  readonly events: EnterpriseEvent[];
  readonly records: Map<string, FactRecord>;
  readonly roots: Map<string, string>;
  sealedBy: RecordedEvent<'EnterpriseSucceeded'> | undefined;
  readonly voided: Set<string>;
}

/** An enterprise's state, and the one way to carry it forward. */
export interface EnterpriseFold {
  readonly state: EnterpriseState;
  /** Folds the next event in place. Throws when an absorbed predecessor's history is missing. */
  apply(event: EnterpriseEvent, predecessors: EnterpriseHistory['predecessors']): void;
}

/** Starts the fold of an enterprise about which nothing is known yet. */
export function startFold(uscc: string): EnterpriseFold {
  const state = nothingKnown(uscc);
  return { state, apply: (event, predecessors) => evolve(state, event, predecessors) };
}

function nothingKnown(uscc: string): Folding {
  return {
    uscc,
    version: 0,
    events: [],
    records: new Map(),
    roots: new Map(),
    sealedBy: undefined,
    voided: new Set(),
  };
}

/** A history never changes, so it is folded once, whoever asks for its state, for as long as it is held. */
const folded = new WeakMap<EnterpriseHistory, EnterpriseState>();

/** Folds a whole history: the same events always give the same state. */
export function foldEnterprise(history: EnterpriseHistory): EnterpriseState {
  const known = folded.get(history);
  if (known !== undefined) return known;
  const state = nothingKnown(history.uscc);
  for (const event of history.events) evolve(state, event, history.predecessors);
  for (const event of history.carriedOn ?? []) carryOn(state, event);
  folded.set(history, state);
  return state;
}

/** A sealed unit has no further facts; what becomes of its own is recorded with whoever carries it on. */
function carryOn(state: Folding, event: EnterpriseEvent): void {
  if (!isFollowUp(event) || !state.roots.has(event.data.target)) return;
  state.events.push(event);
  followUp(state, event);
}

function evolve(state: Folding, event: EnterpriseEvent, predecessors: EnterpriseHistory['predecessors']): void {
  state.version = event.version;
  state.events.push(event);
  if (event.type === 'PredecessorAbsorbed') {
    absorb(state, event, predecessors);
  } else if (isFollowUp(event)) {
    followUp(state, event);
  } else {
    state.records.set(event.id, { event, followUps: [], voided: false });
    state.roots.set(event.id, event.id);
    if (event.type === 'EnterpriseSucceeded' && event.data.succession !== 'division') state.sealedBy = event;
  }
}

export function isFollowUp(event: EnterpriseEvent): event is FollowUp {
  return 'target' in event.data;
}

/** A follow-up whose record is not there belongs to something hidden from this reader, and is hidden with it. */
function followUp(state: Folding, event: FollowUp): void {
  const root = state.roots.get(event.data.target);
  const record = root === undefined ? undefined : state.records.get(root);
  if (root === undefined || record === undefined) return;
  state.roots.set(event.id, root);
  if (event.type !== 'RecordVoided') {
    state.records.set(root, { ...record, followUps: [...record.followUps, event] });
    return;
  }
  state.voided.add(event.data.target);
  if (event.data.target === root) {
    state.records.set(root, { ...record, voided: true });
    if (state.sealedBy?.id === root) state.sealedBy = undefined;
  } else {
    for (const later of record.followUps) if (state.voided.has(later.data.target)) state.voided.add(later.id);
    state.records.set(root, { ...record, followUps: record.followUps.filter(({ id }) => !state.voided.has(id)) });
  }
}

/** The successor's fold starts from the sealed prefix: its facts become the successor's, marked with their origin. */
function absorb(
  state: Folding,
  event: RecordedEvent<'PredecessorAbsorbed'>,
  predecessors: EnterpriseHistory['predecessors'],
): void {
  const history = predecessors.get(event.data.uscc);
  if (history === undefined) throw new Error(`the history of ${event.data.uscc} is missing from ${state.uscc}`);
  const sealed = foldEnterprise(history);
  if (sealed.sealedBy === undefined) throw new Error(`${event.data.uscc} is absorbed by ${state.uscc} but not sealed`);
  const { succession, source, on = source.receivedOn } = sealed.sealedBy.data;
  state.events.splice(-1, 0, ...sealed.events);
  for (const [id, record] of sealed.records) {
    const { uscc, passed } = record.absorbedFrom ?? { uscc: sealed.uscc, passed: [] };
    const absorbedFrom = absorbed(uscc, [...passed, { to: state.uscc, succession, on }]);
    state.records.set(id, { ...record, absorbedFrom });
  }
  for (const [id, root] of sealed.roots) state.roots.set(id, root);
  for (const id of sealed.voided) state.voided.add(id);
}

/** What came from a unit by some successions, as who holds it after the last of them sees it. */
export function absorbed(uscc: string, passed: readonly Passing[]): Absorbed {
  return { uscc, isMerged: passed.some(({ succession }) => succession === 'absorption'), passed };
}

/** Narrows a record by the type of its event. */
export function isRecordOf<T extends RecordType>(record: FactRecord, ...types: readonly T[]): record is FactRecord<T> {
  return types.some((type) => type === record.event.type);
}

/** The live records of some types, in log order. */
export function recordsOf<T extends RecordType>(state: Recorded, ...types: readonly T[]): readonly FactRecord<T>[] {
  const found: FactRecord<T>[] = [];
  for (const record of state.records.values()) {
    if (!record.voided && isRecordOf(record, ...types)) found.push(record);
  }
  return found;
}
