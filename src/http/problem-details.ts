import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal, refusals } from '../domain/refusal.js';
import { ClusterUnreachable, NodeStale, NotYetReplicated } from '../event-log/append-failures.js';
import { ReadModelsStopped } from '../read-models/read-models.js';
import { type FieldError, Problem, type ProblemCode, problems } from './problems.js';
import { refusalStatus } from './refusal-status.js';

/** RFC 9457 problem, with a stable code, both sentences, and what it points at. */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  titleEn: z.string(),
  status: z.int(),
  code: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ field: z.string(), rule: z.string() })).optional(),
  eventId: z.string().optional(),
  successor: z.string().optional(),
  actualVersion: z.int().optional(),
  suggestion: z.string().optional(),
  clause: z.string().optional(),
});
export type ProblemDetails = z.output<typeof problemDetails>;

/** Every error ends here: a foreseen no says why, anything else is logged and says nothing but its request id. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof NotYetReplicated) return sendAccepted(reply, error);
  return send(reply, detailsOf(error, request));
}

/** What an error says to whoever asked; what nobody foresaw is logged here. */
export function detailsOf(error: FastifyError | Error, request: FastifyRequest): ProblemDetails {
  if (error instanceof Refusal) return refused(error, request);
  const problem = error instanceof Problem ? error : foreseen(error);
  if (problem === undefined) request.log.error({ err: error, requestId: request.id }, 'unforeseen error');
  return described(problem ?? new Problem('UNFORESEEN'), request);
}

function refused({ code, details }: Refusal, request: FastifyRequest): ProblemDetails {
  const { field, reason, ...pointers } = details;
  return {
    ...head(code, refusalStatus[code], request),
    title: refusals[code].zh,
    titleEn: refusals[code].en,
    ...(field === undefined ? {} : { errors: [{ field, rule: reason ?? code }] }),
    ...pointers,
  };
}

function described({ code, errors }: Problem, request: FastifyRequest): ProblemDetails {
  const { status, zh, en } = problems[code];
  return {
    ...head(code, status, request),
    title: zh,
    titleEn: en,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  };
}

function head(code: string, status: number, request: FastifyRequest) {
  return { type: `urn:qcr:problem:${code}`, status, code, instance: `urn:uuid:${request.id}` };
}

function send(reply: FastifyReply, details: ProblemDetails): FastifyReply {
  if (details.status === 503) reply.header('retry-after', '1');
  if (details.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(details.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(details));
}

/** 202: recorded for good, and not yet to be read on this node; no position is known yet. */
export const recordedElsewhere = z.object({
  outcome: z.literal('recorded-not-yet-readable'),
  eventIds: z.array(z.string()),
});

function sendAccepted(reply: FastifyReply, { eventIds }: NotYetReplicated): FastifyReply {
  const body = { outcome: 'recorded-not-yet-readable', eventIds: [...eventIds] } satisfies z.output<
    typeof recordedElsewhere
  >;
  return reply.code(202).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** What the log, Fastify itself and the schemas refuse. */
function foreseen(error: FastifyError | Error): Problem | undefined {
  if (error instanceof ReadModelsStopped) return new Problem('READ_MODEL_BEHIND');
  if (error instanceof NodeStale) return new Problem('NODE_STALE');
  if (error instanceof ClusterUnreachable) return new Problem('LOG_UNREACHABLE');
  if (hasZodFastifySchemaValidationErrors(error))
    return new Problem('INPUT_INVALID', error.validation.flatMap(fieldErrors));
  const code = 'code' in error ? frameworkCodes[error.code] : undefined;
  if (code !== undefined) return new Problem(code);
  return 'statusCode' in error && error.statusCode === 400 ? new Problem('MALFORMED_JSON') : undefined;
}

const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_BAD_URL: 'ROUTE_UNKNOWN',
  FST_ERR_MAX_PARAM_LENGTH: 'ROUTE_UNKNOWN',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
};

interface Violation {
  readonly instancePath: string;
  readonly message?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** `/conduct/summary` -> `conduct.summary`; each unknown field is named by itself. */
function fieldErrors({ instancePath, message = 'invalid', params }: Violation): readonly FieldError[] {
  const path = instancePath.split('/').filter(Boolean);
  const unknown = Array.isArray(params.keys) ? params.keys : [];
  if (unknown.length > 0)
    return unknown.map((key) => ({ field: [...path, key].join('.'), rule: 'is not a known field' }));
  return [{ field: path.join('.') || '(body)', rule: message }];
}
