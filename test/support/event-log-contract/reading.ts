import type { Test } from 'tap';
import { encode, isCommitted } from '../../../src/event-log/codec.js';
import type { LogAdapter } from '../log-adapters.js';
import { appended, renamings, streamOf } from '../log-events.js';
import { openedLog } from './opened-log.js';

const mark = { key: '0f'.repeat(32), digest: 'f0'.repeat(32) };

/** What a reader may rely on. */
export async function readingContract(t: Test, adapter: LogAdapter): Promise<void> {
  t.test('an empty log has a head at 0 and nothing to read', async (t) => {
    const { log } = await openedLog(t, adapter);
    t.strictSame(log.head(), { position: 0, recordedAt: undefined });
    t.equal(log.streamVersion('calendar'), 0);
    t.equal(log.positionAt('2026-03-01T08:00:00.000Z'), 0);
    t.strictSame([log.readStream('calendar'), log.readAll(0, 10), log.commandEvents(mark.key)], [[], [], []]);
    t.strictSame(
      [log.lastOf('calendar'), log.eventById('018f0000-0000-7000-8000-000000000000')],
      [undefined, undefined],
    );
    t.strictSame(log.streamNames('', '', 10), []);
  });

  t.test('a stream is read after a version and up to a position', async (t) => {
    const { log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0, { count: 2 }));
    await appended(log, renamings(streamOf(2), 0));
    await appended(log, renamings(streamOf(1), 2, { count: 2 }));
    const positions = (range: { afterVersion?: number; toPosition?: number; limit?: number }) =>
      log.readStream(streamOf(1), range).map(({ version, position }) => `${version} at ${position}`);
    t.strictSame(positions({}), ['1 at 1', '2 at 2', '3 at 4', '4 at 5']);
    t.strictSame(positions({ afterVersion: 1, toPosition: 4 }), ['2 at 2', '3 at 4']);
    t.strictSame(positions({ toPosition: 0 }), []);
    t.strictSame(positions({ afterVersion: 1, limit: 2 }), ['2 at 2', '3 at 4']);
    t.strictSame([log.streamVersion(streamOf(1)), log.streamVersion(streamOf(2))], [4, 1]);
    const last = [undefined, 4, 3, 0].map((to) => log.lastOf(streamOf(1), to)?.version);
    t.strictSame(last, [4, 3, 2, undefined]);
  });

  t.test('the whole log is read page by page', async (t) => {
    const { log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0, { count: 5 }));
    const pages = [0, 2, 4, 5].map((after) => log.readAll(after, 2).map(({ position }) => position));
    t.strictSame(pages, [[1, 2], [3, 4], [5], []]);
  });

  t.test('events are found by their id and by the key of their command', async (t) => {
    const { log } = await openedLog(t, adapter);
    const append = renamings(streamOf(1), 0, { count: 2, command: mark });
    await appended(log, renamings(streamOf(2), 0));
    await appended(log, append);
    const events = append.events.map((event, index) => ({ ...event, position: index + 2 }));
    t.strictSame(log.commandEvents(mark.key), events);
    t.strictSame(log.commandEvents('00'.repeat(32)), []);
    t.strictSame(log.eventById(append.events[0].id), events[0]);
  });

  t.test('stream names are read by prefix, in order, page by page', async (t) => {
    const { log } = await openedLog(t, adapter);
    const enterprises = [streamOf(1), streamOf(2), streamOf(3)].toSorted();
    for (const stream of ['department-scjg', ...enterprises.toReversed(), 'award_round-mayor.2026']) {
      await appended(log, renamings(stream, 0));
    }
    t.strictSame(log.streamNames('enterprise-', '', 2), enterprises.slice(0, 2));
    t.strictSame(log.streamNames('enterprise-', enterprises[1] ?? '', 2), enterprises.slice(2));
    t.strictSame(log.streamNames('', '', 10), ['award_round-mayor.2026', 'department-scjg', ...enterprises]);
  });

  t.test('characters outside the basic plane come back as they were, and their commitment holds', async (t) => {
    const { log } = await openedLog(t, adapter);
    const name = '𠮷野𣘺 \u{10ffff} é';
    await appended(log, renamings(streamOf(1), 0, { name }));
    const [stored] = log.readStored(0, 1);
    t.match(log.readAll(0, 1), [{ data: { name } }]);
    t.ok(stored !== undefined && isCommitted(stored));
    t.notMatch(stored?.body, /\\u/);
  });

  t.test('the columns that reads go by say what the body says', async (t) => {
    const { log } = await openedLog(t, adapter);
    const recordedAt = '2026-03-01T09:00:00.000Z';
    const events = [
      ...renamings(streamOf(1), 0, { count: 2, command: mark, recordedAt }).events,
      ...renamings(streamOf(2), 0).events,
    ] as const;
    const [first, second, third] = events;
    if (third === undefined || second === undefined) throw new Error('three events');
    await appended(log, { stream: streamOf(1), expectedVersion: 0, events: [first, second] });
    await appended(log, { stream: streamOf(2), expectedVersion: 0, events: [third] });
    t.strictSame(
      log.readStored(0, 10),
      events.map((event, index) => ({
        ...encode(event),
        position: index + 1,
        stream: event.stream,
        version: event.version,
        id: event.id,
        commandKey: event.command?.key,
        knownSince: recordedAt,
      })),
    );
  });

  t.test('when the clock is set back, knowledge does not run backwards', async (t) => {
    const { log } = await openedLog(t, adapter);
    for (const [version, time] of ['10:00', '10:05', '10:03', '10:07'].entries()) {
      await appended(log, renamings(streamOf(1), version, { recordedAt: `2026-03-01T${time}:00.000Z` }));
    }
    const asked = ['09:59', '10:00', '10:03', '10:04', '10:05', '10:06', '10:07', '23:00'];
    const positions = asked.map((time) => log.positionAt(`2026-03-01T${time}:00.000Z`));
    t.strictSame(positions, [0, 1, 1, 1, 3, 3, 4, 4]);
    await appended(log, renamings(streamOf(2), 0, { recordedAt: '2026-03-01T10:01:00.000Z' }));
    t.strictSame(log.head(), { position: 5, recordedAt: '2026-03-01T10:07:00.000Z' });
    t.equal(log.readAll(4, 1)[0]?.recordedAt, '2026-03-01T10:01:00.000Z');
  });

  t.test('a log that is opened again reads the same', async (t) => {
    const { place, log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0, { count: 3, command: mark }));
    const before = [log.head(), log.readStored(0, 10), log.readAll(0, 10)];
    await log.close();
    const reopened = await adapter.open(place);
    t.teardown(() => reopened.close());
    t.strictSame([reopened.head(), reopened.readStored(0, 10), reopened.readAll(0, 10)], before);
  });
}
