import { z } from 'zod';
import type { Webhook } from '../../domain/webhooks.js';
import { endWebhook, ownWebhooks, replayWebhook, subscribe, wanted } from '../own-webhooks.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const asked = z.strictObject(wanted);
const params = z.object({ subscription: wanted.subscription });

const webhook = z.object({
  subscription: wanted.subscription,
  list: wanted.list,
  url: z.string(),
  generation: z.int(),
  cursor: z.string().describe('已推送至 told up to here, as far as that is on record'),
  state: z.enum(['active', 'unsubscribed', 'gone']),
  failed: z.array(z.object({ after: z.string(), until: z.string(), at: z.string(), replay: z.boolean() })),
});
const subscribed = webhook.extend({
  secret: z.string().describe('验签密钥 signs deliveries; the one before goes on signing beside it'),
});

const tags = ['lists'];
const errors = { '4xx': problemDetails, '5xx': problemDetails };

/** 订阅推送, by Standard Webhooks: a department is told that a list has changed, and reads the feed with its key. */
export function webhookRoutes(app: Routes, registry: Registry): void {
  const subscribing = { tags, summary: '订阅或更新推送 Subscribe, or renew a subscription', body: asked };
  const made = { 201: subscribed, ...errors };
  app.post('/v1/webhooks', { schema: { ...subscribing, response: made } }, async (request, reply) => {
    const { webhook: current, secret } = await subscribe(request, registry, request.body);
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ ...told(current), secret });
  });
  const shown = { tags, summary: '本部门的推送 The subscriptions of the department, and what nobody took' };
  const listed = { 200: z.object({ webhooks: z.array(webhook) }), ...errors };
  app.get('/v1/webhooks', { schema: { ...shown, response: listed }, config: { trail: 'none' } }, (request, reply) => {
    return reply.send({ webhooks: ownWebhooks(request, registry).map(told) });
  });
  const end = { tags, summary: '取消推送 End a subscription', params, response: { 204: z.null(), ...errors } };
  app.delete('/v1/webhooks/:subscription', { schema: end }, async (request, reply) => {
    await endWebhook(request, registry, request.params.subscription);
    return reply.code(204).send(null);
  });
  const again = { tags, summary: '重推未送达的 Try again what nobody took', params };
  const replaying = { 202: z.object({ replaying: z.int() }), ...errors };
  app.post(
    '/v1/webhooks/:subscription/replay',
    { schema: { ...again, response: replaying } },
    async (request, reply) => {
      const { subscription } = request.params;
      return reply.code(202).send({ replaying: await replayWebhook(request, registry, subscription) });
    },
  );
}

function told({ ended, ...rest }: Webhook) {
  return { ...rest, state: ended ?? 'active', failed: [...rest.failed] };
}
