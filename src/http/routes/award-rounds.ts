import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { eventTypes } from '../../../schemas/events.js';
import { slug } from '../../../schemas/identifiers.js';
import { numberLine } from '../../../schemas/text.js';
import { uscc } from '../../../schemas/uscc.js';
import { eligibilityOutcome } from '../../../schemas/verdict.js';
import type { RoundId } from '../../commands/award-rounds.js';
import { type RoundState, roundStages, stageOf } from '../../domain/award-round.js';
import { type ExplainedVerdict, explainRound, roundOf } from '../../queries/award-rounds.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import { askedRound, roundParams } from '../asked-round.js';
import { applicantClause, assumedParameter } from '../eligibility-answer.js';
import { verdictChange } from '../impact-answer.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const errors = { '4xx': problemDetails, '5xx': problemDetails };
const { programme, year, quota, coolingOffYears, documentNo } = eventTypes.RoundOpened.schema.shape;
const opening = z.strictObject({ programme, year, quota, coolingOffYears, documentNo });
const applicants = z.strictObject({ usccs: z.array(uscc).min(1).max(10_000) });
const someApplicants = z.strictObject({ usccs: z.array(uscc).min(1).max(10_000).optional() }).nullish();
const candidates = z.strictObject({ usccs: z.array(uscc).min(1).max(1000) });
const decision = z.strictObject({ documentNo: numberLine(100), usccs: z.array(uscc).max(1000) });
const nothing = z.strictObject({}).nullish();

const result = z.object({ recorded: z.int(), version: z.int(), position: z.int() });

const round = z.object({
  programme: slug,
  year: z.int(),
  version: z.int(),
  stage: z.enum(roundStages),
  quota: z.int(),
  coolingOffYears: z.int(),
  documentNo: z.string(),
  ruleVersion: z.string(),
  openedOn: z.string(),
  applicants: z.array(
    z.object({ uscc: z.string(), filedOn: z.string(), verdict: eligibilityOutcome.schema.nullable() }),
  ),
  notice: z.object({ usccs: z.array(z.string()), from: z.string(), until: z.string() }).nullable(),
  decision: z.object({ documentNo: z.string(), decidedOn: z.string(), winners: z.array(z.string()) }).nullable(),
  refused: z.array(z.object({ uscc: z.string(), clause: z.string(), reason: z.string() })),
});

const assessed = z.object({
  uscc: z.string(),
  outcome: z.string(),
  clauses: z.array(applicantClause).optional(),
  nextChange: z.string().optional(),
  assumed: z.array(assumedParameter).optional(),
});

const explained = z.object({
  uscc: z.string(),
  stored: z.object({ verdict: z.string(), validAt: z.string(), knownAt: z.int(), digest: z.string() }),
  reproduced: z.boolean(),
  holds: z.boolean(),
  now: assessed,
  change: verdictChange.optional(),
});

/** 评选轮次: /v1/award-rounds, a step a route, and what became of each verdict. */
export function awardRoundRoutes(app: Routes, registry: Registry): void {
  const { rounds } = registry;
  const tags = ['award-rounds'];
  const response = { 200: result, ...errors };
  const opened = { tags, summary: '启动评选 Open a round', body: opening, response };
  app.post('/v1/award-rounds', { schema: opened }, (request) => {
    const { programme: id, year: of, ...terms } = request.body;
    return rounds.open({ programme: id, year: of }, terms, acting(request));
  });
  const step = <S extends z.ZodType>(summary: string, body: S) => ({
    bodyLimit,
    schema: { tags, summary, params: roundParams, body, response },
  });
  app.post('/v1/award-rounds/:round/applications', step('申报 File applications', applicants), (request) =>
    rounds.apply(askedRound(request.params), request.body.usccs, acting(request)),
  );
  app.post('/v1/award-rounds/:round/assessments', step('资格审查 Assess applicants', someApplicants), (request) =>
    rounds.assess(askedRound(request.params), request.body?.usccs, acting(request)),
  );
  app.post('/v1/award-rounds/:round/notice', step('公示 Publish the notice', candidates), (request) =>
    rounds.publishNotice(askedRound(request.params), request.body.usccs, acting(request)),
  );
  app.post('/v1/award-rounds/:round/notice-end', step('公示结束 End the notice', nothing), (request) =>
    rounds.endNotice(askedRound(request.params), acting(request)),
  );
  app.post('/v1/award-rounds/:round/decision', step('评选决定 Decide the winners', decision), (request) =>
    rounds.decide(askedRound(request.params), request.body, acting(request)),
  );
  app.get(
    '/v1/award-rounds/:round',
    {
      schema: {
        tags,
        summary: '评选轮次 A round',
        params: roundParams,
        response: { 200: round, ...errors },
      },
    },
    (request) => {
      requireScope(request, 'screen');
      const id = askedRound(request.params);
      const state = roundOf(registry.log, id.programme, id.year);
      noteRead(request, { usccs: [...state.applications.keys()] });
      return view(id, state);
    },
  );
  app.get(
    '/v1/award-rounds/:round/explain',
    {
      schema: {
        tags,
        summary: '结论说明 Whether each verdict still holds, and what changed it',
        params: roundParams,
        response: { 200: z.object({ verdicts: z.array(explained) }), ...errors },
      },
    },
    (request, reply) => {
      requireScope(request, 'screen');
      const { programme, year } = askedRound(request.params);
      const state = roundOf(registry.log, programme, year);
      noteRead(request, { usccs: [...state.assessments.keys()] });
      reply.type('application/json; charset=utf-8').header('cache-control', 'private, no-store');
      return reply.send(explainedJson(explainRound(registry, state)));
    },
  );
}

/** One verdict after the other: neither memory nor the time for which others wait grows with the round. */
function explainedJson(verdicts: Iterable<ExplainedVerdict>): Readable {
  const text = async function* () {
    let separator = '';
    yield '{"verdicts":[';
    for (const each of verdicts) {
      yield `${separator}${JSON.stringify(explained.parse(each))}`;
      separator = ',';
      await setImmediate();
    }
    yield ']}';
  };
  return Readable.from(text());
}

/** 10,000 codes. */
const bodyLimit = 512 * 1024;

function acting(request: FastifyRequest) {
  const { department, key } = requireScope(request, 'screen');
  return { actor: { department, key }, correlationId: request.id };
}

function view(id: RoundId, state: RoundState): z.input<typeof round> | undefined {
  const { opened, notice, decided } = state;
  if (opened === undefined) return undefined;
  const { quota: places, coolingOffYears: waiting, documentNo: number, ruleVersion, openedOn } = opened;
  return {
    ...id,
    version: state.version,
    stage: stageOf(state),
    quota: places,
    coolingOffYears: waiting,
    documentNo: number,
    ruleVersion,
    openedOn,
    applicants: [...state.applications.values()].map(({ uscc: code, filedOn }) => ({
      uscc: code,
      filedOn,
      verdict: state.assessments.get(code)?.data.verdict ?? null,
    })),
    notice: notice ?? null,
    decision:
      decided === undefined ? null : { ...decided.data, winners: decided.data.winners.map(({ uscc: code }) => code) },
    refused: [...state.refused.values()],
  };
}
