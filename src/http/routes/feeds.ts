import { hash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Fed, FeedBatch } from '../../queries/list-feed.js';
import { requireScope } from '../access.js';
import { matchesNone } from '../etag.js';
import { gzipped } from '../gzip.js';
import { listChange } from '../list-answer.js';
import { feedBatches, feedLines, feedStream } from '../list-feed.js';
import { sendLive } from '../live-stream.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';
import { listParams } from './lists.js';

const asked = z.strictObject({
  after: z.string().max(200).optional().describe('游标，缺省从头开始 cursor; from the beginning without'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  timeout: z.coerce.number().int().min(0).max(30_000).default(0).describe('等待毫秒 wait so many milliseconds'),
});

const event = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string().optional(),
  time: z.string(),
  recordedtime: z.string(),
  sequence: z.string(),
  datacontenttype: z.string(),
  data: listChange,
});

const batchType = 'application/cloudevents-batch+json';
const answers = { [batchType]: { schema: z.array(event) }, 'text/event-stream': { schema: z.string() } };

/** 名单共享: the changes of a list as CloudEvents, in a batch or as server-sent events. */
export function feedRoutes(app: Routes, registry: Registry): void {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  const schema = {
    tags: ['lists'],
    summary: '名单变动推送 The feed of a joint list',
    description:
      'The headers qcr-cursor, qcr-position and qcr-digest say where the holder stands after the batch, also an empty one. A cursor that leads nowhere is answered 409 RESYNC: start again from the snapshot.',
    params: listParams,
    querystring: asked,
    response: { 200: { content: answers }, 304: z.null(), '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/feeds/:list', { schema }, (request, reply) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const either = AbortSignal.any([gone.signal, closing.signal]);
    return answerFeed(request, reply, { registry, gone: either });
  });
}

async function answerFeed(
  request: ParsedRequest<{ params: typeof listParams; querystring: typeof asked }>,
  reply: FastifyReply,
  { registry, gone }: { registry: Registry; gone: AbortSignal },
): Promise<FastifyReply> {
  const { list } = request.params;
  requireScope(request, `feed:${list}`);
  const { after, limit, timeout } = request.query;
  const { readModels } = registry;
  if (request.headers.accept?.includes('text/event-stream')) {
    const lastSeen = request.headers['last-event-id'];
    const from = { list, after: typeof lastSeen === 'string' ? lastSeen : after, limit };
    feedLines.after(readModels, from);
    return sendLive(request, reply, feedStream(readModels, from, { gone, stillHolds: () => request.stillHolds() }));
  }
  const batch = await feedBatches.within(readModels, { list, after, limit }, { milliseconds: timeout, gone });
  if (timeout > 0 && !(await request.stillHolds())) throw new Problem('KEY_INVALID');
  const etag = etagOf(batch);
  reply
    .header('qcr-cursor', batch.cursor)
    .header('qcr-position', String(batch.position))
    .header('qcr-digest', batch.digest)
    .header('etag', `W/${etag}`)
    .header('cache-control', 'private, no-cache');
  if (!matchesNone(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(batchType).send(await gzipped(request, reply, batch.content.body));
}

/** A batch is the same while it ends at the same cursor, and of each of its changes as much may be told. */
function etagOf({ cursor, content }: Fed<FeedBatch>): string {
  const text = `${cursor} ${content.shown}`;
  return `"${hash('sha256', text).slice(0, 16)}"`;
}
