import type { FastifyRequest } from 'fastify';
import { publicAddress } from '../public-address.js';
import { withQuery } from '../query.js';
import type { Site } from '../site.js';
import type { Sealed } from './seal.js';

/** 核验地址: what the QR of a paper holds, which is all that is needed to derive its number again. */
export function verificationAddress(
  request: FastifyRequest,
  site: Site,
  { uscc, number, check }: Omit<Sealed, 'series'> & { readonly number: string },
): string {
  return withQuery(`${publicAddress(request, site)}/public/verify`, { number, uscc, check });
}
