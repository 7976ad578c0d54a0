import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const nothing = z.strictObject({});

/** Routes under /v1 that declare no query take none: a parameter nobody reads is named, not passed over. */
export function refuseUndeclaredQueries(api: FastifyInstance): void {
  api.addHook('onRoute', (route) => {
    if (route.url.startsWith('/v1/')) route.schema = { querystring: nothing, ...route.schema };
  });
}
