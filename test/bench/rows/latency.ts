import { Connection, driveOpen, p99 } from '../client.js';
import { runQcr, startRegistry } from '../processes.js';
import { interleaved, type Row, type Side } from '../row.js';
import type { Bench } from '../trial.js';
import { inTurn, profileReads } from './profiles.js';

const perSecond = 200;

/** p99 of profile reads at a fixed 200 a second, while `qcr rebuild` runs over and over beside the server, and idle. */
export async function latencyRows({ place, small, large, rounds, roundMilliseconds }: Bench): Promise<readonly Row[]> {
  const registry = large ?? small;
  const folder = place.copyOf(registry.folder);
  const server = await startRegistry(folder);
  const connections = await Promise.all(Array.from({ length: 16 }, () => Connection.open(server.address)));
  const requests = profileReads(registry);
  const next = inTurn(requests);
  const read = async (): Promise<number> => {
    return p99(await driveOpen(connections, { perSecond, milliseconds: 3 * roundMilliseconds, next }));
  };
  const idle: Side = { round: read, close: async () => {} };
  const compared = await interleaved(rebuilding(read, folder), idle, Math.min(rounds, 5));
  for (const connection of connections) connection.close();
  await server.stop();
  return [
    {
      work: `p99 of a profile read during a full rebuild, ${perSecond}/s, ${registry.size}`,
      against: 'p99 idle',
      unit: 'ms',
      ...compared,
      bound: { atMost: 3 },
    },
  ];
}

/** Reads while rebuilds run; the round ends with the last rebuild that it began. */
function rebuilding(read: () => Promise<number>, folder: string): Side {
  return {
    round: async () => {
      let reading = true;
      const rebuilds = (async () => {
        while (reading) await runQcr('--data', folder, 'rebuild');
      })();
      const figure = await read();
      reading = false;
      await rebuilds;
      return figure;
    },
    close: async () => {},
  };
}
