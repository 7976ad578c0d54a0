import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { knownAt } from '../../../schemas/known-at.js';
import { ruleVersion } from '../../../schemas/policy.js';
import { openBilling } from '../../queries/rewards.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';
import { rewardsAnswer, rewardsCsv, rewardsJson, rewardsXlsx } from '../reward-answer.js';

const params = z.object({
  year: z.coerce.number().int().min(1949).max(2200).describe('年度 calendar year of the awards'),
});

const asked = z.strictObject({
  validAt: calendarDay.optional(),
  knownAt: knownAt.optional(),
  ruleVersion: ruleVersion.optional(),
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
});

/** GET /v1/rewards/{year}: 年度奖励清单, what each unit is due, paid or owes back, honour by honour. */
export function rewardRoutes(app: Routes, registry: Registry): void {
  const schema = {
    tags: ['judgement'],
    summary: '年度奖励清单 Rewards of a year',
    description: 'Streams; one bonus per unit and year, amounts in fen, totals at the end.',
    params,
    querystring: asked,
    response: { 200: rewardsAnswer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/rewards/:year', { schema }, (request, reply) => answer(request, reply, registry));
}

async function answer(
  request: ParsedRequest<{ params: typeof params; querystring: typeof asked }>,
  reply: FastifyReply,
  registry: Registry,
): Promise<FastifyReply> {
  requireScope(request, 'screen', 'admin');
  const { year } = request.params;
  const { format, ...axes } = request.query;
  const billing = openBilling(registry, year, axes);
  noteRead(request, { axes: billing.axes });
  reply.header('cache-control', 'private, no-store');
  switch (format) {
    case 'json':
      return reply.type('application/json; charset=utf-8').send(rewardsJson(registry, billing));
    case 'csv':
      reply.header('content-disposition', `attachment; filename="rewards-${year}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(rewardsCsv(registry, billing));
    case 'xlsx': {
      const body = await rewardsXlsx(registry, billing);
      reply.header('content-disposition', `attachment; filename="rewards-${year}.xlsx"`);
      return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(body);
    }
  }
}
