import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { division, slug } from '../../../schemas/identifiers.js';
import { itemStatus } from '../../../schemas/statuses.js';
import { conductType, honourClass } from '../../../schemas/vocabularies.js';
import { type PackNames, programmeNames } from '../../policy/pack-names.js';
import { resolveAxes } from '../../queries/axes.js';
import { type RegisterName, registerCount, registerPage } from '../../queries/registers.js';
import type { RegisterFilter } from '../../read-models/register-reader.js';
import { after, waitFor } from '../after.js';
import { item } from '../answers.js';
import { cursorPage } from '../cursor-page.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import { registerCsv, registerXlsx } from '../register-export.js';
import type { Registry } from '../registry.js';

const paging = {
  from: calendarDay.optional().describe('起 first day'),
  until: calendarDay.optional().describe('止 last day'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
  ...after,
};

/** What each register is filtered by: its columns, in camel case. */
const filters = {
  honours: {
    programme: slug.optional(),
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    class: honourClass.schema.optional(),
    division: division.optional(),
    status: itemStatus.schema.optional(),
  },
  certificates: {
    scheme: slug.optional(),
    certificateNo: z.string().max(100).optional(),
    division: division.optional(),
    status: itemStatus.schema.optional(),
  },
  penalties: {
    conduct: conductType.schema.optional(),
    authority: z.string().max(100).optional(),
    division: division.optional(),
    status: itemStatus.schema.optional(),
  },
} as const;

const titles = {
  honours: '质量荣誉名录 Honour roll',
  certificates: '认证证书目录 Certificate register',
  penalties: '行政处罚公示 Penalties under publicity',
} as const satisfies Record<RegisterName, string>;

const answer = z.object({
  total: z.int(),
  items: z.array(z.object({ uscc: z.string(), name: z.string().nullable(), item })),
  next: z.string().optional(),
});

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const files = {
  'application/json': { schema: answer },
  'text/csv': { schema: z.string() },
  [spreadsheet]: { schema: z.string().meta({ format: 'binary' }) },
};

/** More lines than a spreadsheet is good for are asked for as CSV. */
const xlsxLimit = 50_000;

/** GET /v1/registers/{honours|certificates|penalties}: what the public may see, filtered, page by page or as a file. */
export function registerRoutes(app: Routes, registry: Registry): void {
  const names: readonly RegisterName[] = ['honours', 'certificates', 'penalties'];
  for (const register of names) {
    const querystring = z
      .strictObject({ ...filters[register], ...paging })
      .refine(({ from = '', until = '9999' }) => from <= until, { path: ['until'], error: 'must not be before from' });
    const schema = {
      tags: ['registers'],
      summary: titles[register],
      querystring,
      response: { 200: { content: files }, '4xx': problemDetails, '5xx': problemDetails },
    };
    app.get(`/v1/registers/${register}`, { schema, config: { trail: 'none' } }, (request, reply) => {
      return answerRegister(register, request.query, { request, reply, registry });
    });
  }
}

interface Asked {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly format: 'json' | 'csv' | 'xlsx';
  readonly after?: number | undefined;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly registry: Registry;
}

async function answerRegister(register: RegisterName, asked: Asked, { reply, registry }: Exchange): Promise<unknown> {
  const { from, until, cursor, limit, format, after: position, ...equal } = asked;
  const filter: RegisterFilter = { equal: statedOnly(equal), from, until };
  const { readModels } = registry;
  await waitFor(position, readModels);
  reply.header('cache-control', 'private, no-cache');
  if (format === 'csv') {
    attach(reply, `${register}.csv`);
    return reply
      .type('text/csv; charset=utf-8')
      .send(registerCsv({ readModels, names: namesIn(registry) }, register, filter));
  }
  const total = registerCount(readModels, register, filter);
  if (format === 'xlsx') {
    if (total > xlsxLimit) throw new Problem('EXPORT_TOO_LARGE');
    attach(reply, `${register}.xlsx`);
    const body = await registerXlsx({ readModels, names: namesIn(registry) }, register, filter);
    return reply.type(spreadsheet).send(body);
  }
  const { lines, next } = cursorPage(() => registerPage(readModels, { register, filter, cursor, limit }));
  return { total, items: lines, next };
}

function namesIn({ log }: Registry): PackNames {
  return programmeNames(resolveAxes(log, {}).rules);
}

function statedOnly(equal: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const stated = Object.entries(equal).flatMap(([name, value]) =>
    typeof value === 'string' ? [[columnOf(name), value] as const] : [],
  );
  return new Map(stated);
}

/** `certificateNo` -> `certificate_no` */
function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

function attach(reply: FastifyReply, name: string): void {
  reply.header('content-disposition', `attachment; filename="${name}"`);
}
