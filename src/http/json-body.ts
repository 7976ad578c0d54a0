import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problems.js';

/**
 * Bodies are JSON in UTF-8 (RFC 8259) and nothing else. Bytes of another encoding are refused: replaced by U+FFFD they
 * would be recorded for ever.
 */
export function jsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) parse(request, body.toString('utf8'), done);
    else done(new Problem('MALFORMED_JSON', [{ field: '(body)', rule: 'must be UTF-8' }]));
  });
}
