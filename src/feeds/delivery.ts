import { createHash } from 'node:crypto';
import type { WebhookName } from '../commands/webhooks.js';
import type { Webhook } from '../domain/webhooks.js';
import { listStateAt } from '../queries/joint-lists.js';
import { feedAfter } from '../queries/list-changes.js';
import type { ReadModels } from '../read-models/read-models.js';

/** What a subscriber is sent: that there is news, and where. Who it is about is read from the feed, with a key. */
export interface Delivery {
  /** The same for every attempt and every node. */
  readonly id: string;
  readonly after: string;
  readonly until: string;
  readonly body: string;
}

/** As many changes as one page of the feed has. */
const limit = 500;

/** The news after a cursor; undefined while there is none. A cursor that leads nowhere is told as a resynchronisation. */
export function deliveryAfter(
  readModels: ReadModels,
  department: string,
  { subscription, list }: Webhook,
  after: string,
): Delivery | undefined {
  const name = { department, subscription };
  const batch = feedAfter(readModels, { list, after, limit });
  if (batch === undefined) {
    const { cursor } = listStateAt(readModels, list, readModels.checkpoint().position);
    const data = { list, snapshot: `/v1/lists/${list}` };
    return { id: deliveryId(name, cursor), after, until: cursor, body: JSON.stringify({ type: 'list.resync', data }) };
  }
  const last = batch.changes.at(-1);
  if (last === undefined) return undefined;
  const until = batch.cursor;
  const feed = `/v1/feeds/${list}?after=${after}`;
  const data = { list, after, until, changes: batch.changes.length, feed };
  const body = JSON.stringify({ type: 'list.changed', timestamp: last.recordedAt, data });
  return { id: deliveryId(name, until), after, until, body };
}

/** What failed before, as it is sent again. */
export function deliveryAgain(
  department: string,
  { subscription, list }: Webhook,
  { after, until, at }: { readonly after: string; readonly until: string; readonly at: string },
): Delivery {
  const data = { list, after, until, feed: `/v1/feeds/${list}?after=${after}` };
  const body = JSON.stringify({ type: 'list.changed', timestamp: at, data });
  return { id: deliveryId({ department, subscription }, until), after, until, body };
}

function deliveryId({ department, subscription }: WebhookName, until: string): string {
  const text = [department, subscription, until].join('\0');
  return `msg_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
