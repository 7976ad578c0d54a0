import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLog } from '../event-log/event-log.js';
import { openSqliteLog } from '../event-log/sqlite.js';
import { UsageError } from './settings.js';

/** What lies in the data folder: the log, which must never be lost, generations of read models beside it, files that are being imported, the node's own log of who read what, and what signs its sessions. */
export interface DataFiles {
  readonly log: string;
  readonly folder: string;
  readonly imports: string;
  readonly accessLog: string;
  readonly sessionSecret: string;
}

export function dataFiles(directory: string): DataFiles {
  return {
    log: join(directory, 'log.sqlite'),
    folder: directory,
    imports: join(directory, 'imports'),
    accessLog: join(directory, 'access-log.sqlite'),
    sessionSecret: join(directory, 'session-secret'),
  };
}

/**
 * Opens the log of a data folder, making both if there are none. Throws UsageError when the folder cannot be made or
 * written to: SQLite itself would find out at the first write only.
 */
export async function openLog(directory: string): Promise<EventLog> {
  const { log } = dataFiles(directory);
  try {
    mkdirSync(directory, { recursive: true });
    for (const place of [directory, log]) if (existsSync(place)) accessSync(place, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `cannot write to the data folder ${directory}: ${error instanceof Error ? error.message : error}`,
    );
  }
  return openSqliteLog(log);
}
