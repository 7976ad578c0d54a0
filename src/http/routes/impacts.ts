import { z } from 'zod';
import { uscc } from '../../../schemas/uscc.js';
import { allImpacts, type Impact, impactsOf } from '../../queries/impacts.js';
import { honouredEnterprises } from '../../queries/registers.js';
import { requireScope } from '../access.js';
import { noteRead } from '../access-trail.js';
import { impact } from '../impact-answer.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const asked = z.strictObject({
  uscc: uscc.optional().describe('只查一家主体 one enterprise only'),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});

const answer = z.object({ impacts: z.array(impact), complete: z.boolean() });

/** GET /v1/impacts: verdicts and payments that would differ now, and honours recorded while a ground stood. */
export function impactRoutes(app: Routes, registry: Registry): void {
  app.get(
    '/v1/impacts',
    {
      schema: {
        tags: ['judgement'],
        summary: '影响清单 What would be decided otherwise now',
        querystring: asked,
        response: { 200: answer, '4xx': problemDetails, '5xx': problemDetails },
      },
    },
    async (request) => {
      requireScope(request, 'screen', 'admin');
      const { uscc: one, limit } = request.query;
      if (one !== undefined) noteRead(request, { usccs: [one] });
      if (one !== undefined) return { impacts: [...impactsOf(registry, one)], complete: true };
      const impacts: Impact[] = [];
      const told = (complete: boolean) => {
        noteRead(request, { usccs: impacts.map(({ uscc }) => uscc) });
        return { impacts, complete };
      };
      for await (const each of allImpacts(registry, honouredEnterprises(registry.readModels))) {
        if (impacts.length === limit) return told(false);
        impacts.push(each);
      }
      return told(true);
    },
  );
}
