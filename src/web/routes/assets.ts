import { z } from 'zod';
import type { Routes } from '../../http/parsed-request.js';
import { Problem } from '../../http/problems.js';
import { assets } from '../assets.js';

const params = z.object({ name: z.string() });

/** Style sheet and scripts. Their address holds their digest, so browsers need not ask again. */
export function assetRoutes(app: Routes): void {
  app.get('/assets/:name', { schema: { hide: true, params }, config: { trail: 'none' } }, async (request, reply) => {
    const { name } = request.params;
    const found = assets.get(`/assets/${name}`);
    if (found === undefined) throw new Problem('ROUTE_UNKNOWN');
    return reply.type(found.type).header('cache-control', 'public, max-age=31536000, immutable').send(found.body);
  });
}
