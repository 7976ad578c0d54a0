import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { knownAt } from '../../../schemas/known-at.js';
import { ruleVersion } from '../../../schemas/policy.js';
import type { JobState } from '../../list-jobs/list-jobs.js';
import { measuresOf } from '../../queries/joint-lists.js';
import { judgingAxes } from '../../queries/judged-lists.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import { type JobRows, judgedPage, judgedRows } from '../judged-rows.js';
import { judgedAnswer } from '../list-answer.js';
import { type Exchange, listFiles, sendList } from '../list-files.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';
import { askedOfList, listParams } from './lists.js';

const asked = z.strictObject({
  validAt: calendarDay.optional(),
  knownAt: knownAt.optional(),
  ruleVersion: ruleVersion.optional(),
});
const params = listParams.extend({ id: z.uuid() });
/** More codes than any result holds, whose place in a file is a safe integer. */
const mostCodes = 1e12;
const askedOfResult = z.strictObject({
  ...askedOfList,
  cursor: z.coerce.number().int().nonnegative().max(mostCodes).default(0),
});

const state = z.object({
  id: z.uuid(),
  list: listParams.shape.list,
  axes: judgedAnswer.shape.axes,
  status: z.enum(['queued', 'running', 'done', 'failed']),
  looked: z.int().describe('已研判的企业数 enterprises looked at so far'),
  found: z.int().describe('其中在名单上的 of them on the list'),
});
const errors = { '4xx': problemDetails, '5xx': problemDetails };

/** 任意时点名单: a list on any day, as known at any position, under any rules; made while its asker does something else. */
export function listJobRoutes(app: Routes, registry: Registry): void {
  const tags = ['lists'];
  const made = {
    tags,
    summary: '任意时点名单 A list at any day, knowledge and rules',
    description:
      'Judges every enterprise there, which takes its time: 202, and where the result will be. What is left out is resolved as in every other query. A node makes one list at a time, and keeps a result for a day.',
    params: listParams,
    body: asked,
    response: { 202: state, ...errors },
  };
  app.post('/v1/lists/:list/jobs', { schema: made }, (request, reply) => accept(request, reply, registry));
  const result = {
    tags,
    summary: '任意时点名单的结果 Its result, or how far it is',
    description:
      '202 while it is being made. Rows are judged again as they are told, so that what was withdrawn since is not told; they are in no feed and carry no id.',
    params,
    querystring: askedOfResult,
    response: {
      200: { content: { 'application/json': { schema: judgedAnswer }, ...listFiles } },
      202: state,
      ...errors,
    },
  };
  app.get('/v1/lists/:list/jobs/:id', { schema: result }, (request, reply) => answer({ request, reply }, registry));
}

async function accept(
  request: ParsedRequest<{ params: typeof listParams; body: typeof asked }>,
  reply: FastifyReply,
  registry: Registry,
): Promise<FastifyReply> {
  const { list } = request.params;
  const { department, key } = requireScope(request, `feed:${list}`);
  const { validAt, knownAt, ruleVersion, headDay } = judgingAxes(registry, request.body);
  if (validAt > headDay) {
    throw new Problem('INPUT_INVALID', [{ field: 'validAt', rule: 'must not be after the last day opened' }]);
  }
  const axes = { validAt, knownAt, ruleVersion };
  const accepted = registry.listJobs.accept({ list, axes, sender: { department, key } });
  if (accepted === undefined) throw new Problem('LIST_JOBS_BUSY');
  return reply.code(202).header('location', `/v1/lists/${list}/jobs/${accepted.job.id}`).send(stateOf(accepted));
}

function stateOf({ job: { id, list, axes }, status, looked, found }: JobState): z.output<typeof state> {
  return { id, list, axes, status, looked, found };
}

interface AskedResult extends Exchange {
  readonly request: ParsedRequest<{ params: typeof params; querystring: typeof askedOfResult }>;
}

async function answer(exchange: AskedResult, registry: Registry): Promise<unknown> {
  const { request, reply } = exchange;
  const { list, id } = request.params;
  const { department } = requireScope(request, `feed:${list}`);
  const found = registry.listJobs.find(id);
  if (found?.job.list !== list || found.job.sender.department !== department) throw new Problem('LIST_JOB_UNKNOWN');
  if (found.status === 'failed') throw new Problem('LIST_JOB_FAILED');
  reply.header('cache-control', 'private, no-store');
  if (found.status !== 'done') return reply.code(202).header('retry-after', '1').send(stateOf(found));
  const { validAt, knownAt, ruleVersion } = found.job.axes;
  const axes = judgingAxes(registry, { validAt, knownAt: String(knownAt), ruleVersion });
  noteRead(request, { axes });
  const { division, q: text, cursor, limit, format } = request.query;
  const rows: JobRows = { registry, job: found.job, filter: { division, text } };
  const head = { list, axes: found.job.axes, measures: measuresOf(axes, list, department) };
  if (format !== 'json') return sendList(exchange, { list, format, head, rows: judgedRows(rows), rules: axes.rules });
  const { items, next } = await judgedPage(rows, cursor, limit);
  return { ...head, items, ...(next === undefined ? {} : { next: String(next) }) };
}
