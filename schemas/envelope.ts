import { z } from 'zod';
import { actorKey, departmentId, instant, sha256Hex, streamName, uuid } from './identifiers.js';

/** Who recorded an event: the department, and what stands for the key it used (never the key, never a person). */
export const actor = z.strictObject({ department: departmentId, key: actorKey });

/**
 * What makes a repeated command recognisable on every node.
 * key = SHA-256(credential id ‖ NUL ‖ Idempotency-Key), digest = SHA-256 of the canonical command body.
 */
export const commandMark = z.strictObject({ key: sha256Hex, digest: sha256Hex });
export type CommandMark = z.infer<typeof commandMark>;

/**
 * The frame of every event. `version` counts the events of the stream from 1; `recordedAt` never runs
 * backwards within a process; `salt` (32 hex digits) lets a commitment be published without revealing what
 * it commits to. Position, the ordinal in the whole registry, stands beside the envelope: it is assigned by the
 * log and is not committed to.
 */
export const envelope = z.strictObject({
  id: uuid,
  stream: streamName,
  version: z.int().positive(),
  type: z.string().min(1),
  schemaVersion: z.int().positive(),
  recordedAt: instant,
  actor,
  command: commandMark.optional(),
  correlationId: uuid,
  causationId: uuid,
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
export type Envelope = z.infer<typeof envelope>;

/**
 * Where an event of any type and any age belongs: what is looked at where events travel verbatim. Fields that are not
 * known here pass.
 */
export const filing = z.looseObject({
  id: uuid,
  stream: streamName,
  version: z.int().positive(),
  type: z.string().min(1),
  schemaVersion: z.int().positive(),
  recordedAt: instant.refine((text) => !Number.isNaN(Date.parse(text)), { error: 'must be an instant that exists' }),
  command: z.looseObject({ key: sha256Hex }).optional(),
});
