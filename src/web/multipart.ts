import { finished } from 'node:stream/promises';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../http/problems.js';

/** What a form with a file sent: its fields as text, and the files that were chosen. */
export interface SentForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<string, SentFile>;
}

export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** 4 MB: a table of 10,000 enterprises with everything that stands beside their codes. */
export const fileLimit = 4 * 1024 * 1024;

/** Reads forms with files (RFC 7578), as a whole and so of bounded size. A form that breaks off is refused. */
export function readFileForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: fileLimit },
    async (request: FastifyRequest, body: Buffer) => {
      const { 'content-type': type = '' } = request.headers;
      try {
        return await sentForm(
          await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData(),
        );
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        throw new Problem('UPLOAD_BROKEN_OFF');
      }
    },
  );
}

/**
 * Answers a form that is larger than its page takes in words. What is still coming of it is read and forgotten, since a
 * browser shows no answer before it has sent all.
 */
export function sayWhenTooLarge(
  answer: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>,
) {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error;
    reply.removeHeader('connection');
    request.raw.resume();
    await finished(request.raw, { writable: false });
    return answer(request, reply);
  };
}

async function sentForm(form: FormData): Promise<SentForm> {
  const fields: Record<string, string> = {};
  const files = new Map<string, SentFile>();
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name] = value;
    else if (value.size > 0) files.set(name, { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return { fields, files };
}

/** A body that readFileForms read. */
export function isSentForm(body: unknown): body is SentForm {
  return typeof body === 'object' && body !== null && 'fields' in body && 'files' in body;
}
