import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection, driveClosed, requestOf } from '../client.js';
import { type ServerProcess, startRegistry, startServer } from '../processes.js';
import { interleaved, type Row, type Side } from '../row.js';
import type { Bench } from '../trial.js';
import { anyUscc, type PreparedRegistry } from '../workplace.js';

const usualConnections = 16;
const sampled = 500;

/** Connections that read profiles, 16 unless it is said: requests per second. */
export class ReadersSide implements Side {
  readonly #server: ServerProcess;
  readonly #connections: readonly Connection[];
  readonly #next: () => Buffer;
  readonly #milliseconds: number;

  private constructor(
    server: ServerProcess,
    connections: readonly Connection[],
    { requests, milliseconds }: { readonly requests: readonly Buffer[]; readonly milliseconds: number },
  ) {
    this.#server = server;
    this.#connections = connections;
    this.#next = inTurn(requests);
    this.#milliseconds = milliseconds;
  }

  static async open(
    server: ServerProcess,
    loop: { readonly requests: readonly Buffer[]; readonly milliseconds: number; readonly connections?: number },
  ): Promise<ReadersSide> {
    const { connections = usualConnections } = loop;
    const opened = await Promise.all(Array.from({ length: connections }, () => Connection.open(server.address)));
    return new ReadersSide(server, opened, loop);
  }

  round(): Promise<number> {
    return driveClosed(this.#connections, this.#milliseconds, this.#next);
  }

  /** Closes the connections and stops the server. */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await this.#server.stop();
  }
}

/** Gives the requests one after another, for ever. */
export function inTurn(requests: readonly Buffer[]): () => Buffer {
  let sent = 0;
  return () => {
    sent += 1;
    return requests[sent % requests.length] ?? Buffer.alloc(0);
  };
}

/** Reads of some enterprises' profiles, now or at a (D, K) of two years before. */
export function profileReads(registry: PreparedRegistry, query = ''): readonly Buffer[] {
  return sample(registry).map((uscc) => requestOf(`/v1/enterprises/${uscc}${query}`, registry));
}

export function asOf({ events }: PreparedRegistry): string {
  return `?validAt=2023-06-30&knownAt=${Math.floor(events * 0.9)}`;
}

function sample(registry: PreparedRegistry): readonly string[] {
  return [...new Set(Array.from({ length: sampled }, () => anyUscc(registry)))];
}

export async function profileRows(bench: Bench): Promise<readonly Row[]> {
  const { small, rounds, roundMilliseconds: milliseconds } = bench;
  const now = profileReads(small);
  const server = await startRegistry(small.folder);
  const bare = await startServer({ args: [bareServer, await bodiesFile(bench, server, now)] });
  const whole = await ReadersSide.open(server, { requests: now, milliseconds });
  const bareSide = await ReadersSide.open(bare, { requests: now, milliseconds });
  const read = await interleaved(whole, bareSide, rounds);
  await bareSide.close();
  const past = await ReadersSide.open(server, { requests: profileReads(small, asOf(small)), milliseconds });
  const asked = await interleaved(past, whole, rounds);
  await whole.close();
  const unit = 'reads/s';
  return [
    {
      work: 'profile read over HTTP, with auth, rate limit, metrics',
      against: 'a bare Fastify route sending the same bytes',
      unit,
      ...read,
      bound: { atLeast: 0.5 },
    },
    { work: 'profile as of (D, K)', against: 'profile now', unit, ...asked, bound: { atLeast: 0.15 } },
  ];
}

const bareServer = fileURLToPath(new URL('../bare-server.js', import.meta.url));

/** What the registry answers to some reads, by the code in the path, as the bare server takes it. */
async function bodiesFile({ place }: Bench, server: ServerProcess, reads: readonly Buffer[]): Promise<string> {
  const connection = await Connection.open(server.address);
  const bodies: Record<string, string> = {};
  for (const read of reads) {
    const [, uscc = ''] = /enterprises\/(\w+)/.exec(read.toString()) ?? [];
    bodies[uscc] = (await connection.send(read)).toString('base64');
  }
  connection.close();
  const file = join(place.folder(), 'bodies.json');
  writeFileSync(file, JSON.stringify(bodies));
  return file;
}
