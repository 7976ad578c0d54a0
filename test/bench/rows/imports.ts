import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../../../src/cli/demo/story.js';
import { importFile } from '../../../src/cli/import/import.js';
import type { Output } from '../../../src/cli/output.js';
import { BareLog } from '../bare-log.js';
import { busyLife } from '../lives.js';
import { interleaved, type Row, type Side } from '../row.js';
import type { Bench } from '../trial.js';
import type { Workplace } from '../workplace.js';

const silent: Output = { print: () => {}, note: () => {}, progress: () => {} };

/** The first enterprise that no generated registry holds. */
let next = 1_000_000;

/** Facts about enterprises that are new to the registry, theirs interleaved, as lines of NDJSON. */
function factsFile(file: string, facts: number): string {
  const steps: Step[] = [];
  while (steps.length < facts) {
    steps.push(...busyLife(next).filter(({ data }) => !JSON.stringify(data).includes('"@')));
    next += 1;
  }
  steps.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  const lines = steps.slice(0, facts).map(({ uscc, command, data }) => JSON.stringify({ uscc, command, data }));
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** `qcr import` of a file of fresh facts each round: facts per second, read, validated, decided, committed. */
export function importSide(folder: string, place: Workplace, facts: number): Side {
  return {
    round: async () => {
      const file = factsFile(join(place.folder(), 'facts.ndjson'), facts);
      const started = performance.now();
      const tally = await importFile({ data: folder }, { file, rejects: `${file}.rejects.csv` }, silent);
      if (tally.recorded !== facts) throw new Error(`${tally.recorded} of ${facts} facts were recorded`);
      return (facts / (performance.now() - started)) * 1000;
    },
    close: async () => {},
  };
}

export async function importRows({ place, small, facts, rounds }: Bench): Promise<readonly Row[]> {
  const folder = place.copyOf(small.folder);
  const bare = new BareLog(folder, place.copyOf(small.folder));
  const against: Side = { round: async () => bare.insertNews(500), close: async () => bare.close() };
  const compared = await interleaved(importSide(folder, place, facts), against, Math.min(rounds, 3));
  bare.close();
  return [
    {
      work: `import of ${facts} facts, validated, decided, committed`,
      against: 'the same rows by bare better-sqlite3, 500 a time, FULL',
      unit: 'facts/s',
      ...compared,
      bound: { atLeast: 0.4 },
    },
  ];
}
