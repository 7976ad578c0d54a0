import type { Test } from 'tap';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { testFolder } from '../folder.js';
import type { LogAdapter } from '../log-adapters.js';

/** An empty log that is closed when the test is over, and the place where it can be opened again. */
export async function openedLog(t: Test, adapter: LogAdapter): Promise<{ place: string; log: EventLog }> {
  const place = testFolder(t);
  const log = await adapter.open(place);
  t.teardown(() => log.close());
  return { place, log };
}
