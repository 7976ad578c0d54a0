import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { consistent } from '../../../schemas/consistency.js';
import { dayInShanghai } from '../../../schemas/day.js';
import { eventTypes, type Fact } from '../../../schemas/events.js';
import { departmentId } from '../../../schemas/identifiers.js';
import type { ReportResult } from '../../commands/source-reports.js';
import { requireScope } from '../access.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const params = z.object({ department: departmentId });

/** The department stands in the address. */
const { department: _reporting, ...reportFields } = eventTypes.SourceReported.schema.shape;
const { department: _answering, ...clearanceFields } = eventTypes.ClearanceGiven.schema.shape;
const reportBody = z.strictObject(reportFields).superRefine(consistent);
const clearanceBody = z.strictObject(clearanceFields).superRefine(consistent);

const result = z.object({ outcome: z.enum(['recorded', 'already-recorded']), position: z.int() });
const response = { 201: result, 200: result, '4xx': problemDetails, '5xx': problemDetails };

/** An answer 回函 may name 5,000 enterprises. */
const bodyLimit = 512 * 1024;

/** 零报告与部门联审回函: what makes it mean something that nothing is on record. */
export function sourceReportRoutes(app: Routes, registry: Registry): void {
  const tags = ['judgement'];
  app.post(
    '/v1/departments/:department/source-reports',
    {
      schema: {
        tags,
        summary: '数据报送（零报告） Report that all is reported',
        params,
        body: reportBody,
        response,
      },
    },
    async (request, reply) => {
      const data = { ...request.body, ...request.params };
      const answer = await record({ type: 'SourceReported', data }, request, registry);
      return reply.code(answer.outcome === 'recorded' ? 201 : 200).send(answer);
    },
  );
  app.post(
    '/v1/departments/:department/clearances',
    {
      schema: {
        tags,
        summary: '部门联审回函 Answer for enterprises',
        params,
        body: clearanceBody,
        response,
      },
      bodyLimit,
    },
    async (request, reply) => {
      const data = { ...request.body, ...request.params };
      const answer = await record({ type: 'ClearanceGiven', data }, request, registry);
      return reply.code(answer.outcome === 'recorded' ? 201 : 200).send(answer);
    },
  );
}

function record(
  fact: Fact<'SourceReported' | 'ClearanceGiven'>,
  request: FastifyRequest,
  { sourceReports, rim }: Registry,
): Promise<ReportResult> {
  const actor = requireScope(request, 'record', 'admin');
  return sourceReports.record(fact, actor, dayInShanghai(rim.now()), request.id);
}
