import type { CommandMark } from '../../schemas/envelope.js';
import type { Fact } from '../../schemas/events.js';
import { Refusal } from '../domain/refusal.js';
import type { EventLog } from '../event-log/event-log.js';
import { appendSurely } from './append.js';
import { frameFacts } from './framing.js';
import type { Rim } from './rim.js';
import { Turns } from './turns.js';

/** Who acts outside an enterprise's stream, and in which request. */
export interface Acting {
  readonly actor: { readonly department: string; readonly key: string };
  readonly correlationId: string;
  /** By which a repeat is known; `decide` looks for one itself. */
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
}

const attempts = 20;
const turnsOf = new WeakMap<EventLog, Turns>();

/**
 * Records what is decided on a stream beside the enterprises, as it stands: whoever decides on one stream takes turns in
 * this process, and decides afresh when another was faster. `decide` is told the stream's version and answers nothing
 * when there is nothing to record; it may throw Refusal. Throws Refusal when others keep writing.
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
    const expectedVersion = log.streamVersion(stream);
    const [first, ...rest] = decide(expectedVersion);
    if (first === undefined) return undefined;
    const frame = { stream, expectedVersion, actor, correlationId, causationId: correlationId, mark };
    const events = frameFacts([first, ...rest], frame, { rim, reader: log });
    const outcome = await appendSurely(log, { stream, expectedVersion, events });
    if (outcome.outcome === 'appended') {
      return { version: expectedVersion + events.length, position: outcome.position };
    }
  }
  throw new Refusal('STREAM_CONTENDED');
}
