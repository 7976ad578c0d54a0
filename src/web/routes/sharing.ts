import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { departmentId } from '../../../schemas/identifiers.js';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import { requireScope } from '../../http/access.js';
import type { Routes } from '../../http/parsed-request.js';
import { latenessFor, measuresFor, ownMeasuresFor, receiptsFor, unansweredFor } from '../../http/sharing.js';
import type { Rules } from '../../policy/rules.js';
import { resolveAxes } from '../../queries/axes.js';
import { sendPage } from '../answer.js';
import { frameOf, mayDo } from '../frame.js';
import { LatenessPage } from '../pages/lateness-page.js';
import { type MeasuresOfList, MeasuresPage } from '../pages/measures-page.js';
import { ReceiptsPage } from '../pages/receipts-page.js';
import { UnansweredPage } from '../pages/unanswered-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { measureName, ownMeasureLine } from '../views/measures.js';
import { receiptsView } from '../views/receipts.js';

const measuresAsked = z.object({
  list: jointList.schema.optional(),
  /** The day and event of the last measure that was shown. */
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} [0-9a-f-]{36}$/)
    .optional(),
});
const unansweredAsked = z.object({
  list: jointList.schema,
  department: departmentId.optional(),
  cursor: z.string().max(64).default(''),
});
const latenessAsked = z
  .object({ from: calendarDay.optional(), until: calendarDay.optional(), department: departmentId.optional() })
  .refine(({ from = '', until = '9999' }) => from <= until, { path: ['until'], error: 'must not be before from' });

const measuresAtOnce = 20;
const codesAtOnce = 100;

/** 共享与回执: what became of the lists after they were shared. */
export function sharingRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true };
  app.get('/sharing/receipts', { schema }, (request, reply) => answerReceipts(request, reply, sources));
  app.get('/sharing/measures', { schema }, (request, reply) => answerMeasures(request, reply, sources));
  app.get('/sharing/unanswered', { schema }, (request, reply) => answerUnanswered(request, reply, sources));
  app.get('/sharing/lateness', { schema }, (request, reply) => answerLateness(request, reply, sources));
}

function answerReceipts(request: FastifyRequest, reply: FastifyReply, sources: Sources): FastifyReply {
  const { registry, site } = sources;
  const seen = receiptsFor(request, registry, {});
  const { rules } = resolveAxes(registry.log, {});
  const measure = (list: JointList, code: string) => measureName(rules, list, code);
  const view = receiptsView(seen, { nameOf: nameOf(sources), measure });
  return sendPage(reply, ReceiptsPage({ frame: frameOf(request, site, 'console'), view }));
}

type AskedMeasures = z.output<typeof measuresAsked>;

async function answerMeasures(request: FastifyRequest, reply: FastifyReply, sources: Sources): Promise<FastifyReply> {
  requireScope(request, 'feed:joint-reward', 'feed:joint-punishment', 'admin');
  const { registry, site } = sources;
  const asked = readFields(measuresAsked, request.query);
  const frame = frameOf(request, site, 'console');
  const { rules } = resolveAxes(registry.log, {});
  const lists: MeasuresOfList[] = [];
  for (const list of jointList.codes.filter((each) => mayDo(frame, `feed:${each}`, 'admin'))) {
    const counts = await measuresFor(request, registry, list);
    const own = mayDo(frame, `feed:${list}`) ? ownOn(request, list, { asked, rules, sources }) : undefined;
    lists.push({ counts, own });
  }
  const goesOn = asked.after === undefined ? undefined : asked.list;
  return sendPage(reply, MeasuresPage({ frame, lists, goesOn, nameOf: departmentName(sources) }));
}

interface Own {
  readonly asked: AskedMeasures;
  readonly rules: Rules;
  readonly sources: Sources;
}

function ownOn(request: FastifyRequest, list: JointList, { asked, rules, sources }: Own) {
  const [day = '', eventId = ''] = asked.list === list ? (asked.after ?? '').split(' ') : [];
  const after = day === '' ? undefined : ([day, eventId] as const);
  const page = ownMeasuresFor(request, sources.registry, { list, after, limit: measuresAtOnce });
  const words = { nameOf: nameOf(sources), measure: (code: string) => measureName(rules, list, code) };
  return { lines: page.measures.map((each) => ownMeasureLine(each, words)), next: page.next };
}

function answerUnanswered(request: FastifyRequest, reply: FastifyReply, sources: Sources): FastifyReply {
  const { registry, site } = sources;
  const { list, department, cursor: after } = readFields(unansweredAsked, request.query);
  const { usccs, next } = unansweredFor(request, registry, { list, department, after, limit: codesAtOnce });
  const name = nameOf(sources);
  return sendPage(
    reply,
    UnansweredPage({
      frame: frameOf(request, site, 'console'),
      list,
      department: department === undefined ? undefined : { id: department, name: departmentName(sources)(department) },
      enterprises: usccs.map((uscc) => ({ uscc, name: name(uscc) })),
      isFirst: after === '',
      next,
    }),
  );
}

function answerLateness(request: FastifyRequest, reply: FastifyReply, sources: Sources): FastifyReply {
  const { registry, site } = sources;
  const asked = readFields(latenessAsked, request.query);
  const lateness = latenessFor(request, registry, asked);
  const frame = frameOf(request, site, 'console');
  const { department } = asked;
  return sendPage(reply, LatenessPage({ frame, department, lateness, nameOf: departmentName(sources) }));
}

function nameOf({ registry }: Sources): (uscc: string) => string | null {
  return (uscc) => registry.readModels.read((file) => file.name(uscc)) ?? null;
}

function departmentName({ authentication }: Sources): (id: string) => string {
  return (id) => authentication.nameOf(id) ?? id;
}
