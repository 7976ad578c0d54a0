import type { Append, AppendOutcome, EventLog } from '../event-log/event-log.js';

const repeats = 2;

/**
 * Appends, and repeats the identical call (ids, salts, versions) when its outcome stayed unknown: the log answers a
 * repeat as it would have answered the first. Rejects with the last error.
 */
export async function appendSurely(log: EventLog, append: Append): Promise<AppendOutcome> {
  for (let left = repeats; ; left -= 1) {
    try {
      return await log.append(append);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
