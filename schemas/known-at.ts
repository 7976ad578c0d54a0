import { z } from 'zod';

/** K as it is asked for: a position, or a UTC instant such as 2026-03-01T08:00:00Z. */
export const knownAt = z
  .string()
  .regex(/^(\d{1,15}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z)$/, {
    error: 'must be a position or a UTC instant',
  })
  .refine((text) => /^\d+$/.test(text) || !Number.isNaN(Date.parse(text)), { error: 'must be an instant that exists' });
