import { z } from 'zod';
import type { Routes } from '../../http/parsed-request.js';
import { keepLanguage } from '../language.js';
import { localAddress } from '../local-address.js';
import { readFields } from '../query.js';

const params = z.object({ language: z.enum(['zh', 'en']) });
const asked = z.object({ back: z.string().max(2000).default('/') });

/** GET /language/{zh|en}: changes the language of the pages and goes back. */
export function languageRoutes(app: Routes): void {
  app.get('/language/:language', { schema: { hide: true }, config: { trail: 'none' } }, async (request, reply) => {
    const { language } = readFields(params, request.params);
    keepLanguage(reply, language);
    return reply.redirect(localAddress(readFields(asked, request.query).back), 303);
  });
}
