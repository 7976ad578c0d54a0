import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Routes } from '../../http/parsed-request.js';
import { Problem } from '../../http/problems.js';
import { SignInRefused } from '../../http/provider-sign-in.js';
import { isFromHere } from '../../http/sessions.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { localAddress } from '../local-address.js';
import { SignedOutPage } from '../pages/signed-out-page.js';
import { publicAddress } from '../public-address.js';
import { readFields } from '../query.js';
import { showSignIn } from '../sign-in-shown.js';
import type { Sources } from '../sources.js';

const next = z.string().max(2000).default('/').transform(localAddress);
const asked = z.object({ next });
const sent = z.object({ next, key: z.string().max(200).default('') });

/** Guessing is hopeless anyway; this keeps it from being a load. */
const attempts = { max: 30, timeWindow: '1 minute' };

/** 登录与退出: an access key for a session, and its end, which leads on to the provider that somebody came from. */
export function signInRoutes(app: Routes, sources: Sources): void {
  const { authentication, sessions, site } = sources;
  const schema = { hide: true };
  app.get('/sign-in', { schema, config: { trail: 'none' } }, (request, reply) => {
    return showSignIn(request, reply, sources, readFields(asked, request.query));
  });
  app.post('/sign-in', { schema, config: { rateLimit: attempts } }, (request, reply) => {
    if (!isFromHere(request)) throw new Problem('ORIGIN_FOREIGN');
    const { key, next } = readFields(sent, request.body);
    const holder = authentication.byKey(key.trim());
    if (holder === undefined) return showSignIn(request, reply, sources, { next, isKeyRefused: true });
    sessions.begin(reply, holder);
    return reply.redirect(next, 303);
  });
  app.post('/sign-out', { schema }, async (request, reply) => {
    if (!isFromHere(request)) throw new Problem('ORIGIN_FOREIGN');
    const onwards = sessions.isOfProvider(request) ? await endAtProvider(request, sources) : undefined;
    sessions.end(reply);
    if (onwards === undefined) return reply.redirect('/public', 303);
    const frame = { ...frameOf(request, site, 'public'), acting: undefined, here: '/public' };
    return sendPage(reply.header('refresh', `0;url=${onwards}`), SignedOutPage({ frame, onwards }));
  });
}

/**
 * Where the session at the provider is ended, if it has such a place. A page leads there, since a form may send nobody to
 * another site (Content Security Policy, form-action). One that does not answer keeps nobody signed in here.
 */
async function endAtProvider(request: FastifyRequest, { provider, site }: Sources): Promise<string | undefined> {
  try {
    return (await provider?.signIn.end(new URL(`${publicAddress(request, site)}/public`)))?.href;
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    request.log.error({ requestId: request.id, reason: error.reason }, 'the session at the identity provider goes on');
    return undefined;
  }
}
