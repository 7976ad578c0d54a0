import { z } from 'zod';
import { requireScope } from '../access.js';
import { after, waitFor } from '../after.js';
import { checkAnswer, recheckAnswer } from '../check-answer.js';
import { checkAbout, lookAgain, makeCheck } from '../checking.js';
import { markOf } from '../idempotency.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails, recordedElsewhere } from '../problem-details.js';
import type { Registry } from '../registry.js';

const asked = checkAbout.extend({ usccs: z.array(z.string().min(1).max(64)).min(1).max(5000) });
const askedAfter = z.strictObject(after);
const params = z.object({ checkNo: z.string().min(1).max(64) });

/** 5,000 codes and what stands around them. */
const bodyLimit = 256 * 1024;

/** 支付、许可之前的核验: which codes are on the joint lists. What was asked and answered is an event. */
export function checkRoutes(app: Routes, registry: Registry): void {
  const made = {
    tags: ['lists'],
    summary: '名单核验 Check enterprises before paying or permitting',
    description:
      'Says what is on record; "not-listed-on-record" is no clearance. A repeat under one Idempotency-Key is answered with the check that was made, without what was withdrawn since.',
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    querystring: askedAfter,
    body: asked,
    response: { 201: checkAnswer, 202: recordedElsewhere, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.post('/v1/checks', { schema: made, bodyLimit, config: { trail: 'left' } }, async (request, reply) => {
    const { key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
    await waitFor(request.query.after, registry.readModels);
    const check = request.body;
    const answer = await makeCheck(request, registry, check, markOf(request, key, { check }));
    reply.header('cache-control', 'private, no-store');
    return reply.code(201).type('application/json; charset=utf-8').send(JSON.stringify(answer));
  });
  const again = {
    tags: ['lists'],
    summary: '核验复核 A check again: has it changed since?',
    params,
    response: { 200: recheckAnswer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/checks/:checkNo', { schema: again }, async (request, reply) => {
    const answer = await lookAgain(request, registry, request.params.checkNo);
    reply.header('cache-control', 'private, no-store');
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  });
}
