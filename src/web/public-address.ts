import type { FastifyRequest } from 'fastify';
import type { Site } from './site.js';

/** The address at which the public reaches the registry, without a slash at its end: as set, or that of the request. */
export function publicAddress(request: FastifyRequest, site: Site): string {
  return site.address ?? `${request.protocol}://${request.host}`;
}
