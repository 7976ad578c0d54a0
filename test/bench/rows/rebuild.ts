import { join } from 'node:path';
import { z } from 'zod';
import { runScript } from '../processes.js';
import { interleaved, type Row, type Side, type SkippedRow } from '../row.js';
import type { Bench } from '../trial.js';
import type { PreparedRegistry, Workplace } from '../workplace.js';

const timed = z.object({ seconds: z.number(), megabytes: z.number().default(0) });

/** All read models made anew in a process of their own: events per second. */
export class RebuildSide implements Side {
  readonly #registry: PreparedRegistry;
  readonly #place: Workplace;
  /** Most memory that any round had resident, in MB. */
  megabytes = 0;

  constructor(registry: PreparedRegistry, place: Workplace) {
    this.#registry = registry;
    this.#place = place;
  }

  async round(): Promise<number> {
    const { folder, events } = this.#registry;
    const made = this.#place.folder();
    const { seconds, megabytes } = timed.parse(await runScript('rebuild-process', join(folder, 'log.sqlite'), made));
    this.#place.discard(made);
    this.megabytes = Math.max(this.megabytes, megabytes);
    return events / seconds;
  }

  async close(): Promise<void> {}
}

function scanSide({ folder, events }: PreparedRegistry): Side {
  return {
    round: async () => events / timed.parse(await runScript('scan-process', join(folder, 'log.sqlite'))).seconds,
    close: async () => {},
  };
}

export async function rebuildRows({ place, small, large, rounds }: Bench): Promise<readonly (Row | SkippedRow)[]> {
  const registry = large ?? small;
  const work = new RebuildSide(registry, place);
  const compared = await interleaved(work, scanSide(registry), Math.min(rounds, 3));
  const memory = { work: 'memory of a rebuild', against: '' } as const;
  return [
    {
      work: `rebuild of all read models, ${registry.size} events`,
      against: 'scan and JSON.parse of the log',
      unit: 'events/s',
      ...compared,
      bound: { atLeast: 0.2 },
    },
    large === undefined
      ? { ...memory, skipped: 'needs 1 M events' }
      : { ...memory, unit: 'MB RSS', figures: [work.megabytes], bound: { atMost: 350 } },
  ];
}
