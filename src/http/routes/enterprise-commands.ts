import { z } from 'zod';
import { type CommandType, commandTypes, enterpriseCommands, kebab, pairedCommand } from '../../../schemas/commands.js';
import { eventTypes } from '../../../schemas/events.js';
import { impactsOf } from '../../queries/impacts.js';
import { requireScope } from '../access.js';
import { askedUscc, usccParams } from '../asked-uscc.js';
import { expectedVersionOf } from '../etag.js';
import { markOf } from '../idempotency.js';
import { impact } from '../impact-answer.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails, recordedElsewhere } from '../problem-details.js';
import type { Registry } from '../registry.js';

const reference = z.object({ eventId: z.string(), type: z.string(), version: z.int() });
const recorded = z.object({
  outcome: z.literal('recorded'),
  events: z.array(reference),
  version: z.int(),
  position: z.int(),
  /** How many verdicts would differ now, or honours were recorded while a ground stood; and which, for who may see. */
  impactCount: z.int().optional(),
  impacts: z.array(impact).optional(),
});
const alreadyRecorded = z.object({
  outcome: z.literal('already-recorded'),
  event: reference,
  state: z.string(),
  version: z.int(),
  position: z.int(),
});

const headers = z.object({ 'idempotency-key': z.string().optional(), 'if-match': z.string().optional() });

type Sent = ParsedRequest<{ params: typeof usccParams }>;

/** POST /v1/enterprises/{uscc}/commands/{kebab-command}, one route a command, each with the schema of its body. */
export function enterpriseCommandRoutes(app: Routes, registry: Registry): void {
  for (const type of commandTypes) {
    app.post(`/v1/enterprises/:uscc/commands/${kebab(type)}`, { schema: schemaOf(type) }, async (request, reply) => {
      const result = await execute(type, request, registry);
      request.log.info({ requestId: request.id, command: type, outcome: result.outcome, position: result.position });
      registry.readModels.wake();
      if (result.outcome === 'already-recorded') return reply.code(200).send(result);
      return reply.code(201).send({ ...result, ...impactsFor(request, registry) });
    });
  }
}

function schemaOf(type: CommandType) {
  const { event, schema } = enterpriseCommands[type];
  const { zh, en } = eventTypes[event].label;
  return {
    tags: ['commands'],
    summary: `${zh} ${type}`,
    description: `Records ${event} (${en}).`,
    params: usccParams,
    headers,
    body: schema,
    response: {
      201: recorded,
      200: alreadyRecorded,
      202: recordedElsewhere,
      '4xx': problemDetails,
      '5xx': problemDetails,
    },
  };
}

/** Which decided things an enterprise's new fact touches; a department that may not screen learns how many. */
function impactsFor(request: Sent, registry: Registry) {
  const impacts = impactsOf(registry, askedUscc(request.params.uscc));
  if (impacts.length === 0) return {};
  const scopes = request.acting?.scopes;
  const maySee = scopes?.has('screen') === true || scopes?.has('admin') === true;
  return { impactCount: impacts.length, ...(maySee ? { impacts: [...impacts] } : {}) };
}

function execute(type: CommandType, request: Sent, registry: Registry) {
  const actor = requireScope(request, 'record', 'record:repair', 'record:objection', 'admin');
  const uscc = askedUscc(request.params.uscc);
  const command = pairedCommand(type, request.body);
  const mark = markOf(request, actor.key, { uscc, ...command });
  const expectedVersion = expectedVersionOf(request.headers['if-match']);
  return registry.commands.execute({ uscc, command, actor, expectedVersion, mark, correlationId: request.id });
}
