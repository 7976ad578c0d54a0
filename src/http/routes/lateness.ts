import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { departmentId } from '../../../schemas/identifiers.js';
import { basis } from '../../../schemas/policy/provision.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';
import { latenessFor } from '../sharing.js';

const asked = z
  .strictObject({
    from: calendarDay.optional().describe('收到日期起，缺省为本年首日 first day of receipt'),
    until: calendarDay.optional().describe('止 last day'),
    department: departmentId.optional(),
  })
  .refine(({ from = '', until = '9999' }) => from <= until, { path: ['until'], error: 'must not be before from' });

const answer = z.strictObject({
  from: z.string(),
  until: z.string(),
  dueWorkdays: z
    .strictObject({ value: z.int(), basis: basis.schema, source: z.string(), unverified: z.literal(true).optional() })
    .optional(),
  calendarsMissing: z.array(z.int()).describe('未公布工作日历的年度，按自然日计 years counted by days'),
  departments: z.array(
    z.strictObject({
      department: z.string(),
      type: z.string(),
      reports: z.int(),
      onTime: z.int(),
      late: z.int(),
      cannotTell: z.int(),
      longestDays: z.int(),
    }),
  ),
});

/** GET /v1/lateness: 报送及时性, an administrator sees every department, a department itself. */
export function latenessRoutes(app: Routes, registry: Registry): void {
  const schema = {
    tags: ['departments'],
    summary: '迟报统计 Reports against the limit of the pack, by department',
    querystring: asked,
    response: { 200: answer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/lateness', { schema }, async (request, reply) => {
    const counts = latenessFor(request, registry, request.query);
    reply.header('cache-control', 'private, no-store');
    return answer.parse(counts);
  });
}
