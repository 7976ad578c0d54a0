import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '../../schemas/scope.js';
import type { ActingDepartment } from '../domain/context.js';
import type { Viewer } from '../policy/visibility.js';
import type { Authentication } from './authentication.js';
import { ProviderUnreachable } from './identity-provider.js';
import { Problem } from './problems.js';
import { isFromHere, type Sessions } from './sessions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The department behind the request's key or token; undefined without one. */
    acting: ActingDepartment | undefined;
    /** Why what the request showed is not taken. */
    refusedFor: 'KEY_INVALID' | 'IDENTITY_PROVIDER_UNREACHABLE' | undefined;
    /** Does what the request showed still hold? What stays open asks before it tells more. */
    stillHolds(): Promise<boolean>;
  }
}

/**
 * Looks up the key of every request, or who is signed in: a session speaks for requests that come from this very
 * origin, or that change nothing. A bad key is only noted here, so that guessing counts against the rate limit.
 */
export function lookUpKeys(app: FastifyInstance, authentication: Authentication, sessions: Sessions | undefined): void {
  app.decorateRequest('acting', undefined);
  app.decorateRequest('refusedFor', undefined);
  app.decorateRequest('stillHolds', function (this: FastifyRequest) {
    return holds(this, authentication, sessions);
  });
  app.addHook('onRequest', async (request) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) return identify(request, authorization, authentication);
    request.acting = isFromHere(request) ? sessions?.holder(request) : undefined;
  });
}

/** While the provider does not answer nobody can tell that a token holds no longer. */
async function holds(
  request: FastifyRequest,
  authentication: Authentication,
  sessions: Sessions | undefined,
): Promise<boolean> {
  const { authorization } = request.headers;
  if (authorization === undefined) return sessions?.holder(request) !== undefined;
  try {
    return (await authentication.identify(shownIn(authorization) ?? '')) !== undefined;
  } catch (error) {
    if (error instanceof ProviderUnreachable) return true;
    throw error;
  }
}

function shownIn(authorization: string): string | undefined {
  return /^Bearer (.+)$/i.exec(authorization)?.[1];
}

/** Notes who shows a key or token, or why it is not taken. */
async function identify(request: FastifyRequest, shown: string, authentication: Authentication): Promise<void> {
  const text = shownIn(shown);
  try {
    request.acting = text === undefined ? undefined : await authentication.identify(text);
    if (request.acting === undefined) request.refusedFor = 'KEY_INVALID';
  } catch (error) {
    if (!(error instanceof ProviderUnreachable)) throw error;
    if (error.isNews) request.log.error({ requestId: request.id, err: error }, 'a token cannot be checked');
    request.refusedFor = 'IDENTITY_PROVIDER_UNREACHABLE';
  }
}

/** Refuses whoever showed a bad key, once the rate limit (an onRequest hook of each route) has counted the request. */
export function refuseBadKeys(app: FastifyInstance): void {
  app.addHook('preParsing', async (request) => {
    if (request.refusedFor !== undefined && !request.is404) throw new Problem(request.refusedFor);
  });
}

/** Nothing under /v1 is written without a key: a stranger's body is not even read, let alone judged. */
export function refuseStrangers(api: FastifyInstance): void {
  api.addHook('preParsing', async ({ method, acting, routeOptions }) => {
    const writes = method !== 'GET' && method !== 'HEAD' && routeOptions.url?.startsWith('/v1/') === true;
    if (writes && acting === undefined) throw new Problem('KEY_REQUIRED');
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

/** Who looks without giving a purpose, whatever else the key would open with one. */
export function plainViewerOf({ acting }: FastifyRequest): Viewer {
  const has = (scope: Scope): boolean => acting?.scopes.has(scope) ?? false;
  const { department } = acting ?? {};
  if (has('screen')) return { sight: 'committee', department };
  if (has('read:lookback')) return { sight: 'lookback', department };
  return { sight: has('read:profile') ? 'department' : 'public', department };
}

function sightOf(request: FastifyRequest, asked: Asked): Viewer['sight'] {
  const { acting } = request;
  const mayReadArchive = acting?.scopes.has('read:archive') === true;
  if (asked.purpose !== undefined) {
    if (acting === undefined) throw new Problem('KEY_REQUIRED');
    if (!mayReadArchive) throw new Problem('SCOPE_MISSING');
    return 'archive';
  }
  const { sight } = plainViewerOf(request);
  if (sight === 'public' && mayReadArchive) throw new Problem('PURPOSE_MISSING');
  return sight;
}
