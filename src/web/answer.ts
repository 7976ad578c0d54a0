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

/** Sends a page, which is asked for again each time unless it says otherwise itself. */
export function sendPage(reply: FastifyReply, page: JSX.Element, status = 200): FastifyReply {
  const html = `<!DOCTYPE html>${renderToString(page).replace(turning, spelt)}`;
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  return reply.code(status).type('text/html; charset=utf-8').headers(headers).send(html);
}
