import { hash } from 'node:crypto';
import type { WebhookName } from '../commands/webhooks.js';
import type { Webhook } from '../domain/webhooks.js';
import { listStateAt } from '../queries/joint-lists.js';
import { cursorOf } from '../queries/list-cursor.js';
import { linesAfter } from '../queries/list-feed.js';
import type { ReadModels } from '../read-models/read-models.js';

/** What a subscriber is sent: that there is news, and where. Who it is about is read from the feed, with a key. */
export interface Delivery {
  /** The same for every attempt, after every restart and on every node. */
  readonly id: string;
  readonly after: string;
  readonly until: string;
  readonly body: string;
}

/** As many changes as one page of the feed has. */
const limit = 500;

/**
 * The news after a cursor; undefined while there is none. It holds what changed at one position, whatever came later, so
 * the same cursor always gives the same message. A cursor that leads nowhere is told as a resynchronisation.
 */
export function deliveryAfter(
  readModels: ReadModels,
  department: string,
  { subscription, list }: Webhook,
  after: string,
): Delivery | undefined {
  const name = { department, subscription };
  const fed = linesAfter(readModels, { list, after, limit });
  if (fed === undefined) {
    const { cursor } = listStateAt(readModels, list, readModels.checkpoint().position);
    const data = { list, snapshot: `/v1/lists/${list}` };
    const body = JSON.stringify({ type: 'list.resync', data });
    return { id: deliveryId(name, `resync after ${after}`), after, until: cursor, body };
  }
  const changes = fed.content.filter(({ position }) => position === fed.content[0]?.position);
  const last = changes.at(-1);
  if (last === undefined) return undefined;
  const until = cursorOf(list, last.position, last);
  const feed = `/v1/feeds/${list}?after=${after}`;
  const data = { list, after, until, changes: changes.length, feed };
  const body = JSON.stringify({ type: 'list.changed', timestamp: last.recordedAt, data });
  return { id: deliveryId(name, until), after, until, body };
}

function deliveryId({ department, subscription }: WebhookName, what: string): string {
  const text = [department, subscription, what].join('\0');
  return `msg_${hash('sha256', text).slice(0, 32)}`;
}
