import { z } from 'zod';
import type { Routes } from '../parsed-request.js';
import type { Registry } from '../registry.js';

/** Says whether the clock may be trusted: not when it is far ahead of the last day opened. */
export interface Clock {
  isTrusted(): boolean;
}

const readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  position: z.int(),
  readModelPosition: z.int().nullable(),
  clock: z.enum(['trusted', 'unconfirmed']),
  log: z.enum(['current', 'stale']),
});

/** Whoever asks only whether the node is well is never held off: a balancer would take that for no. */
const config = { rateLimit: false } as const;

/** How far read models may lie behind the log before this node should get no requests. */
const tolerated = 10_000;

/**
 * /health/live: the process answers. /health/ready: it can serve; 503 while read models are behind or
 * broken, the clock is not confirmed, or the head of the log cannot be read.
 */
export function healthRoutes(app: Routes, { log, readModels }: Registry, clock: Clock): void {
  const live = z.object({ status: z.literal('live') });
  app.get(
    '/health/live',
    { config, schema: { tags: ['health'], summary: '存活 Live', response: { 200: live } } },
    async () => ({
      status: 'live',
    }),
  );
  const schema = { tags: ['health'], summary: '就绪 Ready', response: { 200: readiness, 503: readiness } };
  app.get('/health/ready', { schema, config }, async (_request, reply) => {
    const { position } = log.head();
    const readModelPosition = readModels.isRunning() ? readModels.position() : null;
    const trusted = clock.isTrusted();
    const current = log.isCurrent();
    const ready = trusted && current && readModelPosition !== null && position - readModelPosition <= tolerated;
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not-ready',
      position,
      readModelPosition,
      clock: trusted ? 'trusted' : 'unconfirmed',
      log: current ? 'current' : 'stale',
    });
  });
}
