import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { addDays, calendarDay } from '../../../schemas/day.js';
import { division } from '../../../schemas/identifiers.js';
import { jointList } from '../../../schemas/vocabularies.js';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { askedUscc, usccParams } from '../../http/asked-uscc.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { Problem } from '../../http/problems.js';
import { listAxes, listCount, listPage, listStateAt, measuresOf, standsOn } from '../../queries/joint-lists.js';
import { changesBetween, lineageOf } from '../../queries/list-changes.js';
import { ownMeasuresOn } from '../../queries/measures.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { LineagePage } from '../pages/lineage-page.js';
import { ListChangesPage } from '../pages/list-changes-page.js';
import { ListPage } from '../pages/list-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { changeViews } from '../views/changes.js';
import { listRows } from '../views/lists.js';
import { measureName } from '../views/measures.js';
import { namesOf } from '../views/names.js';

const params = z.object({ list: jointList.schema });
const lineageParams = params.extend(usccParams.shape);

const asked = z.object({
  validAt: calendarDay.optional(),
  division: division.optional(),
  q: z.string().trim().max(100).optional(),
  /** Where an earlier page stood, so that the next one is of the same list. */
  at: z.coerce.number().int().positive().optional(),
  after: z.string().max(18).default(''),
});

const between = z
  .object({
    from: calendarDay.optional(),
    to: calendarDay.optional(),
    cursor: z.coerce.number().int().nonnegative().optional(),
  })
  .refine(({ from = '', to = '9999' }) => from <= to, { path: ['to'], error: 'must not be before from' });

const linesAtOnce = 50;

/** 联合奖惩名单: as it stands or stood, and what changed between two days; for departments with the list's own scope. */
export function listRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true, params };
  app.get('/lists/:list', { schema }, (request, reply) => answerList(request, reply, sources));
  app.get('/lists/:list/changes', { schema }, (request, reply) => answerChanges(request, reply, sources));
  app.get('/lists/:list/enterprises/:uscc', { schema: { hide: true, params: lineageParams } }, (request, reply) =>
    answerLineage(request, reply, sources),
  );
}

function answerList(
  request: ParsedRequest<{ params: typeof params }>,
  reply: FastifyReply,
  sources: Sources,
): FastifyReply {
  const { registry, authentication, site } = sources;
  const { list } = request.params;
  const { department } = requireScope(request, `feed:${list}`);
  const { validAt, at, after, division, q: text } = readFields(asked, request.query);
  const axes = listAxes(registry, at === undefined ? { validAt } : { knownAt: String(at) });
  if (validAt !== undefined && validAt > axes.headDay) {
    throw new Problem('INPUT_INVALID', [{ field: 'validAt', rule: 'must not be after the last day opened' }]);
  }
  noteRead(request, { axes });
  const { readModels } = registry;
  const page = listPage(readModels, { list, at: axes.knownAt, after, limit: linesAtOnce, division, text });
  const isFiltered = division !== undefined || text !== undefined;
  const names = namesOf(axes.rules, authentication);
  const measuresOn = (uscc: string) =>
    ownMeasuresOn(readModels, { department, list, uscc }).map(({ measure, ...each }) => ({
      ...each,
      label: measureName(axes.rules, list, measure),
    }));
  return sendPage(
    reply,
    ListPage({
      frame: frameOf(request, site, 'console'),
      list,
      asked: { validAt, division, q: text },
      axes,
      rows: listRows(page.items, names, measuresOn),
      total: isFiltered ? undefined : listCount(readModels, list, axes.knownAt),
      sealed: page.items.filter((item) => 'sealed' in item).length,
      cursor: listStateAt(readModels, list, axes.knownAt).cursor,
      isFirst: after === '',
      next: page.next,
      divisions: axes.rules.municipal.flatMap((pack) => pack.divisions),
      measures: measuresOf(axes, list, department),
    }),
  );
}

/** Without days of its own it tells of the last month. */
const span = 30;

function answerChanges(
  request: ParsedRequest<{ params: typeof params }>,
  reply: FastifyReply,
  { registry, site }: Sources,
): FastifyReply {
  const { list } = request.params;
  requireScope(request, `feed:${list}`);
  const { from, to, cursor } = readFields(between, request.query);
  const end = listAxes(registry, { validAt: to });
  const firstDay = from ?? addDays(to ?? end.headDay, -span);
  const start = listAxes(registry, { validAt: firstDay });
  noteRead(request, { axes: end });
  const { readModels } = registry;
  const after = cursor ?? listStateAt(readModels, list, start.knownAt).sequence;
  const page = changesBetween(readModels, { list, after, until: end.knownAt, limit: linesAtOnce });
  return sendPage(
    reply,
    ListChangesPage({
      frame: frameOf(request, site, 'console'),
      list,
      from: firstDay,
      to: to ?? end.headDay,
      changes: changeViews(list, page.changes, readModels),
      isFirst: cursor === undefined,
      next: page.next,
    }),
  );
}

/** More changes than an enterprise has in its life. */
const mostChanges = 200;

function answerLineage(
  request: ParsedRequest<{ params: typeof lineageParams }>,
  reply: FastifyReply,
  { registry, site }: Sources,
): FastifyReply {
  const { list, uscc: written } = request.params;
  requireScope(request, `feed:${list}`);
  const uscc = askedUscc(written);
  noteRead(request, { usccs: [uscc] });
  const { readModels } = registry;
  const changes = lineageOf(readModels, { list, uscc, limit: mostChanges });
  return sendPage(
    reply,
    LineagePage({
      frame: frameOf(request, site, 'console'),
      list,
      uscc,
      name: readModels.read((file) => file.name(uscc)) ?? null,
      stands: standsOn(readModels, list, uscc),
      changes: changeViews(list, changes, readModels),
    }),
  );
}
