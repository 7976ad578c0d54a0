import { getEventListeners } from 'node:events';
import type { Test } from 'tap';
import type { EventReader } from '../../../src/event-log/event-log.js';
import { testFolder } from '../folder.js';
import type { LogAdapter } from '../log-adapters.js';
import { LogChild } from '../log-child.js';
import { appended, renamings, streamOf } from '../log-events.js';
import { openedLog } from './opened-log.js';

/** Follows until a position is reached; answers the positions passed. */
async function followTo(log: EventReader, after: number, to: number): Promise<readonly number[]> {
  const positions: number[] = [];
  for await (const { position } of log.follow(after, new AbortController().signal)) {
    positions.push(position);
    if (position === to) return positions;
  }
  throw new Error(`the log ended before position ${to}`);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** What a follower may rely on. */
export async function followingContract(t: Test, adapter: LogAdapter): Promise<void> {
  t.test('a follower gets what is there, then what comes, each once and in order', async (t) => {
    const { log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0, { count: 600 }));
    const [fromStart, fromMiddle, fromAhead] = [
      followTo(log, 0, 700),
      followTo(log, 550, 700),
      followTo(log, 690, 700),
    ];
    for (let version = 600; version < 700; version += 10) {
      await appended(log, renamings(streamOf(1), version, { count: 10 }));
    }
    t.strictSame(await fromStart, range(1, 700));
    t.strictSame(await fromMiddle, range(551, 700));
    t.strictSame(await fromAhead, range(691, 700));
  });

  t.test('a follower gets what its own consumer records while it works', async (t) => {
    const { log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0));
    const seen: number[] = [];
    for await (const { version } of log.follow(0, new AbortController().signal)) {
      seen.push(version);
      if (version === 20) break;
      await appended(log, renamings(streamOf(1), version));
    }
    t.strictSame(seen, range(1, 20));
  });

  t.test('a follower gets what another process records', async (t) => {
    const { place, log } = await openedLog(t, adapter);
    const following = followTo(log, 0, 3);
    const child = new LogChild(adapter, place, 'append-three');
    t.teardown(() => child.kill());
    t.strictSame(await following, [1, 2, 3]);
    t.equal(await child.exitCode(), 0);
  });

  t.test('an aborted follower ends, whether it reads or waits, and leaves no listener', async (t) => {
    const { log } = await openedLog(t, adapter);
    await appended(log, renamings(streamOf(1), 0, { count: 3 }));
    const leave = new AbortController();
    const seen: number[] = [];
    for await (const { position } of log.follow(0, leave.signal)) {
      seen.push(position);
      if (position === 2) leave.abort();
    }
    const waits = new AbortController();
    const waiting = log.follow(3, waits.signal)[Symbol.asyncIterator]().next();
    waits.abort();
    t.strictSame(await waiting, { done: true, value: undefined });
    t.strictSame(seen, [1, 2]);
    t.equal(getEventListeners(leave.signal, 'abort').length + getEventListeners(waits.signal, 'abort').length, 0);
  });

  t.test('a process that has followed and closed ends by itself', async (t) => {
    const child = new LogChild(adapter, testFolder(t), 'follow-and-leave');
    t.teardown(() => child.kill());
    t.equal(await child.exitCode(), 0);
  });

  t.test('closing the log ends its followers', async (t) => {
    const { log } = await openedLog(t, adapter);
    const waiting = log.follow(0, new AbortController().signal)[Symbol.asyncIterator]().next();
    await log.close();
    t.strictSame(await waiting, { done: true, value: undefined });
  });
}
