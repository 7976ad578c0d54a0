import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { matchesNone } from '../../http/etag.js';
import type { Paper } from './paper.js';
import type { Press } from './press.js';

/** What a route that gives a paper answers. */
export const pdfResponse = {
  200: { content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } } },
  304: z.null(),
};

/**
 * Sends a paper as a PDF, which browsers show and save under its number. The ETag is that of the words, since the same
 * words give the same bytes: whoever has kept them need not be sent them again, and nothing is set.
 */
export async function sendPaper(
  request: FastifyRequest,
  reply: FastifyReply,
  paper: Paper,
  press: Press,
): Promise<FastifyReply> {
  const digest = hash('sha256', JSON.stringify(paper)).slice(0, 16);
  const etag = `"${paper.number}.${digest}"`;
  const kept = { etag, 'cache-control': 'private, no-cache', vary: 'Authorization, Cookie' };
  if (!matchesNone(request.headers['if-none-match'], etag)) return reply.code(304).headers(kept).send();
  const pdf = await press.print(paper, request.acting?.key ?? request.ip);
  return reply
    .type('application/pdf')
    .headers({ ...kept, 'content-disposition': `inline; filename="${paper.number}.pdf"`, 'x-frame-options': 'DENY' })
    .send(pdf);
}
