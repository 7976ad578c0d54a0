import { setTimeout } from 'node:timers/promises';
import type { JointList } from '../../schemas/vocabularies.js';
import { feedAfter, type ListBatch, type ListChange } from '../queries/list-changes.js';
import { cursorOf } from '../queries/list-cursor.js';
import type { ReadModels } from '../read-models/read-models.js';
import { Problem } from './problems.js';

/** A change as a CloudEvent 1.0, with the extensions sequence and recordedtime; a sealed one names no subject. */
export function cloudEvent(list: JointList, change: ListChange) {
  return {
    specversion: '1.0',
    id: `${change.sequence}.${change.op}.${change.rowId.slice(0, 16)}`,
    source: `urn:qcr:list:${list}`,
    type: `cn.quality-credit.list.${change.op === 'add' ? 'row-added' : 'row-removed'}`,
    ...(change.sealed ? {} : { subject: change.uscc }),
    time: change.recordedAt,
    recordedtime: change.recordedAt,
    sequence: String(change.sequence).padStart(15, '0'),
    datacontenttype: 'application/json',
    data: change,
  };
}

interface Asked {
  readonly list: JointList;
  readonly after: string | undefined;
  readonly limit: number;
}

/** The changes after a cursor. Throws Problem RESYNC when there is nothing to go on from. */
export function batchAfter(readModels: ReadModels, asked: Asked): ListBatch {
  const batch = feedAfter(readModels, asked);
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
  for (;;) {
    const batch = batchAfter(readModels, asked);
    const left = end - performance.now();
    if (batch.changes.length > 0 || left <= 0 || gone.aborted) return batch;
    const isBehind = await readModels.waitFor(batch.position + 1, Math.min(left, glance));
    if (!isBehind && !readModels.isRunning()) await setTimeout(glance);
  }
}

/** Shorter than the minute after which proxies give up on a silent connection. */
const heartbeat = 15_000;

/** After how many milliseconds a reader that was cut off comes back. */
const reconnect = 1000;

/**
 * text/event-stream: a `change` for each CloudEvent, its id the cursor after that very change, and a comment as heartbeat.
 * Nothing is read ahead: the next batch is read when the last has been taken.
 */
export async function* feedStream(readModels: ReadModels, asked: Asked, gone: AbortSignal): AsyncGenerator<string> {
  let { after } = asked;
  yield `retry: ${reconnect}\n\n`;
  while (!gone.aborted) {
    const batch = await batchWithin(readModels, { ...asked, after }, { milliseconds: heartbeat, gone });
    const events = batch.changes.map((change) => {
      const id = cursorOf(asked.list, change.position, change);
      return `id: ${id}\nevent: change\ndata: ${JSON.stringify(cloudEvent(asked.list, change))}\n\n`;
    });
    yield events.length === 0 ? ': \n\n' : events.join('');
    after = batch.cursor;
  }
}
