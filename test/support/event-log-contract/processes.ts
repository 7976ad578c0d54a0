import type { Test } from 'tap';
import { isCommitted } from '../../../src/event-log/codec.js';
import type { EventReader } from '../../../src/event-log/event-log.js';
import { testFolder } from '../folder.js';
import type { LogAdapter } from '../log-adapters.js';
import { LogChild } from '../log-child.js';
import { streamOf } from '../log-events.js';

/** What holds between processes, and when one of them dies. */
export async function processesContract(t: Test, adapter: LogAdapter): Promise<void> {
  t.test('two processes that race for the versions of a stream share them out, no double, no gap', async (t) => {
    const place = testFolder(t);
    const children = [new LogChild(adapter, place, 'race'), new LogChild(adapter, place, 'race')];
    t.teardown(() => Promise.all(children.map((child) => child.kill())));
    t.strictSame(await Promise.all(children.map((child) => child.line())), ['ready', 'ready']);
    for (const child of children) child.begin();
    const lines = await Promise.all(children.map((child) => child.line()));
    t.strictSame(await Promise.all(children.map((child) => child.exitCode())), [0, 0]);
    const won: number[] = lines.flatMap((line) => JSON.parse(line));
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    t.strictSame(sorted(won), hundred);
    const log = await adapter.open(place);
    t.teardown(() => log.close());
    const recorded = log.readStream(streamOf(1));
    t.strictSame(
      [recorded.map(({ version }) => version), recorded.map(({ position }) => position)],
      [hundred, hundred],
    );
  });

  t.test('kill -9 of a recording process loses nothing acknowledged and leaves nothing half-written', async (t) => {
    const place = testFolder(t);
    const acknowledged: Acknowledged[] = [];
    for (const acknowledgements of [1, 40, 200]) {
      acknowledged.push(...(await killedAfter(acknowledgements, new LogChild(adapter, place, 'endless'))));
      const log = await adapter.open(place);
      const found = acknowledged.map(({ position }) => ({ position, id: log.readAll(position - 1, 1)[0]?.id }));
      t.strictSame(found, acknowledged, `${acknowledged.length} acknowledged`);
      t.strictSame(faultsOf(log), []);
      await log.close();
    }
  });
}

interface Acknowledged {
  readonly position: number;
  readonly id: string;
}

/** Kills a recording process as soon as it has acknowledged so much; answers all that it had acknowledged by then. */
async function killedAfter(acknowledgements: number, child: LogChild): Promise<readonly Acknowledged[]> {
  const lines: string[] = [];
  try {
    while (lines.length < acknowledgements) lines.push(await child.line());
  } finally {
    lines.push(...(await child.kill()));
  }
  return lines.map((line) => JSON.parse(line));
}

/** Gaps, broken commitments, and appends of which less than all three events are there. */
function faultsOf(log: EventReader): readonly string[] {
  const events = log.readAll(0, 1_000_000);
  const broken = log.readStored(0, 1_000_000).filter((stored) => !isCommitted(stored));
  const displaced = events.filter(({ position }, index) => position !== index + 1);
  const [ofStream, ofAppend] = [new Map<string, number>(), new Map<string, number>()];
  const outOfStep = events.filter(({ stream, version }) => version !== counted(ofStream, stream));
  for (const { correlationId } of events) counted(ofAppend, correlationId);
  const torn = [...ofAppend].filter(([, count]) => count !== 3);
  return [
    ...broken.map(({ position }) => `commitment of ${position}`),
    ...[...displaced, ...outOfStep].map(({ position }) => `place of ${position}`),
    ...torn.map(([append, count]) => `${count} of 3 events of ${append}`),
  ];
}

function counted(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function sorted(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((one, other) => one - other);
}
