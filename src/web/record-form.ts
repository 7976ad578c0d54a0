import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Command, type CommandType, enterpriseCommands, pairedCommand } from '../../schemas/commands.js';
import { dayInShanghai } from '../../schemas/day.js';
import { normaliseKeyPart } from '../../schemas/record-key.js';
import { commandMark } from '../commands/command-mark.js';
import type { CommandRequest } from '../commands/enterprise-commands.js';
import { Refusal } from '../domain/refusal.js';
import { NotYetReplicated } from '../event-log/append-failures.js';
import { enterpriseStream } from '../event-log/enterprise-history.js';
import { detailsOf, type ProblemDetails } from '../http/problem-details.js';
import { Problem } from '../http/problems.js';
import type { Sessions } from '../http/sessions.js';
import { historySince } from '../queries/history.js';
import { sendPage } from './answer.js';
import { dataOf } from './forms/data-of.js';
import { type FormErrors, refusalErrors, schemaErrors } from './forms/form-errors.js';
import type { Typed } from './forms/form-item.js';
import { typedInto } from './forms/typed.js';
import { RecordCheckPage } from './pages/record-check-page.js';
import { type FormRefused, RecordFormPage } from './pages/record-form-page.js';
import { RecordKnownPage } from './pages/record-known-page.js';
import type { Desk } from './record-desk.js';
import { type Field, fieldsOf } from './views/fields.js';
import { fixedFields, formItems, prefilled, recordForm } from './views/record-form.js';
import type { RecordSubject } from './views/record-subject.js';
import type { RecordChoice } from './views/records.js';

const sentForm = z.record(z.string(), z.string()).pipe(
  z
    .object({
      'form.key': z.uuid(),
      'form.version': z.coerce.number().int().nonnegative(),
      step: z.string().max(100).default('check'),
    })
    .catchall(z.string()),
);

/** A form that is being filled in. */
interface Filled {
  readonly desk: Desk;
  readonly subject: RecordSubject;
  readonly typed: Typed;
}

/** Opens the form of a command, empty but for what is known already. */
export function openForm(reply: FastifyReply, desk: Desk, type: CommandType, target: string | undefined): FastifyReply {
  const { registry, acting, uscc, name } = desk;
  const version = registry.log.streamVersion(enterpriseStream(uscc));
  const subject = { uscc, name, type, key: registry.rim.newId(), version };
  const typed = prefilled(acting, dayInShanghai(registry.rim.now()), target);
  return sendForm(reply, { desk, subject, typed }, {});
}

interface FormSays {
  readonly errors?: FormErrors;
  readonly added?: string | undefined;
  readonly refused?: FormRefused | undefined;
  readonly status?: number;
}

function sendForm(
  reply: FastifyReply,
  { desk, subject, typed }: Filled,
  { errors = new Map(), added, refused, status = 200 }: FormSays,
): FastifyReply {
  const { frame, names, axes, ...standing } = desk;
  const form = recordForm({ ...standing, type: subject.type, rules: axes.rules, typed, errors, added });
  return sendPage(reply, RecordFormPage({ frame, subject, form, names, refused }), status);
}

/** What a form that was sent comes to: the form again, 核对, or 登记. */
export async function answerSent(
  reply: FastifyReply,
  desk: Desk,
  type: CommandType,
  sessions: Sessions,
): Promise<FastifyReply> {
  const sent = sentForm.safeParse(desk.request.body);
  if (!sent.success) throw new Problem('INPUT_INVALID', [{ field: 'form', rule: 'must be a form of this registry' }]);
  const { 'form.key': key, 'form.version': version, step, ...fields } = sent.data;
  const items = formItems(type);
  const typed = { ...typedInto(items, fields), ...fixedFields(desk.uscc, desk.acting) };
  const filled = { desk, subject: { uscc: desk.uscc, name: desk.name, type, key, version }, typed };
  if (step === 'edit' || step.startsWith('add:')) return sendForm(reply, filled, { added: step.slice('add:'.length) });
  const { data, unreadable } = dataOf(items, typed);
  const parsed = enterpriseCommands[type].schema.safeParse(data);
  if (!parsed.success || unreadable.size > 0) {
    const errors = parsed.success ? unreadable : new Map([...schemaErrors(items, parsed.error), ...unreadable]);
    return sendForm(reply, filled, { errors, status: 400 });
  }
  const command = pairedCommand(type, parsed.data);
  try {
    return await (step === 'record' ? record(reply, filled, command, sessions) : check(reply, filled, command));
  } catch (error) {
    if (!(error instanceof Error) || error instanceof NotYetReplicated) throw error;
    return sendRefused(reply, filled, error);
  }
}

function requestOf({ desk, subject }: Filled, command: Command): CommandRequest {
  const { acting: actor, uscc, request } = desk;
  const mark = commandMark(actor.key, subject.key, { uscc, command });
  return { uscc, command, actor, expectedVersion: subject.version, mark, correlationId: request.id };
}

async function check(reply: FastifyReply, filled: Filled, command: Command): Promise<FastifyReply> {
  const { desk, subject, typed } = filled;
  const considered = desk.registry.commands.consider(requestOf(filled, command));
  const fields = fieldsFor(filled, command);
  if (considered.outcome === 'already-recorded') return sendKnown(reply, filled, { fields, ...considered });
  const page = RecordCheckPage({ frame: desk.frame, subject, fields, typed, similar: similarTo(command, desk) });
  return sendPage(reply, page);
}

async function record(
  reply: FastifyReply,
  filled: Filled,
  command: Command,
  sessions: Sessions,
): Promise<FastifyReply> {
  const { registry, request, uscc } = filled.desk;
  const result = await registry.commands.execute(requestOf(filled, command));
  const { outcome, position } = result;
  request.log.info({ requestId: request.id, command: command.type, outcome, position });
  registry.readModels.wake();
  if (outcome === 'already-recorded')
    return sendKnown(reply, filled, { fields: fieldsFor(filled, command), ...result });
  sessions.wrote(reply, position);
  const done = new URLSearchParams({ done: result.events[0]?.eventId ?? '' });
  return reply.redirect(`/enterprises/${uscc}/record?${done}`, 303);
}

type Known = Pick<Parameters<typeof RecordKnownPage>[0], 'fields' | 'state'> & {
  readonly event: { readonly eventId: string };
};

function sendKnown(reply: FastifyReply, { desk, subject }: Filled, { fields, state, event }: Known): FastifyReply {
  return sendPage(reply, RecordKnownPage({ frame: desk.frame, subject, fields, state, eventId: event.eventId }));
}

/** The document as it would stand in the log; what it is about is called by what it is. */
function fieldsFor({ desk }: Filled, { type, data }: Command): readonly Field[] {
  const labels = new Map(desk.records.map(({ value, label }) => [value, label]));
  const stated = Object.fromEntries(Object.entries(data));
  return fieldsOf(enterpriseCommands[type].event, stated, desk.names).map((field) => ({
    ...field,
    value: labels.get(field.value.zh) ?? field.value,
  }));
}

/** Records under the same document number, however it is printed. */
function similarTo({ data }: Command, { items, records }: Desk): readonly RecordChoice[] {
  const { documentNo } = data;
  if (documentNo === undefined) return [];
  const isSame = (other: unknown): boolean =>
    typeof other === 'string' && normaliseKeyPart(other) === normaliseKeyPart(documentNo);
  const same = new Set(items.filter((item) => isSame(item.data.documentNo)).map(({ eventId }) => eventId));
  return records.filter(({ value }) => same.has(value));
}

/** A no is said on the form, with what was typed; what changed meanwhile goes with it, and is expected from then on. */
function sendRefused(reply: FastifyReply, filled: Filled, error: Error): FastifyReply {
  const { desk, subject } = filled;
  const details = detailsOf(error, desk.request);
  const isOutdated = error instanceof Refusal && error.code === 'VERSION_CONFLICT';
  const fresh = { key: desk.registry.rim.newId(), version: details.actualVersion ?? subject.version };
  return sendForm(
    reply,
    { ...filled, subject: isOutdated ? { ...subject, ...fresh } : subject },
    {
      errors: isOutdated ? new Map() : refusalErrors(formItems(subject.type), details),
      refused: refusedWith(details, filled, isOutdated),
      status: details.status,
    },
  );
}

function refusedWith(details: ProblemDetails, { desk, subject }: Filled, isOutdated: boolean): FormRefused {
  const { successor, suggestion, eventId } = details;
  const { registry, uscc, axes, viewer, items } = desk;
  return {
    successor,
    suggestion,
    taken: eventId === undefined ? undefined : (items.find((item) => item.eventId === eventId) ?? 'hidden'),
    since: isOutdated ? historySince(registry.log, { uscc, axes, viewer, version: subject.version }) : undefined,
  };
}
