import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { knownAt } from '../../../schemas/known-at.js';
import { ruleVersion } from '../../../schemas/policy.js';
import { Refusal } from '../../domain/refusal.js';
import { viewerOf } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { profileAnswer, profileHead } from '../../http/answers.js';
import { askedUscc, usccParams } from '../../http/asked-uscc.js';
import { etagOf } from '../../http/etag.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { Problem } from '../../http/problems.js';
import { purpose } from '../../http/purpose.js';
import type { Viewer } from '../../policy/visibility.js';
import { resolveAxes } from '../../queries/axes.js';
import { historyOf } from '../../queries/history.js';
import { headOf, profileNow, profileOn } from '../../queries/profile.js';
import { sendLongPage, sendPage } from '../answer.js';
import { addressOn, type Face, frameOf } from '../frame.js';
import { HistoryPage } from '../pages/history-page.js';
import { ProfilePage, profileRest } from '../pages/profile-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { namesOf } from '../views/names.js';
import { profileTop, profileView } from '../views/profile.js';

const publicly = z.object({ validAt: calendarDay.optional() });
const asked = publicly.extend({
  knownAt: knownAt.optional(),
  ruleVersion: ruleVersion.optional(),
  purpose,
});
type Asked = z.output<typeof asked>;
const askedHistory = asked.extend({ cursor: z.coerce.number().int().nonnegative().default(0) });

const linesAtOnce = 100;

/** 企业信用档案, and on the console its history 档案沿革. */
export function profileRoutes(app: Routes, sources: Sources, face: Face): void {
  const schema = { hide: true, params: usccParams };
  app.get(addressOn(face, '/enterprises/:uscc'), { schema }, (request, reply) => {
    if (face === 'console') {
      const query = readFields(asked, request.query);
      return answerProfile(request, reply, { sources, face, query, viewer: viewerOf(request, query) });
    }
    const query = readFields(publicly, request.query);
    return answerProfile(request, reply, { sources, face, query, viewer: { sight: 'public' } });
  });
  if (face === 'public') return;
  app.get('/enterprises/:uscc/history', { schema }, (request, reply) => answerHistory(request, reply, sources));
}

interface AskedProfile {
  readonly sources: Sources;
  readonly face: Face;
  readonly query: Asked;
  readonly viewer: Viewer;
}

function answerProfile(
  request: ParsedRequest<{ params: typeof usccParams }>,
  reply: FastifyReply,
  { sources: { registry, authentication, site }, face, query, viewer }: AskedProfile,
): FastifyReply {
  const uscc = askedUscc(request.params.uscc);
  const isNow = query.validAt === undefined && query.knownAt === undefined && query.ruleVersion === undefined;
  const { answer, axes } = isNow ? profileNow(registry, uscc, viewer) : profileOn(registry.log, uscc, viewer, query);
  const result = answer === undefined ? undefined : etagOf(answer, viewer.sight).replaceAll('"', '');
  noteRead(request, { usccs: [uscc], purpose: query.purpose, axes, result });
  reply.header('qcr-viewer', viewer.sight);
  if (answer === undefined) throw new Refusal('ENTERPRISE_UNKNOWN');
  const { rules, headDay } = resolveAxes(registry.log, {});
  const top = profileTop({
    profile: profileHead.parse(JSON.parse(headOf(answer))),
    axes,
    sight: viewer.sight,
    now: { day: headDay, position: registry.readModels.checkpoint().position },
    purpose: query.purpose,
    names: namesOf(rules, authentication),
  });
  const page = { frame: frameOf(request, site, face), asked: query };
  return sendLongPage(reply, ProfilePage({ ...page, top }), function* () {
    const profile = profileAnswer.parse(JSON.parse(answer.body.toString()));
    yield* profileRest({ ...page, view: profileView(top, profile) });
  });
}

function answerHistory(
  request: ParsedRequest<{ params: typeof usccParams }>,
  reply: FastifyReply,
  { registry, authentication, site }: Sources,
): FastifyReply {
  const { cursor, ...query } = readFields(askedHistory, request.query);
  const uscc = askedUscc(request.params.uscc);
  const viewer = viewerOf(request, query);
  if (viewer.sight === 'public') throw new Problem('SCOPE_MISSING');
  const axes = resolveAxes(registry.log, query);
  noteRead(request, { usccs: [uscc], purpose: query.purpose, axes });
  const page = historyOf(registry.log, { uscc, axes, viewer, after: cursor, limit: linesAtOnce });
  if (page === undefined) throw new Refusal('ENTERPRISE_UNKNOWN');
  const names = namesOf(axes.rules, authentication);
  const isFirst = cursor === 0;
  return sendPage(reply, HistoryPage({ frame: frameOf(request, site, 'console'), uscc, query, page, isFirst, names }));
}
