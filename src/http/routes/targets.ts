import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { eventTypes } from '../../../schemas/events.js';
import { division } from '../../../schemas/identifiers.js';
import { ruleVersion } from '../../../schemas/policy.js';
import { observeTarget } from '../../commands/target-observations.js';
import { targetsOn } from '../../queries/targets.js';
import { requireScope } from '../access.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const errors = { '4xx': problemDetails, '5xx': problemDetails };
const asked = z.strictObject({
  validAt: calendarDay.optional(),
  ruleVersion: ruleVersion.optional(),
  division: division.optional().describe('区划，缺省为全市 a division; the whole city by default'),
});
const observation = eventTypes.TargetObserved.schema;
const recorded = z.object({ outcome: z.enum(['recorded', 'already-recorded']), position: z.int() });

const line = z.object({
  pack: z.string(),
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  clause: z.string(),
  quote: z.string(),
  area: z.string(),
  comparator: z.string(),
  value: z.string().optional(),
  upTo: z.string().optional(),
  reference: z.string().optional(),
  unit: z.string().optional(),
  by: z.string(),
  aspirational: z.boolean().optional(),
  counted: z.object({ value: z.string().nullable(), byDivision: z.record(z.string(), z.string()) }).optional(),
  observed: z
    .object({
      value: z.string(),
      unit: z.string(),
      period: z.string(),
      department: z.string(),
      documentNo: z.string().optional(),
      eventId: z.string(),
    })
    .optional(),
  outcome: z.enum(['reached', 'not-reached', 'cannot-tell']),
});

const answer = z.object({
  axes: z.object({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() }),
  targets: z.array(line),
});

/** 质量目标: how each stands on a day, counted and observed; and the recording of observed values. */
export function targetRoutes(app: Routes, registry: Registry): void {
  app.get(
    '/v1/targets',
    {
      schema: {
        tags: ['targets'],
        summary: '质量目标 Targets',
        querystring: asked,
        response: { 200: answer, ...errors },
      },
    },
    async (request) => {
      requireScope(request, 'read:profile', 'screen', 'admin');
      const { division: place, ...axes } = request.query;
      const { axes: resolved, lines } = await targetsOn(registry, axes, place);
      const { validAt, knownAt, ruleVersion: rules } = resolved;
      return {
        axes: { validAt, knownAt, ruleVersion: rules },
        targets: lines.map(({ target: { counted: _how, ...target }, ...rest }) => ({ ...target, ...rest })),
      };
    },
  );
  app.post(
    '/v1/targets/observations',
    {
      schema: {
        tags: ['targets'],
        summary: '登记目标完成值 Record an observed value',
        body: observation,
        response: { 201: recorded, 200: recorded, ...errors },
      },
    },
    async (request, reply) => {
      const actor = requireScope(request, 'record', 'admin');
      const result = await observeTarget(registry, request.body, actor, request.id);
      return reply.code(result.outcome === 'recorded' ? 201 : 200).send(result);
    },
  );
}
