import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { knownAt } from '../../../schemas/known-at.js';
import { ruleVersion } from '../../../schemas/policy.js';
import { Refusal } from '../../domain/refusal.js';
import { resolveAxes } from '../../queries/axes.js';
import { historyOf } from '../../queries/history.js';
import { profileNow, profileOn } from '../../queries/profile.js';
import { viewerOf } from '../access.js';
import { noteRead } from '../access-trail.js';
import { after, waitFor } from '../after.js';
import { historyAnswer, profileAnswer } from '../answers.js';
import { askedUscc, usccParams } from '../asked-uscc.js';
import { echoedAxes } from '../echoed-axes.js';
import { etagOf, matchesNone } from '../etag.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import { purpose } from '../purpose.js';
import type { Registry } from '../registry.js';

const asked = z.strictObject({
  validAt: calendarDay.optional(),
  knownAt: knownAt.optional(),
  ruleVersion: ruleVersion.optional(),
  purpose,
});

const askedProfile = asked.extend(after);

const askedHistory = asked.extend({
  cursor: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** GET /v1/enterprises/{uscc}: 企业质量信用档案, and its history. */
export function enterpriseRoutes(app: Routes, registry: Registry): void {
  const errors = { '4xx': problemDetails, '5xx': problemDetails };
  app.get(
    '/v1/enterprises/:uscc',
    {
      schema: {
        tags: ['enterprises'],
        summary: '企业质量信用档案 Credit profile',
        params: usccParams,
        querystring: askedProfile,
        response: { 200: profileAnswer, 304: z.null(), ...errors },
      },
    },
    (request, reply) => answerProfile(request, reply, registry),
  );
  app.get(
    '/v1/enterprises/:uscc/history',
    {
      schema: {
        tags: ['enterprises'],
        summary: '档案沿革 Every event behind the profile',
        params: usccParams,
        querystring: askedHistory,
        response: { 200: historyAnswer, ...errors },
      },
    },
    (request) => answerHistory(request, registry),
  );
}

async function answerProfile(
  request: ParsedRequest<{ params: typeof usccParams; querystring: typeof askedProfile }>,
  reply: FastifyReply,
  registry: Registry,
): Promise<FastifyReply> {
  const { query } = request;
  const uscc = askedUscc(request.params.uscc);
  const viewer = viewerOf(request, query);
  await waitFor(query.after, registry.readModels);
  const now = query.validAt === undefined && query.knownAt === undefined && query.ruleVersion === undefined;
  const { answer, axes } = now ? profileNow(registry, uscc, viewer) : profileOn(registry.log, uscc, viewer, query);
  noteRead(request, { usccs: [uscc], purpose: query.purpose, axes });
  if (answer === undefined) throw new Refusal('ENTERPRISE_UNKNOWN');
  const etag = etagOf(answer, viewer.sight);
  reply.headers({
    etag,
    ...echoedAxes(axes, viewer.sight),
    'cache-control': 'private, no-cache',
    vary: 'Authorization, Accept-Language',
  });
  if (!matchesNone(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(answer.body);
}

function answerHistory(
  request: ParsedRequest<{ params: typeof usccParams; querystring: typeof askedHistory }>,
  { log }: Registry,
) {
  const { query } = request;
  const uscc = askedUscc(request.params.uscc);
  const viewer = viewerOf(request, query);
  if (viewer.sight === 'public') throw new Problem(request.acting === undefined ? 'KEY_REQUIRED' : 'SCOPE_MISSING');
  const axes = resolveAxes(log, query);
  noteRead(request, { usccs: [uscc], purpose: query.purpose, axes });
  const page = historyOf(log, { uscc, axes, viewer, after: query.cursor, limit: query.limit });
  if (page === undefined) throw new Refusal('ENTERPRISE_UNKNOWN');
  const { validAt, knownAt: position, ruleVersion: rules } = axes;
  return { uscc, axes: { validAt, knownAt: position, ruleVersion: rules, viewer: viewer.sight }, ...page };
}
