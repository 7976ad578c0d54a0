import type { Sight } from '../policy/visibility.js';
import { Problem } from './problems.js';

interface Tagged {
  readonly version: number;
  readonly digest: string;
}

/**
 * `"version.digest8.sight"`; the public's carries no version, since gaps between versions would betray hidden events.
 * A day opening changes the digest, so a 304 never serves an expired penalty.
 */
export function etagOf({ version, digest }: Tagged, sight: Sight): string {
  return sight === 'public' ? `"${digest}.public"` : `"${version}.${digest}.${sight}"`;
}

/** RFC 9110 If-None-Match: a list of tags, compared weakly, or `*`. */
export function matchesNone(header: string | undefined, etag: string): boolean {
  if (header === undefined) return true;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return !tags.includes('*') && !tags.includes(etag);
}

/** The version that If-Match states: the version part of an ETag, or a bare version. Undefined without the header. */
export function expectedVersionOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const version = /^"?(\d{1,15})(\.[0-9a-f]{8}\.[a-z]+)?"?$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw new Problem('INPUT_INVALID', [{ field: 'If-Match', rule: 'must be an ETag with a version' }]);
  return Number(version);
}
