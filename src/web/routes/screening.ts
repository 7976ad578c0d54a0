import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addDays, calendarDay } from '../../../schemas/day.js';
import { slug } from '../../../schemas/identifiers.js';
import { knownAt } from '../../../schemas/known-at.js';
import { checkUscc } from '../../../schemas/uscc.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { askedUscc, usccParams } from '../../http/asked-uscc.js';
import { type FurtherColumn, screeningCsv, screeningXlsx } from '../../http/eligibility-answer.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { Problem } from '../../http/problems.js';
import type { Registry } from '../../http/registry.js';
import { answerApplicants } from '../../queries/applicants.js';
import { resolveAxes } from '../../queries/axes.js';
import { openScreening, screen } from '../../queries/eligibility.js';
import {
  openEarlierScreening,
  type TwoScreenings,
  verdictChange,
  verdictChanges,
} from '../../queries/verdict-changes.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { linesIn, linesSent } from '../lines-sent.js';
import { fileLimit, isSentForm, sayWhenTooLarge } from '../multipart.js';
import { type Compared, ScreenedPage } from '../pages/screened-page.js';
import { mostApplicants, ScreeningPage } from '../pages/screening-page.js';
import { VerdictPage } from '../pages/verdict-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { ownProgramme, programmesToApplyFor } from '../views/programmes.js';
import { type ScreenedGroup, ScreenedGroups } from '../views/screening.js';
import { verdictView } from '../views/verdict.js';
import { changeText, changeView } from '../views/verdict-changes.js';
import { codesWords } from '../words/codes.js';
import { screeningWords } from '../words/screening.js';
import { changeWords } from '../words/verdict-changes.js';

const year = z.coerce.number({ error: screeningWords.badYear.zh }).int().min(1949).max(2200);
const application = z.object({ programme: slug, year, validAt: calendarDay.optional(), knownAt: knownAt.optional() });
const screened = application.extend({ compareOn: calendarDay.optional() });
const exported = screened.extend({ usccs: z.string(), format: z.enum(['xlsx', 'csv']) });

/** More rows than a committee looks at; the rest stands in the export. */
const shown = 500;

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 评奖资格审查: the form, the verdicts, and each verdict clause by clause. */
export function screeningRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true };
  app.get('/screening', { schema, config: { trail: 'none' } }, (request, reply) => {
    requireScope(request, 'screen');
    return sendForm(request, reply, sources, {});
  });
  const errorHandler = sayWhenTooLarge((request, reply) => {
    requireScope(request, 'screen');
    return sendForm(request, reply, sources, { wrong: codesWords.tooLarge });
  });
  app.post('/screening', { schema, bodyLimit: fileLimit, errorHandler, config: { trail: 'left' } }, (request, reply) =>
    answerScreening(request, reply, sources),
  );
  app.post('/screening/export', { schema, bodyLimit: fileLimit, config: { trail: 'left' } }, (request, reply) =>
    answerExport(request, reply, sources),
  );
  app.get('/screening/:uscc', { schema: { hide: true, params: usccParams } }, (request, reply) =>
    answerVerdict(request, reply, sources),
  );
}

/** The form as it was filled in, with what is wrong with it. */
async function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, site }: Sources,
  { fields = {}, wrong }: { fields?: Readonly<Record<string, string>>; wrong?: Label },
): Promise<FastifyReply> {
  const { rules, headDay } = resolveAxes(registry.log, {});
  const programmes = programmesToApplyFor(rules);
  const chosen = fields.programme ?? ownProgramme(rules);
  const frame = frameOf(request, site, 'console');
  const last = await lastScreening(request, registry, headDay);
  return sendPage(
    reply,
    ScreeningPage({ frame, programmes, chosen, day: headDay, last, fields, wrong }),
    wrong === undefined ? 200 : 400,
  );
}

/** How far back the last screening is looked for in the access log. */
const daysLookedBack = 366;
const entriesLookedAt = 100;

/** 上次审查 of the department, from its own entries of the access log of this node. */
async function lastScreening(
  request: FastifyRequest,
  { accessLog }: Registry,
  today: string,
): Promise<{ at: string; day: string } | undefined> {
  const { department } = requireScope(request, 'screen');
  const from = addDays(today, -daysLookedBack);
  const entries = await accessLog.entries({ department, from, limit: entriesLookedAt });
  const last = entries.find(({ what }) => what === 'POST /screening');
  return last?.axes === undefined ? undefined : { at: last.at, day: last.axes.validAt };
}

async function answerScreening(request: FastifyRequest, reply: FastifyReply, sources: Sources): Promise<FastifyReply> {
  requireScope(request, 'screen');
  const { registry, site } = sources;
  const { body } = request;
  if (!isSentForm(body)) throw new Problem('MEDIA_TYPE_UNSUPPORTED');
  const sent = await linesSent(body, mostApplicants);
  if ('wrong' in sent) return sendForm(request, reply, sources, { fields: body.fields, wrong: sent.wrong });
  const usccs = sent.lines.map(({ text }) => text);
  const { programme, year, compareOn, ...axes } = readFields(screened, body.fields);
  const screening = openScreening(registry, { programme, year }, axes);
  const earlier = compareOn === undefined ? undefined : openEarlierScreening(registry, { programme, year }, compareOn);
  if (compareOn !== undefined && earlier === undefined) {
    return sendForm(request, reply, sources, { fields: body.fields, wrong: changeWords.noSuchDay(compareOn) });
  }
  noteRead(request, { usccs: usccs.flatMap(codeIn), axes: screening.axes });
  const groups = new ScreenedGroups(registry.log, shown);
  for await (const answer of answerApplicants(usccs, registry, screening)) groups.add(answer);
  const shownGroups = groups.shown();
  const frame = frameOf(request, site, 'console');
  const asked = { programme, year, validAt: screening.axes.validAt, knownAt: screening.axes.knownAt };
  return sendPage(
    reply,
    ScreenedPage({
      frame,
      programme: screening.named.programme,
      asked,
      groups: shownGroups,
      usccs,
      compared: earlier && (await compared(registry, shownGroups, { now: screening, before: earlier })),
      shown,
    }),
  );
}

/** 变化 of those that are shown. */
async function compared(
  registry: Registry,
  shownGroups: readonly ScreenedGroup[],
  screenings: TwoScreenings,
): Promise<Compared> {
  const usccs = shownGroups.flatMap(({ rows }) => rows.flatMap(({ uscc }) => uscc ?? []));
  const changes = await verdictChanges(registry, usccs, screenings);
  const { validAt, knownAt } = screenings.before.axes;
  const views = new Map([...changes].map(([uscc, change]) => [uscc, changeView(change)]));
  return { day: validAt, position: knownAt, changes: views };
}

async function answerExport(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry }: Sources,
): Promise<FastifyReply> {
  requireScope(request, 'screen');
  const { programme, year, usccs: text, format, compareOn, ...axes } = readFields(exported, request.body);
  const usccs = linesIn(text).map(({ text: applicant }) => applicant);
  if (usccs.length > mostApplicants) {
    throw new Problem('INPUT_INVALID', [{ field: 'usccs', rule: `must be at most ${mostApplicants} lines` }]);
  }
  const screening = openScreening(registry, { programme, year }, axes);
  const earlier = compareOn === undefined ? undefined : openEarlierScreening(registry, { programme, year }, compareOn);
  if (compareOn !== undefined && earlier === undefined) {
    throw new Problem('INPUT_INVALID', [
      { field: 'compareOn', rule: 'must be a day that was opened, with this programme' },
    ]);
  }
  const further = earlier === undefined ? [] : [changeColumn(registry, { now: screening, before: earlier })];
  noteRead(request, { usccs: usccs.flatMap(codeIn), axes: screening.axes });
  reply.header('cache-control', 'private, no-store');
  reply.header('content-disposition', `attachment; filename="${programme}-${year}.${format}"`);
  if (format === 'csv')
    return reply.type('text/csv; charset=utf-8').send(screeningCsv(usccs, registry, screening, further));
  return reply.type(spreadsheet).send(await screeningXlsx(usccs, registry, screening, further));
}

/** 变化 as the page shows it, of whoever is named by a code. */
function changeColumn(registry: Registry, screenings: TwoScreenings): FurtherColumn {
  const { zh } = changeWords.titleSince(screenings.before.axes.validAt);
  return {
    heading: zh,
    cell: (answer) =>
      'uscc' in answer ? changeText(changeView(verdictChange(registry, answer.uscc, screenings))) : '',
  };
}

function answerVerdict(
  request: ParsedRequest<{ params: typeof usccParams }>,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
): FastifyReply {
  requireScope(request, 'screen');
  const uscc = askedUscc(request.params.uscc);
  const { programme, year, ...axes } = readFields(application, request.query);
  const screening = openScreening(registry, { programme, year }, axes);
  noteRead(request, { usccs: [uscc], axes: screening.axes });
  const assessment = screen(registry, uscc, screening);
  const name = registry.readModels.read((file) => file.name(uscc)) ?? null;
  const view = verdictView({ assessment, name, screening, log: registry.log, authentication });
  return sendPage(reply, VerdictPage({ frame: frameOf(request, site, 'console'), view }));
}

/** The code that an applicant is named by, if it is one. */
function codeIn(applicant: string): readonly string[] {
  const checked = checkUscc(applicant);
  return checked.outcome === 'invalid' ? [] : [checked.uscc];
}
