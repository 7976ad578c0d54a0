import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal, refusals } from '../domain/refusal.js';
import { ReadModelsStopped } from '../read-models/read-models.js';
import { type FieldError, Problem, type ProblemCode, problems, refusalStatus } from './problems.js';

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
type ProblemDetails = z.output<typeof problemDetails>;

/** Every error ends here: a foreseen no says why, anything else is logged and says nothing but its request id. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) return send(reply, refused(error, request));
  const problem = error instanceof Problem ? error : foreseen(error);
  if (problem === undefined) request.log.error({ err: error, requestId: request.id }, 'unforeseen error');
  return send(reply, described(problem ?? new Problem('UNFORESEEN'), request));
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
  if (details.status === 503 || details.status === 429) reply.header('retry-after', '1');
  return reply.code(details.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(details));
}

/** What Fastify itself and the schemas refuse. */
function foreseen(error: FastifyError | Error): Problem | undefined {
  if (error instanceof ReadModelsStopped) return new Problem('READ_MODEL_BEHIND');
  if (hasZodFastifySchemaValidationErrors(error)) return new Problem('INPUT_INVALID', error.validation.map(fieldError));
  const code = 'code' in error ? frameworkCodes[error.code] : undefined;
  if (code !== undefined) return new Problem(code);
  return 'statusCode' in error && error.statusCode === 400 ? new Problem('MALFORMED_JSON') : undefined;
}

const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
};

/** `/conduct/summary` -> `conduct.summary`; an unknown key is named in the rule. */
function fieldError({ instancePath, message }: { instancePath: string; message?: string | undefined }): FieldError {
  return { field: instancePath.split('/').filter(Boolean).join('.') || '(body)', rule: message ?? 'invalid' };
}
