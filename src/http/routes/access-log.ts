import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { actorKey, departmentId } from '../../../schemas/identifiers.js';
import { uscc } from '../../../schemas/uscc.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const asked = z.strictObject({
  uscc: uscc.optional().describe('查过哪家主体 who read of this enterprise'),
  department: departmentId.optional(),
  key: actorKey.optional(),
  from: calendarDay.optional().describe('起 first day'),
  until: calendarDay.optional().describe('止 last day'),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const answer = z.object({
  entries: z.array(
    z.object({
      number: z.int(),
      at: z.string(),
      department: z.string(),
      key: z.string(),
      what: z.string(),
      usccs: z.array(z.string()).describe('所查代码，最多列100个 the codes asked about, a hundred at most'),
      purpose: z.string().optional(),
      axes: z.object({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() }).optional(),
      status: z.int(),
      result: z.string().optional(),
    }),
  ),
  next: z.int().optional(),
});

/** GET /v1/access-log: 查询留痕 of this node, newest first. Reading it leaves an entry as well. */
export function accessLogRoutes(app: Routes, { accessLog }: Registry): void {
  const schema = {
    tags: ['access'],
    summary: '查询留痕 Who read what is not public',
    querystring: asked,
    response: { 200: answer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/access-log', { schema }, async (request) => {
    requireScope(request, 'admin');
    const { cursor: before, limit, ...filter } = request.query;
    if (filter.uscc !== undefined) noteRead(request, { usccs: [filter.uscc] });
    const entries = await accessLog.entries({ ...filter, before, limit: limit + 1 });
    const shown = entries.slice(0, limit);
    const last = shown.at(-1);
    return { entries: shown, ...(entries.length > limit && last !== undefined ? { next: last.number } : {}) };
  });
}
