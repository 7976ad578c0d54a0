import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { division } from '../../../schemas/identifiers.js';
import { knownAt } from '../../../schemas/known-at.js';
import { jointList } from '../../../schemas/vocabularies.js';
import { Refusal } from '../../domain/refusal.js';
import { listAxes, listPage, listStateAt, measuresOf } from '../../queries/joint-lists.js';
import { changesBetween } from '../../queries/list-changes.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import { after, waitFor } from '../after.js';
import { type ListHead, listAnswer, listChange } from '../list-answer.js';
import { type Exchange, listFiles, sendList, standingRows } from '../list-files.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';

export const listParams = z.object({ list: jointList.schema });

/** What is shown of a list, and in which format. */
export const askedOfList = {
  division: division.optional(),
  q: z.string().trim().min(1).max(100).optional().describe('名称包含 part of the name'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  format: z.enum(['json', 'ndjson', 'csv', 'xlsx']).default('json'),
};

const asked = z
  .strictObject({
    knownAt: knownAt.optional(),
    validAt: calendarDay.optional().describe('该日终了时的名单 as it was at the end of a day'),
    ...askedOfList,
    ...after,
  })
  .refine((query) => query.knownAt === undefined || query.validAt === undefined, {
    path: ['validAt'],
    error:
      'must not stand beside knownAt, which has a day of its own; for another day send a job to /v1/lists/{list}/jobs',
  });

const place = z.coerce.number().int().nonnegative();
const between = z
  .strictObject({ from: place, to: place, cursor: place.optional(), limit: askedOfList.limit })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before from' });

const difference = z.object({
  list: jointList.schema,
  from: z.object({ position: z.int(), digest: z.string() }),
  to: z.object({ position: z.int(), digest: z.string() }),
  changes: z.array(listChange),
  next: z.int().optional(),
});

const files = { 'application/json': { schema: listAnswer }, ...listFiles };
const errors = { '4xx': problemDetails, '5xx': problemDetails };

/** 联合奖惩名单: as they stand, as they stood, and what changed in between; for departments with the list's own scope. */
export function listRoutes(app: Routes, registry: Registry): void {
  const tags = ['lists'];
  const list = {
    tags,
    summary: '联合奖惩名单 A joint list',
    params: listParams,
    querystring: asked,
    response: { 200: { content: files }, ...errors },
  };
  app.get('/v1/lists/:list', { schema: list }, (request, reply) => answerList({ request, reply }, registry));
  const diff = {
    tags,
    summary: '名单变动 What changed between two positions, and why',
    params: listParams,
    querystring: between,
    response: { 200: difference, ...errors },
  };
  app.get('/v1/lists/:list/diff', { schema: diff }, async (request, reply) => {
    const { list } = request.params;
    requireScope(request, `feed:${list}`);
    const { from, to, cursor, limit } = request.query;
    reply.header('cache-control', 'private, no-cache');
    const { readModels } = registry;
    if (to > registry.log.head().position) throw new Refusal('KNOWN_AT_IN_FUTURE', { field: 'to' });
    if (to > readModels.checkpoint().position) throw new Problem('READ_MODEL_BEHIND');
    const [start, end] = [listStateAt(readModels, list, from), listStateAt(readModels, list, to)];
    const page = changesBetween(readModels, { list, after: cursor ?? start.sequence, until: to, limit });
    return {
      list,
      from: { position: from, digest: start.digest },
      to: { position: to, digest: end.digest },
      ...page,
    };
  });
}

interface AskedList extends Exchange {
  readonly request: ParsedRequest<{ params: typeof listParams; querystring: typeof asked }>;
}

async function answerList(exchange: AskedList, registry: Registry): Promise<unknown> {
  const { request, reply } = exchange;
  const { list } = request.params;
  const { department } = requireScope(request, `feed:${list}`);
  const { cursor, limit, format, division, q: text, after: awaited, ...at } = request.query;
  const { readModels } = registry;
  await waitFor(awaited, readModels);
  const from = cursor === undefined ? undefined : pageOf(cursor);
  const axes = listAxes(registry, from === undefined ? at : { knownAt: from.knownAt });
  if (at.validAt !== undefined && at.validAt > axes.headDay) {
    throw new Problem('INPUT_INVALID', [{ field: 'validAt', rule: 'must not be after the last day opened' }]);
  }
  noteRead(request, { axes });
  const { validAt, knownAt: known, ruleVersion } = axes;
  const feed = listStateAt(readModels, list, known);
  const measures = measuresOf(axes, list, department);
  const head: ListHead = { list, axes: { validAt, knownAt: known, ruleVersion }, feed, measures };
  const whole = { list, at: known, division, text };
  reply.header('cache-control', 'private, no-cache');
  if (format !== 'json')
    return sendList(exchange, { list, format, head, rows: standingRows(readModels, whole), rules: axes.rules });
  const { items, next } = listPage(readModels, { ...whole, after: from?.after ?? '', limit });
  return { ...head, items, ...(next === undefined ? {} : { next: pageCursor(known, next) }) };
}

/** Pages that follow are read at the position of the first. */
function pageCursor(knownAt: number, after: string): string {
  return Buffer.from(`${knownAt} ${after}`).toString('base64url');
}

function pageOf(cursor: string): { readonly knownAt: string; readonly after: string } {
  const [, at, code] = /^(\d{1,15}) ([0-9A-Z]{18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at !== undefined && code !== undefined) return { knownAt: at, after: code };
  throw new Problem('INPUT_INVALID', [{ field: 'cursor', rule: 'must be a cursor of this list' }]);
}
