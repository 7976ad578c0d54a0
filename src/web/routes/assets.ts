import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problems.js';
import { assets } from '../assets.js';

const params = z.object({ name: z.string() });

/** Style sheet and scripts. Their address holds their digest, so browsers need not ask again. */
export function assetRoutes(app: FastifyInstance): void {
  app.get('/assets/:name', { schema: { hide: true }, config: { trail: 'none' } }, async (request, reply) => {
    const { name } = params.parse(request.params);
    const found = assets.get(`/assets/${name}`);
    if (found === undefined) throw new Problem('ROUTE_UNKNOWN');
    return reply.type(found.type).header('cache-control', 'public, max-age=31536000, immutable').send(found.body);
  });
}
