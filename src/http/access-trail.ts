import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessEntry, AccessLog } from '../access-log/access-log.js';
import type { ResolvedAxes } from '../queries/axes.js';
import { Problem } from './problems.js';

/**
 * What a handler says of a read: the enterprises asked about by code, the purpose, the axes as resolved; and the digest of
 * what is told, where the answer itself comes in parts.
 */
export interface Read {
  readonly usccs?: readonly string[];
  readonly purpose?: string | undefined;
  readonly axes?: ResolvedAxes;
  readonly result?: string | undefined;
}

type Trail = 'none' | 'left' | 'always';

declare module 'fastify' {
  interface FastifyRequest {
    read: Read | undefined;
  }
  interface FastifyContextConfig {
    /**
     * `none`: answers what anyone may see, or what the key itself sent; `left`: a read although the method is not GET;
     * `always`: a read also where the answer is no, since that shows what is on record.
     */
    trail?: Trail;
  }
}

/** Says what is being read, for the access log. */
export function noteRead(request: FastifyRequest, read: Read): void {
  request.read = read;
}

/**
 * 查询留痕: every answer to a key that holds more than anyone may see leaves an entry, written before the answer goes
 * out. A route is taken for such a read unless it says otherwise. Where no entry can be written nothing is answered.
 */
export function leaveTrails(api: FastifyInstance, accessLog: AccessLog, now: () => number): void {
  api.decorateRequest('read', undefined);
  api.addHook('onSend', async (request, reply, payload) => {
    const entry = entryOf(request, reply, payload);
    if (entry === undefined) return payload;
    try {
      await accessLog.record({ at: new Date(now()).toISOString(), ...entry });
      return payload;
    } catch (error) {
      request.log.error({ requestId: request.id, err: error }, 'the access log cannot be written');
      for (const header of Object.keys(reply.getHeaders()).filter(describesAnswer)) reply.removeHeader(header);
      throw new Problem('ACCESS_LOG_UNWRITABLE');
    }
  });
}

/** Headers that tell of the answer which is withheld. */
function describesAnswer(header: string): boolean {
  return /^(etag|qcr-.*|content-(type|length|disposition|encoding))$/.test(header);
}

function entryOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): Omit<AccessEntry, 'at'> | undefined {
  const { acting, read = {}, method } = request;
  const [path] = request.url.split('?');
  const { trail } = request.routeOptions.config;
  if (acting === undefined || !leavesTrail(method, trail)) return undefined;
  if (trail !== 'always' && !hasAnswered(reply)) return undefined;
  const { usccs = [], purpose, axes } = read;
  return {
    department: acting.department,
    key: acting.key,
    what: `${method} ${path}`,
    usccs,
    purpose,
    axes: axes === undefined ? undefined : pick(axes),
    status: reply.statusCode,
    result: read.result ?? resultOf(reply, payload),
  };
}

function leavesTrail(method: string, trail: Trail | undefined): boolean {
  return trail === 'left' || trail === 'always' || (isRead(method) && trail === undefined);
}

/** HEAD tells with its ETag whether anything has changed. */
function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** "Nothing on record" is an answer too. What the public gets is none of this log's business. */
function hasAnswered(reply: FastifyReply): boolean {
  const answered = reply.statusCode < 400 || reply.statusCode === 404;
  return answered && reply.getHeader('qcr-viewer') !== 'public';
}

function pick({ validAt, knownAt, ruleVersion }: ResolvedAxes): ResolvedAxes {
  return { validAt, knownAt, ruleVersion };
}

function resultOf(reply: FastifyReply, payload: unknown): string | undefined {
  const etag = reply.getHeader('etag');
  if (typeof etag === 'string') return etag.replace(/^W\//, '').replaceAll('"', '');
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return undefined;
  return hash('sha256', payload).slice(0, 16);
}
