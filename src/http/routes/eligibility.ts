import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { slug } from '../../../schemas/identifiers.js';
import { knownAt } from '../../../schemas/known-at.js';
import { ruleVersion } from '../../../schemas/policy.js';
import { checkUscc } from '../../../schemas/uscc.js';
import { applicantsIn, codeHeadings } from '../../imports/applicants.js';
import { FileRefused } from '../../imports/file-refused.js';
import { readTable } from '../../imports/rows.js';
import { openScreening } from '../../queries/eligibility.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import {
  eligibilityAnswer,
  screeningCsv,
  screeningJson,
  screeningNdjson,
  screeningXlsx,
} from '../eligibility-answer.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';

const applicant = z.string().trim().min(1).max(100);

const axes = z.strictObject({
  programme: slug.describe('奖项编号 id of a programme in a pack in force'),
  year: z.int().min(1949).max(2200).describe('申报年度 programme year'),
  validAt: calendarDay.optional(),
  knownAt: knownAt.optional(),
  ruleVersion: ruleVersion.optional(),
});
const usccs = z
  .array(applicant)
  .min(1)
  .max(10_000)
  .describe('代码；仅有名称的只返回候选 codes; a name gets candidates only');
const format = z.enum(['json', 'ndjson', 'csv', 'xlsx']);

const asked = axes.extend({ usccs });
const formats = z.strictObject({ format: format.default('json') });
const askedOfTable = axes.extend({ year: z.coerce.number().pipe(axes.shape.year), format: format.default('csv') });

/** Screening reads what is not public. */
const config = { trail: 'left' } as const;

/** 10,000 codes with room for names. */
const bodyLimit = 2 * 1024 * 1024;

/** POST /v1/eligibility: 评奖资格审查, clause by clause, for up to 10,000 applicants. */
export function eligibilityRoutes(app: Routes, registry: Registry): void {
  const schema = {
    tags: ['judgement'],
    summary: '评奖资格审查 Screen applicants of a programme',
    description: 'Streams; `format=ndjson` gives the head and then a line an applicant.',
    querystring: formats,
    body: asked,
    response: { 200: eligibilityAnswer, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.post('/v1/eligibility', { schema, bodyLimit, config }, (request, reply) => {
    requireScope(request, 'screen');
    const { format } = request.query;
    return answer({ ...request.body, format }, { request, reply, registry });
  });
  app.register(async (tables: Routes) => {
    tables.removeAllContentTypeParsers();
    tables.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    const schema = {
      tags: ['judgement'],
      summary: '按表审查 Screen the applicants of a table',
      description: `CSV; the codes stand in a column ${codeHeadings.join(', ')}. A row with a name alone gets candidates.`,
      consumes: ['text/csv'],
      querystring: askedOfTable,
      body: z.any().describe('The table itself.'),
      response: { 200: eligibilityAnswer, '4xx': problemDetails, '5xx': problemDetails },
    };
    tables.post('/v1/eligibility/tables', { schema, bodyLimit, config }, async (request, reply) => {
      requireScope(request, 'screen');
      return answer({ ...request.query, usccs: await applicantsOf(request) }, { request, reply, registry });
    });
  });
}

/** The applicants of the table that was sent. */
async function applicantsOf({ body }: FastifyRequest): Promise<readonly string[]> {
  const checked = usccs.safeParse(await readApplicants(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
  if (checked.success) return checked.data;
  throw new Problem(
    'INPUT_INVALID',
    checked.error.issues.map(({ path, message }) => ({ field: ['usccs', ...path].join('.'), rule: message })),
  );
}

async function readApplicants(table: Uint8Array): Promise<readonly string[]> {
  try {
    return await applicantsIn(readTable(table));
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new Problem('INPUT_INVALID', [{ field: '(table)', rule: `${error.code}: ${error.message}` }]);
  }
}

type Asked = z.output<typeof axes> & { readonly usccs: readonly string[]; readonly format: z.output<typeof format> };

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly registry: Registry;
}

/** The code that an applicant is named by, if it is one. */
function codeIn(applicant: string): readonly string[] {
  const checked = checkUscc(applicant);
  return checked.outcome === 'invalid' ? [] : [checked.uscc];
}

async function answer(
  { programme, year, usccs, format, ...axes }: Asked,
  { request, reply, registry }: Exchange,
): Promise<FastifyReply> {
  const screening = openScreening(registry, { programme, year }, axes);
  noteRead(request, { usccs: usccs.flatMap(codeIn), axes: screening.axes });
  reply.header('cache-control', 'private, no-store');
  switch (format) {
    case 'json':
      return reply.type('application/json; charset=utf-8').send(screeningJson(usccs, registry, screening));
    case 'ndjson':
      return reply.type('application/x-ndjson; charset=utf-8').send(screeningNdjson(usccs, registry, screening));
    case 'csv':
      reply.header('content-disposition', `attachment; filename="${programme}-${year}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(screeningCsv(usccs, registry, screening));
    case 'xlsx': {
      const body = await screeningXlsx(usccs, registry, screening);
      reply.header('content-disposition', `attachment; filename="${programme}-${year}.xlsx"`);
      return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(body);
    }
  }
}
