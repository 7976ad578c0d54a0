import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandType } from '../../../schemas/commands.js';
import { eventTypes } from '../../../schemas/events.js';
import { checkUscc } from '../../../schemas/uscc.js';
import { enterpriseStream } from '../../event-log/enterprise-history.js';
import { requireScope } from '../../http/access.js';
import { usccParams } from '../../http/asked-uscc.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { Problem } from '../../http/problems.js';
import { findEnterprises } from '../../read-models/search-reader.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { type JustRecorded, RecordChoicePage } from '../pages/record-choice-page.js';
import { RecordStartPage } from '../pages/record-start-page.js';
import { readFields } from '../query.js';
import { type Desk, deskAt, recording } from '../record-desk.js';
import { answerSent, openForm } from '../record-form.js';
import type { Sources } from '../sources.js';
import { commandFamilies, commandNamed, followingCommands, mayCommand } from '../views/steps.js';

const search = z.object({ q: z.string().trim().max(100).default('') });
const choice = z.object({ done: z.uuid().optional() });
const params = usccParams.extend({ command: z.string().max(64) });
const opened = z.object({ target: z.string().max(500).optional() });

const most = 20;

/** 登记录入: which enterprise, what, and the form of it; the very commands of the API. */
export function recordRoutes(app: Routes, sources: Sources): void {
  app.get('/record', { schema: { hide: true }, config: { trail: 'none' } }, (request, reply) =>
    answerStart(request, reply, sources),
  );
  app.get('/enterprises/:uscc/record', { schema: { hide: true, params: usccParams } }, (request, reply) =>
    answerChoice(request, reply, deskAt(request, sources)),
  );
  const path = '/enterprises/:uscc/record/:command';
  app.get(path, { schema: { hide: true, params } }, (request, reply) => {
    const { target } = readFields(opened, request.query);
    return openForm(reply, deskAt(request, sources), typeOf(request), target);
  });
  app.post(path, { schema: { hide: true, params }, config: { trail: 'always' } }, (request, reply) =>
    answerSent(reply, deskAt(request, sources), typeOf(request), sources.sessions),
  );
}

function answerStart(request: FastifyRequest, reply: FastifyReply, { registry, site }: Sources): FastifyReply {
  requireScope(request, ...recording);
  const { q } = readFields(search, request.query);
  const checked = checkUscc(q);
  if (checked.outcome !== 'invalid') return reply.redirect(`/enterprises/${checked.uscc}/record`, 303);
  const isAsked = [...q].length >= 2;
  const found = isAsked ? registry.readModels.read(({ db }) => findEnterprises(db, q, most)) : undefined;
  return sendPage(reply, RecordStartPage({ frame: frameOf(request, site, 'console'), text: q, found }));
}

/** The command of the address. Throws Problem where there is none, and where the key may not send it. */
function typeOf(request: ParsedRequest<{ params: typeof params }>): CommandType {
  const acting = requireScope(request, ...recording);
  const type = commandNamed(request.params.command);
  if (type === undefined) throw new Problem('ROUTE_UNKNOWN');
  if (!mayCommand(type, acting.scopes)) throw new Problem('SCOPE_MISSING');
  return type;
}

function answerChoice(request: FastifyRequest, reply: FastifyReply, desk: Desk): FastifyReply {
  const { done } = readFields(choice, request.query);
  const { frame, uscc, name } = desk;
  const may = (type: CommandType): boolean => mayCommand(type, desk.acting.scopes);
  const families = commandFamilies
    .map(({ label, commands }) => ({ label, commands: commands.filter(may) }))
    .filter(({ commands }) => commands.length > 0);
  return sendPage(
    reply,
    RecordChoicePage({
      frame,
      uscc,
      name,
      families,
      following: followingCommands.filter(may),
      done: done === undefined ? undefined : justRecorded(done, desk),
    }),
  );
}

/** What the same key has recorded on this enterprise; of anybody else's, and of what is not on record, nothing is told. */
function justRecorded(eventId: string, { registry, acting, uscc }: Desk): JustRecorded | undefined {
  const event = registry.log.eventById(eventId);
  if (event?.actor.key !== acting.key || event.stream !== enterpriseStream(uscc)) return undefined;
  return { id: event.id, what: eventTypes[event.type].label, position: event.position };
}
