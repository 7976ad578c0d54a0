import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { EventLog } from '../../src/event-log/event-log.js';
import { adapterNamed } from './log-adapters.js';
import { appended, renamings, streamOf } from './log-events.js';

/** What a child process can be asked to do with a log. */
const tasks: Readonly<Record<string, (log: EventLog) => Promise<void>>> = {
  race,
  endless,
  contend,
  'append-three': async (log) => say(await appended(log, renamings(streamOf(3), 0, { count: 3 }))),
  'follow-and-leave': followAndLeave,
  overfill,
};

const [adapter, place, task] = process.argv.slice(2);
const log = await adapterNamed(adapter).open(place ?? '');
await tasks[task ?? '']?.(log);
await log.close();

function say(what: unknown): void {
  process.stdout.write(`${typeof what === 'string' ? what : JSON.stringify(what)}\n`);
}

/** Tries to record every version from 1 to 100 of one stream, and says which it did. */
async function race(log: EventLog): Promise<void> {
  say('ready');
  await once(process.stdin, 'data');
  const won: number[] = [];
  for (let version = 0; version < 100; version += 1) {
    const { outcome } = await log.append(renamings(streamOf(1), version));
    if (outcome === 'appended') won.push(version + 1);
    else if (outcome !== 'wrong-expected-version') throw new Error(outcome);
  }
  say(won);
}

/** Records three events at a time in eight streams at once, for ever; says each position once it is durable. */
async function endless(log: EventLog): Promise<void> {
  const one = async (stream: string): Promise<void> => {
    for (;;) {
      const append = renamings(stream, log.streamVersion(stream), { count: 3 });
      const position = await appended(log, append);
      say({ position, id: append.events.at(-1)?.id });
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, index) => one(streamOf(index))));
}

/**
 * As `endless`, in streams in which others write too; a lost race is tried again on what the log holds then. Between two
 * tries each stands back for a moment, so that no node is kept out by one that is nearer.
 */
async function contend(log: EventLog): Promise<void> {
  const one = async (stream: string): Promise<void> => {
    for (;;) {
      const append = renamings(stream, log.streamVersion(stream), { count: 3 });
      const outcome = await log.append(append);
      if (outcome.outcome === 'appended') say({ position: outcome.position, id: append.events.at(-1)?.id });
      await setTimeout(50 * Math.random());
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, index) => one(streamOf(index))));
}

/** Follows for a while; a process that still runs afterwards has left something behind. */
async function followAndLeave(log: EventLog): Promise<void> {
  const leave = new AbortController();
  const following = (async () => {
    for await (const event of log.follow(0, leave.signal)) say(event.position);
  })();
  await appended(log, renamings(streamOf(1), 0));
  leave.abort();
  await following;
}

/** An append larger than the disk between two small ones; says what became of each. */
async function overfill(log: EventLog): Promise<void> {
  const small = await log.append(renamings(streamOf(1), 0));
  const large = renamings(streamOf(2), 0, { name: '满'.repeat(2_000_000), count: 2 });
  const refused = await log.append(large).then(String, (error: Error) => error.name);
  const next = await log.append(renamings(streamOf(1), 1));
  say([small.outcome, refused, next.outcome]);
}
