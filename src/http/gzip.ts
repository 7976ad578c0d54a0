import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const zip = promisify(gzip);

/** Shorter bodies gain nothing. */
const worthwhile = 1024;

/** RFC 9110 Accept-Encoding: is gzip named, or anything, without a weight of zero? */
function accepts({ headers }: FastifyRequest): boolean {
  const codings = String(headers['accept-encoding'] ?? '').split(',');
  return codings.some((coding) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding));
}

/** A body, gzipped if the client takes that. */
export async function gzipped(
  request: FastifyRequest,
  reply: FastifyReply,
  body: string | Buffer,
): Promise<string | Buffer> {
  reply.header('vary', 'Accept-Encoding');
  if (!accepts(request) || body.length < worthwhile) return body;
  reply.header('content-encoding', 'gzip');
  return zip(body);
}

/** The same for a body that streams; it breaks off as that does. */
export function gzippedStream(request: FastifyRequest, reply: FastifyReply, body: Readable): Readable {
  reply.header('vary', 'Accept-Encoding');
  if (!accepts(request)) return body;
  reply.header('content-encoding', 'gzip');
  return pipeline(body, createGzip(), () => undefined);
}
