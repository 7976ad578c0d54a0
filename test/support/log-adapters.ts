import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventLog } from '../../src/event-log/event-log.js';
import { clusterAddress } from '../../src/event-log/eventstoredb/address.js';
import type { Patience } from '../../src/event-log/eventstoredb/patience.js';
import { openEventStoreLog } from '../../src/event-log/eventstoredb.js';
import { openSqliteLog } from '../../src/event-log/sqlite.js';

/** An event log under test. Opening one place again, from any process, opens the same log. */
export interface LogAdapter {
  readonly name: string;
  /** What a child process must find in its environment to open the same log. */
  readonly environment?: Readonly<Record<string, string>>;
  open(place: string): Promise<EventLog>;
}

export const sqliteAdapter: LogAdapter = { name: 'sqlite', open: (place) => openSqliteLog(logFile(place)) };

interface ClusterTest {
  readonly patience?: Partial<Patience>;
  readonly run?: string;
  /** The prefix of all places alike: each is a node of one registry then. */
  readonly shared?: string | undefined;
}

/** The log of a cluster, real or a double, in which each place of a run has streams of its own. */
export function eventStoreAdapter(
  url: string,
  { patience = {}, run = randomUUID(), shared }: ClusterTest = {},
): LogAdapter {
  const address = clusterAddress(url);
  const said = (): void => undefined;
  return {
    name: 'eventstoredb',
    environment: { EVENTSTOREDB_URL: url, QCR_TEST_RUN: run, QCR_TEST_SHARED: shared ?? '' },
    open: (place) => {
      const prefix = shared ?? prefixOf(run, place);
      return openEventStoreLog({ address, file: logFile(place), prefix, said, patience });
    },
  };
}

function prefixOf(run: string, place: string): string {
  return `qcr_${createHash('sha256').update(`${run} ${place}`).digest('hex').slice(0, 16)}.`;
}

/** The file in which the embedded log of a place lies, or the replica of a cluster. */
export function logFile(place: string): string {
  return join(place, 'log.sqlite');
}

/** An adapter by its name: how a child process is told which log to open. */
export function adapterNamed(name: string | undefined): LogAdapter {
  if (name === sqliteAdapter.name) return sqliteAdapter;
  const { EVENTSTOREDB_URL: url, QCR_TEST_RUN: run, QCR_TEST_SHARED: shared } = process.env;
  if (name === 'eventstoredb' && url !== undefined && run !== undefined) {
    return eventStoreAdapter(url, { run, shared: shared === '' ? undefined : shared });
  }
  throw new Error(`there is no adapter ${name}`);
}
