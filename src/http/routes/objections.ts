import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { isEventType } from '../../../schemas/events.js';
import { uscc } from '../../../schemas/uscc.js';
import { objectionOutcome, objector } from '../../../schemas/vocabularies.js';
import { objectionStates } from '../../read-models/objection-reader.js';
import { after, waitFor } from '../after.js';
import { objectionsFor } from '../objections-seen.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const asked = z
  .strictObject({
    state: z.enum(objectionStates).default('open').describe('待处理或已处理 waiting or decided'),
    uscc: uscc.optional().describe('只查一家主体 one enterprise only'),
    recordType: z
      .string()
      .refine(isEventType, { error: 'must be a type of event' })
      .optional()
      .describe('所异议记录的类型 type of the record objected to, such as EnterpriseBlacklisted'),
    from: calendarDay.optional().describe('办结期限起 first day on which it may be due'),
    until: calendarDay.optional().describe('办结期限止 last day on which it may be due'),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    ...after,
  })
  .refine(({ from = '', until = '9999' }) => from <= until, { path: ['until'], error: 'must not be before from' });

const objection = z.object({
  eventId: z.string(),
  uscc: z.string(),
  name: z.string().nullable(),
  record: z.string().describe('所异议记录 event id of the record objected to'),
  recordType: z.string(),
  department: z.string().describe('记录来源部门 whose record it is'),
  objector: objector.schema,
  filedOn: z.string(),
  dueOn: z.string().nullable(),
  answeredOn: z.string().nullable().describe('收到处理决定之日 the day on which the decision was received'),
  outcome: objectionOutcome.schema.nullable(),
});

const answer = z.object({ items: z.array(objection), next: z.string().optional() });

/** GET /v1/objections: 异议收件, those that wait by the day on which they are due, those decided latest first. */
export function objectionRoutes(app: Routes, registry: Registry): void {
  const schema = {
    tags: ['objections'],
    summary: '异议收件 Objections that wait, or that were decided',
    description: 'Those about the own records; with record:objection or admin those about the records of all.',
    querystring: asked,
    response: { 200: answer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/objections', { schema }, async (request, reply) => {
    const { after: position, ...wanted } = request.query;
    await waitFor(position, registry.readModels);
    const { objections, next } = objectionsFor(request, registry, wanted);
    reply.header('cache-control', 'private, no-store');
    return answer.parse({ items: objections, next });
  });
}
