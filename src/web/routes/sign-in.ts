import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problems.js';
import { isFromHere } from '../../http/sessions.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { localAddress } from '../local-address.js';
import { SignInPage } from '../pages/sign-in-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';

const next = z.string().max(2000).default('/').transform(localAddress);
const asked = z.object({ next });
const sent = z.object({ next, key: z.string().max(200).default('') });

/** Guessing is hopeless anyway; this keeps it from being a load. */
const attempts = { max: 30, timeWindow: '1 minute' };

/** 登录与退出: an access key for a session, and its end. */
export function signInRoutes(app: FastifyInstance, { authentication, sessions, site }: Sources): void {
  const schema = { hide: true };
  app.get('/sign-in', { schema, config: { trail: 'none' } }, (request, reply) => {
    const { next } = readFields(asked, request.query);
    return sendPage(reply, SignInPage({ frame: frameOf(request, site, 'public'), next, refused: false }));
  });
  app.post('/sign-in', { schema, config: { rateLimit: attempts } }, (request, reply) => {
    if (!isFromHere(request)) throw new Problem('ORIGIN_FOREIGN');
    const { key, next } = readFields(sent, request.body);
    const holder = authentication.byKey(key.trim());
    if (holder === undefined) {
      return sendPage(reply, SignInPage({ frame: frameOf(request, site, 'public'), next, refused: true }), 401);
    }
    sessions.begin(reply, holder);
    return reply.redirect(next, 303);
  });
  app.post('/sign-out', { schema }, (request, reply) => {
    if (!isFromHere(request)) throw new Problem('ORIGIN_FOREIGN');
    sessions.end(reply);
    return reply.redirect('/public', 303);
  });
}
