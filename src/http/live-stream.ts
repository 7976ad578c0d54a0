import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A reader that takes nothing for so long, in milliseconds, is cut off. */
const patience = 45_000;

/**
 * Answers with server-sent events as they come. What a slow reader has not taken is not made: one text is held beside what
 * the socket holds. A reader that takes nothing at all is cut off; it resumes by the last id that it saw.
 */
export function sendLive(
  request: FastifyRequest,
  reply: FastifyReply,
  texts: AsyncIterable<string>,
  patient = patience,
): FastifyReply {
  const { socket } = request.raw;
  socket.setTimeout(patient, () => socket.destroy());
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .header('connection', 'close')
    .send(Readable.from(texts, { highWaterMark: 1 }));
}
