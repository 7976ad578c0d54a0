import type { Append, AppendOutcome, EventLog } from '../../src/event-log/event-log.js';

/** What happens before the n-th append that goes through an interposed log, from 1 on. */
export type Before = (count: number, append: Append) => Promise<void> | void;

/** A log of which a test sees each append before it is made, and may do something first. */
export function interpose(log: EventLog, before: Before): EventLog {
  let count = 0;
  const append = async (asked: Append): Promise<AppendOutcome> => {
    count += 1;
    await before(count, asked);
    return log.append(asked);
  };
  return new Proxy(log, {
    get: (target, key) => {
      if (key === 'append') return append;
      const member: unknown = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
