import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActingDepartment } from '../domain/context.js';
import type { Authentication } from './authentication.js';
import type { PendingSignIns } from './pending-sign-ins.js';
import type { ProviderSignIn, SignedIn } from './provider-sign-in.js';
import type { Registry } from './registry.js';
import { readSession, type Session, sessionText } from './session.js';
import { signedCookie, unsigned } from './signed-cookie.js';

/** Who may come in, and who is in. */
export interface Entrance {
  readonly authentication: Authentication;
  readonly sessions: Sessions;
  /** 统一身份登录; undefined where the registry is no client of a provider. */
  readonly provider?: ProviderEntrance | undefined;
}

export interface ProviderEntrance {
  readonly signIn: ProviderSignIn;
  readonly pending: PendingSignIns;
}

/** The pages that stand beside the API: they sign people in, and say no in a page of their own. */
export interface Pages {
  /** Signs the cookies; that of another registry is another. */
  readonly secret: string;
  serve(app: FastifyInstance, registry: Registry, entrance: Entrance): Promise<void>;
  /** Does the request ask for a page? */
  isFor(request: FastifyRequest): boolean;
  answerError(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

const cookie = 'qcr-session';

/** A session ends after half an hour without a request, and after a working day in any case. In milliseconds. */
const idle = 30 * 60_000;
const longest = 10 * 60 * 60_000;
/** What the provider takes from somebody is found out at the next sign-in: hence soon, and never later than the token ends. */
const longestOfToken = 60 * 60_000;
/** It is not written again more often than this. */
const stale = 60_000;

/** Holds the position that somebody wrote last; a minute later every node that answers has read it. In seconds. */
const writtenCookie = 'qcr-written';
const writtenFor = 60;

/**
 * 会话: who has signed in. The signed cookie names an access key by its id, never the key, and the key is looked up at
 * every request: one that was revoked holds no longer. Of a person it holds the pseudonym, and what the token said; the
 * department is looked up at every request too.
 */
export class Sessions {
  readonly #authentication: Authentication;
  readonly #now: () => number;

  constructor(authentication: Authentication, now: () => number) {
    this.#authentication = authentication;
    this.#now = now;
  }

  /** Whoever is signed in; undefined for a cookie that is old, forged or of another registry. */
  holder(request: FastifyRequest): ActingDepartment | undefined {
    const session = this.#session(request);
    if (session === undefined) return undefined;
    const { key, token } = session;
    return token === undefined ? this.#authentication.holder(key) : this.#authentication.enrolled({ ...token, key });
  }

  /** Did whoever is signed in come from the identity provider? */
  isOfProvider(request: FastifyRequest): boolean {
    return this.#session(request)?.token !== undefined;
  }

  begin(reply: FastifyReply, { key }: ActingDepartment): void {
    const now = this.#now();
    write(reply, { key, begun: now, seen: now });
  }

  /** Begins a session of somebody who comes from the identity provider. */
  beginByToken(reply: FastifyReply, { holder: { key, department, scopes }, until }: SignedIn): void {
    const now = this.#now();
    const token = { department, scopes, until: Math.min(until, now + longestOfToken) };
    write(reply, { key, begun: now, seen: now, token });
  }

  /** Goes on with a session that is in use. */
  goOn(request: FastifyRequest, reply: FastifyReply): void {
    const session = this.#session(request);
    const now = this.#now();
    if (session !== undefined && now - session.seen > stale) write(reply, { ...session, seen: now });
  }

  end(reply: FastifyReply): void {
    reply.clearCookie(cookie, { path: '/' });
  }

  /** Remembers the position at which somebody has just recorded something, so that what they read next holds it. */
  wrote(reply: FastifyReply, position: number): void {
    reply.setCookie(writtenCookie, String(position), { ...signedCookie, maxAge: writtenFor });
  }

  /** The position that somebody wrote last and has not surely read yet. */
  written(request: FastifyRequest): number | undefined {
    const value = unsigned(request, writtenCookie);
    return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  }

  #session(request: FastifyRequest): Session | undefined {
    const session = readSession(unsigned(request, cookie) ?? '');
    if (session === undefined) return undefined;
    const { begun, seen, token } = session;
    const now = this.#now();
    const isOver = now - begun > longest || now - seen > idle || (token !== undefined && now >= token.until);
    return isOver ? undefined : session;
  }
}

function write(reply: FastifyReply, session: Session): void {
  reply.setCookie(cookie, sessionText(session), signedCookie);
}

/** Reads come from anywhere; what changes something must come from a page of this very origin (RFC 6454). */
export function isFromHere({ method, host, headers: { origin } }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
