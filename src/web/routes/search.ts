import { z } from 'zod';
import { checkUscc } from '../../../schemas/uscc.js';
import type { Routes } from '../../http/parsed-request.js';
import { findEnterprises } from '../../read-models/search-reader.js';
import { sendPage } from '../answer.js';
import { addressOn, type Face, frameOf } from '../frame.js';
import { SearchPage } from '../pages/search-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';

const asked = z.object({ q: z.string().trim().max(100).default('') });

/** More than anyone reads through; who sees so many types another character. */
const most = 50;

/** 企业检索: what was found; a whole code leads to its profile at once. */
export function searchRoutes(app: Routes, { registry, site }: Sources, face: Face): void {
  const options = { schema: { hide: true }, config: { trail: 'none' } } as const;
  app.get(addressOn(face, '/enterprises'), options, (request, reply) => {
    const { q } = readFields(asked, request.query);
    const checked = checkUscc(q);
    if (checked.outcome !== 'invalid') {
      return reply.redirect(addressOn(face, `/enterprises/${checked.uscc}`), 303);
    }
    const isAsked = [...q].length >= 2;
    const found = isAsked ? registry.readModels.read(({ db }) => findEnterprises(db, q, most)) : undefined;
    return sendPage(reply, SearchPage({ frame: frameOf(request, site, face), text: q, found, most }));
  });
}
