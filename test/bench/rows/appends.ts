import { join } from 'node:path';
import { EnterpriseCommands } from '../../../src/commands/enterprise-commands.js';
import { systemRim } from '../../../src/commands/rim.js';
import type { ActingDepartment } from '../../../src/domain/context.js';
import { openSqliteLog } from '../../../src/event-log/sqlite.js';
import { BareLog } from '../bare-log.js';
import { freshInspection } from '../facts.js';
import { interleaved, type Row, type Side } from '../row.js';
import type { Bench } from '../trial.js';
import { anyUscc, type PreparedRegistry } from '../workplace.js';

const appends = 200;

const bureau: ActingDepartment = { department: 'scjg', name: '', key: 'local', scopes: new Set(['admin']) };

/** One durable append after another, each a command on some enterprise: appends per second. */
export async function appendSide(folder: string, registry: PreparedRegistry): Promise<Side> {
  const log = await openSqliteLog(join(folder, 'log.sqlite'));
  const commands = new EnterpriseCommands(log, systemRim);
  return {
    round: async () => {
      const started = performance.now();
      for (let count = 0; count < appends; count += 1) {
        const request = { uscc: anyUscc(registry), command: freshInspection(), actor: bureau };
        await commands.execute({ ...request, correlationId: systemRim.newId() });
      }
      return (appends / (performance.now() - started)) * 1000;
    },
    close: () => log.close(),
  };
}

export async function appendRows({ place, small, rounds }: Bench): Promise<readonly Row[]> {
  const folder = place.copyOf(small.folder);
  const work = await appendSide(folder, small);
  const bare = new BareLog(folder, place.copyOf(small.folder));
  const compared = await interleaved(
    work,
    { round: async () => bare.insertNews(1), close: async () => bare.close() },
    rounds,
  );
  await work.close();
  bare.close();
  return [
    {
      work: 'one durable append through command handling',
      against: 'the same rows by bare better-sqlite3, FULL',
      unit: 'appends/s',
      ...compared,
      bound: { atLeast: 0.5 },
    },
  ];
}
