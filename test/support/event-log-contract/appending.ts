import type { Test } from 'tap';
import type { LogAdapter } from '../log-adapters.js';
import { appended, renamings, streamOf } from '../log-events.js';
import { openedLog } from './opened-log.js';

const mark = { key: 'ab'.repeat(32), digest: 'cd'.repeat(32) };

/** What an append promises: all or nothing, one winner, and one answer however often it is asked. */
export async function appendingContract(t: Test, adapter: LogAdapter): Promise<void> {
  t.test('the events of one append follow each other densely, and the answer is the last position', async (t) => {
    const { log } = await openedLog(t, adapter);
    const first = renamings(streamOf(1), 0, { count: 2 });
    const second = renamings(streamOf(2), 0);
    t.strictSame(await log.append(first), { outcome: 'appended', position: 2 });
    t.strictSame(await log.append(second), { outcome: 'appended', position: 3 });
    const expected = [...first.events, ...second.events].map((event, index) => ({ ...event, position: index + 1 }));
    t.strictSame(log.readAll(0, 10), expected);
  });

  t.test('an append that expects another version records nothing and learns the actual one', async (t) => {
    const { log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0, { count: 2 }));
    for (const expected of [0, 1, 3]) {
      const outcome = await log.append(renamings(streamOf(1), expected, { count: 3 }));
      t.strictSame(outcome, { outcome: 'wrong-expected-version', actualVersion: 2 });
    }
    t.strictSame(await log.append(renamings(streamOf(2), 1)), { outcome: 'wrong-expected-version', actualVersion: 0 });
    t.equal(log.head().position, 2);
  });

  t.test('of 64 concurrent appends that expect one version exactly one is recorded', async (t) => {
    const { log } = await openedLog(t, adapter);
    const outcomes = await Promise.all(Array.from({ length: 64 }, () => log.append(renamings(streamOf(1), 0))));
    const won = outcomes.filter(({ outcome }) => outcome === 'appended');
    const lost = outcomes.filter(({ outcome }) => outcome === 'wrong-expected-version');
    t.strictSame([won.length, lost.length, log.head().position], [1, 63, 1]);
  });

  t.test('64 concurrent appends to as many streams are all recorded, in one dense order', async (t) => {
    const { log } = await openedLog(t, adapter);
    const appends = Array.from({ length: 64 }, (_, index) => renamings(streamOf(index), 0));
    const positions = await Promise.all(appends.map((append) => appended(log, append)));
    t.strictSame(
      positions.toSorted((one, other) => one - other),
      Array.from({ length: 64 }, (_, index) => index + 1),
    );
    const ids = positions.map((position) => log.readAll(position - 1, 1)[0]?.id);
    t.strictSame(
      ids,
      appends.map(({ events }) => events[0].id),
    );
  });

  t.test('the identical append is answered with its first position, also later and after reopening', async (t) => {
    const { place, log } = await openedLog(t, adapter);
    const append = renamings(streamOf(1), 0, { count: 2, command: mark });
    t.equal(await appended(log, append), 2);
    await appended(log, renamings(streamOf(1), 2));
    t.strictSame(await log.append(append), { outcome: 'appended', position: 2 });
    await log.close();
    const reopened = await adapter.open(place);
    t.teardown(() => reopened.close());
    t.strictSame(await reopened.append(append), { outcome: 'appended', position: 2 });
    t.equal(reopened.head().position, 3);
  });

  t.test('the identical append twice at once is recorded once', async (t) => {
    const { log } = await openedLog(t, adapter);
    const append = renamings(streamOf(1), 0, { count: 2 });
    const outcomes = await Promise.all([log.append(append), log.append(append)]);
    t.strictSame(outcomes, [
      { outcome: 'appended', position: 2 },
      { outcome: 'appended', position: 2 },
    ]);
    t.equal(log.head().position, 2);
  });

  t.test('a command that is recorded already is not recorded again, in whichever stream', async (t) => {
    const { log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0, { count: 2, command: mark }));
    for (const again of [renamings(streamOf(1), 2, { command: mark }), renamings(streamOf(2), 0, { command: mark })]) {
      t.strictSame(await log.append(again), { outcome: 'command-already-recorded' });
    }
    t.equal(log.head().position, 2);
  });

  t.test(
    'an id that another event bears is refused, and so is an event that lies elsewhere than it says',
    async (t) => {
      const { log } = await openedLog(t, adapter);
      const [event] = renamings(streamOf(1), 0).events;
      await appended(log, { stream: streamOf(1), expectedVersion: 0, events: [event] });
      const moved = { ...event, stream: streamOf(2) };
      await t.rejects(log.append({ stream: streamOf(2), expectedVersion: 0, events: [moved] }));
      await t.rejects(log.append({ stream: streamOf(2), expectedVersion: 0, events: [event] }), TypeError);
      const late = renamings(streamOf(2), 1);
      await t.rejects(log.append({ ...late, expectedVersion: 0 }), TypeError);
      t.equal(log.head().position, 1);
    },
  );

  t.test('what canonical JSON cannot carry is refused before anything is recorded', async (t) => {
    const { log } = await openedLog(t, adapter);
    await t.rejects(log.append(renamings(streamOf(1), 0, { name: '\ud800' })));
    const [honour] = renamings(streamOf(1), 0).events;
    const payment = { ...honour, type: 'DayOpened', data: { date: '2026-03-01', fen: 2 ** 53 } } as const;
    await t.rejects(log.append({ stream: streamOf(1), expectedVersion: 0, events: [payment] }), /not a safe integer/);
    t.strictSame(log.head(), { position: 0, recordedAt: undefined });
  });

  t.test('closing records what is queued; what comes afterwards is rejected', async (t) => {
    const { place, log } = await openedLog(t, adapter);
    const queued = Promise.all(Array.from({ length: 50 }, (_, index) => log.append(renamings(streamOf(index), 0))));
    await log.close();
    t.ok((await queued).every(({ outcome }) => outcome === 'appended'));
    await t.rejects(log.append(renamings(streamOf(99), 0)));
    const reopened = await adapter.open(place);
    t.teardown(() => reopened.close());
    t.equal(reopened.head().position, 50);
  });
}
