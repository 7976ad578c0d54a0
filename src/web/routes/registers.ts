import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { cursorPage } from '../../http/cursor-page.js';
import type { Routes } from '../../http/parsed-request.js';
import { resolveAxes } from '../../queries/axes.js';
import { type RegisterName, registerCount, registerPage } from '../../queries/registers.js';
import type { RegisterFilter } from '../../read-models/register-reader.js';
import { sendPage } from '../answer.js';
import { addressOn, type Face, frameOf } from '../frame.js';
import { RegisterPage } from '../pages/register-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { namesOf } from '../views/names.js';
import { type Condition, conditionsOf, registerRow } from '../views/registers.js';

const registers: readonly RegisterName[] = ['honours', 'certificates', 'penalties'];

const asked = z
  .object({ from: calendarDay.optional(), until: calendarDay.optional(), cursor: z.string().max(200).optional() })
  .catchall(z.string().max(100))
  .refine(({ from = '', until = '9999' }) => from <= until, { path: ['until'], error: 'must not be before from' });

const linesAtOnce = 50;

/** 质量荣誉名录, 认证证书目录, 行政处罚公示: what everybody may see, filtered, page by page. */
export function registerRoutes(app: Routes, sources: Sources, face: Face): void {
  const options = { schema: { hide: true }, config: { trail: 'none' } } as const;
  for (const register of registers) {
    app.get(addressOn(face, `/registers/${register}`), options, (request, reply) =>
      answerRegister(request, reply, { sources, face, register }),
    );
  }
}

interface AskedRegister {
  readonly sources: Sources;
  readonly face: Face;
  readonly register: RegisterName;
}

function answerRegister(
  request: FastifyRequest,
  reply: FastifyReply,
  { sources: { registry, authentication, site }, face, register }: AskedRegister,
): FastifyReply {
  const { cursor, ...fields } = readFields(asked, request.query);
  const { readModels, log } = registry;
  const { rules } = resolveAxes(log, {});
  const conditions = conditionsOf(register, rules);
  const filter = filterOf(fields, conditions);
  const { lines, next } = cursorPage(() => registerPage(readModels, { register, filter, cursor, limit: linesAtOnce }));
  const names = namesOf(rules, authentication);
  return sendPage(
    reply,
    RegisterPage({
      frame: frameOf(request, site, face),
      register,
      conditions,
      fields,
      rows: lines.map((line) => registerRow(line, names)),
      total: registerCount(readModels, register, filter),
      isFirst: cursor === undefined,
      next,
    }),
  );
}

function filterOf(
  fields: Readonly<Record<string, string | undefined>>,
  conditions: readonly Condition[],
): RegisterFilter {
  const equal = conditions.flatMap(({ name, column }) => {
    const value = fields[name];
    return value === undefined ? [] : [[column, value] as const];
  });
  return { equal: new Map(equal), from: fields.from, until: fields.until };
}
