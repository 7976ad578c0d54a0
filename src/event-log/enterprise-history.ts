import { isEnterpriseEvent, type RecordedEvent } from '../../schemas/events.js';
import { type EnterpriseEvent, type EnterpriseHistory, isFollowUp } from '../domain/enterprise.js';
import type { EventReader } from './event-log.js';

export function enterpriseStream(uscc: string): string {
  return `enterprise-${uscc}`;
}

/** An enterprise's history up to a position, with the sealed histories of the predecessors that it absorbed. */
export function readHistory(reader: EventReader, uscc: string, toPosition?: number): EnterpriseHistory {
  const stream = enterpriseStream(uscc);
  const events = reader.readStream(stream, toPosition === undefined ? {} : { toPosition }).filter(isEnterpriseEvent);
  return { uscc, events, predecessors: readPredecessors(reader, events) };
}

/** The sealed histories that some events absorb. */
export function readPredecessors(
  reader: EventReader,
  events: readonly EnterpriseEvent[],
): EnterpriseHistory['predecessors'] {
  const predecessors = new Map<string, EnterpriseHistory>();
  for (const event of events) {
    if (event.type !== 'PredecessorAbsorbed') continue;
    predecessors.set(event.data.uscc, readHistory(reader, event.data.uscc, event.position));
  }
  return predecessors;
}

/** The unit that exists at a position 现存主体: the end of the chain of successions that starts at a code. */
export function successionRoot(reader: EventReader, uscc: string, toPosition?: number): string {
  return successionChain(reader, uscc, toPosition).at(-1) ?? uscc;
}

/**
 * The units from a code to the one that exists. Two processes can seal in one instant what then forms a circle; the
 * latest of those seals holds nothing, and the registry voids it in reaction.
 */
export function successionChain(reader: EventReader, uscc: string, toPosition?: number): readonly string[] {
  const sealedAt = new Map<string, number>();
  let current = uscc;
  while (!sealedAt.has(current)) {
    const last = reader.lastOf(enterpriseStream(current), toPosition);
    const successor = successorBy(last);
    if (last === undefined || successor === undefined) return [...sealedAt.keys(), current];
    sealedAt.set(current, last.position);
    current = successor;
  }
  const chain = [...sealedAt];
  const circle = chain.slice(chain.findIndex(([code]) => code === current));
  const latest = Math.max(...circle.map(([, position]) => position));
  return chain.slice(0, chain.findIndex(([, position]) => position === latest) + 1).map(([code]) => code);
}

/** Who carries on the unit whose stream ends with this event; undefined when the unit itself exists still. */
function successorBy(last: RecordedEvent | undefined): string | undefined {
  return last?.type === 'EnterpriseSucceeded' && last.data.succession !== 'division' ? last.data.by : undefined;
}

/** A history as it was known at some position, and what decides today which of it may be seen. */
export interface SubjectHistory {
  readonly asked: EnterpriseHistory;
  /** At the head: the history that goes on with the enterprise's facts, its own or that of whoever absorbed it last. */
  readonly head: EnterpriseHistory;
}

/** A sealed history, with what whoever carries it on had recorded by a position. */
function carriedOnBy(own: EnterpriseHistory, head: EnterpriseHistory, position: number): EnterpriseHistory {
  const carriedOn = eventsBeside(head, own.uscc).filter((event) => event.position <= position);
  if (carriedOn.length === 0) return own;
  return { ...own, carriedOn: carriedOn.sort((one, other) => one.position - other.position) };
}

/** The events of a history and of what it absorbed, without those of one predecessor and of what that absorbed. */
function eventsBeside(history: EnterpriseHistory, uscc: string): readonly EnterpriseEvent[] {
  if (history.uscc === uscc) return [];
  const absorbed = [...history.predecessors.values()].flatMap((each) => eventsBeside(each, uscc));
  return [...history.events.filter(isFollowUp), ...absorbed];
}

/** A history as it was at an earlier position: predecessors are sealed, so what they hold is decided by the absorption. */
function knownBy(own: EnterpriseHistory, position: number): EnterpriseHistory {
  const { uscc, events, predecessors } = own;
  if ((events.at(-1)?.position ?? 0) <= position) return own;
  return { uscc, events: events.filter((event) => event.position <= position), predecessors };
}

/**
 * A subject as it was at earlier positions, when each was the head. While nothing of its own is recorded and nobody
 * carries it on, it is one and the same object, so that it is folded once.
 */
export function subjectBy(
  reader: EventReader,
  { carriedOn: _later, ...own }: EnterpriseHistory,
): (position: number) => SubjectHistory {
  let last: EnterpriseHistory = { ...own, events: [] };
  return (position) => {
    const asked = knownBy(own, position);
    if (asked.events.length !== last.events.length) last = asked;
    if (successorBy(last.events.at(-1)) === undefined) return { asked: last, head: last };
    const head = readOn(reader, last, position);
    return { asked: carriedOnBy(last, head, position), head };
  };
}

/** Reads what a query on an enterprise starts from; `head` is the position that stands for now. */
export function readSubject(reader: EventReader, uscc: string, knownAt: number, head: number): SubjectHistory {
  const own = readHistory(reader, uscc, head);
  const asked = knownBy(own, knownAt);
  if (successorBy(own.events.at(-1)) === undefined) return { asked, head: own };
  const further = readOn(reader, own, head);
  return { asked: carriedOnBy(asked, further, knownAt), head: further };
}

/**
 * The last history along the successions that has absorbed this one. A unit further on that has not absorbed it yet
 * says nothing of it: until the absorption is recorded, the one before goes on deciding.
 */
function readOn(reader: EventReader, own: EnterpriseHistory, head: number): EnterpriseHistory {
  const further = successionChain(reader, own.uscc, head).slice(1);
  return further.reduce((last, uscc) => {
    const history = readHistory(reader, uscc, head);
    return concerned(history).includes(own.uscc) ? history : last;
  }, own);
}

/** Whose profiles an event in this history can change: its own, and those of all that it absorbed. */
export function concerned(history: EnterpriseHistory): readonly string[] {
  return [history.uscc, ...[...history.predecessors.values()].flatMap(concerned)];
}
