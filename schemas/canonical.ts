import canonicalize from 'canonicalize';

/** Anything JSON can carry; an absent key and an undefined one are the same. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * RFC 8785 canonical JSON: sorted keys, no white space, absent keys absent.
 * Throws on NaN, infinities and lone surrogates, so nothing that cannot be read back is ever hashed.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without JSON form cannot be canonicalised');
  return text;
}
