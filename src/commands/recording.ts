import type { CommandMark } from '../../schemas/envelope.js';
import type { Fact } from '../../schemas/events.js';
import { Refusal } from '../domain/refusal.js';
import type { EventLog } from '../event-log/event-log.js';
import { appendSurely } from './append.js';
import { repeatedEvents } from './command-mark.js';
import { frameFacts } from './framing.js';
import type { Rim } from './rim.js';
import { Turns } from './turns.js';

/** Who acts outside an enterprise's stream, and in which request. */
export interface Acting {
  readonly actor: { readonly department: string; readonly key: string };
  readonly correlationId: string;
  /** By which the same request is known again. */
  readonly mark?: CommandMark | undefined;
}

/** Where facts are recorded. */
export interface Recorder {
  readonly log: EventLog;
  readonly rim: Rim;
}

type Facts = readonly [Fact, ...Fact[]];

/** Where the facts of a decision ended up: the version and position of the last of them. */
export interface RecordedAt {
  readonly version: number;
  readonly position: number;
  /** Were they recorded by an earlier request of the same mark? */
  readonly isRepeat: boolean;
}

const attempts = 20;
const turnsOf = new WeakMap<EventLog, Turns>();

/**
 * Records what is decided on a stream beside the enterprises, as it stands: whoever decides on one stream takes turns in
 * this process, and decides afresh when another was faster. `decide` is told the stream's version and answers nothing
 * when there is nothing to record; it may throw Refusal. A request that bears the mark of an earlier one is answered as
 * that was. Throws Refusal when others keep writing.
 */
export function recordDecided(
  recorder: Recorder,
  stream: string,
  decide: (version: number) => Facts,
  acting: Acting,
): Promise<RecordedAt>;
export function recordDecided(
  recorder: Recorder,
  stream: string,
  decide: (version: number) => readonly Fact[],
  acting: Acting,
): Promise<RecordedAt | undefined>;
export function recordDecided(
  recorder: Recorder,
  stream: string,
  decide: (version: number) => readonly Fact[],
  acting: Acting,
): Promise<RecordedAt | undefined> {
  const turns = turnsOf.get(recorder.log) ?? new Turns();
  turnsOf.set(recorder.log, turns);
  return turns.take([stream], () => attempt(recorder, stream, decide, acting));
}

async function attempt(
  { log, rim }: Recorder,
  stream: string,
  decide: (version: number) => readonly Fact[],
  { actor, correlationId, mark }: Acting,
): Promise<RecordedAt | undefined> {
  await log.readable(stream);
  for (let left = attempts; left > 0; left -= 1) {
    const known = repeatedEvents(log, mark).at(-1);
    if (known !== undefined) return { version: known.version, position: known.position, isRepeat: true };
    const expectedVersion = log.streamVersion(stream);
    const [first, ...rest] = decide(expectedVersion);
    if (first === undefined) return undefined;
    const frame = { stream, expectedVersion, actor, correlationId, causationId: correlationId, mark };
    const events = frameFacts([first, ...rest], frame, { rim, reader: log });
    const outcome = await appendSurely(log, { stream, expectedVersion, events });
    if (outcome.outcome === 'appended') {
      return { version: expectedVersion + events.length, position: outcome.position, isRepeat: false };
    }
  }
  throw new Refusal('STREAM_CONTENDED');
}
