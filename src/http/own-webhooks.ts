import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { CommandMark } from '../../schemas/envelope.js';
import { eventTypes } from '../../schemas/events.js';
import type { Webhooks } from '../commands/webhooks.js';
import type { Webhook } from '../domain/webhooks.js';
import { listStateAt } from '../queries/joint-lists.js';
import { requireScope } from './access.js';
import { Problem } from './problems.js';
import type { Registry } from './registry.js';

const { subscription, list, url } = eventTypes.WebhookSubscribed.schema.shape;

/** What is asked for: a name of its own, the list, and where it is to be told. */
export const wanted = { subscription, list, url };

interface Wanted {
  readonly subscription: z.output<typeof subscription>;
  readonly list: z.output<typeof list>;
  readonly url: z.output<typeof url>;
}

/** 订阅或更新推送 for whoever may read the list; `secret` signs what is delivered from now on. */
export async function subscribe(
  request: FastifyRequest,
  registry: Registry,
  asked: Wanted,
  mark?: CommandMark,
): Promise<{ readonly webhook: Webhook; readonly secret: string }> {
  const { department, key } = requireScope(request, `feed:${asked.list}`);
  const webhooks = webhooksOf(registry);
  const known = webhooks.named({ department, subscription: asked.subscription });
  if (known !== undefined) requireScope(request, `feed:${known.list}`);
  const { cursor } = listStateAt(registry.readModels, asked.list, registry.readModels.checkpoint().position);
  const acting = { actor: { department, key }, correlationId: request.id, mark };
  const webhook = await webhooks.subscribe(department, asked, cursor, acting);
  return { webhook, secret: webhooks.secretOf({ department, subscription: webhook.subscription }, webhook.generation) };
}

/** 本部门的推送 on the lists that its key may read. */
export function ownWebhooks(request: FastifyRequest, registry: Registry): readonly Webhook[] {
  const { department, scopes } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  return webhooksOf(registry)
    .of(department)
    .filter((each) => scopes.has(`feed:${each.list}`));
}

/** 取消推送. Throws Problem WEBHOOK_UNKNOWN where there is none to end. */
export async function endWebhook(request: FastifyRequest, registry: Registry, name: string): Promise<void> {
  const { webhooks, whose, acting } = named(request, registry, name);
  if (!(await webhooks.end(whose, acting))) throw new Problem('WEBHOOK_UNKNOWN');
}

/** 重推未送达的: answers how much of it is tried again. Throws Problem WEBHOOK_UNKNOWN where nothing is sent any more. */
export async function replayWebhook(request: FastifyRequest, registry: Registry, name: string): Promise<number> {
  const { webhooks, whose, acting } = named(request, registry, name);
  const count = await webhooks.replay(whose, acting);
  if (count === undefined) throw new Problem('WEBHOOK_UNKNOWN');
  return count;
}

/** The webhook that a request names, of its own department, for whoever may read its list. */
function named(request: FastifyRequest, registry: Registry, name: string) {
  const { department, key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const webhooks = webhooksOf(registry);
  const whose = { department, subscription: name };
  const webhook = webhooks.named(whose);
  if (webhook === undefined) throw new Problem('WEBHOOK_UNKNOWN');
  requireScope(request, `feed:${webhook.list}`);
  return { webhooks, whose, acting: { actor: { department, key }, correlationId: request.id } };
}

function webhooksOf({ webhooks }: Registry): Webhooks {
  if (webhooks === undefined) throw new Problem('WEBHOOKS_OFF');
  return webhooks;
}
