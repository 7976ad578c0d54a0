import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandMark } from '../../schemas/envelope.js';
import type { DataOf } from '../../schemas/events.js';
import { line, numberLine } from '../../schemas/text.js';
import { checkUscc } from '../../schemas/uscc.js';
import { type JointList, jointList } from '../../schemas/vocabularies.js';
import { checkNumbered, type RecordedCheck, recordCheck, repeatedCheck } from '../commands/checks.js';
import type { Acting } from '../commands/recording.js';
import { type CheckedCodes, checkAsMade, checkNow, listsOf, recheck } from '../queries/checks.js';
import { requireScope } from './access.js';
import { noteRead } from './access-trail.js';
import { checkAnswer, type RecheckAnswer, recheckAnswer, toldCodes } from './check-answer.js';
import { Problem } from './problems.js';
import type { Registry } from './registry.js';

/** What a check is asked about, beside the codes. */
export const checkAbout = z.strictObject({
  list: jointList.schema.optional().describe('缺省为密钥可查的全部名单 by default every list that the key may read'),
  purpose: line(200),
  caseNo: numberLine(100).optional(),
});

interface AskedCheck extends z.output<typeof checkAbout> {
  /** As they were written. */
  readonly usccs: readonly string[];
}

/** Whoever asks for one list needs its scope; without a list the key's own are asked, both if it holds both. */
function listAsked(request: FastifyRequest, list: JointList | undefined): JointList | undefined {
  if (list !== undefined) requireScope(request, `feed:${list}`);
  const { scopes } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const [only, other] = listsOf(list).filter((each) => scopes.has(`feed:${each}`));
  return other === undefined ? only : undefined;
}

/**
 * Makes a check and records it. Throws Problem when no code can be read at all. With a `mark` the same request again
 * records nothing, and is answered with the check that was made.
 */
export async function makeCheck(
  request: FastifyRequest,
  registry: Registry,
  { usccs: written, list: named, purpose, caseNo }: AskedCheck,
  mark?: CommandMark,
): Promise<z.output<typeof checkAnswer>> {
  const list = listAsked(request, named);
  const { department, key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const checked = written.map((text) => ({ text, ...checkUscc(text) }));
  const usccs = [...new Set(checked.flatMap((each) => (each.outcome === 'invalid' ? [] : [each.uscc])))];
  if (usccs.length === 0) throw new Problem('INPUT_INVALID', checked.map(fieldError));
  const about = { ...(list === undefined ? {} : { list }), purpose, ...(caseNo === undefined ? {} : { caseNo }) };
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
export async function lookAgain(request: FastifyRequest, registry: Registry, asked: string): Promise<RecheckAnswer> {
  const { department } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const made = checkNumbered(registry.log, asked);
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
