import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { uuid } from '../../../schemas/identifiers.js';
import { jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { commandMark } from '../../commands/command-mark.js';
import { Refusal } from '../../domain/refusal.js';
import { requireScope } from '../../http/access.js';
import { endWebhook, ownWebhooks, replayWebhook, subscribe, wanted } from '../../http/own-webhooks.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { type FieldError, Problem } from '../../http/problems.js';
import { sendPage } from '../answer.js';
import { frameOf, mayDo } from '../frame.js';
import { WebhookEndPage } from '../pages/webhook-end-page.js';
import { WebhookSecretPage } from '../pages/webhook-secret-page.js';
import { WebhooksPage } from '../pages/webhooks-page.js';
import { parseFields, sentFields } from '../query.js';
import type { Sources } from '../sources.js';
import { webhookLine } from '../views/webhooks.js';
import { refusalWords } from '../words/refusal.js';
import { wrongField } from '../words/rules.js';
import { webhookWords } from '../words/webhooks.js';

const params = z.object({ subscription: wanted.subscription });
const subscribing = z.object({ ...wanted, form: uuid });

/** 订阅推送 of a department: seen, renewed, ended and replayed with the scope of its own list. */
export function webhookRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true };
  const { registry } = sources;
  app.get('/sharing/webhooks', { schema, config: { trail: 'none' } }, (request, reply) =>
    sendWebhooks(request, reply, sources, {}),
  );
  app.post('/sharing/webhooks', { schema }, (request, reply) => answerSubscription(request, reply, sources));
  app.get(
    '/sharing/webhooks/:subscription/end',
    { schema: { ...schema, params }, config: { trail: 'none' } },
    (request, reply) => askBeforeEnd(request, reply, sources),
  );
  app.post('/sharing/webhooks/:subscription/end', { schema: { ...schema, params } }, async (request, reply) => {
    const { subscription } = request.params;
    if (sentFields(request).confirmed !== 'yes') return askBeforeEnd(request, reply, sources);
    await endWebhook(request, registry, subscription);
    return reply.redirect('/sharing/webhooks', 303);
  });
  app.post('/sharing/webhooks/:subscription/replay', { schema: { ...schema, params } }, async (request, reply) => {
    await replayWebhook(request, registry, request.params.subscription);
    return reply.redirect('/sharing/webhooks', 303);
  });
}

/** The question that comes before an end. Throws Problem WEBHOOK_UNKNOWN where there is none to end. */
function askBeforeEnd(
  request: ParsedRequest<{ params: typeof params }>,
  reply: FastifyReply,
  { registry, site }: Sources,
): FastifyReply {
  const { subscription } = request.params;
  const webhook = ownWebhooks(request, registry).find((each) => each.subscription === subscription);
  if (webhook === undefined || webhook.ended !== undefined) throw new Problem('WEBHOOK_UNKNOWN');
  return sendPage(reply, WebhookEndPage({ frame: frameOf(request, site, 'console'), webhook }));
}

interface Filled {
  readonly fields?: Readonly<Record<string, string>>;
  readonly wrong?: readonly Label[];
  readonly status?: number;
}

function sendWebhooks(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, site }: Sources,
  { fields = {}, wrong = [], status = wrong.length === 0 ? 200 : 400 }: Filled,
): FastifyReply {
  requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const frame = frameOf(request, site, 'console');
  const own = registry.webhooks === undefined ? undefined : ownWebhooks(request, registry).map(webhookLine);
  const lists = jointList.codes.filter((list) => mayDo(frame, `feed:${list}`));
  const form = fields.form ?? registry.rim.newId();
  return sendPage(reply, WebhooksPage({ frame, webhooks: own, lists, form, fields, wrong }), status);
}

/** Subscribes or renews, and shows the secret this once: what is sent twice renews once. */
async function answerSubscription(
  request: FastifyRequest,
  reply: FastifyReply,
  sources: Sources,
): Promise<FastifyReply> {
  const { key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const fields = sentFields(request);
  const parsed = parseFields(subscribing, fields);
  if ('errors' in parsed) {
    return sendWebhooks(request, reply, sources, { fields, wrong: parsed.errors.map(wrongWords) });
  }
  const { form, ...asked } = parsed.data;
  try {
    const mark = commandMark(key, `form ${form} ${asked.subscription} ${asked.list} ${asked.url}`, asked);
    const { webhook, secret } = await subscribe(request, sources.registry, asked, mark);
    if (webhook.ended !== undefined) {
      return sendWebhooks(request, reply, sources, { wrong: [webhookWords.endedSince], status: 409 });
    }
    const page = WebhookSecretPage({ frame: frameOf(request, sources.site, 'console'), webhook, secret });
    return sendPage(reply.header('cache-control', 'no-store'), page);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendWebhooks(request, reply, sources, { fields, wrong: [refusalWords(error)] });
  }
}

function wrongWords({ field, rule }: FieldError): Label {
  const labels: Readonly<Record<string, Label>> = {
    subscription: webhookWords.subscription,
    list: webhookWords.list,
    url: webhookWords.url,
  };
  return wrongField(labels[field] ?? { zh: field, en: field }, rule);
}
