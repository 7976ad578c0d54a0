import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { eligibilityOutcome } from '../../../schemas/verdict.js';
import type { RoundId } from '../../commands/award-rounds.js';
import { type RoundState, stageOf } from '../../domain/award-round.js';
import { Refusal } from '../../domain/refusal.js';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { askedRound, roundParams } from '../../http/asked-round.js';
import { askedUscc, usccParams } from '../../http/asked-uscc.js';
import type { ParsedRequest } from '../../http/parsed-request.js';
import type { Registry } from '../../http/registry.js';
import { explainVerdict, roundOf, screeningNow } from '../../queries/award-rounds.js';
import { sendPage } from '../answer.js';
import type { FilledStep } from '../components/step-forms.js';
import { frameOf } from '../frame.js';
import { RoundPage } from '../pages/round-page.js';
import { VerdictPage } from '../pages/verdict-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { applicantLine, explanationWords, verdictOf } from '../views/rounds.js';
import { verdictView } from '../views/verdict.js';
import { roundWords } from '../words/rounds.js';

const asked = z.object({
  verdict: z.enum([...eligibilityOutcome.codes, 'not-assessed']).optional(),
  from: z.coerce.number().int().nonnegative().default(0),
});

/** The address of one verdict of a round. */
export const verdictParams = roundParams.extend(usccParams.shape);

type AskedRound = ParsedRequest<{ params: typeof roundParams }>;

/** Of each line the verdict is derived again, so that there are not more of them than people read. */
const linesAtOnce = 25;
const mostCandidates = 1000;

export function roundAddress({ programme, year }: RoundId): string {
  return `/award-rounds/${programme}.${year}`;
}

export function answerRound(request: AskedRound, reply: FastifyReply, sources: Sources): FastifyReply {
  requireScope(request, 'screen');
  return sendRound(request, reply, sources, undefined);
}

/** The round as it stands, with a form that was filled in wrong. */
export function sendRound(
  request: AskedRound,
  reply: FastifyReply,
  { registry, site }: Sources,
  filled: FilledStep | undefined,
): FastifyReply {
  const id = askedRound(request.params);
  const state = roundOf(registry.log, id.programme, id.year);
  if (state.opened === undefined) throw new Refusal('ROUND_UNKNOWN');
  const { verdict, from } = readFields(asked, filled === undefined ? request.query : {});
  const codes = [...state.applications.keys()].filter(
    (uscc) => verdict === undefined || verdictOf(state, uscc) === verdict,
  );
  const shown = codes.slice(from, from + linesAtOnce);
  noteRead(request, { usccs: shown });
  const { pack, programme } = screeningNow(registry, state, state.opened.openedOn).named;
  const page = RoundPage({
    frame: frameOf(request, site, 'console'),
    id: `${id.programme}.${id.year}`,
    programme,
    noticeWorkdays: pack.rounds.noticeWorkdays.value,
    opened: state.opened,
    state,
    lines: shown.map((uscc) => lineOf(registry, state, uscc)),
    verdict,
    from,
    next: from + linesAtOnce < codes.length ? from + linesAtOnce : undefined,
    disputed: disputedCandidates(registry, state),
    eligible: [...state.applications.keys()]
      .filter((uscc) => verdictOf(state, uscc) === 'eligible')
      .slice(0, mostCandidates),
    filled,
  });
  return sendPage(reply, page, filled === undefined ? 200 : 400);
}

function lineOf(registry: Registry, state: RoundState, uscc: string) {
  const assessed = state.assessments.get(uscc);
  return applicantLine(state, uscc, {
    name: registry.readModels.read((file) => file.name(uscc)) ?? null,
    explained: assessed === undefined ? undefined : explainVerdict(registry, state, assessed.data),
    isDisputed: isDisputed(registry, uscc),
  });
}

/** 异议: between the notice and the decision, candidates of whom something is disputed. */
function disputedCandidates(registry: Registry, state: RoundState): number {
  const stage = stageOf(state);
  if (stage !== 'notice' && stage !== 'notice-ended') return 0;
  return (state.notice?.usccs ?? []).filter((uscc) => isDisputed(registry, uscc)).length;
}

const badged = z.object({ badge: z.object({ disputed: z.boolean() }) });

function isDisputed({ readModels }: Registry, uscc: string): boolean {
  const body = readModels.profile(uscc, 'committee')?.body;
  if (body === undefined || body.length === 0) return false;
  return badged.parse(JSON.parse(body.toString('utf8'))).badge.disputed;
}

/** 逐条结论 of an applicant, derived again, beside what is on record. */
export function answerVerdict(
  request: ParsedRequest<{ params: typeof verdictParams }>,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
): FastifyReply {
  requireScope(request, 'screen');
  const id = askedRound(request.params);
  const uscc = askedUscc(request.params.uscc);
  const state = roundOf(registry.log, id.programme, id.year);
  const assessed = state.assessments.get(uscc);
  if (assessed === undefined) throw new Refusal('CANDIDATE_NOT_ASSESSED', { field: 'uscc', reason: uscc });
  const explained = explainVerdict(registry, state, assessed.data);
  const screening = screeningNow(registry, state, assessed.data.validAt);
  noteRead(request, { usccs: [uscc] });
  const name = registry.readModels.read((file) => file.name(uscc)) ?? null;
  const { log } = registry;
  const view = verdictView({ assessment: explained.now, name, screening, log, authentication });
  const above = [
    { label: roundWords.title, path: '/award-rounds' },
    { label: roundWords.titleOf(screening.named.programme, id.year), path: roundAddress(id) },
  ];
  const frame = frameOf(request, site, 'console');
  return sendPage(reply, VerdictPage({ frame, view, above, said: explanationWords(assessed.data, explained) }));
}
