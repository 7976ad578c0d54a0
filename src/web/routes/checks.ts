import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { canonicalJson } from '../../../schemas/canonical.js';
import { uuid } from '../../../schemas/identifiers.js';
import { jointList } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { commandMark } from '../../commands/command-mark.js';
import { requireScope } from '../../http/access.js';
import { checkAbout, lookAgain, makeCheck } from '../../http/checking.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { type FieldError, Problem } from '../../http/problems.js';
import { listsOf } from '../../queries/checks.js';
import { latestChecks } from '../../queries/latest-checks.js';
import { sendPage } from '../answer.js';
import { frameOf, mayDo } from '../frame.js';
import { badLines, keptFields, linesSent } from '../lines-sent.js';
import { fileLimit, isSentForm, sayWhenTooLarge } from '../multipart.js';
import { CheckPage } from '../pages/check-page.js';
import { ChecksPage, mostChecked } from '../pages/checks-page.js';
import { parseFields, readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { checkView } from '../views/checks.js';
import { checkWords } from '../words/checks.js';
import { codesWords } from '../words/codes.js';
import { wrongField } from '../words/rules.js';

const numbered = z.object({ checkNo: z.string().trim().max(64).optional() });
const params = z.object({ checkNo: z.string().min(1).max(64) });
const sentFields = z.object({ ...checkAbout.shape, form: uuid });

const shownChecks = 20;

/** 付款前核查: for departments with the scope of a list. */
export function checkRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true };
  app.get('/checks', { schema, config: { trail: 'none' } }, (request, reply) => {
    requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
    const { checkNo } = readFields(numbered, request.query);
    if (checkNo !== undefined) return reply.redirect(`/checks/${encodeURIComponent(checkNo)}`, 303);
    return sendForm(request, reply, sources, {});
  });
  const errorHandler = sayWhenTooLarge((request, reply) =>
    sendForm(request, reply, sources, { wrong: [codesWords.tooLarge] }),
  );
  app.post('/checks', { schema, bodyLimit: fileLimit, errorHandler, config: { trail: 'left' } }, (request, reply) =>
    answerForm(request, reply, sources),
  );
  app.get('/checks/:checkNo', { schema: { hide: true, params } }, (request, reply) =>
    answerCheck(request, reply, sources),
  );
}

interface Filled {
  readonly fields?: Readonly<Record<string, string>>;
  readonly wrong?: readonly Label[];
}

/** The form as it was filled in, with what is wrong with it; a new one is known by a new id. */
function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, site }: Sources,
  { fields = {}, wrong = [] }: Filled,
): FastifyReply {
  const { department } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const frame = frameOf(request, site, 'console');
  const lists = jointList.codes.filter((list) => mayDo(frame, `feed:${list}`));
  const latest = latestChecks(registry.log, department, shownChecks).filter(({ data }) =>
    listsOf(data.list).every((list) => lists.includes(list)),
  );
  const form = fields.form ?? registry.rim.newId();
  return sendPage(reply, ChecksPage({ frame, lists, form, fields, wrong, latest }), wrong.length === 0 ? 200 : 400);
}

async function answerForm(request: FastifyRequest, reply: FastifyReply, sources: Sources): Promise<FastifyReply> {
  const { key } = requireScope(request, 'feed:joint-reward', 'feed:joint-punishment');
  const { body } = request;
  if (!isSentForm(body)) throw new Problem('MEDIA_TYPE_UNSUPPORTED');
  const sent = await linesSent(body, mostChecked);
  if ('wrong' in sent) return sendForm(request, reply, sources, { fields: body.fields, wrong: [sent.wrong] });
  const fields = keptFields(body, sent.lines);
  const parsed = parseFields(sentFields, body.fields);
  const wrong = [...('errors' in parsed ? parsed.errors.map(wrongWords) : []), ...badLines(sent.lines)];
  if ('errors' in parsed || wrong.length > 0) {
    return sendForm(request, reply, sources, { fields, wrong: [checkWords.notChecked, ...wrong] });
  }
  const { form, ...about } = parsed.data;
  const asked = { ...about, usccs: sent.lines.map(({ text }) => text) };
  const { checkNo } = await makeCheck(request, sources.registry, asked, markOf(key, form, asked));
  return reply.redirect(`/checks/${checkNo}`, 303);
}

/** The same form sent twice is one check; what was changed in between is another. */
function markOf(key: string, form: string, asked: object) {
  return commandMark(key, `form ${form} ${canonicalJson(asked)}`, asked);
}

function wrongWords({ field, rule }: FieldError): Label {
  const labels: Readonly<Record<string, Label>> = {
    purpose: checkWords.purpose,
    caseNo: checkWords.caseNo,
    list: checkWords.list,
  };
  return wrongField(labels[field] ?? { zh: field, en: field }, rule);
}

async function answerCheck(
  request: ParsedRequest<{ params: typeof params }>,
  reply: FastifyReply,
  { registry, site }: Sources,
): Promise<FastifyReply> {
  const answer = await lookAgain(request, registry, request.params.checkNo);
  const nameOf = (uscc: string): string | null => registry.readModels.read((file) => file.name(uscc)) ?? null;
  return sendPage(reply, CheckPage({ frame: frameOf(request, site, 'console'), view: checkView(answer, nameOf) }));
}
