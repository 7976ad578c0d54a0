import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '../../schemas/scope.js';
import type { ActingDepartment } from '../domain/context.js';
import type { Viewer } from '../policy/visibility.js';
import type { Authentication } from './authentication.js';
import { Problem } from './problems.js';
import { isFromHere, type Sessions } from './sessions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The department behind the request's key; undefined without a key. */
    acting: ActingDepartment | undefined;
    keyRefused: boolean;
  }
}

/**
 * Looks up the key of every request, or who is signed in: a session speaks for requests that come from this very
 * origin, or that change nothing. A bad key is only noted here, so that guessing counts against the rate limit.
 */
export function lookUpKeys(app: FastifyInstance, authentication: Authentication, sessions: Sessions | undefined): void {
  app.decorateRequest('acting', undefined);
  app.decorateRequest('keyRefused', false);
  app.addHook('onRequest', async (request) => {
    const [, text] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const shown = request.headers.authorization !== undefined;
    const signedIn = shown || !isFromHere(request) ? undefined : sessions?.holder(request);
    request.acting = text === undefined ? signedIn : authentication.identify(text);
    request.keyRefused = shown && request.acting === undefined;
  });
}

/** Refuses whoever showed a bad key, once the rate limit (an onRequest hook of each route) has counted the request. */
export function refuseBadKeys(app: FastifyInstance): void {
  app.addHook('preParsing', async (request) => {
    if (request.keyRefused && !request.is404) throw new Problem('KEY_INVALID');
  });
}

/** The acting department, which must hold one of the scopes. `admin` implies no other: it counts where it is named. */
export function requireScope(request: FastifyRequest, ...scopes: readonly Scope[]): ActingDepartment {
  const { acting } = request;
  if (acting === undefined) throw new Problem('KEY_REQUIRED');
  if (!scopes.some((scope) => acting.scopes.has(scope))) throw new Problem('SCOPE_MISSING');
  return acting;
}

interface Asked {
  readonly purpose?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly ruleVersion?: string | undefined;
}

/** Who looks: no key is the public; a purpose asks for the archive and needs its scope. */
export function viewerOf(request: FastifyRequest, asked: Asked): Viewer {
  const sight = sightOf(request, asked);
  const needsKey = asked.knownAt !== undefined || asked.ruleVersion !== undefined;
  if (needsKey && sight === 'public')
    throw new Problem(request.acting === undefined ? 'KEY_REQUIRED' : 'SCOPE_MISSING');
  return { sight, department: request.acting?.department };
}

function sightOf({ acting }: FastifyRequest, asked: Asked): Viewer['sight'] {
  const has = (scope: Scope): boolean => acting?.scopes.has(scope) ?? false;
  if (asked.purpose !== undefined) {
    if (acting === undefined) throw new Problem('KEY_REQUIRED');
    if (!has('read:archive')) throw new Problem('SCOPE_MISSING');
    return 'archive';
  }
  if (has('screen')) return 'committee';
  if (has('read:lookback')) return 'lookback';
  if (has('read:profile')) return 'department';
  if (has('read:archive')) throw new Problem('PURPOSE_MISSING');
  return 'public';
}
