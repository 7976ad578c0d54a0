import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Nothing but what this registry serves, no script in a page, no frame around it. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  vary: 'Cookie',
};

/** Characters that turn the direction of text around: a name must read as it was recorded, so they are spelt out. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function spelt(character: string): string {
  return `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

function htmlOf(part: JSX.Element): string {
  return renderToString(part).replace(turning, spelt);
}

function begun(reply: FastifyReply, status: number): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  return reply.code(status).type('text/html; charset=utf-8').headers(headers);
}

/** Sends a page, which is asked for again each time unless it says otherwise itself. */
export function sendPage(reply: FastifyReply, page: JSX.Element, status = 200): FastifyReply {
  return begun(reply, status).send(`<!DOCTYPE html>${htmlOf(page)}`);
}

/** Stands in a long page where its rest comes. No record may hold this character. */
export const restComes = '\u0000';

/**
 * Sends a long page: what stands above its rest is on its way, and can be painted, before the rest is rendered, part by
 * part, so that others are answered in between. Should that fail the connection breaks off, since the status has been told.
 */
export function sendLongPage(reply: FastifyReply, page: JSX.Element, rest: () => Iterable<JSX.Element>): FastifyReply {
  const html = `<!DOCTYPE html>${htmlOf(page)}`;
  const at = html.lastIndexOf(restComes);
  async function* parts(): AsyncGenerator<string> {
    yield html.slice(0, at);
    await setImmediate();
    for (const part of rest()) {
      yield htmlOf(part);
      await setImmediate();
    }
    yield html.slice(at + restComes.length);
  }
  const isAskedForHead = reply.request.method === 'HEAD';
  return begun(reply, 200).send(Readable.from(isAskedForHead ? [] : parts()));
}
