import { isEnterpriseEvent } from '../../schemas/events.js';
import type { EnterpriseEvent, EnterpriseHistory } from '../domain/enterprise.js';
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
  const passed = new Set<string>();
  for (let current: string | undefined = uscc; current !== undefined; ) {
    if (passed.has(current)) throw new Error(`the successions of ${uscc} form a cycle`);
    passed.add(current);
    current = successorOf(reader, current, toPosition);
  }
  return [...passed].at(-1) ?? uscc;
}

/** Who took over a sealed stream; undefined while it is not sealed. */
function successorOf(reader: EventReader, uscc: string, toPosition?: number): string | undefined {
  const last = reader.lastOf(enterpriseStream(uscc), toPosition);
  return last?.type === 'EnterpriseSucceeded' && last.data.succession !== 'division' ? last.data.by : undefined;
}

/** A history as it was known at some position, and what decides today which of it may be seen. */
export interface SubjectHistory {
  readonly asked: EnterpriseHistory;
  /** At the head: the history that goes on with the enterprise's facts, its own or that of whoever absorbed it last. */
  readonly head: EnterpriseHistory;
}

/** Reads what a query on an enterprise starts from; `head` is the position that stands for now. */
export function readSubject(reader: EventReader, uscc: string, knownAt: number, head: number): SubjectHistory {
  const own = readHistory(reader, uscc, head);
  const asked = knownAt < head ? readHistory(reader, uscc, knownAt) : own;
  return { asked, head: readOn(reader, own, head) };
}

/**
 * The last history along the successions that has absorbed this one. A unit further on that has not absorbed it yet
 * says nothing of it: until the absorption is recorded, the one before goes on deciding.
 */
function readOn(reader: EventReader, own: EnterpriseHistory, head: number): EnterpriseHistory {
  const passed = new Set([own.uscc]);
  let last = own;
  for (let next = successorOf(reader, own.uscc, head); next !== undefined && !passed.has(next); ) {
    passed.add(next);
    const history = readHistory(reader, next, head);
    if (concerned(history).includes(own.uscc)) last = history;
    next = successorOf(reader, next, head);
  }
  return last;
}

/** Whose profiles an event in this history can change: its own, and those of all that it absorbed. */
export function concerned(history: EnterpriseHistory): readonly string[] {
  return [history.uscc, ...[...history.predecessors.values()].flatMap(concerned)];
}
