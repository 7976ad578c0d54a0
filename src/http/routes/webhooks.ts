import type { FastifyInstance, FastifyRequest } from 'fastify';
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
    const known = webhooks.named({ department, subscription: wanted.subscription });
    if (known !== undefined) requireScope(request, `feed:${known.list}`);
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
    const { department, scopes } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
    const own = webhooksOf(registry).of(department);
    return reply.send({ webhooks: own.filter(({ list }) => scopes.has(`feed:${list}`)).map(told) });
  });
  const end = { tags, summary: '取消推送 End a subscription', params, response: { 204: z.null(), ...errors } };
  app.delete('/v1/webhooks/:subscription', { schema: end }, async (request, reply) => {
    const { webhooks, name, acting } = named(request, registry);
    if (!(await webhooks.end(name, acting))) throw new Problem('WEBHOOK_UNKNOWN');
    return reply.code(204).send(null);
  });
  const again = { tags, summary: '重推未送达的 Try again what nobody took', params };
  const replaying = { 202: z.object({ replaying: z.int() }), ...errors };
  app.post(
    '/v1/webhooks/:subscription/replay',
    { schema: { ...again, response: replaying } },
    async (request, reply) => {
      const { webhooks, name, acting } = named(request, registry);
      return reply.code(202).send({ replaying: await webhooks.replay(name, acting) });
    },
  );
}

/** The webhook that a request names, of its own department, for whoever may read its list. */
function named(request: FastifyRequest, registry: Registry) {
  const { department, key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const webhooks = webhooksOf(registry);
  const name = { department, subscription: params.parse(request.params).subscription };
  const webhook = webhooks.named(name);
  if (webhook === undefined) throw new Problem('WEBHOOK_UNKNOWN');
  requireScope(request, `feed:${webhook.list}`);
  return { webhooks, name, acting: { actor: { department, key }, correlationId: request.id } };
}

function webhooksOf({ webhooks }: Registry): Webhooks {
  if (webhooks === undefined) throw new Problem('WEBHOOKS_OFF');
  return webhooks;
}

function told({ ended, ...rest }: Webhook) {
  return { ...rest, state: ended ?? 'active', failed: [...rest.failed] };
}
