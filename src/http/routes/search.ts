import { z } from 'zod';
import { findEnterprises } from '../../read-models/search-reader.js';
import { after, waitFor } from '../after.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const asked = z.strictObject({
  q: z
    .string()
    .trim()
    .min(2)
    .max(100)
    .describe('名称、曾用名、代码、拼音或首字母 name, former name, code, pinyin or initials'),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  ...after,
});

const found = z.object({ items: z.array(z.object({ uscc: z.string(), name: z.string() })) });

/** GET /v1/enterprises?q=: suggestions while somebody types; two characters suffice. */
export function searchRoutes(app: Routes, { readModels }: Registry): void {
  const schema = {
    tags: ['enterprises'],
    summary: '企业检索 Find enterprises',
    querystring: asked,
    response: { 200: found, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/enterprises', { schema, config: { trail: 'none' } }, async (request) => {
    const { q, limit, after: position } = request.query;
    await waitFor(position, readModels);
    return { items: [...readModels.read(({ db }) => findEnterprises(db, q, limit))] };
  });
}
