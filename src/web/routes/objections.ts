import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { resolveAxes } from '../../queries/axes.js';
import { objectionsPage } from '../../queries/objections.js';
import { sendPage } from '../answer.js';
import { frameOf, mayDo } from '../frame.js';
import { ObjectionsPage } from '../pages/objections-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { namesOf } from '../views/names.js';

const asked = z.object({ after: z.string().max(60).default('') });

const linesAtOnce = 50;

/** 异议与更正: all that waits, for those who decide objections; else what concerns the department's own records. */
export function objectionRoutes(app: FastifyInstance, sources: Sources): void {
  app.get('/objections', { schema: { hide: true } }, (request, reply) => answerObjections(request, reply, sources));
}

function answerObjections(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
): FastifyReply {
  const { department } = requireScope(request, 'record', 'record:objection', 'admin');
  const { after } = readFields(asked, request.query);
  const frame = frameOf(request, site, 'console');
  const of = mayDo(frame, 'record:objection', 'admin') ? undefined : department;
  const axes = resolveAxes(registry.log, {}, registry.readModels.checkpoint().position);
  const page = objectionsPage(registry.readModels, { of, by: department, after, limit: linesAtOnce });
  noteRead(request, { axes, usccs: [...new Set(page.objections.map(({ uscc }) => uscc))] });
  return sendPage(
    reply,
    ObjectionsPage({
      frame,
      objections: page.objections,
      today: axes.headDay,
      names: namesOf(axes.rules, authentication),
      isFirst: after === '',
      next: page.next,
    }),
  );
}
