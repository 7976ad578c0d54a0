import { z } from 'zod';
import { departmentId } from '../../../schemas/identifiers.js';
import { jointList } from '../../../schemas/vocabularies.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';
import { measuresFor, unansweredFor } from '../sharing.js';
import { listParams } from './lists.js';

const department = z.strictObject({
  department: z.string(),
  applied: z.int(),
  lifted: z.int(),
  answered: z.int(),
  withoutResponse: z.int(),
  onAfterLeaving: z.int(),
  medianResponseDays: z.int().nullable(),
});

const statistics = z.strictObject({
  list: jointList.schema,
  standing: z.int(),
  withoutAnyResponse: z.int(),
  departments: z.array(department),
});

const asked = z.strictObject({
  department: departmentId.optional().describe('缺省为任何部门均无措施 by default those on whom nobody has a measure'),
  cursor: z.string().max(64).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const unanswered = z.strictObject({ usccs: z.array(z.string()), next: z.string().optional() });

const errors = { '4xx': problemDetails, '5xx': problemDetails };

/** 措施: what was done about a list, and about whom nothing. An administrator sees every department, a department itself. */
export function measureRoutes(app: Routes, registry: Registry): void {
  const tags = ['lists'];
  const counted = {
    tags,
    summary: '措施统计 Measures on a list, by department',
    params: listParams,
    response: { 200: statistics, ...errors },
  };
  app.get('/v1/lists/:list/measures', { schema: counted }, async (request, reply) => {
    const { list } = request.params;
    const counts = await measuresFor(request, registry, list);
    reply.header('cache-control', 'private, no-store');
    return statistics.parse(counts);
  });
  const open = {
    tags,
    summary: '未响应主体 Enterprises of a list without a measure',
    params: listParams,
    querystring: asked,
    response: { 200: unanswered, ...errors },
  };
  app.get('/v1/lists/:list/unanswered', { schema: open }, async (request, reply) => {
    const { list } = request.params;
    const { department: of, cursor: after, limit } = request.query;
    const page = unansweredFor(request, registry, { list, department: of, after, limit });
    reply.header('cache-control', 'private, no-store');
    return { ...page, usccs: [...page.usccs] };
  });
}
