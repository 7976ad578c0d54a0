import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type CommandType, commandTypes, enterpriseCommands, kebab, pairedCommand } from '../../../schemas/commands.js';
import { eventTypes } from '../../../schemas/events.js';
import { requireScope } from '../access.js';
import { askedUscc, usccParams } from '../asked-uscc.js';
import { expectedVersionOf } from '../etag.js';
import { markOf } from '../idempotency.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const reference = z.object({ eventId: z.string(), type: z.string(), version: z.int() });
const recorded = z.object({
  outcome: z.literal('recorded'),
  events: z.array(reference),
  version: z.int(),
  position: z.int(),
});
const alreadyRecorded = z.object({
  outcome: z.literal('already-recorded'),
  event: reference,
  state: z.string(),
  version: z.int(),
  position: z.int(),
});

const headers = z.object({ 'idempotency-key': z.string().optional(), 'if-match': z.string().optional() });

/** POST /v1/enterprises/{uscc}/commands/{kebab-command}, one route a command, each with the schema of its body. */
export function enterpriseCommandRoutes(app: FastifyInstance, registry: Registry): void {
  for (const type of commandTypes) {
    app.post(`/v1/enterprises/:uscc/commands/${kebab(type)}`, { schema: schemaOf(type) }, async (request, reply) => {
      const result = await execute(type, request, registry);
      request.log.info({ requestId: request.id, command: type, outcome: result.outcome, position: result.position });
      registry.readModels.wake();
      return reply.code(result.outcome === 'recorded' ? 201 : 200).send(result);
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
    response: { 201: recorded, 200: alreadyRecorded, '4xx': problemDetails, '5xx': problemDetails },
  };
}

function execute(type: CommandType, request: FastifyRequest, registry: Registry) {
  const actor = requireScope(request, 'record', 'record:repair', 'record:objection', 'admin');
  const { uscc: raw } = usccParams.parse(request.params);
  const uscc = askedUscc(raw);
  const command = pairedCommand(type, request.body);
  const key = request.headers['idempotency-key'];
  const mark = markOf(typeof key === 'string' ? key : undefined, { credential: actor.key, uscc, command });
  const expectedVersion = expectedVersionOf(request.headers['if-match']);
  return registry.commands.execute({ uscc, command, actor, expectedVersion, mark, correlationId: request.id });
}
