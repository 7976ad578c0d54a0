import { setTimeout } from 'node:timers/promises';
import { cursorOf } from '../queries/list-cursor.js';
import {
  batchAfter,
  type Fed,
  type FeedAsked,
  type FeedBatch,
  type FeedReader,
  linesAfter,
} from '../queries/list-feed.js';
import type { FeedLine } from '../read-models/list-change-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { Problem } from './problems.js';

/** So often somebody who waits is asked whether he is still there. */
const glance = 250;

/** So many answers are kept. */
const sharedMost = 4;

interface Shared<T> {
  /** Of the read models when the answers were read. */
  readonly position: number;
  readonly answers: Map<string, Fed<T>>;
}

/** Whoever is up to date asks from the same cursor as everybody else: one reads for all, until something is recorded. */
class SharedFeed<T> {
  readonly #read: FeedReader<T>;
  readonly #shared = new WeakMap<ReadModels, Shared<T>>();

  constructor(read: FeedReader<T>) {
    this.#read = read;
  }

  /** The changes after a cursor. Throws Problem RESYNC when there is nothing to go on from. */
  after(readModels: ReadModels, asked: FeedAsked): Fed<T> {
    const { answers } = this.#sharedAt(readModels, readModels.position());
    const key = `${asked.list} ${asked.after} ${asked.limit}`;
    const fed = answers.get(key) ?? this.#read(readModels, asked);
    if (fed === undefined) {
      throw new Problem('RESYNC', [{ field: 'after', rule: `start from the snapshot at /v1/lists/${asked.list}` }]);
    }
    if (answers.size < sharedMost) answers.set(key, fed);
    return fed;
  }

  /** The same, waiting up to some milliseconds for the first change; answers what there is when the signal aborts. */
  async within(
    readModels: ReadModels,
    asked: FeedAsked,
    { milliseconds, gone }: { readonly milliseconds: number; readonly gone: AbortSignal },
  ): Promise<Fed<T>> {
    const end = performance.now() + milliseconds;
    for (let fed = this.after(readModels, asked); ; fed = this.after(readModels, asked)) {
      if (fed.count > 0 || performance.now() >= end || gone.aborted) return fed;
      await moved(readModels, fed.position, { end, gone });
      if (gone.aborted) return fed;
    }
  }

  #sharedAt(readModels: ReadModels, position: number): Shared<T> {
    const known = this.#shared.get(readModels);
    if (known?.position === position && readModels.isRunning()) return known;
    const shared = { position, answers: new Map<string, Fed<T>>() };
    this.#shared.set(readModels, shared);
    return shared;
  }
}

/** 名单变动 in batches. */
export const feedBatches = new SharedFeed<FeedBatch>(batchAfter);

/** The same one by one. */
export const feedLines = new SharedFeed<readonly FeedLine[]>(linesAfter);

/** Resolves when the read models are past a position, or nothing is to be waited for any more. */
async function moved(
  readModels: ReadModels,
  position: number,
  { end, gone }: { readonly end: number; readonly gone: AbortSignal },
): Promise<void> {
  for (let left = end - performance.now(); left > 0 && !gone.aborted; left = end - performance.now()) {
    if (await readModels.waitFor(position + 1, Math.min(left, glance))) return;
    if (!readModels.isRunning()) return setTimeout(glance);
  }
}

/** Shorter than the minute after which proxies give up on a silent connection. */
const heartbeat = 15_000;

/** After how many milliseconds a reader that was cut off comes back. */
const reconnect = 1000;

/** Whoever reads a stream: whether they have gone, and whether they may still read. */
interface Reader {
  readonly gone: AbortSignal;
  readonly stillHolds: () => Promise<boolean>;
}

/**
 * text/event-stream: a `change` for each CloudEvent, its id the cursor after that very change, and a comment as heartbeat.
 * Nothing is read ahead: the next batch is read when the last has been taken. It ends with the key or session of its reader.
 */
export async function* feedStream(
  readModels: ReadModels,
  asked: FeedAsked,
  { gone, stillHolds }: Reader,
): AsyncGenerator<string> {
  let { after } = asked;
  yield `retry: ${reconnect}\n\n`;
  while (!gone.aborted) {
    const fed = await feedLines.within(readModels, { ...asked, after }, { milliseconds: heartbeat, gone });
    if (!(await stillHolds())) return;
    const events = fed.content.map((line) => {
      const id = cursorOf(asked.list, line.position, line);
      return `id: ${id}\nevent: change\ndata: ${line.event}\n\n`;
    });
    yield events.length === 0 ? ': \n\n' : events.join('');
    after = fed.cursor;
  }
}
