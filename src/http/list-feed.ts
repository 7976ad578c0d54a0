import { setTimeout } from 'node:timers/promises';
import type { JointList } from '../../schemas/vocabularies.js';
import { type FeedChange, feedAfter, type ListBatch } from '../queries/list-changes.js';
import { cursorOf } from '../queries/list-cursor.js';
import type { ReadModels } from '../read-models/read-models.js';
import { Problem } from './problems.js';

/** A change as JSON text of a CloudEvent 1.0, with the extensions sequence and recordedtime; a sealed one names no subject. */
export function cloudEvent(list: JointList, change: FeedChange): string {
  const frame = {
    specversion: '1.0',
    id: `${change.sequence}.${change.op}.${change.rowId.slice(0, 16)}`,
    source: `urn:qcr:list:${list}`,
    type: `cn.quality-credit.list.${change.op === 'add' ? 'row-added' : 'row-removed'}`,
    subject: change.uscc,
    time: change.recordedAt,
    recordedtime: change.recordedAt,
    sequence: String(change.sequence).padStart(15, '0'),
    datacontenttype: 'application/json',
  };
  return `${JSON.stringify(frame).slice(0, -1)},"data":${change.told}}`;
}

interface Asked {
  readonly list: JointList;
  readonly after: string | undefined;
  readonly limit: number;
}

interface Shared {
  /** Of the read models when the batches were read. */
  readonly position: number;
  readonly batches: Map<string, ListBatch>;
}

/** Whoever is up to date asks from the same cursor as everybody else: one reads for all, until something is recorded. */
const shared = new WeakMap<ReadModels, Shared>();
const sharedMost = 4;

function sharedBatch(readModels: ReadModels, asked: Asked): ListBatch | undefined {
  const position = readModels.position();
  const known = shared.get(readModels);
  const { batches } = known?.position === position && readModels.isRunning() ? known : { batches: new Map() };
  shared.set(readModels, { position, batches });
  const key = `${asked.list} ${asked.after} ${asked.limit}`;
  const batch = batches.get(key) ?? feedAfter(readModels, asked);
  if (batch !== undefined && batches.size < sharedMost) batches.set(key, batch);
  return batch;
}

/** The changes after a cursor. Throws Problem RESYNC when there is nothing to go on from. */
export function batchAfter(readModels: ReadModels, asked: Asked): ListBatch {
  const batch = sharedBatch(readModels, asked);
  if (batch !== undefined) return batch;
  throw new Problem('RESYNC', [{ field: 'after', rule: `start from the snapshot at /v1/lists/${asked.list}` }]);
}

/** So often somebody who waits is asked whether he is still there. */
const glance = 250;

/** The same, waiting up to some milliseconds for the first change; answers what there is when the signal aborts. */
export async function batchWithin(
  readModels: ReadModels,
  asked: Asked,
  { milliseconds, gone }: { readonly milliseconds: number; readonly gone: AbortSignal },
): Promise<ListBatch> {
  const end = performance.now() + milliseconds;
  for (let batch = batchAfter(readModels, asked); ; batch = batchAfter(readModels, asked)) {
    if (batch.changes.length > 0 || performance.now() >= end || gone.aborted) return batch;
    await moved(readModels, batch.position, { end, gone });
    if (gone.aborted) return batch;
  }
}

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
  stillHolds(): Promise<boolean>;
}

/**
 * text/event-stream: a `change` for each CloudEvent, its id the cursor after that very change, and a comment as heartbeat.
 * Nothing is read ahead: the next batch is read when the last has been taken. It ends with the key or session of its reader.
 */
export async function* feedStream(readModels: ReadModels, asked: Asked, reader: Reader): AsyncGenerator<string> {
  const { gone } = reader;
  let { after } = asked;
  yield `retry: ${reconnect}\n\n`;
  while (!gone.aborted) {
    const batch = await batchWithin(readModels, { ...asked, after }, { milliseconds: heartbeat, gone });
    if (!(await reader.stillHolds())) return;
    const events = batch.changes.map((change) => {
      const id = cursorOf(asked.list, change.position, change);
      return `id: ${id}\nevent: change\ndata: ${cloudEvent(asked.list, change)}\n\n`;
    });
    yield events.length === 0 ? ': \n\n' : events.join('');
    after = batch.cursor;
  }
}
