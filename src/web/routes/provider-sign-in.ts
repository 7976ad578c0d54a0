import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Routes } from '../../http/parsed-request.js';
import type { PendingSignIn } from '../../http/pending-sign-ins.js';
import { detailsOf } from '../../http/problem-details.js';
import { Problem } from '../../http/problems.js';
import { SignInRefused } from '../../http/provider-sign-in.js';
import type { ProviderEntrance } from '../../http/sessions.js';
import { localAddress } from '../local-address.js';
import { publicAddress } from '../public-address.js';
import { readFields } from '../query.js';
import { showSignIn } from '../sign-in-shown.js';
import type { Sources } from '../sources.js';

const asked = z.object({ next: z.string().max(2000).default('/').transform(localAddress) });

const returned = z.object({ state: z.string().default('') });

/** Each asks the provider something; behind a proxy a whole office has one address. */
const attempts = { max: 300, timeWindow: '1 minute' };

const route = { schema: { hide: true }, config: { trail: 'none', rateLimit: attempts } } as const;

/**
 * 统一身份登录: the way to the identity provider and back. Both are reads that change nothing but cookies; whose return it
 * is says the cookie of the way there, not the address.
 */
export function providerSignInRoutes(app: Routes, sources: Sources): void {
  const { provider, site } = sources;
  if (provider === undefined) return;
  const redirectUri = (request: FastifyRequest) => new URL(`${publicAddress(request, site)}/sign-in/callback`);
  app.get('/sign-in/provider', route, async (request, reply) => {
    const { next } = readFields(asked, request.query);
    reply.header('cache-control', 'no-store');
    try {
      const { address, pending } = await provider.signIn.begin(redirectUri(request));
      provider.pending.remember(reply, { ...pending, next });
      return reply.redirect(address.href, 303);
    } catch (error) {
      return showFailure(error, { request, reply, sources, next });
    }
  });
  app.get('/sign-in/callback', route, async (request, reply) => {
    const pending = provider.pending.take(readFields(returned, request.query).state, request, reply);
    const next = localAddress(pending?.next ?? '/');
    reply.header('cache-control', 'no-store');
    try {
      const answer = redirectUri(request);
      answer.search = new URL(request.url, answer).search;
      await signInBy(provider, { answer, pending, reply, sources });
      return reply.redirect(next, 303);
    } catch (error) {
      return showFailure(error, { request, reply, sources, next });
    }
  });
}

interface Returned {
  readonly answer: URL;
  readonly pending: PendingSignIn | undefined;
  readonly reply: FastifyReply;
  readonly sources: Sources;
}

/** Begins a session of whom the provider sent. Throws Problem. */
async function signInBy({ signIn }: ProviderEntrance, { answer, pending, reply, sources }: Returned): Promise<void> {
  if (pending === undefined) throw new Problem('SIGN_IN_STALE');
  const signedIn = await signIn.finish(answer, pending);
  const { authentication, sessions } = sources;
  if (authentication.enrolled(signedIn.holder) === undefined) throw new Problem('SIGN_IN_DEPARTMENT_UNKNOWN');
  sessions.beginByToken(reply, signedIn);
}

interface Failed {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly sources: Sources;
  readonly next: string;
}

/** What an official can mend is said to them alone; what lies with the provider goes into the log of the process too. */
function showFailure(error: unknown, { request, reply, sources, next }: Failed): FastifyReply {
  if (!(error instanceof Problem)) throw error;
  const failure = detailsOf(error, request);
  if (error instanceof SignInRefused && failure.status === 502) {
    request.log.error({ requestId: request.id, code: error.code, reason: error.reason }, 'nobody was signed in');
  }
  return showSignIn(request, reply, sources, { next, failure });
}
