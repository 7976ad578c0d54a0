import { z } from 'zod';
import { consistent } from './consistency.js';
import { documentFields, replacement } from './document.js';
import { uuid } from './identifiers.js';
import type { Label } from './vocabulary.js';

/**
 * How a command names what it is about: the id of the event, or its record key, which is resolved to the live
 * event under that key. In the event itself it is always the id.
 */
export const reference = z.string().trim().min(1).max(500);

/** The fields of a family's event; `target` is the kind of reference in use: an id in events, either in commands. */
type Shape<Fields extends z.ZodRawShape> = (target: z.ZodString) => Fields;

/** An event from a document 文书: the common fields beside its own. One declaration gives event and command. */
export function documentEvent<const Fields extends z.ZodRawShape>(label: Label, shape: Shape<Fields>) {
  return {
    label,
    schemaVersion: 1,
    schema: z.strictObject({ ...documentFields, ...replacement, ...shape(uuid) }).superRefine(consistent),
    command: z.strictObject({ ...documentFields, ...shape(reference) }).superRefine(consistent),
  };
}

/** An event that the registry or a department makes itself, without a document. */
export function plainEvent<const Fields extends z.ZodRawShape>(label: Label, fields: Fields) {
  return { label, schemaVersion: 1, schema: z.strictObject(fields).superRefine(consistent) };
}
