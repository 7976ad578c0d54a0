import { ClusterUnreachable, NodeStale, NotYetReplicated } from '../event-log/append-failures.js';
import type { Append, AppendOutcome, EventLog } from '../event-log/event-log.js';

const repeats = 2;

/**
 * Appends, and repeats the identical call (ids, salts, versions) when its outcome stayed unknown: the log answers a
 * repeat as it would have answered the first. Rejects with the last error. A cluster was asked often enough when it rejects.
 */
export async function appendSurely(log: EventLog, append: Append): Promise<AppendOutcome> {
  for (let left = repeats; ; left -= 1) {
    try {
      return await log.append(append);
    } catch (error) {
      if (left === 0 || wasAsked(error)) throw error;
    }
  }
}

function wasAsked(error: unknown): boolean {
  return error instanceof ClusterUnreachable || error instanceof NodeStale || error instanceof NotYetReplicated;
}

/**
 * Appends events whose ids follow from a cause, so that whoever reacts records them once. Another process that reacts
 * in the same moment may have recorded them, and their ids are then refused to us. Answers whether they are there.
 */
export async function appendDerived(log: EventLog, append: Append): Promise<boolean> {
  try {
    return (await appendSurely(log, append)).outcome === 'appended';
  } catch (error) {
    if (log.eventById(append.events[0].id) === undefined) throw error;
    return true;
  }
}
