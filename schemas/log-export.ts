import { z } from 'zod';
import { position, sha256Hex } from './identifiers.js';

export const LOG_EXPORT_FORMAT = 'quality-credit-log/1';

/** The lines of an exported log 日志导出: the first, one an event, the last. */
export const exportedHeader = z.strictObject({
  format: z.literal(LOG_EXPORT_FORMAT, { error: `must be ${LOG_EXPORT_FORMAT}` }),
  registry: z.string().min(1),
  events: position,
});

export const exportedEvent = z.strictObject({
  position,
  salt: z.string().regex(/^[0-9a-f]{32}$/, { error: 'must be 32 lower-case hex digits' }),
  commitment: sha256Hex,
  body: z.string(),
});

export const exportedClosing = z.strictObject({ end: position, sha256: sha256Hex });

/** What reads one kind of line. */
export type LineSchema<T> = Pick<z.ZodType<T>, 'safeParse'>;
