import { jointList } from '../../../schemas/vocabularies.js';
import { noteRead } from '../../http/access-trail.js';
import type { Routes } from '../../http/parsed-request.js';
import { resolveAxes } from '../../queries/axes.js';
import { sendPage } from '../answer.js';
import { addressOn, type Face, frameOf, mayDo } from '../frame.js';
import { HomePage } from '../pages/home-page.js';
import type { Sources } from '../sources.js';
import { homeView } from '../views/home.js';
import { namesOf } from '../views/names.js';

/** 首页: the search, what is on record, and what changed last. */
export function homeRoutes(app: Routes, { registry, authentication, site }: Sources, face: Face): void {
  app.get(addressOn(face, '/'), { schema: { hide: true } }, (request, reply) => {
    const frame = frameOf(request, site, face);
    const lists = jointList.codes.filter((list) => face === 'console' && mayDo(frame, `feed:${list}`));
    const axes = resolveAxes(registry.log, {}, registry.readModels.checkpoint().position);
    if (lists.length === 0) reply.header('qcr-viewer', 'public');
    else noteRead(request, { axes });
    const view = homeView({ registry, names: namesOf(axes.rules, authentication), lists });
    return sendPage(reply, HomePage({ frame, view }));
  });
}
