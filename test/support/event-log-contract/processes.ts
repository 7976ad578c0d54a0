import type { Test } from 'tap';
import { isCommitted } from '../../../src/event-log/codec.js';
import type { EventReader } from '../../../src/event-log/event-log.js';
import type { LogAdapter } from '../log-adapters.js';
import { LogChild } from '../log-child.js';
import { streamOf } from '../log-events.js';

/** What holds between processes, and when one of them dies. */
export async function processesContract(t: Test, adapter: LogAdapter): Promise<void> {
  t.test('two processes that record the same versions of a stream share them out without a double or a gap', async (t) => {
    const place = t.testdir({});
    const children = [new LogChild(adapter, place, 'race'), new LogChild(adapter, place, 'race')];
    t.strictSame(await Promise.all(children.map((child) => child.line())), ['ready', 'ready']);
    for (const child of children) child.begin();
    const won: readonly number[][] = (await Promise.all(children.map((child) => child.line()))).map((line) =>
      JSON.parse(line),
    );
    t.strictSame(await Promise.all(children.map((child) => child.exitCode())), [0, 0]);
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    t.strictSame(won.flat().toSorted((one, other) => one - other), hundred); // biome-ignore format: one line
    const log = await adapter.open(place);
    t.teardown(() => log.close());
    const recorded = log.readStream(streamOf(1)).map(({ version, position }) => [version, position]);
    t.strictSame(
      recorded,
      hundred.map((number) => [number, number]),
    );
  });

  t.test('kill -9 of a recording process loses nothing it had acknowledged and leaves nothing half-written', async (t) => {
    const place = t.testdir({});
    const acknowledged: { position: number; id: string }[] = [];
    for (const acknowledgements of [1, 40, 200]) {
      const child = new LogChild(adapter, place, 'endless');
      const lines: string[] = [];
      while (lines.length < acknowledgements) lines.push(await child.line());
      lines.push(...(await child.kill()));
      acknowledged.push(...lines.map((line) => JSON.parse(line)));
      const log = await adapter.open(place);
      const ids = acknowledged.map(({ position }) => log.readAll(position - 1, 1)[0]?.id);
      t.strictSame(
        ids,
        acknowledged.map(({ id }) => id),
        `${acknowledged.length} acknowledged`,
      );
      t.strictSame(faultsOf(log), []);
      await log.close();
    }
  });
}

/** Gaps, broken commitments, and appends of which less than all three events are there. */
function faultsOf(log: EventReader): readonly string[] {
  const faults: string[] = [];
  const versions = new Map<string, number>();
  const together = new Map<string, number>();
  for (const [index, stored] of log.readStored(0, 1_000_000).entries()) {
    const [event] = log.readAll(index, 1);
    if (event?.position !== index + 1) faults.push(`no event at ${index + 1}`);
    if (event?.version !== (versions.get(event?.stream ?? '') ?? 0) + 1) faults.push(`version at ${index + 1}`);
    if (!isCommitted(stored)) faults.push(`commitment at ${index + 1}`);
    versions.set(event?.stream ?? '', event?.version ?? 0);
    together.set(event?.correlationId ?? '', (together.get(event?.correlationId ?? '') ?? 0) + 1);
  }
  for (const [append, count] of together) if (count !== 3) faults.push(`${append} has ${count} of 3 events`);
  return faults;
}
