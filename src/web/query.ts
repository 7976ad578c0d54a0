import { z } from 'zod';
import { type FieldError, Problem } from '../http/problems.js';
import { isSentForm } from './multipart.js';

const anything = z.record(z.string(), z.unknown());

/** What a form sent, or each field that breaks its rule: a field that was left empty was not asked for. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  sent: unknown,
): { readonly data: z.output<Schema> } | { readonly errors: readonly FieldError[] } {
  const fields = Object.entries(anything.parse(sent ?? {}));
  const parsed = schema.safeParse(Object.fromEntries(fields.filter(([, value]) => value !== '')));
  if (parsed.success) return { data: parsed.data };
  return {
    errors: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || '(form)', rule: message })),
  };
}

/** Reads what a form sent. Throws Problem INPUT_INVALID, naming each field and its rule. */
export function readFields<Schema extends z.ZodType>(schema: Schema, sent: unknown): z.output<Schema> {
  const parsed = parseFields(schema, sent);
  if ('errors' in parsed) throw new Problem('INPUT_INVALID', parsed.errors);
  return parsed.data;
}

const texts = z.record(z.string(), z.string());

/**
 * What a form without files sent, field by field. Throws Problem MEDIA_TYPE_UNSUPPORTED for a form with files, and
 * INPUT_INVALID for what is no form.
 */
export function sentFields({ body }: { readonly body: unknown }): Readonly<Record<string, string>> {
  if (isSentForm(body)) throw new Problem('MEDIA_TYPE_UNSUPPORTED');
  const parsed = texts.safeParse(body ?? {});
  if (!parsed.success) throw new Problem('INPUT_INVALID', [{ field: '(form)', rule: 'must be fields of text' }]);
  return parsed.data;
}

/** The query of an address: what is stated, joined; empty without anything. */
export function withQuery(path: string, fields: Readonly<Record<string, string | number | undefined>>): string {
  const stated = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return stated.length === 0 ? path : `${path}?${new URLSearchParams(stated)}`;
}
