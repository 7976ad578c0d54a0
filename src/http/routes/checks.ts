import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DataOf } from '../../../schemas/events.js';
import { line, numberLine } from '../../../schemas/text.js';
import { checkUscc } from '../../../schemas/uscc.js';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import { checkNumbered, type RecordedCheck, recordCheck, repeatedCheck } from '../../commands/checks.js';
import type { Acting } from '../../commands/recording.js';
import { type CheckedCodes, checkAsMade, checkNow, listsOf, recheck } from '../../queries/checks.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import { after, waitFor } from '../after.js';
import { checkAnswer, recheckAnswer, toldCodes } from '../check-answer.js';
import { markOf } from '../idempotency.js';
import { problemDetails, recordedElsewhere } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';

const asked = z.strictObject({
  list: jointList.schema.optional().describe('缺省为密钥可查的全部名单 by default every list that the key may read'),
  usccs: z.array(z.string().min(1).max(64)).min(1).max(5000),
  purpose: line(200),
  caseNo: numberLine(100).optional(),
});
const askedAfter = z.strictObject(after);
const params = z.object({ checkNo: z.string().min(1).max(64) });

/** 5,000 codes and what stands around them. */
const bodyLimit = 256 * 1024;

/** 支付、许可之前的核验: which codes are on the joint lists. What was asked and answered is an event. */
export function checkRoutes(app: FastifyInstance, registry: Registry): void {
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
    const answer = await makeCheck(request, registry);
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
    const answer = await lookAgain(request, registry);
    reply.header('cache-control', 'private, no-store');
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  });
}

/** Whoever asks for one list needs its scope; without a list the key's own are asked, both if it holds both. */
function listAsked(request: FastifyRequest, list: JointList | undefined): JointList | undefined {
  if (list !== undefined) requireScope(request, `feed:${list}`);
  const { scopes } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const [only, other] = listsOf(list).filter((each) => scopes.has(`feed:${each}`));
  return other === undefined ? only : undefined;
}

async function makeCheck(request: FastifyRequest, registry: Registry): Promise<z.output<typeof checkAnswer>> {
  const { usccs: written, purpose, caseNo, list: named } = asked.parse(request.body);
  const list = listAsked(request, named);
  const { department, key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const checked = written.map((text) => ({ text, ...checkUscc(text) }));
  const usccs = [...new Set(checked.flatMap((each) => (each.outcome === 'invalid' ? [] : [each.uscc])))];
  if (usccs.length === 0) throw new Problem('INPUT_INVALID', checked.map(fieldError));
  await waitFor(askedAfter.parse(request.query).after, registry.readModels);
  const about = { ...(list === undefined ? {} : { list }), purpose, ...(caseNo === undefined ? {} : { caseNo }) };
  const mark = markOf(request, key, { check: { ...about, usccs: written } });
  const acting = { actor: { department, key }, correlationId: request.id, mark };
  const { made, found } = await madeOnce(registry, { ...about, usccs }, acting);
  noteRead(request, { usccs, purpose, axes: found.axes });
  const { results, ...told } = toldCodes(found, listsOf(list), department);
  const byCode = new Map(found.codes.map(({ uscc }, index) => [uscc, results[index]]));
  return checkAnswer.parse({
    checkNo: made.data.checkNo,
    ...about,
    resultDigest: made.data.resultDigest,
    position: made.position,
    ...told,
    results: checked.map((each) => (each.outcome === 'invalid' ? unresolved(each) : byCode.get(each.uscc))),
  });
}

type About = Pick<DataOf<'CheckMade'>, 'list' | 'usccs' | 'purpose' | 'caseNo'>;

/** Makes a check, or takes the one that an earlier call made: that is derived again as it was, without what was withdrawn. */
async function madeOnce(
  registry: Registry,
  about: About,
  acting: Acting,
): Promise<{ readonly made: RecordedCheck; readonly found: CheckedCodes }> {
  const earlier = repeatedCheck(registry.log, acting.mark);
  if (earlier !== undefined) return { made: earlier, found: await checkAsMade(registry, earlier.data) };
  const found = await checkNow(registry, listsOf(about.list), about.usccs);
  const { validAt, knownAt, ruleVersion } = found.axes;
  const { resultDigest } = found;
  const made = await recordCheck(registry, { ...about, validAt, knownAt, ruleVersion, resultDigest }, acting);
  return { made, found: made.isRepeat ? await checkAsMade(registry, made.data) : found };
}

type Defective = { readonly text: string } & Extract<ReturnType<typeof checkUscc>, { outcome: 'invalid' }>;

function unresolved({ text, defect, suggestion }: Defective) {
  return { asked: text, outcome: 'unresolved', defect, ...(suggestion === undefined ? {} : { suggestion }) };
}

function fieldError(each: { readonly outcome: string; readonly defect?: string }, index: number) {
  return { field: `usccs.${index}`, rule: each.defect ?? 'must be a code' };
}

/** Only the department that made a check looks at it again, with the scopes that it took. */
async function lookAgain(request: FastifyRequest, registry: Registry): Promise<z.output<typeof recheckAnswer>> {
  const { department } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const made = checkNumbered(registry.log, params.parse(request.params).checkNo);
  if (made === undefined || made.department !== department) throw new Problem('CHECK_UNKNOWN');
  const { recordedAt, data } = made.event;
  const { checkNo, list, purpose, caseNo, usccs, resultDigest, validAt, knownAt, ruleVersion } = data;
  for (const each of listsOf(list)) requireScope(request, `feed:${each}`);
  const { now, state, reproduced } = await recheck(registry, data);
  noteRead(request, { usccs, purpose, axes: now.axes });
  return recheckAnswer.parse({
    checkNo,
    list,
    purpose,
    caseNo,
    resultDigest,
    madeAt: recordedAt,
    axes: { validAt, knownAt, ruleVersion },
    reproduced,
    state,
    now: toldCodes(now, listsOf(list), department),
  });
}
