import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { waitFor } from '../http/after.js';
import { answerError as answerProblemDetails } from '../http/problem-details.js';
import { Problem } from '../http/problems.js';
import { isFromHere, type Pages } from '../http/sessions.js';
import { readFileForms } from './multipart.js';
import { Press } from './papers/press.js';
import { Seal } from './papers/seal.js';
import { accessLogRoutes } from './routes/access-log.js';
import { assetRoutes } from './routes/assets.js';
import { awardRoundRoutes } from './routes/award-rounds.js';
import { checkRoutes } from './routes/checks.js';
import { creditReportApi, creditReportRoutes } from './routes/credit-report.js';
import { departmentRoutes } from './routes/departments.js';
import { homeRoutes } from './routes/home.js';
import { honourCertificateApi, honourCertificateRoutes } from './routes/honour-certificate.js';
import { impactRoutes } from './routes/impacts.js';
import { importRoutes } from './routes/imports.js';
import { languageRoutes } from './routes/language.js';
import { listRoutes } from './routes/lists.js';
import { objectionRoutes } from './routes/objections.js';
import { packRoutes } from './routes/packs.js';
import { answerError as answerPage } from './routes/problem.js';
import { profileRoutes } from './routes/profile.js';
import { providerSignInRoutes } from './routes/provider-sign-in.js';
import { recordRoutes } from './routes/record.js';
import { registerRoutes } from './routes/registers.js';
import { rewardRoutes } from './routes/rewards.js';
import { screeningRoutes } from './routes/screening.js';
import { searchRoutes } from './routes/search.js';
import { sharingRoutes } from './routes/sharing.js';
import { signInRoutes } from './routes/sign-in.js';
import { targetRoutes } from './routes/targets.js';
import { verificationRoutes } from './routes/verification.js';
import { webhookRoutes } from './routes/webhooks.js';
import type { Site } from './site.js';
import type { Sources } from './sources.js';

/** 质量信用与荣誉管理台, and the public face beside it: pages made on the server, readable without a script. */
export function consolePages(site: Site, secret: string): Pages {
  const answerError = (error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    answerPage(error, { request, reply, site });
  return {
    secret,
    isFor: (request) => request.headers.accept?.includes('text/html') === true && !request.url.startsWith('/v1/'),
    answerError,
    serve: async (app, registry, entrance) => {
      const press = new Press();
      app.addHook('onClose', () => press.close());
      const sources = { ...entrance, registry, site, press, seal: new Seal(secret) };
      await app.register(async (api) => papersOfApi(api, sources));
      app.setErrorHandler(answerError);
      readForms(app);
      assetRoutes(app);
      languageRoutes(app);
      signInRoutes(app, sources);
      providerSignInRoutes(app, sources);
      await app.register(async (open) => publicFace(open, sources));
      await app.register(async (inside) => consoleFace(inside, sources));
    },
  };
}

/** Forms come as browsers send them, and as nothing else. */
function readForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
}

/** What the API gives as papers: made by the pages, refused as the API refuses. */
function papersOfApi(app: FastifyInstance, sources: Sources): void {
  app.setErrorHandler(answerProblemDetails);
  creditReportApi(app, sources);
  honourCertificateApi(app, sources);
}

function publicFace(app: FastifyInstance, sources: Sources): void {
  homeRoutes(app, sources, 'public');
  searchRoutes(app, sources, 'public');
  profileRoutes(app, sources, 'public');
  creditReportRoutes(app, sources, 'public');
  honourCertificateRoutes(app, sources, 'public');
  verificationRoutes(app, sources);
  registerRoutes(app, sources, 'public');
}

/**
 * Whoever is not signed in is asked to, and then comes back; a form is told of it, so that what was typed stays. Nothing is
 * read of what a stranger sends.
 */
function consoleFace(app: FastifyInstance, sources: Sources): void {
  app.addHook('preParsing', async (request, reply) => {
    if (request.acting === undefined) {
      if (!isFromHere(request)) throw new Problem('ORIGIN_FOREIGN');
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new Problem('SESSION_ENDED');
      const next = new URLSearchParams({ next: request.url });
      return reply.redirect(request.url === '/' ? '/public' : `/sign-in?${next}`, 303);
    }
    sources.sessions.goOn(request, reply);
  });
  app.addHook('preHandler', async (request) => {
    if (request.method === 'GET') await waitFor(sources.sessions.written(request), sources.registry.readModels);
  });
  readFileForms(app);
  homeRoutes(app, sources, 'console');
  searchRoutes(app, sources, 'console');
  profileRoutes(app, sources, 'console');
  creditReportRoutes(app, sources, 'console');
  honourCertificateRoutes(app, sources, 'console');
  registerRoutes(app, sources, 'console');
  listRoutes(app, sources);
  checkRoutes(app, sources);
  sharingRoutes(app, sources);
  webhookRoutes(app, sources);
  recordRoutes(app, sources);
  importRoutes(app, sources);
  objectionRoutes(app, sources);
  screeningRoutes(app, sources);
  awardRoundRoutes(app, sources);
  rewardRoutes(app, sources);
  targetRoutes(app, sources);
  impactRoutes(app, sources);
  packRoutes(app, sources);
  departmentRoutes(app, sources);
  accessLogRoutes(app, sources);
}
