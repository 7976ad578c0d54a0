import { parseArgs } from 'node:util';
import { processOutput } from '../../src/cli/output.js';
import type { Row, SkippedRow } from './row.js';
import { verdictOf } from './row.js';
import { appendRows } from './rows/appends.js';
import { clusterRows } from './rows/cluster.js';
import { feedRows } from './rows/feeds.js';
import { growthRows } from './rows/growth.js';
import { importRows } from './rows/imports.js';
import { latencyRows } from './rows/latency.js';
import { pageRows } from './rows/pages.js';
import { profileRows } from './rows/profiles.js';
import { rebuildRows } from './rows/rebuild.js';
import { screeningRows } from './rows/screening.js';
import { sizesOf } from './rows/sizes.js';
import { writerRows } from './rows/writers.js';
import { tableOf } from './table.js';
import type { Bench } from './trial.js';
import { Workplace } from './workplace.js';

type Measure = (bench: Bench) => Promise<readonly (Row | SkippedRow)[]>;

/** In the order of the table. */
const measures: Readonly<Record<string, Measure>> = {
  appends: appendRows,
  writers: writerRows,
  imports: importRows,
  rebuild: rebuildRows,
  profiles: profileRows,
  pages: pageRows,
  screening: screeningRows,
  feeds: feedRows,
  cluster: clusterRows,
  latency: latencyRows,
  growth: growthRows,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const out = processOutput();
const place = new Workplace((line) => out.progress(line));
try {
  const small = await place.prepare('100 k', 100_000);
  const large = values.quick ? undefined : await place.prepare('1 M', 1_000_000);
  const pace = values.quick
    ? { rounds: 3, roundMilliseconds: 1000, facts: 20_000 }
    : { rounds: 7, roundMilliseconds: 2000, facts: 200_000 };
  const rows = await measured({ place, small, large, ...pace });
  const sizes = sizesOf(large ?? small);
  if (values.json) out.print(JSON.stringify({ rows: rows.map((row) => ({ ...row, verdict: verdictOf(row) })), sizes }));
  else out.print(`${tableOf(rows)}\n${sizes.map(({ what, figure }) => `${what}: ${figure}`).join('\n')}`);
} finally {
  place.close();
}

/** All rows, or those of the files that were named on the command line. */
async function measured(bench: Bench): Promise<readonly (Row | SkippedRow)[]> {
  const rows: (Row | SkippedRow)[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    out.progress(`measuring ${name}`);
    const found = await measure(bench);
    rows.push(...found);
    if (!values.json) out.note(tableOf(found));
  }
  return rows;
}
