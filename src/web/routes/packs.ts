import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { policyEvents } from '../../event-log/policy-events.js';
import { requireScope } from '../../http/access.js';
import type { Routes } from '../../http/parsed-request.js';
import { packAdopted, referenceOf } from '../../policy/adoptions.js';
import { diffPacks } from '../../policy/pack-diff.js';
import { resolveAxes } from '../../queries/axes.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { PacksPage } from '../pages/packs-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';

const reference = z.string().max(100).optional();
const asked = z.object({ before: reference, after: reference });

/** 规则包: what was adopted, and two wordings compared. Rules are no secret to those who judge by them. */
export function packRoutes(app: Routes, sources: Sources): void {
  app.get('/packs', { schema: { hide: true }, config: { trail: 'none' } }, (request, reply) =>
    answerPacks(request, reply, sources),
  );
}

function answerPacks(request: FastifyRequest, reply: FastifyReply, { registry, site }: Sources): FastifyReply {
  requireScope(request, 'admin', 'screen');
  const { before, after } = readFields(asked, request.query);
  const { log } = registry;
  const inForce = new Set(resolveAxes(log, {}).ruleVersion.split(','));
  const adopted = policyEvents(log).flatMap((event) =>
    event.type === 'PolicyAdopted' ? [{ event, pack: packAdopted(event), reference: referenceOf(event.data) }] : [],
  );
  const packOf = (wanted: string | undefined) => adopted.find((each) => each.reference === wanted)?.pack;
  const [one, other] = [packOf(before), packOf(after)];
  return sendPage(
    reply,
    PacksPage({
      frame: frameOf(request, site, 'console'),
      packs: adopted.map(({ event, pack, reference }) => ({
        reference,
        name: { zh: pack.zh, en: pack.en },
        from: event.data.from,
        until: event.data.until,
        adoptedAt: event.recordedAt,
        inForce: inForce.has(reference),
      })),
      asked: { before, after },
      changes: one === undefined || other === undefined ? undefined : diffPacks(one, other),
    }),
  );
}
