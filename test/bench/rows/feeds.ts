import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection, requestOf } from '../client.js';
import { listChanges, listedRows, listing } from '../listed-registry.js';
import { benchUscc } from '../lives.js';
import { type ServerProcess, startRegistry, startServer } from '../processes.js';
import { interleaved, median, type Row, type Side } from '../row.js';
import { Subscribers } from '../subscribers.js';
import type { Bench } from '../trial.js';
import type { PreparedRegistry } from '../workplace.js';
import { profileReads, ReadersSide } from './profiles.js';

const feed = '/v1/feeds/joint-punishment';
const batch = 500;
const subscribers = 200;
const readers = 32;

/** The sharing of lists: catching up, being told, taking a snapshot; and what it costs to note who reads. */
export async function feedRows(bench: Bench): Promise<readonly Row[]> {
  const registry = await bench.place.prepareListed();
  const server = await startRegistry(registry.folder);
  const rows = [
    await catchingUp(bench, server, registry),
    await beingTold(bench, server, registry),
    await takingSnapshots(bench, server, registry),
  ];
  await server.stop();
  return [...rows, await leavingTraces(bench, registry)];
}

async function catchingUp(bench: Bench, server: ServerProcess, registry: PreparedRegistry): Promise<Row> {
  const { cursors, sizes, folder } = await kept(bench, server, registry);
  const bare = await startServer({ args: [fileURLToPath(new URL('../bare-feed.js', import.meta.url)), folder] });
  const whole = cursors.map((after) => requestOf(`${feed}?limit=${batch}${after}`, registry));
  const files = sizes.map((size, index) => requestOf(`/${index}?size=${size}`, registry));
  const work = await sending(server, whole);
  const against = await sending(bare, files);
  const compared = await interleaved(work, against, Math.min(bench.rounds, 5));
  await Promise.all([work.close(), against.close()]);
  await bare.stop();
  return {
    work: `catching up with a feed of ${listChanges} changes`,
    against: 'a bare Fastify route streaming the same bytes',
    unit: 'changes/s',
    ...compared,
    bound: { atLeast: 0.5 },
  };
}

/** The batches of the feed from its beginning: what to ask for each, and its bytes in a file. */
async function kept({ place }: Bench, { address }: ServerProcess, { key }: PreparedRegistry) {
  const folder = place.folder();
  const cursors: string[] = [];
  const sizes: number[] = [];
  for (let after = ''; sizes.length < listChanges / batch; ) {
    const answer = await fetch(`${address}${feed}?limit=${batch}${after}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const body = Buffer.from(await answer.arrayBuffer());
    writeFileSync(join(folder, String(sizes.length)), body);
    cursors.push(after);
    sizes.push(body.length);
    after = `&after=${answer.headers.get('qcr-cursor')}`;
  }
  return { folder, cursors, sizes };
}

/** One connection that sends the requests one after the other: changes a second. */
async function sending({ address }: ServerProcess, requests: readonly Buffer[]): Promise<Side> {
  const connection = await Connection.open(address);
  return {
    round: async () => {
      const begun = performance.now();
      for (const request of requests) await connection.send(request);
      return (listChanges / (performance.now() - begun)) * 1000;
    },
    close: async () => connection.close(),
  };
}

/** Milliseconds from the command to the last subscriber that has heard of it. */
async function beingTold(bench: Bench, server: ServerProcess, registry: PreparedRegistry): Promise<Row> {
  const connection = await Connection.open(server.address);
  let number = listedRows;
  const side = (count: number): Side => ({
    round: async () => {
      const told = await Subscribers.open(server.address, registry.key, count);
      number += 1;
      const path = `/v1/enterprises/${benchUscc(number)}/commands/blacklist-enterprise`;
      const source = { department: 'scjg', receivedOn: '2026-10-30' };
      const body = { source, authority: { name: '安阳市市场监督管理局（演示）' }, ...listing(number) };
      const begun = performance.now();
      await Promise.all([connection.send(requestOf(path, { ...registry, body })), told.all(benchUscc(number))]);
      const figure = performance.now() - begun;
      told.close();
      return figure;
    },
    close: async () => {},
  });
  const compared = await interleaved(side(subscribers), side(1), Math.max(bench.rounds, 5));
  connection.close();
  return {
    work: `${subscribers} subscribers have all been told of a change`,
    against: 'one subscriber',
    unit: 'ms',
    ...compared,
    bound: { atMost: 3 },
  };
}

/** What the server holds in memory while it streams a snapshot, beyond what it held before. */
async function takingSnapshots(bench: Bench, server: ServerProcess, { key }: PreparedRegistry): Promise<Row> {
  const growths: number[] = [];
  for (let round = 0; round <= Math.min(bench.rounds, 3); round += 1) {
    const before = residentMegabytes(server);
    let most = before;
    const { body } = await fetch(`${server.address}/v1/lists/joint-punishment?format=ndjson`, {
      headers: { authorization: `Bearer ${key}`, 'accept-encoding': 'identity' },
    });
    for await (const _ of body ?? []) most = Math.max(most, residentMegabytes(server));
    if (round > 0) growths.push(most - before);
  }
  return {
    work: `memory while a snapshot of ${listedRows} rows streams, beyond what was held before`,
    against: '',
    unit: 'MB',
    figures: [median(growths)],
    bound: { atMost: 40 },
  };
}

function residentMegabytes({ child }: ServerProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function leavingTraces({ rounds, roundMilliseconds, place }: Bench, registry: PreparedRegistry): Promise<Row> {
  const loop = { requests: profileReads(registry), milliseconds: roundMilliseconds, connections: readers };
  const preload = new URL('../access-log-off.js', import.meta.url);
  const on = await ReadersSide.open(await startRegistry(registry.folder), loop);
  const off = await ReadersSide.open(await startRegistry(place.copyOf(registry.folder), { preload }), loop);
  const compared = await interleaved(on, off, rounds);
  await Promise.all([on.close(), off.close()]);
  return {
    work: `profile reads by ${readers} connections, each noted in the access log`,
    against: 'the same, not noted',
    unit: 'reads/s',
    ...compared,
    bound: { atLeast: 0.8 },
  };
}
