import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { knownAt } from '../../../schemas/known-at.js';
import { ruleVersion } from '../../../schemas/policy.js';
import { Refusal } from '../../domain/refusal.js';
import { viewerOf } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { after, waitFor } from '../../http/after.js';
import { profileAnswer } from '../../http/answers.js';
import { askedUscc, usccParams } from '../../http/asked-uscc.js';
import { echoedAxes } from '../../http/echoed-axes.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { problemDetails } from '../../http/problem-details.js';
import { Problem } from '../../http/problems.js';
import { purpose } from '../../http/purpose.js';
import type { Viewer } from '../../policy/visibility.js';
import { type Axes, resolveAxes } from '../../queries/axes.js';
import { type ProfileAnswer, profileAsOf } from '../../queries/profile.js';
import { sendPage } from '../answer.js';
import { addressOn, type Face, frameOf } from '../frame.js';
import { type Language, languageOf } from '../language.js';
import { CreditReportPage } from '../pages/credit-report-page.js';
import type { CreditReport } from '../papers/paper.js';
import { sealedReport } from '../papers/report-mark.js';
import { pdfResponse, sendPaper } from '../papers/sending.js';
import { verificationAddress } from '../papers/verification-address.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { creditReport } from '../views/credit-report.js';
import { inShanghai } from '../views/instant.js';
import { namesOf } from '../views/names.js';
import { profileTop, profileView } from '../views/profile.js';

const publicly = z.object({ validAt: calendarDay.optional() });
const asked = publicly.extend({
  knownAt: knownAt.optional(),
  ruleVersion: ruleVersion.optional(),
  purpose,
});
const askedOfApi = z.strictObject({
  ...asked.shape,
  language: z.enum(['zh', 'en']).default('zh'),
  ...after,
});
type Asked = z.output<typeof asked>;
type AskedRequest = ParsedRequest<{ params: typeof usccParams }>;

/** 信用报告 on the pages: to be read and printed, and as a PDF. */
export function creditReportRoutes(app: Routes, sources: Sources, face: Face): void {
  const schema = { hide: true, params: usccParams };
  const report = (request: AskedRequest, reply: FastifyReply): CreditReport => {
    const language = languageOf(request);
    if (face === 'public') {
      const query = readFields(publicly, request.query);
      return reportFor(request, reply, { sources, query, viewer: { sight: 'public' }, language });
    }
    const query = readFields(asked, request.query);
    return reportFor(request, reply, { sources, query, viewer: viewerOf(request, query), language });
  };
  app.get(addressOn(face, '/enterprises/:uscc/report'), { schema }, (request, reply) => {
    const frame = frameOf(request, sources.site, face);
    return sendPage(reply, CreditReportPage({ frame, report: report(request, reply) }));
  });
  app.get(addressOn(face, '/enterprises/:uscc/report.pdf'), { schema }, (request, reply) =>
    sendPaper(request, reply, report(request, reply), sources.press),
  );
}

/** GET /v1/enterprises/{uscc}/report: the report as a PDF. */
export function creditReportApi(app: Routes, sources: Sources): void {
  const schema = {
    tags: ['enterprises'],
    summary: '企业质量信用报告 Credit report as PDF',
    params: usccParams,
    querystring: askedOfApi,
    response: { ...pdfResponse, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/enterprises/:uscc/report', { schema }, async (request, reply) => {
    const { language, after: position, ...query } = request.query;
    const viewer = viewerOf(request, query);
    await waitFor(position, sources.registry.readModels);
    const report = reportFor(request, reply, { sources, query, viewer, language });
    return sendPaper(request, reply, report, sources.press);
  });
}

interface AskedReport {
  readonly sources: Sources;
  readonly query: Asked;
  readonly viewer: Viewer;
  readonly language: Language;
}

/** The profile as the viewer may see it at the axes, as a report; it leaves the same trace as the profile. */
function reportFor(request: AskedRequest, reply: FastifyReply, about: AskedReport): CreditReport {
  const { sources, query, viewer } = about;
  const { log } = sources.registry;
  const uscc = askedUscc(request.params.uscc);
  const axes = resolveAxes(log, query);
  if (axes.validAt > axes.headDay) {
    throw new Problem('INPUT_INVALID', [{ field: 'validAt', rule: 'must not be after the last day opened' }]);
  }
  const answer = profileAsOf(log, uscc, axes, viewer);
  noteRead(request, { usccs: [uscc], purpose: query.purpose, axes });
  reply.headers(echoedAxes(axes, viewer.sight));
  if (answer === undefined) throw new Refusal('ENTERPRISE_UNKNOWN');
  return reportOf(request, about, { uscc, axes, answer });
}

interface Found {
  readonly uscc: string;
  readonly axes: Axes;
  readonly answer: ProfileAnswer;
}

function reportOf(
  request: FastifyRequest,
  { sources, query, viewer, language }: AskedReport,
  { uscc, axes, answer }: Found,
): CreditReport {
  const { registry, authentication, site, seal } = sources;
  const { validAt, knownAt: position, ruleVersion: version } = axes;
  const digest = seal.digest(version, answer.body);
  const known = viewer.sight === 'public' ? undefined : position;
  const sealed = { uscc, ...sealedReport({ validAt, knownAt: known, sight: viewer.sight, digest }) };
  const number = seal.number(sealed);
  const [last] = registry.log.readAll(position - 1, 1);
  const profile = profileAnswer.parse(JSON.parse(answer.body.toString()));
  const top = profileTop({
    profile,
    axes: { validAt, knownAt: position, ruleVersion: version },
    sight: viewer.sight,
    now: { day: validAt, position },
    purpose: query.purpose,
    names: namesOf(axes.rules, authentication),
  });
  return creditReport({
    view: profileView(top, profile),
    language,
    registry: site.name,
    number,
    check: sealed.check,
    address: verificationAddress(request, site, { uscc, number, check: sealed.check }),
    asker:
      viewer.sight === 'public' || viewer.department === undefined ? undefined : nameOf(viewer.department, sources),
    knownUntil: last === undefined ? '' : inShanghai(last.recordedAt),
  });
}

function nameOf(department: string, { authentication }: Sources): string {
  return authentication.nameOf(department) ?? department;
}
