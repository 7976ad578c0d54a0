import { z } from 'zod';
import { sha256Hex, uuid } from './identifiers.js';

/**
 * What travels beside the stored body of an event in EventStoreDB. `following` counts the events of the same append that
 * come after it, so that a replica takes in an append whole; `registry` stands on the first events of a registry.
 */
export const clusterMetadata = z.looseObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/, { error: 'must be 32 lower-case hex digits' }),
  commitment: sha256Hex,
  following: z.int().nonnegative(),
  registry: uuid.optional(),
});
export type ClusterMetadata = z.infer<typeof clusterMetadata>;

/** What of the body is repeated where the cluster's own tools look for it; the rest of any event passes. */
export const clusterHeading = z.looseObject({
  id: uuid,
  stream: z.string().min(1),
  version: z.int().positive(),
  type: z.string().min(1),
  correlationId: uuid.optional(),
  causationId: uuid.optional(),
});
