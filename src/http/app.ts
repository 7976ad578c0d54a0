import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { lookUpKeys, refuseBadKeys, refuseStrangers } from './access.js';
import { leaveTrails } from './access-trail.js';
import { Authentication } from './authentication.js';
import { answerClientError } from './client-error.js';
import { docs } from './docs.js';
import { IdentityProvider, type ProviderSettings } from './identity-provider.js';
import { jsonBodies } from './json-body.js';
import { metrics } from './metrics.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { answerError } from './problem-details.js';
import { Problem } from './problems.js';
import { type ProviderClient, ProviderSignIn } from './provider-sign-in.js';
import type { Registry } from './registry.js';
import { accessLogRoutes } from './routes/access-log.js';
import { awardRoundRoutes } from './routes/award-rounds.js';
import { calendarRoutes } from './routes/calendars.js';
import { checkRoutes } from './routes/checks.js';
import { departmentRoutes } from './routes/departments.js';
import { eligibilityRoutes } from './routes/eligibility.js';
import { enterpriseCommandRoutes } from './routes/enterprise-commands.js';
import { enterpriseRoutes } from './routes/enterprises.js';
import { feedRoutes } from './routes/feeds.js';
import { type Clock, healthRoutes } from './routes/health.js';
import { impactRoutes } from './routes/impacts.js';
import { importRoutes } from './routes/imports.js';
import { latenessRoutes } from './routes/lateness.js';
import { listJobRoutes } from './routes/list-jobs.js';
import { listRoutes } from './routes/lists.js';
import { measureRoutes } from './routes/measures.js';
import { objectionRoutes } from './routes/objections.js';
import { receiptRoutes } from './routes/receipts.js';
import { registerRoutes } from './routes/registers.js';
import { rewardRoutes } from './routes/rewards.js';
import { roundListRoutes } from './routes/round-list.js';
import { searchRoutes } from './routes/search.js';
import { sourceReportRoutes } from './routes/source-reports.js';
import { targetRoutes } from './routes/targets.js';
import { webhookRoutes } from './routes/webhooks.js';
import { type Pages, type ProviderEntrance, Sessions } from './sessions.js';
import { refuseUndeclaredQueries } from './strict-queries.js';

export interface AppOptions {
  readonly logger: FastifyBaseLogger;
  /** Requests a minute and key, or address where there is no key. */
  readonly rateLimit: number;
  /** Whether the clock is trusted: one far ahead of the last day opened must be confirmed on the machine first. */
  readonly clock: Clock;
  /** Addresses and networks of proxies: what they say of a client (X-Forwarded-For, -Proto, -Host) is believed. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Whose tokens are taken beside access keys, and at which people sign in where the registry is a client of it. */
  readonly provider?: (ProviderSettings & { readonly client?: ProviderClient | undefined }) | undefined;
  /** Without pages nobody can sign in, and every request shows a key or is the public's. */
  readonly pages?: Pages;
}

/** Commands carry one document; what is larger belongs into an import. */
const bodyLimit = 64 * 1024;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The HTTP face, ready to listen; closing it leaves the registry open. */
export async function buildApp(registry: Registry, options: AppOptions): Promise<FastifyInstance> {
  const { trustedProxies = [] } = options;
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: ({ headers }) => requestId(headers['x-request-id']) ?? randomUUID(),
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      stamp(request, reply);
      return answerError(error, request, reply);
    },
    routerOptions: { maxParamLength: 100 },
    schemaController: { compilersFactory: { buildValidator: () => noCompiler, buildSerializer: () => noCompiler } },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  jsonBodies(app);
  app.addHook('onRequest', async (request, reply) => stamp(request, reply));
  const { pages } = options;
  const { now } = registry.rim;
  const provider = options.provider === undefined ? undefined : new IdentityProvider(options.provider, now);
  const authentication = new Authentication(registry.log, now, provider);
  const sessions = pages === undefined ? undefined : new Sessions(authentication, now);
  if (pages !== undefined) await app.register(cookie, { secret: pages.secret });
  lookUpKeys(app, authentication, sessions);
  await app.register(rateLimit, {
    max: options.rateLimit,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.acting?.key ?? request.ip,
    enableDraftSpec: true,
    errorResponseBuilder: () => new Problem('RATE_EXCEEDED'),
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const problem = new Problem('ROUTE_UNKNOWN');
    if (pages === undefined || !pages.isFor(request)) throw problem;
    return pages.answerError(problem, request, reply);
  });
  refuseBadKeys(app);
  metrics(app, registry);
  await docs(app);
  await app.register(async (api) => {
    api.addHook('onRequest', async (request) => {
      if (!options.clock.isTrusted()) throw new Problem('CLOCK_UNCONFIRMED');
      if (!isPublicRead(request) && !registry.log.isCurrent()) throw new Problem('NODE_STALE');
    });
    refuseStrangers(api);
    refuseUndeclaredQueries(api);
    leaveTrails(api, registry.accessLog, registry.rim.now);
    searchRoutes(api, registry);
    registerRoutes(api, registry);
    enterpriseRoutes(api, registry);
    enterpriseCommandRoutes(api, registry);
    departmentRoutes(api, registry);
    sourceReportRoutes(api, registry);
    eligibilityRoutes(api, registry);
    roundListRoutes(api, registry);
    awardRoundRoutes(api, registry);
    calendarRoutes(api, registry);
    impactRoutes(api, registry);
    objectionRoutes(api, registry);
    targetRoutes(api, registry);
    rewardRoutes(api, registry);
    listRoutes(api, registry);
    listJobRoutes(api, registry);
    feedRoutes(api, registry);
    checkRoutes(api, registry);
    webhookRoutes(api, registry);
    receiptRoutes(api, registry);
    latenessRoutes(api, registry);
    measureRoutes(api, registry);
    await importRoutes(api, registry);
    accessLogRoutes(api, registry);
    if (sessions !== undefined) {
      const entrance = { authentication, sessions, provider: providerEntrance(options, provider, now) };
      await api.register(async (face) => pages?.serve(face, registry, entrance));
    }
  });
  healthRoutes(app, registry, options.clock);
  return app;
}

/** Undefined where the registry is no client of the provider. */
function providerEntrance(
  { provider: settings }: AppOptions,
  provider: IdentityProvider | undefined,
  now: () => number,
): ProviderEntrance | undefined {
  if (settings?.client === undefined || provider === undefined) return undefined;
  const signIn = new ProviderSignIn(provider, settings.client, { issuer: settings.issuer, now });
  return { signIn, pending: new PendingSignIns(now) };
}

/** A read by nobody in particular, or of a page that tells a session of nothing: what it shows may be old, and is public. */
function isPublicRead({ method, headers, acting, routeOptions }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return headers.authorization === undefined && (acting === undefined || routeOptions.config.trail === 'none');
}

/** What every answer carries, also one to an address that no route reads. */
function stamp(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
}

/** A client's own request id is kept when it is a UUID; anything else could carry what must not be logged. */
function requestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && uuid.test(header) ? header : undefined;
}

/** Stands where Fastify's own compilers of JSON Schema would be loaded; zod's are set before any route is. */
function noCompiler(): never {
  throw new Error('every schema of the face is one of zod');
}
