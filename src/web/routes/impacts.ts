import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { askedUscc } from '../../http/asked-uscc.js';
import type { Routes } from '../../http/parsed-request.js';
import type { Registry } from '../../http/registry.js';
import { resolveAxes } from '../../queries/axes.js';
import { allImpacts, type Impact, impactsOf } from '../../queries/impacts.js';
import { honouredEnterprises } from '../../queries/registers.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { ImpactsPage } from '../pages/impacts-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { impactView } from '../views/impacts.js';
import { namesOf } from '../views/names.js';

const asked = z.object({ uscc: z.string().max(64).transform(askedUscc).optional() });

const most = 200;

/** 影响清单, for those who judge and administrators. */
export function impactRoutes(app: Routes, sources: Sources): void {
  app.get('/impacts', { schema: { hide: true } }, (request, reply) => answerImpacts(request, reply, sources));
}

async function answerImpacts(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
): Promise<FastifyReply> {
  requireScope(request, 'screen', 'admin');
  const { uscc } = readFields(asked, request.query);
  const { impacts, complete } =
    uscc === undefined ? await firstImpacts(registry) : { impacts: impactsOf(registry, uscc), complete: true };
  noteRead(request, { usccs: uscc === undefined ? [...new Set(impacts.map((each) => each.uscc))] : [uscc] });
  const names = namesOf(resolveAxes(registry.log, {}).rules, authentication);
  const nameOf = (code: string): string | null => registry.readModels.read((file) => file.name(code)) ?? null;
  const views = impacts.map((impact) => impactView(impact, nameOf(impact.uscc), names));
  return sendPage(reply, ImpactsPage({ frame: frameOf(request, site, 'console'), uscc, impacts: views, complete }));
}

async function firstImpacts(registry: Registry) {
  const impacts: Impact[] = [];
  for await (const each of allImpacts(registry, honouredEnterprises(registry.readModels))) {
    if (impacts.length === most) return { impacts, complete: false };
    impacts.push(each);
  }
  return { impacts, complete: true };
}
