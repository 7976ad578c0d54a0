import type { Test } from 'tap';
import { appendingContract } from './event-log-contract/appending.js';
import { followingContract } from './event-log-contract/following.js';
import { processesContract } from './event-log-contract/processes.js';
import { readingContract } from './event-log-contract/reading.js';
import type { LogAdapter } from './log-adapters.js';

/** What every event log must keep, whichever lies behind the port. */
export function eventLogContract(t: Test, adapter: LogAdapter): void {
  t.test(`${adapter.name}: appending`, (t) => appendingContract(t, adapter));
  t.test(`${adapter.name}: reading`, (t) => readingContract(t, adapter));
  t.test(`${adapter.name}: following`, (t) => followingContract(t, adapter));
  t.test(`${adapter.name}: several processes`, (t) => processesContract(t, adapter));
}
