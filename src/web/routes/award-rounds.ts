import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { eventTypes } from '../../../schemas/events.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { stageOf } from '../../domain/award-round.js';
import { Refusal } from '../../domain/refusal.js';
import { requireScope } from '../../http/access.js';
import { roundParams } from '../../http/asked-round.js';
import { cursorPage } from '../../http/cursor-page.js';
import type { Routes } from '../../http/parsed-request.js';
import type { FieldError } from '../../http/problems.js';
import { resolveAxes } from '../../queries/axes.js';
import { type ListedRound, roundsOnRecord } from '../../queries/round-list.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { type RoundLine, RoundsPage } from '../pages/rounds-page.js';
import { parseFields, readFields, sentFields } from '../query.js';
import type { Sources } from '../sources.js';
import { type Names, namesOf } from '../views/names.js';
import { ownProgramme, programmesToApplyFor } from '../views/programmes.js';
import { refusalWords } from '../words/refusal.js';
import { roundWords } from '../words/rounds.js';
import { wrongField } from '../words/rules.js';
import { answerRound, answerVerdict, roundAddress, verdictParams } from './award-round.js';
import { roundStepRoutes } from './round-steps.js';

const { programme, documentNo } = eventTypes.RoundOpened.schema.shape;
const paged = z.object({ cursor: z.string().max(200).optional() });
const count = (least: number) => z.coerce.number({ error: 'must be a number' }).int().min(least).max(10_000);
const opening = z.object({
  programme,
  year: count(1949).max(2200),
  quota: count(1),
  coolingOffYears: count(0),
  documentNo,
});

const roundsAtOnce = 20;

/** 评选轮次: every round, one round, its steps, and each verdict of it; for whoever screens. */
export function awardRoundRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true };
  const params = roundParams;
  app.get('/award-rounds', { schema }, (request, reply) => sendRounds(request, reply, sources, {}));
  app.post('/award-rounds', { schema }, (request, reply) => answerOpening(request, reply, sources));
  app.get('/award-rounds/:round', { schema: { ...schema, params } }, (request, reply) =>
    answerRound(request, reply, sources),
  );
  app.get('/award-rounds/:round/verdicts/:uscc', { schema: { ...schema, params: verdictParams } }, (request, reply) =>
    answerVerdict(request, reply, sources),
  );
  roundStepRoutes(app, sources);
}

interface Filled {
  readonly fields?: Readonly<Record<string, string>>;
  readonly wrong?: readonly Label[];
}

function sendRounds(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
  { fields = {}, wrong = [] }: Filled,
): FastifyReply {
  requireScope(request, 'screen');
  const { cursor } = readFields(paged, request.query);
  const { rules, headDay } = resolveAxes(registry.log, {});
  const names = namesOf(rules, authentication);
  const page = cursorPage(() => roundsOnRecord(registry.log, { cursor, limit: roundsAtOnce }));
  return sendPage(
    reply,
    RoundsPage({
      frame: frameOf(request, site, 'console'),
      rounds: page.rounds.map((each) => roundLine(each, names)),
      isFirst: cursor === undefined,
      next: page.next,
      programmes: programmesToApplyFor(rules),
      year: headDay.slice(0, 4),
      fields: { programme: ownProgramme(rules) ?? '', ...fields },
      wrong,
    }),
    wrong.length === 0 ? 200 : 400,
  );
}

function roundLine({ id, opened, openedBy, state }: ListedRound, names: Names): RoundLine {
  const { programme: of, ...terms } = opened;
  return {
    id,
    ...terms,
    programme: names.programme(of),
    stage: stageOf(state),
    applicants: state.applications.size,
    openedBy: names.department(openedBy),
  };
}

/** Opens a round; what is typed wrong, and what is refused, is said above the form. */
async function answerOpening(request: FastifyRequest, reply: FastifyReply, sources: Sources): Promise<FastifyReply> {
  const { department, key } = requireScope(request, 'screen');
  const fields = sentFields(request);
  const parsed = parseFields(opening, fields);
  if ('errors' in parsed) return sendRounds(request, reply, sources, { fields, wrong: parsed.errors.map(wrongWords) });
  const { programme: of, year, ...terms } = parsed.data;
  const id = { programme: of, year };
  try {
    await sources.registry.rounds.open(id, terms, { actor: { department, key }, correlationId: request.id });
    return reply.redirect(roundAddress(id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendRounds(request, reply, sources, { fields, wrong: [refusalWords(error)] });
  }
}

function wrongWords({ field, rule }: FieldError): Label {
  const labels: Readonly<Record<string, Label>> = {
    programme: roundWords.programme,
    year: roundWords.year,
    quota: roundWords.quota,
    coolingOffYears: roundWords.coolingOff,
    documentNo: roundWords.documentNo,
  };
  return wrongField(labels[field] ?? { zh: field, en: field }, rule);
}
