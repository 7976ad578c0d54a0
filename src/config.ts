import { z } from 'zod';
import { type Settings, UsageError } from './cli/settings.js';
import { AddressRefused, type ClusterAddress, clusterAddress } from './event-log/eventstoredb/address.js';

const environment = z.object({
  /** One folder holds everything, so that it can be backed up, moved and put on its own disk as one. */
  QCR_DATA: z.string().min(1).default('data'),
  /** Loopback until keys are issued: an open registry must not reach a network by default. */
  QCR_HOST: z.string().min(1).default('127.0.0.1'),
  /** 0 lets the system choose, which tests need. */
  QCR_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** Requests a minute and key (or address): holds off a client gone wild, far above what people do. */
  QCR_RATE_LIMIT: z.coerce.number().int().positive().default(6000),
  /** pino's levels; reads are never logged one by one. */
  QCR_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Where the log of several nodes is; empty or without it the log is a file of the data folder. */
  EVENTSTOREDB_URL: z.string().trim().default(''),
});

/** The settings that the environment gives. Throws UsageError that names the variable and the rule. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { QCR_DATA, QCR_HOST, QCR_PORT, QCR_RATE_LIMIT, QCR_LOG_LEVEL, EVENTSTOREDB_URL } = parsed.data;
  return {
    data: QCR_DATA,
    host: QCR_HOST,
    port: QCR_PORT,
    rateLimit: QCR_RATE_LIMIT,
    logLevel: QCR_LOG_LEVEL,
    ...(EVENTSTOREDB_URL === '' ? {} : { cluster: clusterAt(EVENTSTOREDB_URL) }),
  };
}

/** The value holds a password, so a message names the rule and never the value. */
function clusterAt(url: string): ClusterAddress {
  try {
    return clusterAddress(url);
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    throw new UsageError(`EVENTSTOREDB_URL: ${error.message}`);
  }
}
