import { startRegistry } from '../processes.js';
import { interleaved, type Row, type Side, type SkippedRow } from '../row.js';
import type { Bench } from '../trial.js';
import type { PreparedRegistry } from '../workplace.js';
import { appendSide } from './appends.js';
import { importSide } from './imports.js';
import { asOf, profileReads, ReadersSide } from './profiles.js';
import { RebuildSide } from './rebuild.js';
import { WritersSide } from './writers.js';

interface Work {
  readonly name: string;
  readonly unit: string;
  open(registry: PreparedRegistry, bench: Bench): Promise<Side>;
}

/** The work of the other rows, done in a registry of any size. */
const works: readonly Work[] = [
  {
    name: 'append',
    unit: 'appends/s',
    open: (registry, { place }) => appendSide(place.copyOf(registry.folder), registry),
  },
  {
    name: '64 writers',
    unit: 'appends/s',
    open: (registry, { place, roundMilliseconds }) =>
      WritersSide.open(place.copyOf(registry.folder), 'FULL', { registry, milliseconds: roundMilliseconds }),
  },
  {
    name: 'import',
    unit: 'facts/s',
    open: async ({ folder }, { place, facts }) => importSide(place.copyOf(folder), place, facts / 4),
  },
  { name: 'rebuild', unit: 'events/s', open: async (registry, { place }) => new RebuildSide(registry, place) },
  { name: 'profile now', unit: 'reads/s', open: (registry, bench) => readers(registry, bench, '') },
  { name: 'profile as of', unit: 'reads/s', open: (registry, bench) => readers(registry, bench, asOf(registry)) },
];

async function readers(registry: PreparedRegistry, { roundMilliseconds }: Bench, query: string): Promise<Side> {
  const requests = profileReads(registry, query);
  return ReadersSide.open(await startRegistry(registry.folder), { requests, milliseconds: roundMilliseconds });
}

/** Everything that the other rows measure, at 1 M events against 100 k. */
export async function growthRows(bench: Bench): Promise<readonly (Row | SkippedRow)[]> {
  const rows: (Row | SkippedRow)[] = [];
  for (const { name, unit, open } of works) {
    const titles = { work: `${name} at 1 M events`, against: 'the same at 100 k' };
    if (bench.large === undefined) {
      rows.push({ ...titles, skipped: 'needs 1 M events' });
      continue;
    }
    const work = await open(bench.large, bench);
    const against = await open(bench.small, bench);
    const compared = await interleaved(work, against, Math.min(bench.rounds, 3));
    await work.close();
    await against.close();
    rows.push({ ...titles, unit, ...compared, bound: { atLeast: 0.8 } });
  }
  return rows;
}
