import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { eventTypes } from '../../../schemas/events.js';
import { division } from '../../../schemas/identifiers.js';
import { observeTarget } from '../../commands/target-observations.js';
import { NotYetReplicated } from '../../event-log/append-failures.js';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import type { Routes } from '../../http/parsed-request.js';
import { detailsOf } from '../../http/problem-details.js';
import type { Registry } from '../../http/registry.js';
import { resolveAxes } from '../../queries/axes.js';
import { targetsOn } from '../../queries/targets.js';
import { sendPage } from '../answer.js';
import { dataOf } from '../forms/data-of.js';
import { type FormErrors, refusalErrors, schemaErrors } from '../forms/form-errors.js';
import type { Typed } from '../forms/form-item.js';
import { typedInto } from '../forms/typed.js';
import { frameOf } from '../frame.js';
import { ObservationPage } from '../pages/observation-page.js';
import { TargetsPage } from '../pages/targets-page.js';
import { readFields, sentFields, withQuery } from '../query.js';
import type { Sources } from '../sources.js';
import { namesOf } from '../views/names.js';
import { observationForm, observationItems } from '../views/observation-form.js';
import { areasOf } from '../views/targets.js';

const asked = z.object({
  validAt: calendarDay.optional(),
  division: division.optional(),
  done: z.enum(['recorded', 'already-recorded']).optional(),
  /** Where the value stands that the form has just reported. */
  at: z.coerce.number().int().positive().optional(),
});
const opened = z.object({ target: z.string().max(64).optional(), division: division.optional() });

const observation = eventTypes.TargetObserved.schema;

/** 质量强市目标, and the values that departments report. */
export function targetRoutes(app: Routes, sources: Sources): void {
  const schema = { hide: true };
  app.get('/targets', { schema }, (request, reply) => answerTargets(request, reply, sources));
  app.get('/targets/observe', { schema, config: { trail: 'none' } }, (request, reply) => {
    const { department } = requireScope(request, 'record', 'admin');
    const { rules, headDay } = resolveAxes(sources.registry.log, {});
    const whole = rules.municipal[0]?.divisions[0]?.code ?? '';
    const { target = '', division: place = whole } = readFields(opened, request.query);
    return sendForm(request, reply, sources, {
      typed: { target, division: place, period: headDay.slice(0, 4), department },
    });
  });
  app.post('/targets/observe', { schema }, (request, reply) => answerObservation(request, reply, sources));
}

async function answerTargets(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, authentication, sessions, site }: Sources,
): Promise<FastifyReply> {
  requireScope(request, 'read:profile', 'screen', 'admin');
  const { validAt, division: place, done, at } = readFields(asked, request.query);
  const { axes, lines } = await targetsOn(registry, { validAt }, place);
  noteRead(request, { axes });
  const names = namesOf(axes.rules, authentication);
  return sendPage(
    reply,
    TargetsPage({
      frame: frameOf(request, site, 'console'),
      areas: areasOf(lines, names),
      axes,
      division: place,
      divisions: axes.rules.municipal.flatMap((pack) =>
        pack.divisions.slice(1).map((each) => ({ value: each.code, label: each })),
      ),
      names,
      done: at !== undefined && at === sessions.written(request) && isObservation(registry, at) ? done : undefined,
    }),
  );
}

/** Another form may have written what somebody wrote last. */
function isObservation({ log }: Registry, position: number): boolean {
  return log.readAll(position - 1, 1)[0]?.type === 'TargetObserved';
}

interface Filled {
  readonly typed: Typed;
  readonly errors?: FormErrors;
  readonly status?: number;
}

function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, site }: Sources,
  { typed, errors = new Map(), status = 200 }: Filled,
): FastifyReply {
  const { name } = requireScope(request, 'record', 'admin');
  const { rules } = resolveAxes(registry.log, {});
  const form = observationForm({ rules, by: name, typed, errors });
  return sendPage(reply, ObservationPage({ frame: frameOf(request, site, 'console'), form }), status);
}

async function answerObservation(
  request: FastifyRequest,
  reply: FastifyReply,
  sources: Sources,
): Promise<FastifyReply> {
  const actor = requireScope(request, 'record', 'admin');
  const sent = sentFields(request);
  const typed = { ...typedInto(observationItems, sent), department: actor.department };
  const parsed = observation.safeParse(dataOf(observationItems, typed).data);
  if (!parsed.success) {
    return sendForm(request, reply, sources, {
      typed,
      errors: schemaErrors(observationItems, parsed.error),
      status: 400,
    });
  }
  try {
    const { registry, sessions } = sources;
    const { outcome, position } = await observeTarget(registry, parsed.data, actor, request.id);
    registry.readModels.wake();
    sessions.wrote(reply, position);
    return reply.redirect(withQuery('/targets', { done: outcome, at: position, division: parsed.data.division }), 303);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof NotYetReplicated) throw error;
    const details = detailsOf(error, request);
    const { status } = details;
    return sendForm(request, reply, sources, { typed, errors: refusalErrors(observationItems, details), status });
  }
}
