import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signedCookie, unsigned } from './signed-cookie.js';

const cookie = 'qcr-sign-in';

/** On the way to sign in alone. It is sent along when the provider, which is another site, leads back: hence not strict. */
const onTheWay = { ...signedCookie, path: '/sign-in' } as const;

/** Time to type a password and a code at the provider. In milliseconds. */
const longest = 10 * 60_000;

/** A cookie holds 4096 bytes; an address that is longer is not come back to. */
const longestAddress = 1500;

const pendingSignIn = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where to go afterwards. */
  next: z.string(),
});

/** 登录中: what the answer of the identity provider must fit, and where to go afterwards. */
export type PendingSignIn = z.output<typeof pendingSignIn>;

const kept = pendingSignIn.extend({ begun: z.coerce.number() });

/** Those who were sent to the identity provider: only the browser that went can come back, once and within ten minutes. */
export class PendingSignIns {
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  remember(reply: FastifyReply, pending: PendingSignIn): void {
    const next = pending.next.length > longestAddress ? '/' : pending.next;
    const fields = new URLSearchParams({ ...pending, next, begun: String(this.#now()) });
    const value = Buffer.from(fields.toString()).toString('base64url');
    reply.setCookie(cookie, value, { ...onTheWay, maxAge: longest / 1000 });
  }

  /**
   * Whom an answer with this state is about; undefined where nobody was sent from this browser with it, or too long ago.
   * What is taken is not there a second time, and an answer to something else takes nothing.
   */
  take(state: string, request: FastifyRequest, reply: FastifyReply): PendingSignIn | undefined {
    const fields = new URLSearchParams(Buffer.from(unsigned(request, cookie) ?? '', 'base64url').toString());
    const { data } = kept.safeParse(Object.fromEntries(fields));
    if (data?.state !== state) return undefined;
    reply.clearCookie(cookie, onTheWay);
    const { begun, ...pending } = data;
    return this.#now() - begun > longest ? undefined : pending;
  }
}
