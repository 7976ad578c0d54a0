import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { FileKind } from '../../imports/import-record.js';
import { uploadLimit } from '../../imports/upload.js';
import { eventStream } from '../event-stream.js';
import { askedImport, importParams, importSender, importsReadableBy } from '../import-access.js';
import { importAnswer, importOf, progressOf } from '../import-answers.js';
import { acceptImport, importAsked } from '../import-request.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import type { Registry } from '../registry.js';

const kinds: Readonly<Record<string, FileKind>> = { 'text/csv': 'csv', 'application/x-ndjson': 'ndjson' };

const page = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) });
const errors = { '4xx': problemDetails, '5xx': problemDetails };
const text = (type: string) => ({ content: { [type]: { schema: z.string() } } });

/** A key reads what it has sent itself. */
const config = { trail: 'none' } as const;

/** A sender that sends nothing for so long is gone. */
const silence = 60_000;

/** 批量导入: files of facts, taken in whole, then imported like `qcr import` does, with the rights of the key. */
export async function importRoutes(app: Routes, registry: Registry): Promise<void> {
  await app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser(Object.keys(kinds), (_request, body, done) => done(null, body));
    const schema = {
      tags: ['imports'],
      summary: '报送文件 Send a file of facts',
      description:
        'CSV or NDJSON, at most 512 MiB. 202 means that the file is safe and will be imported, whether the sender stays or not. What was refused or broke off left nothing behind and may be sent again; so may a file that was imported, since what is on record is already known.',
      consumes: Object.keys(kinds),
      querystring: importAsked,
      body: z.any().describe('The file itself.'),
      response: { 202: importAnswer, ...errors },
    };
    uploads.post('/v1/imports', { schema }, (request, reply) => takeIn(request, reply, registry));
  });
  const tags = ['imports'];
  const list = {
    tags,
    summary: '导入记录 Imports of this key, newest first',
    querystring: page,
    response: { 200: z.object({ items: z.array(importAnswer) }), ...errors },
  };
  app.get('/v1/imports', { schema: list, config }, async (request) => {
    const { limit } = request.query;
    const isMine = importsReadableBy(request);
    return { items: registry.imports.latest(({ sender }) => isMine(sender.key), limit).map(importOf) };
  });
  const one = {
    tags,
    summary: '导入结果 Tally and rejects',
    params: importParams,
    response: { 200: importAnswer, ...errors },
  };
  app.get('/v1/imports/:id', { schema: one, config }, async (request) => importOf(askedImport(request, registry)));
  const all = {
    tags,
    summary: '拒收清单 All rejects',
    params: importParams,
    response: { 200: text('text/csv'), ...errors },
  };
  app.get('/v1/imports/:id/rejects', { schema: all, config }, (request, reply) => {
    const { file, bytes } = registry.imports.rejects(askedImport(request, registry));
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rejects.csv"');
    return reply.send(bytes === 0 ? '' : createReadStream(file, { end: bytes - 1 }));
  });
  const progress = {
    tags,
    summary: '导入进度 Progress as server-sent events',
    description:
      'Each event `progress` is the whole state; the stream ends after the last, and with the key. Resumes by Last-Event-ID.',
    params: importParams,
    response: { 200: text('text/event-stream'), 204: z.null(), ...errors },
  };
  app.get('/v1/imports/:id/progress', { schema: progress, config }, (request, reply) =>
    watch(request, reply, registry),
  );
}

async function takeIn(
  request: ParsedRequest<{ querystring: typeof importAsked }>,
  reply: FastifyReply,
  registry: Registry,
): Promise<FastifyReply> {
  const sender = importSender(request);
  const kind = kinds[request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''];
  const { body } = request;
  const encoded = request.headers['content-encoding'] !== undefined;
  if (kind === undefined || encoded || !(body instanceof Readable)) throw new Problem('MEDIA_TYPE_UNSUPPORTED');
  if (Number(request.headers['content-length'] ?? 0) > uploadLimit) throw new Problem('IMPORT_TOO_LARGE');
  request.raw.setTimeout(silence, () => request.raw.destroy());
  try {
    const status = await acceptImport(registry, { body, kind, asked: request.query, sender });
    request.log.info({ requestId: request.id, import: status.accepted.id, bytes: status.accepted.bytes });
    return await reply.code(202).header('location', `/v1/imports/${status.accepted.id}`).send(importOf(status));
  } catch (error) {
    body.resume();
    throw error;
  }
}

async function watch(
  request: ParsedRequest<{ params: typeof importParams }>,
  reply: FastifyReply,
  registry: Registry,
): Promise<FastifyReply> {
  const { imports } = registry;
  const { id } = askedImport(request, registry).accepted;
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  const watched = {
    look: () => progressOf(askedImport(request, registry)),
    idOf: ({ status, read }: ReturnType<typeof progressOf>) => `${read}.${status}`,
    isLast: ({ status }: ReturnType<typeof progressOf>) => status === 'done' || status === 'failed',
    changed: (signal: AbortSignal) => imports.changed(id, signal),
  };
  const lastSeen = request.headers['last-event-id'];
  if (watched.isLast(watched.look()) && watched.idOf(watched.look()) === lastSeen) return reply.code(204).send();
  const gone = AbortSignal.any([left.signal, imports.closing]);
  const events = eventStream(watched, {
    lastSeen: typeof lastSeen === 'string' ? lastSeen : undefined,
    gone,
    stillHolds: () => request.stillHolds(),
  });
  reply.type('text/event-stream; charset=utf-8').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
  return reply.send(Readable.from(events));
}
