import { isEnterpriseEvent, type RecordedEvent } from '../../schemas/events.js';
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
  let current = uscc;
  while (!passed.has(current)) {
    passed.add(current);
    const successor = successorBy(reader.lastOf(enterpriseStream(current), toPosition));
    if (successor === undefined) return current;
    current = successor;
  }
  throw new Error(`the successions of ${uscc} form a cycle`);
}

/** Who carries on the unit whose stream ends with this event; undefined when the unit itself exists still. */
function successorBy(last: RecordedEvent | undefined): string | undefined {
  return last?.type === 'EnterpriseSucceeded' && last.data.succession !== 'division' ? last.data.by : undefined;
}

/** A history as it was known at some position, and what decides today which of it may be seen. */
export interface SubjectHistory {
  readonly asked: EnterpriseHistory;
  /** At the head: the enterprise's own history, and that of the unit which exists now, if that is another. */
  readonly heads: readonly EnterpriseHistory[];
}

/** A history as it was at an earlier position: predecessors are sealed, so what they hold is decided by the absorption. */
function knownBy({ uscc, events, predecessors }: EnterpriseHistory, position: number): EnterpriseHistory {
  return { uscc, events: events.filter((event) => event.position <= position), predecessors };
}

/** Reads what a query on an enterprise starts from; `head` is the position that stands for now. */
export function readSubject(reader: EventReader, uscc: string, knownAt: number, head: number): SubjectHistory {
  const own = readHistory(reader, uscc, head);
  const asked = knownAt < head ? knownBy(own, knownAt) : own;
  const root = successorBy(own.events.at(-1)) === undefined ? uscc : successionRoot(reader, uscc, head);
  return { asked, heads: root === uscc ? [own] : [own, readHistory(reader, root, head)] };
}

/** Whose profiles an event in this history can change: its own, and those of all that it absorbed. */
export function concerned(history: EnterpriseHistory): readonly string[] {
  return [history.uscc, ...[...history.predecessors.values()].flatMap(concerned)];
}
