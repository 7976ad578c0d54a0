import { setTimeout } from 'node:timers/promises';
import type { CopyMark } from './feed.js';
import { type FeedClient, FeedUnavailable } from './feed-client.js';
import { CopyDiffers, type ListCopy } from './list-copy.js';

/** What a follower is told to do, and whom it tells. */
export interface Following {
  readonly source: FeedClient;
  readonly copy: ListCopy;
  /** Stop when the copy has caught up. */
  readonly once: boolean;
  readonly signal: AbortSignal;
  readonly said: (message: string) => void;
}

/** How long the registry is to wait for a change before it answers that there is none. */
const patience = 20_000;

/** Milliseconds between two attempts while nobody answers, and before a snapshot that replaces a copy. */
const firstPause = 100;
const longestPause = 5000;
const beforeSnapshot = 1000;

/**
 * Keeps a copy of a list: takes a snapshot to begin with, then batch after batch. After each the copy is compared with
 * the source and acknowledged. Ends on the signal, or when it has caught up. Rejects with CopyDiffers as soon as the copy
 * is not the source, having told the registry, and with FeedRefused; whoever does not answer is asked again.
 */
export async function follow(following: Following): Promise<void> {
  const { copy, signal } = following;
  try {
    await toldOf(following, async () => copy.verify());
    for (let acknowledged: string | undefined; ; ) {
      const mark = copy.mark() ?? (await takeSnapshot(following));
      if (mark.cursor !== acknowledged) {
        await acknowledge(following, mark);
        acknowledged = mark.cursor;
      }
      if ((await takeBatch(following, mark)) === 0 && following.once) return;
    }
  } catch (error) {
    if (!signal.aborted || error instanceof CopyDiffers) throw error;
  }
}

/** Takes what comes after a mark; answers how many changes that were, or that there was no going on. */
async function takeBatch(following: Following, { cursor }: CopyMark): Promise<number | 'resync'> {
  const { source, copy, once, said, signal } = following;
  const batch = await patiently(following, () => source.changes(cursor, once ? 0 : patience, signal));
  if (batch === undefined) {
    said('RESYNC：游标无法续传，重新取快照 nothing goes on from the cursor, so a snapshot is taken');
    await setTimeout(beforeSnapshot, undefined, { signal });
    await takeSnapshot(following);
    return 'resync';
  }
  const { changes, to } = batch;
  await toldOf(following, async () => copy.take(changes, to));
  if (changes.length > 0) said(`变动 changes ${changes.length}  行 rows ${copy.count()}  ${to.digest}`);
  return changes.length;
}

async function takeSnapshot(following: Following): Promise<CopyMark> {
  const { source, copy, said, signal } = following;
  const mark = await toldOf(following, () =>
    patiently(following, async () => {
      const snapshot = await source.snapshot(signal);
      await copy.replace(snapshot);
      return snapshot;
    }),
  );
  said(`快照 snapshot  行 rows ${copy.count()}  ${mark.digest}`);
  return mark;
}

async function acknowledge(following: Following, mark: CopyMark): Promise<void> {
  const { source, signal } = following;
  const verdict = await patiently(following, () => source.acknowledge(mark, signal));
  if (verdict === 'different') throw new CopyDiffers('the registry says so', mark);
}

/** Does something with the copy. When it turns out to differ the registry is told before anybody else. */
async function toldOf<T>(following: Following, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof CopyDiffers)) throw error;
    await following.source.acknowledge(error.at, following.signal).catch((untold: unknown) => {
      following.said(
        `回执未能送达 the registry could not be told: ${untold instanceof Error ? untold.message : untold}`,
      );
    });
    throw error;
  }
}

/** Asks again, at growing intervals, while nobody answers; who wants to catch up once gives up after a while. */
async function patiently<T>({ signal, said, once }: Following, ask: () => Promise<T>): Promise<T> {
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await ask();
    } catch (error) {
      const isPatient = error instanceof FeedUnavailable && !signal.aborted && !(once && pause === longestPause);
      if (!isPatient) throw error;
      if (pause === firstPause) said(`登记系统暂无应答，稍后再试 no answer for now: ${error.message}`);
      await setTimeout(pause, undefined, { signal });
    }
  }
}
