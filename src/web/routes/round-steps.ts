import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { numberLine } from '../../../schemas/text.js';
import { normaliseUscc } from '../../../schemas/uscc.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { RoundId, RoundResult } from '../../commands/award-rounds.js';
import type { Acting } from '../../commands/recording.js';
import { Refusal } from '../../domain/refusal.js';
import { requireScope } from '../../http/access.js';
import { askedRound, roundParams } from '../../http/asked-round.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import type { Registry } from '../../http/registry.js';
import { mostApplicants, type StepName } from '../components/step-forms.js';
import { badLines, keptFields, linesSent, type SentLine } from '../lines-sent.js';
import { fileLimit, isSentForm, type SentForm } from '../multipart.js';
import { parseFields, sentFields } from '../query.js';
import type { Sources } from '../sources.js';
import { refusalWords } from '../words/refusal.js';
import { roundWords } from '../words/rounds.js';
import { wrongField } from '../words/rules.js';
import { roundAddress, sendRound } from './award-round.js';

type Rounds = Registry['rounds'];
type Asked = { readonly usccs: readonly string[]; readonly documentNo: string };
type Take = (rounds: Rounds, id: RoundId, asked: Asked, acting: Acting) => Promise<RoundResult>;

/** What each step does, and how many codes it is about at most. */
const steps: Readonly<Record<StepName, { readonly most: number; readonly take: Take }>> = {
  applications: { most: mostApplicants, take: (rounds, id, { usccs }, acting) => rounds.apply(id, usccs, acting) },
  assessments: { most: 0, take: (rounds, id, _asked, acting) => rounds.assess(id, undefined, acting) },
  notice: { most: 1000, take: (rounds, id, { usccs }, acting) => rounds.publishNotice(id, usccs, acting) },
  'notice-end': { most: 0, take: (rounds, id, _asked, acting) => rounds.endNotice(id, acting) },
  decision: { most: 1000, take: (rounds, id, asked, acting) => rounds.decide(id, asked, acting) },
};
const names: readonly StepName[] = ['applications', 'assessments', 'notice', 'notice-end', 'decision'];

const decision = z.object({ documentNo: numberLine(100) });

/** 评选步骤: each takes one step of a round and leads back to it. */
export function roundStepRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true, params: roundParams };
  const config = { trail: 'always' } as const;
  for (const step of names) {
    app.post(`/award-rounds/:round/${step}`, { schema, bodyLimit: fileLimit, config }, (request, reply) =>
      answerStep(request, reply, { sources, step }),
    );
  }
}

interface Step {
  readonly sources: Sources;
  readonly step: StepName;
}

/** Takes the step; what is wrong with the form, or refused, is said above it, and the form keeps what was typed. */
async function answerStep(
  request: ParsedRequest<{ params: typeof roundParams }>,
  reply: FastifyReply,
  { sources, step }: Step,
): Promise<FastifyReply> {
  const { department, key } = requireScope(request, 'screen');
  const id = askedRound(request.params);
  const { fields, asked, wrong } = await readStep(request, step);
  if (wrong.length > 0) return sendRound(request, reply, sources, { step, fields, wrong });
  const acting = { actor: { department, key }, correlationId: request.id };
  try {
    await steps[step].take(sources.registry.rounds, id, asked, acting);
    return reply.redirect(roundAddress(id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendRound(request, reply, sources, { step, fields, wrong: [refusalWords(error)] });
  }
}

interface ReadStep {
  readonly fields: SentForm['fields'];
  readonly asked: Asked;
  readonly wrong: readonly Label[];
}

async function readStep(request: FastifyRequest, step: StepName): Promise<ReadStep> {
  const { body } = request;
  const { most } = steps[step];
  const form: SentForm = isSentForm(body) ? body : { fields: sentFields(request), files: new Map() };
  const { fields } = form;
  const nothing = { usccs: [], documentNo: '' };
  if (most === 0) return { fields, asked: nothing, wrong: [] };
  if (step === 'decision') return readDecision(form, most);
  const sent = await linesSent(form, most);
  if ('wrong' in sent) return { fields, asked: nothing, wrong: [sent.wrong] };
  const asked = { ...nothing, usccs: codesOf(sent.lines) };
  return { fields: keptFields(form, sent.lines), asked, wrong: badLines(sent.lines) };
}

/** 评选决定: who wins, or that nobody does; which of the two is said, and never left to an empty field. */
async function readDecision(form: SentForm, most: number): Promise<ReadStep> {
  const { fields } = form;
  const parsed = parseFields(decision, fields);
  const unnumbered = 'errors' in parsed ? parsed.errors.map(({ rule }) => wrongField(roundWords.decisionNo, rule)) : [];
  const documentNo = 'data' in parsed ? parsed.data.documentNo : '';
  const isEmpty = (fields.usccs ?? '').trim() === '';
  const hasNone = fields.noWinner === 'yes';
  const asked = { usccs: [], documentNo };
  if (isEmpty !== hasNone) {
    return { fields, asked, wrong: [...unnumbered, isEmpty ? roundWords.whoWins : roundWords.winnersAndNone] };
  }
  if (hasNone) return { fields, asked, wrong: unnumbered };
  const sent = await linesSent(form, most);
  if ('wrong' in sent) return { fields, asked, wrong: [...unnumbered, sent.wrong] };
  return { fields, asked: { ...asked, usccs: codesOf(sent.lines) }, wrong: [...unnumbered, ...badLines(sent.lines)] };
}

function codesOf(lines: readonly SentLine[]): readonly string[] {
  return lines.map(({ text }) => normaliseUscc(text));
}
