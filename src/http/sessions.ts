import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActingDepartment } from '../domain/context.js';
import type { Authentication } from './authentication.js';
import type { Registry } from './registry.js';

/** Who may come in, and who is in. */
export interface Entrance {
  readonly authentication: Authentication;
  readonly sessions: Sessions;
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
/** It is not written again more often than this. */
const stale = 60_000;

/** Holds the position that somebody wrote last; a minute later every node that answers has read it. In seconds. */
const writtenCookie = 'qcr-written';
const writtenFor = 60;

interface Session {
  readonly keyId: string;
  readonly begun: number;
  readonly seen: number;
}

/**
 * 会话: who has signed in with an access key. The signed cookie names the key by its id, never the key, and the key is
 * looked up at every request: one that was revoked holds no longer.
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
    return session === undefined ? undefined : this.#authentication.holder(session.keyId);
  }

  begin(reply: FastifyReply, { key }: ActingDepartment): void {
    const now = this.#now();
    this.#write(reply, { keyId: key, begun: now, seen: now });
  }

  /** Goes on with a session that is in use. */
  goOn(request: FastifyRequest, reply: FastifyReply): void {
    const session = this.#session(request);
    const now = this.#now();
    if (session !== undefined && now - session.seen > stale) this.#write(reply, { ...session, seen: now });
  }

  end(reply: FastifyReply): void {
    reply.clearCookie(cookie, { path: '/' });
  }

  /** Remembers the position at which somebody has just recorded something, so that what they read next holds it. */
  wrote(reply: FastifyReply, position: number): void {
    reply.setCookie(writtenCookie, String(position), { ...cookieOptions, maxAge: writtenFor });
  }

  /** The position that somebody wrote last and has not surely read yet. */
  written(request: FastifyRequest): number | undefined {
    const value = unsigned(request, writtenCookie);
    return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  }

  #session(request: FastifyRequest): Session | undefined {
    const value = unsigned(request, cookie);
    const [, keyId, begun, seen] = /^([a-z0-9-]+)\.(\d+)\.(\d+)$/.exec(value ?? '') ?? [];
    if (keyId === undefined) return undefined;
    const session = { keyId, begun: Number(begun), seen: Number(seen) };
    const now = this.#now();
    return now - session.begun > longest || now - session.seen > idle ? undefined : session;
  }

  #write(reply: FastifyReply, { keyId, begun, seen }: Session): void {
    reply.setCookie(cookie, [keyId, begun, seen].join('.'), cookieOptions);
  }
}

const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto', signed: true } as const;

/** What a cookie of this registry says; undefined for one that is absent, forged or of another registry. */
function unsigned(request: FastifyRequest, name: string): string | undefined {
  const signed = request.cookies[name];
  if (signed === undefined) return undefined;
  const { valid, value } = request.unsignCookie(signed);
  return valid ? (value ?? undefined) : undefined;
}

/** Reads come from anywhere; what changes something must come from a page of this very origin (RFC 6454). */
export function isFromHere({ method, headers: { origin, host } }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
