import closeWithGrace from 'close-with-grace';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { dayInShanghai } from '../../schemas/day.js';
import { SqliteAccessLog } from '../access-log/sqlite-access-log.js';
import { AccessKeys } from '../commands/access-keys.js';
import { AwardRounds } from '../commands/award-rounds.js';
import { EnterpriseCommands } from '../commands/enterprise-commands.js';
import { Receipts } from '../commands/receipts.js';
import { systemRim } from '../commands/rim.js';
import { SourceReports } from '../commands/source-reports.js';
import type { EventLog } from '../event-log/event-log.js';
import { ReportedSpans } from '../event-log/reported-spans.js';
import { buildApp } from '../http/app.js';
import { anyLiveKey } from '../http/authentication.js';
import type { Registry } from '../http/registry.js';
import { Imports } from '../imports/imports.js';
import { ListJobs } from '../list-jobs/list-jobs.js';
import { ReadModels } from '../read-models/read-models.js';
import { consolePages } from '../web/pages.js';
import type { OfferedRole } from '../web/site.js';
import { dataFiles, openLog } from './data-directory.js';
import { DayClock } from './day-clock.js';
import { gentleClose } from './gentle-close.js';
import { Reactions } from './reactions.js';
import { watchReceipts } from './receipt-watch.js';
import { sessionSecret } from './session-secret.js';
import { type Settings, UsageError } from './settings.js';
import { openWebhooks, startSending } from './webhook-service.js';

/** A server that listens, and how to stop it. */
export interface Serving {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Opens the registry and serves it. Without access keys it listens on loopback only. Closing answers every request
 * that was accepted, writes what is queued, and then lets go of the files. `roles` are offered where people sign in.
 */
export async function startServing(
  settings: Settings,
  logger: FastifyBaseLogger,
  roles: readonly OfferedRole[] = [],
): Promise<Serving> {
  const said = (message: string): void => logger.warn(message);
  const log = await openLog(settings, said);
  const webhooks = openWebhooks({ log, rim: systemRim }, settings);
  refuseOpenNetwork(log, settings);
  const clock = await DayClock.start({ log, rim: systemRim, said });
  const readModels = await ReadModels.open(dataFiles(settings.data), said);
  const spans = new ReportedSpans(log);
  const rounds = new AwardRounds({ log, rim: systemRim, spans });
  const reactions = await Reactions.start({ log, rim: systemRim, readModels, rounds, said });
  const commands = new EnterpriseCommands(log, systemRim, spans);
  const keys = new AccessKeys(log, systemRim);
  const sourceReports = new SourceReports({ log, rim: systemRim });
  const imports = Imports.open({
    folder: dataFiles(settings.data).imports,
    commands,
    sourceReports,
    keys,
    rim: systemRim,
    wake: () => readModels.wake(),
    note: (message, err) => logger.warn({ err }, message),
  });
  const listJobs = new ListJobs({
    log,
    readModels,
    folder: dataFiles(settings.data).listJobs,
    rim: systemRim,
    note: (message, err) => logger.warn({ err }, message),
  });
  const accessLog = new SqliteAccessLog(dataFiles(settings.data).accessLog);
  const registry: Registry = {
    log,
    readModels,
    commands,
    keys,
    imports,
    listJobs,
    sourceReports,
    receipts: new Receipts({ log, rim: systemRim }),
    rounds,
    spans,
    accessLog,
    webhooks,
    rim: systemRim,
  };
  const watch = watchReceipts(registry, said);
  const { name, publicUrl, rateLimit, provider, secret, trustedProxies } = settings;
  const pages = consolePages(
    { name, roles, address: publicUrl },
    sessionSecret(dataFiles(settings.data).sessionSecret, secret),
  );
  const app = await buildApp(registry, { logger, rateLimit, clock, provider, pages, trustedProxies });
  const sending = webhooks && (await startSending(settings, { ...registry, webhooks, said }));
  const closeGently = gentleClose(app);
  const close = async (): Promise<void> => {
    clock.stop();
    watch.stop();
    await Promise.all([imports.close(), listJobs.close(), closeGently(), sending?.close(), reactions.stop()]);
    accessLog.close();
    await readModels.close();
    await log.close();
  };
  return { address: await listen(app, settings, close), close };
}

async function listen(app: FastifyInstance, { host, port }: Settings, close: Serving['close']): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await close();
    throw new UsageError(`cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Serves until a signal comes; then closes in order, within ten seconds. */
export async function serve(settings: Settings, logger: FastifyBaseLogger): Promise<void> {
  const serving = await startServing(settings, logger);
  logger.info(`登记系统已启动 listening on ${serving.address}, documentation at ${serving.address}/docs`);
  closeWithGrace({ delay: 10_000, logger }, async ({ err }) => {
    if (err !== undefined) logger.error({ err }, 'closing after an error');
    await serving.close();
  });
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

function refuseOpenNetwork(log: EventLog, { host, provider }: Settings): void {
  if (loopback.has(host) || provider !== undefined || anyLiveKey(log, dayInShanghai(systemRim.now()))) return;
  throw new UsageError(
    `no access key has been issued, so ${host} is refused: run \`qcr keys issue\` first, or stay on 127.0.0.1`,
  );
}
