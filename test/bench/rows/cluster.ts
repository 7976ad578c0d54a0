import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type AppendToStreamOptions,
  binaryEvent,
  type Credentials,
  EventStoreDBClient,
  NO_STREAM,
} from '@eventstore/db-client';
import { z } from 'zod';
import type { Append } from '../../../src/event-log/event-log.js';
import { clusterAddress } from '../../../src/event-log/eventstoredb/address.js';
import { Cluster } from '../../../src/event-log/eventstoredb/cluster.js';
import { proposals } from '../../../src/event-log/eventstoredb/message.js';
import { openEventStoreLog } from '../../../src/event-log/eventstoredb.js';
import { appended, renamings } from '../../support/log-events.js';
import { benchUscc } from '../lives.js';
import { runScript, type ServerProcess, startServer } from '../processes.js';
import { interleaved, type Row, type Side, type SkippedRow } from '../row.js';
import type { Bench } from '../trial.js';
import type { PreparedRegistry } from '../workplace.js';

const atOnce = 64;
const brokenOff = 1000;

/** The log of a cluster, against the bare client of the same node. */
export async function clusterRows(bench: Bench): Promise<readonly (Row | SkippedRow)[]> {
  return [
    ...(await appending(bench)),
    await catchingUp(bench, bench.small),
    await remembering(bench),
    await breakingOff(bench),
  ];
}

const doubleProcess = fileURLToPath(new URL('../double-process.js', import.meta.url));

function startDouble(log?: string): Promise<ServerProcess> {
  return startServer({ args: [doubleProcess, ...(log === undefined ? [] : [log])] });
}

function urlOf({ address }: ServerProcess): string {
  return `${address.replace('http', 'esdb')}?tls=false`;
}

/**
 * 64 streams, each with one append under way: appends a second. Against the bare client as it is, which sends what many
 * callers append down one call, and against the same client making the call that the log makes, one for each append.
 */
async function appending({ place, rounds, roundMilliseconds }: Bench): Promise<readonly Row[]> {
  const double = await startDouble();
  const address = clusterAddress(urlOf(double));
  const file = join(place.folder(), 'log.sqlite');
  const log = await openEventStoreLog({ address, file, said: () => {} });
  const client = EventStoreDBClient.connectionString(address.url);
  const side = (send: (append: Append) => Promise<unknown>): Side => ({
    round: drivenBy(send, roundMilliseconds),
    close: async () => {},
  });
  await appended(log, renamings('enterprise-first', 0));
  const ours = side((append) => appended(log, append));
  const asItIs = await interleaved(ours, side(bareAppend(client, 'bare')), rounds);
  const alike = await interleaved(ours, side(bareAppend(client, 'alike', address.credentials)), rounds);
  await log.close();
  await client.dispose();
  await double.stop();
  const row = {
    work: `${atOnce} appends at once to the log of a cluster, readable when answered`,
    unit: 'appends/s',
    bound: { atLeast: 0.8 },
  };
  return [
    { ...row, against: 'the bare client on the same node', ...asItIs },
    { ...row, against: 'the bare client making the same call', ...alike },
  ];
}

function bareAppend(client: EventStoreDBClient, prefix: string, credentials?: Credentials) {
  return async (append: Append): Promise<void> => {
    const events = proposals(append).map((event) => binaryEvent({ ...event, metadata: { ...event.metadata } }));
    const { expectedVersion } = append;
    const options: AppendToStreamOptions = {
      expectedRevision: expectedVersion === 0 ? NO_STREAM : BigInt(expectedVersion - 1),
      ...(credentials === undefined ? {} : { credentials }),
    };
    await client.appendToStream(`${prefix}.${append.stream}`, events, options);
  };
}

function drivenBy(send: (append: Append) => Promise<unknown>, milliseconds: number): () => Promise<number> {
  const versions = Array.from({ length: atOnce }, () => 0);
  return async () => {
    const started = performance.now();
    let sent = 0;
    const drive = async (number: number): Promise<void> => {
      while (performance.now() < started + milliseconds) {
        const version = versions[number] ?? 0;
        await send(renamings(`enterprise-${benchUscc(number)}`, version));
        versions[number] = version + 1;
        sent += 1;
      }
    };
    await Promise.all(versions.map((_, number) => drive(number)));
    return (sent / (performance.now() - started)) * 1000;
  };
}

const timed = z.object({ seconds: z.number(), most: z.array(z.number()) });

async function catchingUp({ place, rounds }: Bench, { folder, events }: PreparedRegistry): Promise<Row> {
  const double = await startDouble(join(folder, 'log.sqlite'));
  const side = (script: string, ...where: readonly string[]): Side => ({
    round: async () => {
      const args = where.length === 0 ? [place.folder()] : [];
      return events / timed.parse(await runScript(script, urlOf(double), ...args, String(events))).seconds;
    },
    close: async () => {},
  });
  const work = side('follow-process');
  const against = side('bare-follow-process', 'nowhere');
  const compared = await interleaved(work, against, Math.min(rounds, 2));
  await double.stop();
  return {
    work: `a new node catches up with ${events} events`,
    against: 'the bare client following the same, keeping nothing',
    unit: 'events/s',
    ...compared,
    bound: { atLeast: 0.8 },
  };
}

/** Most memory while the second half of a million events is followed, against that of the first half. */
async function remembering({ place, large }: Bench): Promise<Row | SkippedRow> {
  const row = { work: 'memory of a node that follows a million events: second half', against: 'first half' } as const;
  if (large === undefined) return { ...row, skipped: 'needs 1 M events' };
  const double = await startDouble(join(large.folder, 'log.sqlite'));
  const { most } = timed.parse(await runScript('follow-process', urlOf(double), place.folder(), String(large.events)));
  await double.stop();
  const [first = Number.NaN, second = Number.NaN] = most;
  return { ...row, unit: 'MB', figures: [second, first], ratio: second / first, bound: { atMost: 1.2 } };
}

/** Reads that the node still has open after so many were broken off, and how long that took is of no account. */
async function breakingOff({ small }: Bench): Promise<Row> {
  const double = await startDouble(join(small.folder, 'log.sqlite'));
  const cluster = await Cluster.at(clusterAddress(urlOf(double)));
  const following = { prefix: 'qcr.', after: undefined, silence: 5000, life: 5000 };
  for (let count = 0; count < brokenOff; count += 1) {
    const { signal } = new AbortController();
    for await (const news of cluster.follow({ ...following, signal })) if (news.length > 0) break;
  }
  double.child.send('reads');
  const [open] = await once(double.child, 'message');
  await cluster.close();
  await double.stop();
  return {
    work: `reads left open on the node after ${brokenOff} were broken off`,
    against: '',
    unit: 'reads',
    figures: [Number(open)],
    bound: { atMost: 1 },
  };
}
