import closeWithGrace from 'close-with-grace';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { AccessKeys } from '../commands/access-keys.js';
import { openToday } from '../commands/days.js';
import { EnterpriseCommands } from '../commands/enterprise-commands.js';
import { type Rim, systemRim } from '../commands/rim.js';
import { absorbPredecessor } from '../commands/succession.js';
import type { EventLog } from '../event-log/event-log.js';
import { buildApp } from '../http/app.js';
import { anyLiveKey } from '../http/authentication.js';
import type { Registry } from '../http/registry.js';
import { ReadModels } from '../read-models/read-models.js';
import { dataFiles, openLog } from './data-directory.js';
import { type Settings, UsageError } from './settings.js';

/** A server that listens, and how to stop it. */
export interface Serving {
  readonly address: string;
  close(): Promise<void>;
}

const lookAtClockEvery = 30_000;

/**
 * Opens the registry and serves it. Without access keys it listens on loopback only. Closing answers every request
 * that was accepted, writes what is queued, and then lets go of the files.
 */
export async function startServing(settings: Settings, logger: FastifyBaseLogger): Promise<Serving> {
  const log = await openLog(settings.data);
  refuseOpenNetwork(log, settings.host);
  const clock = await startClock(log, systemRim);
  const readModels = await ReadModels.open(dataFiles(settings.data), (message) => logger.warn(message));
  await resumeSuccessions(log, readModels);
  const commands = new EnterpriseCommands(log, systemRim);
  const registry: Registry = { log, readModels, commands, keys: new AccessKeys(log, systemRim), rim: systemRim };
  const app = await buildApp(registry, { logger, rateLimit: settings.rateLimit, clock });
  const close = async (): Promise<void> => {
    clock.stop();
    await closeGently(app);
    await readModels.close();
    await log.close();
  };
  try {
    return { address: await app.listen({ host: settings.host, port: settings.port }), close };
  } catch (error) {
    await close();
    throw notListening(error, settings);
  }
}

const unusableAddress = new Set(['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND', 'EAI_AGAIN']);

/** An address that is taken or not this machine's is a mistake of whoever chose it. */
function notListening(error: unknown, { host, port }: Settings): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return unusableAddress.has(code)
    ? new UsageError(`cannot listen on ${host}:${port} (${code}); choose another --port`)
    : error;
}

/** Closes once every accepted request is answered; connections that clients merely keep alive are not waited for. */
async function closeGently(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
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

function refuseOpenNetwork(log: EventLog, host: string): void {
  if (loopback.has(host) || anyLiveKey(log)) return;
  throw new UsageError(
    `no access key has been issued, so ${host} is refused: run \`qcr keys issue\` first, or stay on 127.0.0.1`,
  );
}

/** Opens each day as it comes; a day far ahead of the last one is not opened, and the clock not trusted. */
async function startClock(log: EventLog, rim: Rim) {
  let trusted = await openToday(log, rim);
  const look = async (): Promise<void> => {
    trusted = await openToday(log, rim);
  };
  const timer = setInterval(() => void look(), lookAtClockEvery);
  timer.unref();
  return { isTrusted: () => trusted, stop: () => clearInterval(timer) };
}

/** What a crash left between a succession and its absorption is done now. */
async function resumeSuccessions(log: EventLog, readModels: ReadModels): Promise<void> {
  for (const id of readModels.pendingSuccessions()) {
    const event = log.eventById(id);
    if (event?.type === 'EnterpriseSucceeded') await absorbPredecessor(event, log, systemRim);
  }
}
