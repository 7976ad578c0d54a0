import type { FastifyRequest } from 'fastify';

/** Of every cookie that says who somebody is or what they are about: read by this registry alone, and by no script. */
export const signedCookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto', signed: true } as const;

/** What a cookie of this registry says; undefined for one that is absent, forged or of another registry. */
export function unsigned(request: FastifyRequest, name: string): string | undefined {
  const signed = request.cookies[name];
  if (signed === undefined) return undefined;
  const { valid, value } = request.unsignCookie(signed);
  return valid ? (value ?? undefined) : undefined;
}
