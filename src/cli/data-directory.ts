import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { EventLog } from '../event-log/event-log.js';
import { openEventStoreLog } from '../event-log/eventstoredb.js';
import { openSqliteLog } from '../event-log/sqlite.js';
import { type RegistryPlace, UsageError } from './settings.js';

/** What lies in the data folder: the log, which must never be lost, generations of read models beside it, files that are being imported, the node's own log of who read what, and what signs its sessions. */
export interface DataFiles {
  readonly log: string;
  readonly folder: string;
  readonly imports: string;
  /** Lists that take their time, and their results until they expire. */
  readonly listJobs: string;
  readonly accessLog: string;
  /** Held by the process that sends webhooks. */
  readonly webhookLock: string;
  readonly sessionSecret: string;
}

export function dataFiles(directory: string): DataFiles {
  return {
    log: join(directory, 'log.sqlite'),
    folder: directory,
    imports: join(directory, 'imports'),
    listJobs: join(directory, 'list-jobs'),
    accessLog: join(directory, 'access-log.sqlite'),
    webhookLock: join(directory, 'webhooks.lock'),
    sessionSecret: join(directory, 'session-secret'),
  };
}

/**
 * Opens the log of a registry, making folder and file if there are none. Throws UsageError when the folder cannot be
 * made or written to: SQLite itself would find out at the first write only. `said` hears of a cluster that is not there.
 */
export async function openLog({ data, cluster }: RegistryPlace, said = tellOnErrors): Promise<EventLog> {
  const { log } = dataFiles(data);
  try {
    mkdirSync(data, { recursive: true });
    for (const place of [data, log]) if (existsSync(place)) accessSync(place, constants.W_OK);
  } catch (error) {
    throw new UsageError(`cannot write to the data folder ${data}: ${error instanceof Error ? error.message : error}`);
  }
  return cluster === undefined ? openSqliteLog(log) : openEventStoreLog({ address: cluster, file: log, said });
}

/** The same for what only reads, or changes what is there: a mistyped folder is no new registry. Throws UsageError. */
export async function openKnownLog(place: RegistryPlace): Promise<EventLog> {
  const { log } = dataFiles(place.data);
  if (place.cluster === undefined && !existsSync(log)) throw new UsageError(`${place.data} holds no registry`);
  return openLog(place);
}

/** Is a file or folder in the data folder, or would it be made there, whatever links lead there? */
export function isInside(data: string, target: string): boolean {
  return existsSync(data) && `${realFolderOf(resolve(target))}${sep}`.startsWith(`${realpathSync(data)}${sep}`);
}

function realFolderOf(file: string): string {
  const folder = dirname(file);
  return existsSync(folder) ? realpathSync(folder) : realFolderOf(folder);
}

function tellOnErrors(message: string): void {
  process.stderr.write(`qcr: ${message}\n`);
}
