import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { slug } from '../../../schemas/identifiers.js';
import { openScreening } from '../../queries/eligibility.js';
import { requireScope } from '../access.js';
import { knownAt, ruleVersion } from '../asked-axes.js';
import {
  eligibilityAnswer,
  screeningCsv,
  screeningJson,
  screeningNdjson,
  screeningXlsx,
} from '../eligibility-answer.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const applicant = z.string().trim().min(1).max(100);

const asked = z.strictObject({
  programme: slug.describe('奖项编号 id of a programme in a pack in force'),
  year: z.int().min(1949).max(2200).describe('申报年度 programme year'),
  usccs: z
    .array(applicant)
    .min(1)
    .max(10_000)
    .describe('代码；仅有名称的只返回候选 codes; a name gets candidates only'),
  validAt: calendarDay.optional(),
  knownAt: knownAt.optional(),
  ruleVersion: ruleVersion.optional(),
});

const formats = z.strictObject({ format: z.enum(['json', 'ndjson', 'csv', 'xlsx']).default('json') });

/** 10,000 codes with room for names. */
const bodyLimit = 2 * 1024 * 1024;

/** POST /v1/eligibility: 评奖资格审查, clause by clause, for up to 10,000 applicants. */
export function eligibilityRoutes(app: FastifyInstance, registry: Registry): void {
  const schema = {
    tags: ['judgement'],
    summary: '评奖资格审查 Screen applicants of a programme',
    description: 'Streams; `format=ndjson` gives the head and then a line an applicant.',
    querystring: formats,
    body: asked,
    response: { 200: eligibilityAnswer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.post('/v1/eligibility', { schema, bodyLimit }, (request, reply) => answer(request, reply, registry));
}

async function answer(request: FastifyRequest, reply: FastifyReply, registry: Registry): Promise<FastifyReply> {
  requireScope(request, 'screen');
  const { format } = formats.parse(request.query);
  const { programme, year, usccs, ...axes } = asked.parse(request.body);
  const screening = openScreening(registry, { programme, year }, axes);
  reply.header('cache-control', 'private, no-store');
  switch (format) {
    case 'json':
      return reply.type('application/json; charset=utf-8').send(screeningJson(usccs, registry, screening));
    case 'ndjson':
      return reply.type('application/x-ndjson; charset=utf-8').send(screeningNdjson(usccs, registry, screening));
    case 'csv':
      reply.header('content-disposition', `attachment; filename="${programme}-${year}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(screeningCsv(usccs, registry, screening));
    case 'xlsx': {
      const body = await screeningXlsx(usccs, registry, screening);
      reply.header('content-disposition', `attachment; filename="${programme}-${year}.xlsx"`);
      return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(body);
    }
  }
}
