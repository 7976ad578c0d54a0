import { z } from 'zod';
import { eventTypes } from '../../../schemas/events.js';
import { slug } from '../../../schemas/identifiers.js';
import type { EligibilityOutcome } from '../../../schemas/verdict.js';
import { type RoundState, roundStages, stageOf } from '../../domain/award-round.js';
import { type ListedRound, roundsOnRecord } from '../../queries/round-list.js';
import { requireScope } from '../access.js';
import { cursorPage } from '../cursor-page.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const asked = z.strictObject({
  programme: slug.optional(),
  year: z.coerce.number({ error: 'must be a year' }).pipe(eventTypes.RoundOpened.schema.shape.year).optional(),
  stage: z.enum(roundStages).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const counts = z.object({
  applicants: z.int(),
  eligible: z.int(),
  ineligible: z.int(),
  needsReview: z.int(),
  notAssessed: z.int(),
  candidates: z.int().describe('公示对象 on the notice'),
  winners: z.int().describe('评选决定所列 named by the decision'),
  refused: z.int().describe('决定后被否决 refused since'),
});

const round = z.object({
  round: z.string().describe('`programme.year`, as in the addresses of its steps'),
  programme: z.string(),
  year: z.int(),
  stage: z.enum(roundStages),
  openedOn: z.string(),
  openedBy: z.string().describe('启动部门 department that opened it'),
  documentNo: z.string(),
  quota: z.int(),
  counts,
});

const answer = z.object({ items: z.array(round), next: z.string().optional() });

/** GET /v1/award-rounds: every round and where it is on its way, in the order of their ids. */
export function roundListRoutes(app: Routes, registry: Registry): void {
  const schema = {
    tags: ['award-rounds'],
    summary: '评选轮次 Rounds',
    querystring: asked,
    response: { 200: answer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/award-rounds', { schema }, (request, reply) => {
    requireScope(request, 'screen');
    const wanted = request.query;
    const { rounds, next } = cursorPage(() => roundsOnRecord(registry.log, wanted));
    reply.header('cache-control', 'private, no-store');
    return { items: rounds.map(line), next };
  });
}

function line({ id, opened, openedBy, state }: ListedRound): z.input<typeof round> {
  const { programme, year, openedOn, documentNo, quota } = opened;
  const stage = stageOf(state);
  return { round: id, programme, year, stage, openedOn, openedBy, documentNo, quota, counts: countsOf(state) };
}

function countsOf({ applications, assessments, notice, decided, refused }: RoundState): z.input<typeof counts> {
  const verdicts = [...assessments.values()].map(({ data }) => data.verdict);
  const having = (verdict: EligibilityOutcome): number => verdicts.filter((each) => each === verdict).length;
  return {
    applicants: applications.size,
    eligible: having('eligible'),
    ineligible: having('ineligible'),
    needsReview: having('needs-review'),
    notAssessed: applications.size - assessments.size,
    candidates: notice?.usccs.length ?? 0,
    winners: decided?.data.winners.length ?? 0,
    refused: refused.size,
  };
}
