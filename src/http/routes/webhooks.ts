import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { eventTypes } from '../../../schemas/events.js';
import type { Webhooks } from '../../commands/webhooks.js';
import type { Webhook } from '../../domain/webhooks.js';
import { listStateAt } from '../../queries/joint-lists.js';
import { requireScope } from '../access.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';

const { subscription, list, url } = eventTypes.WebhookSubscribed.schema.shape;
const asked = z.strictObject({ subscription, list, url });
const params = z.object({ subscription });

const webhook = z.object({
  subscription,
  list,
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
export function webhookRoutes(app: FastifyInstance, registry: Registry): void {
  const subscribe = { tags, summary: '订阅或更新推送 Subscribe, or renew a subscription', body: asked };
  const made = { 201: subscribed, ...errors };
  app.post('/v1/webhooks', { schema: { ...subscribe, response: made } }, async (request, reply) => {
    const wanted = asked.parse(request.body);
    const { department, key } = requireScope(request, `feed:${wanted.list}`);
    const webhooks = webhooksOf(registry);
    const { cursor } = listStateAt(registry.readModels, wanted.list, registry.readModels.checkpoint().position);
    const acting = { actor: { department, key }, correlationId: request.id };
    const current = await webhooks.subscribe(department, wanted, cursor, acting);
    const secret = webhooks.secretOf({ department, subscription: current.subscription }, current.generation);
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ ...told(current), secret });
  });
  const shown = { tags, summary: '本部门的推送 The subscriptions of the department, and what nobody took' };
  const listed = { 200: z.object({ webhooks: z.array(webhook) }), ...errors };
  app.get('/v1/webhooks', { schema: { ...shown, response: listed }, config: { trail: 'none' } }, (request, reply) => {
    const { department } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
    return reply.send({ webhooks: webhooksOf(registry).of(department).map(told) });
  });
  const end = { tags, summary: '取消推送 End a subscription', params, response: { 204: z.null(), ...errors } };
  app.delete('/v1/webhooks/:subscription', { schema: end }, async (request, reply) => {
    const { department, key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
    const { subscription } = params.parse(request.params);
    const acting = { actor: { department, key }, correlationId: request.id };
    const ended = await webhooksOf(registry).end({ department, subscription }, acting);
    if (!ended) throw new Problem('WEBHOOK_UNKNOWN');
    return reply.code(204).send(null);
  });
  const again = { tags, summary: '重推未送达的 Try again what nobody took', params };
  const replaying = { 202: z.object({ replaying: z.int() }), ...errors };
  app.post(
    '/v1/webhooks/:subscription/replay',
    { schema: { ...again, response: replaying } },
    async (request, reply) => {
      const { department, key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
      const name = { department, subscription: params.parse(request.params).subscription };
      const webhooks = webhooksOf(registry);
      if (webhooks.named(name) === undefined) throw new Problem('WEBHOOK_UNKNOWN');
      const acting = { actor: { department, key }, correlationId: request.id };
      return reply.code(202).send({ replaying: await webhooks.replay(name, acting) });
    },
  );
}

function webhooksOf({ webhooks }: Registry): Webhooks {
  if (webhooks === undefined) throw new Problem('WEBHOOKS_OFF');
  return webhooks;
}

function told({ ended, ...rest }: Webhook) {
  return { ...rest, state: ended ?? 'active', failed: [...rest.failed] };
}
