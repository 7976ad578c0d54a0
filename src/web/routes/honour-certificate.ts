import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal.js';
import { viewerOf } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import { after, waitFor } from '../../http/after.js';
import { profileAnswer } from '../../http/answers.js';
import { askedUscc, usccParams } from '../../http/asked-uscc.js';
import { echoedAxes } from '../../http/echoed-axes.js';
import type { ParsedRequest, Routes } from '../../http/parsed-request.js';
import { problemDetails } from '../../http/problem-details.js';
import { purpose } from '../../http/purpose.js';
import type { Viewer } from '../../policy/visibility.js';
import { resolveAxes } from '../../queries/axes.js';
import { profileAsOf } from '../../queries/profile.js';
import { addressOn, type Face } from '../frame.js';
import { type Language, languageOf } from '../language.js';
import { isCertified, sealedHonour } from '../papers/honour-mark.js';
import type { HonourCertificate } from '../papers/paper.js';
import { pdfResponse, sendPaper } from '../papers/sending.js';
import { verificationAddress } from '../papers/verification-address.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { honourCertificate } from '../views/honour-certificate.js';
import { namesOf } from '../views/names.js';

const params = usccParams.extend({ eventId: z.string().max(64) });
const asked = z.object({ purpose });
const askedOfApi = z.strictObject({ purpose, language: z.enum(['zh', 'en']).default('zh'), ...after });
type AskedRequest = ParsedRequest<{ params: typeof params }>;

/** 荣誉证书 PDF of an honour that stands, on the pages. */
export function honourCertificateRoutes(app: Routes, sources: Sources, face: Face): void {
  const path = addressOn(face, '/enterprises/:uscc/honours/:eventId/certificate.pdf');
  app.get(path, { schema: { hide: true, params } }, (request, reply) => {
    const query = face === 'public' ? {} : readFields(asked, request.query);
    const viewer: Viewer = face === 'public' ? { sight: 'public' } : viewerOf(request, query);
    return answer(request, reply, { sources, viewer, language: languageOf(request), ...query });
  });
}

/** GET /v1/enterprises/{uscc}/honours/{eventId}/certificate */
export function honourCertificateApi(app: Routes, sources: Sources): void {
  const schema = {
    tags: ['enterprises'],
    summary: '荣誉证书 Certificate of an honour as PDF',
    params,
    querystring: askedOfApi,
    response: { ...pdfResponse, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.get('/v1/enterprises/:uscc/honours/:eventId/certificate', { schema }, async (request, reply) => {
    const { after: position, ...query } = request.query;
    const viewer = viewerOf(request, query);
    await waitFor(position, sources.registry.readModels);
    return answer(request, reply, { sources, viewer, ...query });
  });
}

interface AskedCertificate {
  readonly sources: Sources;
  readonly viewer: Viewer;
  readonly language: Language;
  readonly purpose?: string | undefined;
}

async function answer(request: AskedRequest, reply: FastifyReply, about: AskedCertificate): Promise<FastifyReply> {
  const certificate = certificateFor(request, reply, about);
  return sendPaper(request, reply, certificate, about.sources.press);
}

/** The honour as it stands now; none is given for one that was revoked, or is on record no longer. */
function certificateFor(
  request: AskedRequest,
  reply: FastifyReply,
  { sources, viewer, language, purpose: why }: AskedCertificate,
): HonourCertificate {
  const { registry, authentication, site, seal } = sources;
  const { eventId, uscc: raw } = request.params;
  const uscc = askedUscc(raw);
  const axes = resolveAxes(registry.log, {});
  const profile = profileAsOf(registry.log, uscc, axes, viewer);
  noteRead(request, { usccs: [uscc], purpose: why, axes });
  reply.headers(echoedAxes(axes, viewer.sight));
  if (profile === undefined) throw new Refusal('ENTERPRISE_UNKNOWN');
  const { name, honours } = profileAnswer.parse(JSON.parse(profile.body.toString()));
  const item = honours.find((each) => each.eventId === eventId);
  if (item?.status.code === 'revoked') throw new Refusal('HONOUR_ALREADY_REVOKED');
  if (item === undefined || !isCertified(item.status.code)) throw new Refusal('TARGET_NOT_FOUND');
  const sealed = { uscc, ...sealedHonour(eventId) };
  const number = seal.number(sealed);
  return honourCertificate({
    item,
    holder: { uscc, name },
    names: namesOf(axes.rules, authentication),
    language,
    registry: site.name,
    number,
    address: verificationAddress(request, site, { uscc, number, check: sealed.check }),
  });
}
