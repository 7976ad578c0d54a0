import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { departmentId } from '../../../schemas/identifiers.js';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { askedUscc } from '../../http/asked-uscc.js';
import type { Routes } from '../../http/parsed-request.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { AccessLogPage } from '../pages/access-log-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';

const asked = z.object({
  uscc: z.string().max(64).transform(askedUscc).optional(),
  department: departmentId.optional(),
  from: calendarDay.optional(),
  until: calendarDay.optional(),
  before: z.coerce.number().int().positive().optional(),
});

const entriesAtOnce = 50;

/** 查询留痕 of this node, newest first; for administrators. */
export function accessLogRoutes(app: Routes, sources: Sources): void {
  app.get('/access-log', { schema: { hide: true } }, (request, reply) => answerLog(request, reply, sources));
}

async function answerLog(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
): Promise<FastifyReply> {
  requireScope(request, 'admin');
  const { before, ...filter } = readFields(asked, request.query);
  if (filter.uscc !== undefined) noteRead(request, { usccs: [filter.uscc] });
  const entries = await registry.accessLog.entries({ ...filter, before, limit: entriesAtOnce + 1 });
  const shown = entries.slice(0, entriesAtOnce);
  return sendPage(
    reply,
    AccessLogPage({
      frame: frameOf(request, site, 'console'),
      asked: filter,
      entries: shown,
      isFirst: before === undefined,
      next: entries.length > entriesAtOnce ? shown.at(-1)?.number : undefined,
      nameOf: (department) => authentication.nameOf(department) ?? department,
    }),
  );
}
