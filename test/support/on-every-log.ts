import type { Test } from 'tap';
import { EventStoreDouble } from './eventstoredb/double.js';
import { eventStoreAdapter, type LogAdapter, sqliteAdapter } from './log-adapters.js';

/** The same subtest on the embedded log, and on that of a cluster. */
export function onEveryLog(t: Test, name: string, test: (t: Test, adapter: LogAdapter) => Promise<void>): void {
  t.test(name, (t) => test(t, sqliteAdapter));
  t.test(`${name}: on a cluster`, async (t) => {
    const double = await EventStoreDouble.start();
    t.teardown(() => double.stop());
    await test(t, eventStoreAdapter(double.url));
  });
}
