import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { objectionsFor } from '../../http/objections-seen.js';
import type { Routes } from '../../http/parsed-request.js';
import { resolveAxes } from '../../queries/axes.js';
import { objectionStates } from '../../read-models/objection-reader.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { ObjectionsPage } from '../pages/objections-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { namesOf } from '../views/names.js';

const asked = z.object({ state: z.enum(objectionStates).default('open'), cursor: z.string().max(200).optional() });

const linesAtOnce = 50;

/** 异议与更正: what waits and what was decided, as far as it may be seen. */
export function objectionRoutes(app: Routes, sources: Sources): void {
  app.get('/objections', { schema: { hide: true } }, (request, reply) => answerObjections(request, reply, sources));
}

function answerObjections(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
): FastifyReply {
  const { state, cursor } = readFields(asked, request.query);
  const page = objectionsFor(request, registry, { state, cursor, limit: linesAtOnce });
  const axes = resolveAxes(registry.log, {}, registry.readModels.checkpoint().position);
  return sendPage(
    reply,
    ObjectionsPage({
      frame: frameOf(request, site, 'console'),
      state,
      objections: page.objections,
      today: axes.headDay,
      names: namesOf(axes.rules, authentication),
      isFirst: cursor === undefined,
      next: page.next,
    }),
  );
}
