import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { eventTypes } from '../../../schemas/events.js';
import { departmentId, keyId } from '../../../schemas/identifiers.js';
import { scope } from '../../../schemas/scope.js';
import { requireScope } from '../access.js';
import { markOf } from '../idempotency.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';

const errors = { '4xx': problemDetails, '5xx': problemDetails };
const enrolment = eventTypes.DepartmentEnrolled.schema;
const keyRequest = z.strictObject({
  scopes: z.tuple([scope.schema], scope.schema),
  until: calendarDay.optional(),
});
const issued = z.object({ keyId: z.string(), key: z.string().describe('密钥只显示这一次 Shown this once only') });

/** 部门接入与访问密钥: for administrators. The first key is issued on the machine, by `qcr keys issue`. */
export function departmentRoutes(app: Routes, { keys }: Registry): void {
  app.post(
    '/v1/departments',
    {
      schema: {
        tags: ['departments'],
        summary: '部门接入 Enrol a department',
        body: enrolment,
        response: { 201: z.object({ department: z.string() }), 200: z.object({ department: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const actor = requireScope(request, 'admin');
      const data = request.body;
      const isNew = await keys.enrol(data, { actor, correlationId: request.id });
      return reply.code(isNew ? 201 : 200).send({ department: data.department });
    },
  );
  app.post(
    '/v1/departments/:department/keys',
    {
      schema: {
        tags: ['departments'],
        summary: '签发访问密钥 Issue an access key',
        headers: z.object({ 'idempotency-key': z.string().optional() }),
        params: z.object({ department: departmentId }),
        body: keyRequest,
        response: { 201: issued, ...errors },
      },
    },
    async (request, reply) => {
      const actor = requireScope(request, 'admin');
      const { department } = request.params;
      const { scopes, until } = request.body;
      const asked = { department, scopes, until };
      const mark = markOf(request, actor.key, asked);
      const key = await keys.issueOnce(asked, { actor, correlationId: request.id, mark });
      if (key === undefined) throw new Problem('KEY_ISSUED_BEFORE');
      return reply.code(201).header('cache-control', 'no-store').send({ keyId: key.keyId, key: key.text });
    },
  );
  app.delete(
    '/v1/keys/:keyId',
    {
      schema: {
        tags: ['departments'],
        summary: '吊销访问密钥 Revoke an access key',
        params: z.object({ keyId }),
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const actor = requireScope(request, 'admin');
      await keys.revoke(request.params.keyId, { actor, correlationId: request.id });
      return reply.code(204).send(null);
    },
  );
}
