import { z } from 'zod';
import { Problem } from '../http/problems.js';

/**
 * Reads what a form sent: a field that was left empty was not asked for. Throws Problem INPUT_INVALID, naming each
 * field and its rule.
 */
export function readFields<Schema extends z.ZodType>(schema: Schema, sent: unknown): z.output<Schema> {
  const fields = Object.entries(z.record(z.string(), z.unknown()).parse(sent ?? {}));
  const parsed = schema.safeParse(Object.fromEntries(fields.filter(([, value]) => value !== '')));
  if (parsed.success) return parsed.data;
  throw new Problem(
    'INPUT_INVALID',
    parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || '(form)', rule: message })),
  );
}

/** The query of an address: what is stated, joined; empty without anything. */
export function withQuery(path: string, fields: Readonly<Record<string, string | number | undefined>>): string {
  const stated = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return stated.length === 0 ? path : `${path}?${new URLSearchParams(stated)}`;
}
