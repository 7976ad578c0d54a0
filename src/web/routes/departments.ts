import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { canonicalJson } from '../../../schemas/canonical.js';
import { calendarDay, dayInShanghai } from '../../../schemas/day.js';
import { eventTypes } from '../../../schemas/events.js';
import { departmentId, keyId, uuid } from '../../../schemas/identifiers.js';
import { scope } from '../../../schemas/scope.js';
import { commandMark } from '../../commands/command-mark.js';
import { Refusal, refusals } from '../../domain/refusal.js';
import { departmentIds, departmentNow } from '../../event-log/departments.js';
import { requireScope } from '../../http/access.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { DepartmentsPage } from '../pages/departments-page.js';
import { sentFields } from '../query.js';
import type { Sources } from '../sources.js';
import { departmentWords } from '../words/departments.js';
import { fieldLabel } from '../words/fields.js';
import { ruleWords } from '../words/rules.js';

const enrolment = eventTypes.DepartmentEnrolled.schema;
const params = z.object({ department: departmentId });
const keyParams = z.object({ keyId });
const keyRequest = z.object({
  scopes: z.tuple([scope.schema], scope.schema),
  until: calendarDay.optional(),
  form: uuid,
});

/** 部门与密钥, for administrators: enrol, issue and revoke as the API does. */
export function departmentRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true };
  const { keys } = sources.registry;
  app.get('/departments', { schema, config: { trail: 'none' } }, (request, reply) => {
    requireScope(request, 'admin');
    return sendDepartments(request, reply, sources, {});
  });
  app.post('/departments', { schema }, async (request, reply) => {
    const actor = requireScope(request, 'admin');
    const parsed = enrolment.safeParse(stated(request));
    if (!parsed.success) return sendDepartments(request, reply, sources, { wrong: wrongIn('', parsed.error) });
    try {
      await keys.enrol(parsed.data, { actor, correlationId: request.id });
    } catch (error) {
      return sendDepartments(request, reply, sources, { wrong: refusedFor('', error) });
    }
    return reply.redirect(`/departments#${parsed.data.department}`, 303);
  });
  app.post('/departments/:department/keys', { schema: { hide: true, params } }, (request, reply) =>
    issueKey(request, reply, sources),
  );
  app.post('/departments/keys/:keyId/revoke', { schema: { hide: true, params: keyParams } }, async (request, reply) => {
    const actor = requireScope(request, 'admin');
    await keys.revoke(request.params.keyId, { actor, correlationId: request.id });
    return reply.redirect('/departments', 303);
  });
}

interface Shown extends Partial<Pick<Parameters<typeof DepartmentsPage>[0], 'issued' | 'wrong'>> {
  readonly status?: number;
}

/** A page with a key in it is kept by nobody. */
function sendDepartments(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, site }: Sources,
  { issued, wrong, status = wrong === undefined ? 200 : 400 }: Shown,
): FastifyReply {
  const page = DepartmentsPage({
    frame: frameOf(request, site, 'console'),
    departments: [...departmentIds(registry.log)].map((id) => departmentNow(registry.log, id)),
    today: dayInShanghai(registry.rim.now()),
    form: registry.rim.newId(),
    issued,
    wrong,
  });
  if (issued !== undefined) reply.header('cache-control', 'no-store');
  return sendPage(reply, page, status);
}

/** Issues a key and shows it this once: the same form sent twice is one key. */
async function issueKey(
  request: ParsedRequest<{ params: typeof params }>,
  reply: FastifyReply,
  sources: Sources,
): Promise<FastifyReply> {
  const actor = requireScope(request, 'admin');
  const { department } = request.params;
  const { until, form, ...sent } = stated(request);
  const scopes = Object.entries(sent).flatMap(([name, value]) => (name.startsWith('scope.') ? [value] : []));
  if (scopes.length === 0) {
    return sendDepartments(request, reply, sources, { wrong: { department, says: departmentWords.noScope } });
  }
  const parsed = keyRequest.safeParse({ scopes, until, form });
  if (!parsed.success) return sendDepartments(request, reply, sources, { wrong: wrongIn(department, parsed.error) });
  const { form: sentForm, ...terms } = parsed.data;
  const asked = { department, ...terms };
  try {
    const mark = commandMark(actor.key, `form ${sentForm} ${canonicalJson(asked)}`, asked);
    const issued = await sources.registry.keys.issueOnce(asked, { actor, correlationId: request.id, mark });
    if (issued !== undefined) {
      return sendDepartments(request, reply, sources, { issued: { department, text: issued.text } });
    }
    const wrong = { department, says: departmentWords.issuedBefore };
    return sendDepartments(request, reply, sources, { wrong, status: 409 });
  } catch (error) {
    return sendDepartments(request, reply, sources, { wrong: refusedFor(department, error) });
  }
}

/** What was filled in. */
function stated(request: FastifyRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(sentFields(request)).filter(([, text]) => text.trim() !== ''));
}

function wrongIn(department: string, { issues: [issue] }: z.ZodError) {
  const label = fieldLabel('DepartmentEnrolled', issue?.path.map(String).join('.') ?? '');
  const isMissing = issue?.message.endsWith('received undefined') === true;
  const rule = isMissing ? { zh: '此项必填。', en: 'must be filled in.' } : ruleWords(issue?.message ?? '');
  return { department, says: { zh: `${label.zh}：${rule.zh}`, en: `${label.en}: ${rule.en}` } };
}

function refusedFor(department: string, error: unknown) {
  if (!(error instanceof Refusal)) throw error;
  return { department, says: refusals[error.code] };
}
