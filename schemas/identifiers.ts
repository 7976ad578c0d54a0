import { z } from 'zod';

/** Lower-case UUID of any version (RFC 9562); events carry version 7, derived events version 5. */
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, {
  error: 'must be a lower-case UUID',
});

/** UTC instant with three decimals and Z, e.g. 2026-03-01T08:00:00.000Z. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, { error: 'must be a UTC instant with three decimals and Z' });

/** SHA-256 as 64 lower-case hex digits. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be 64 lower-case hex digits' });

/** Department 部门 that records, asks or receives, e.g. `scjg` (市场监督管理局). */
export const departmentId = z.string().regex(/^[a-z0-9-]{2,32}$/, { error: 'must be 2 to 32 of a-z, 0-9 and -' });

/** Access key id: `<department>-<6 hex>`, or `local` for the command line on the machine itself. */
export const keyId = z
  .string()
  .regex(/^([a-z0-9-]{2,32}-[0-9a-f]{6}|local)$/, { error: 'must be a key id such as scjg-0a1b2c' });

/** Pseudonym 化名 of the holder of an OpenID Connect token. */
export const pseudonym = z.string().regex(/^oidc-[0-9a-f]{32}$/);

/** Under which name an actor stands in the log: its key, or a pseudonym. */
export const actorKey = z.union([keyId, pseudonym], {
  error: 'must be a key id, or oidc- and 32 hex digits',
});

/** Slug of a programme, list, measure or pack. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower-case words joined by -' })
  .max(64);

/** Six digits of GB/T 2260, e.g. 410500 (安阳市). */
export const division = z.string().regex(/^\d{6}$/, { error: 'must be a six-digit division code (GB/T 2260)' });

/** `calendar`, or a category and an id: `enterprise-…`, `department-…`, `policy-…`, `award_round-…`, `target-…`. */
export const streamName = z.string().regex(/^(calendar|[a-z_]+-[0-9A-Za-z.-]{1,80})$/, {
  error: 'must be a stream name',
});

/** Number of an event among all events of the registry, from 1; 0 stands before the first. */
export const position = z.int().nonnegative();
