import { once } from 'node:events';
import { Connection, driveClosed, requestOf } from '../client.js';
import { freshInspection } from '../facts.js';
import { type ServerProcess, startRegistry } from '../processes.js';
import { interleaved, median, type Row, type Side } from '../row.js';
import type { Bench } from '../trial.js';
import { anyUscc, type PreparedRegistry } from '../workplace.js';

const writers = 64;

/** 64 connections that each send a command as soon as the last was answered: appends per second. */
export class WritersSide implements Side {
  readonly #server: ServerProcess;
  readonly #connections: readonly Connection[];
  readonly #registry: PreparedRegistry;
  readonly #milliseconds: number;
  /** Appends a commit, of each round. */
  readonly grouping: number[] = [];

  private constructor(
    server: ServerProcess,
    connections: readonly Connection[],
    { registry, milliseconds }: { readonly registry: PreparedRegistry; readonly milliseconds: number },
  ) {
    this.#server = server;
    this.#connections = connections;
    this.#registry = registry;
    this.#milliseconds = milliseconds;
  }

  static async open(
    folder: string,
    synchronous: 'FULL' | 'OFF',
    on: { readonly registry: PreparedRegistry; readonly milliseconds: number },
  ): Promise<WritersSide> {
    const preload = new URL('../commit-counter.js', import.meta.url);
    const server = await startRegistry(folder, { preload, env: { QCR_BENCH_SYNCHRONOUS: synchronous } });
    const connections = await Promise.all(Array.from({ length: writers }, () => Connection.open(server.address)));
    return new WritersSide(server, connections, on);
  }

  async round(): Promise<number> {
    const before = await this.#commits();
    let sent = 0;
    const rate = await driveClosed(this.#connections, this.#milliseconds, () => {
      sent += 1;
      const path = `/v1/enterprises/${anyUscc(this.#registry)}/commands/record-inspection`;
      return requestOf(path, { key: this.#registry.key, body: freshInspection().data });
    });
    this.grouping.push(sent / ((await this.#commits()) - before));
    return rate;
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await this.#server.stop();
  }

  async #commits(): Promise<number> {
    this.#server.child.send('commits');
    const [count] = await once(this.#server.child, 'message');
    return Number(count);
  }
}

export async function writerRows({ place, small, rounds, roundMilliseconds }: Bench): Promise<readonly Row[]> {
  const on = { registry: small, milliseconds: roundMilliseconds };
  const work = await WritersSide.open(place.copyOf(small.folder), 'FULL', on);
  const against = await WritersSide.open(place.copyOf(small.folder), 'OFF', on);
  const compared = await interleaved(work, against, rounds);
  await work.close();
  await against.close();
  return [
    {
      work: '64 concurrent writers over HTTP',
      against: 'the same with synchronous=OFF',
      unit: 'appends/s',
      ...compared,
      bound: { atLeast: 0.7 },
    },
    {
      work: 'the same 64 writers',
      against: '',
      unit: 'appends/fsync',
      figures: [median(work.grouping)],
      bound: { atLeast: 8 },
    },
  ];
}
