import { join } from 'node:path';
import type { EventLog } from '../../src/event-log/event-log.js';
import { openSqliteLog } from '../../src/event-log/sqlite.js';

/** An event log under test. Opening one place again, from any process, opens the same log. */
export interface LogAdapter {
  readonly name: string;
  open(place: string): Promise<EventLog>;
}

export const sqliteAdapter: LogAdapter = { name: 'sqlite', open: (place) => openSqliteLog(logFile(place)) };

/** The file in which the embedded log of a place lies. */
export function logFile(place: string): string {
  return join(place, 'log.sqlite');
}

/** An adapter by its name: how a child process is told which log to open. */
export function adapterNamed(name: string | undefined): LogAdapter {
  const found = [sqliteAdapter].find((adapter) => adapter.name === name);
  if (found === undefined) throw new Error(`there is no adapter ${name}`);
  return found;
}
