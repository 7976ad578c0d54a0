import type { Fact } from '../../schemas/events.js';
import { Refusal } from '../domain/refusal.js';
import type { EventLog } from '../event-log/event-log.js';
import { appendSurely } from './append.js';
import { frameFacts } from './framing.js';
import type { Rim } from './rim.js';

/** Who acts outside an enterprise's stream, and in which request. */
export interface Acting {
  readonly actor: { readonly department: string; readonly key: string };
  readonly correlationId: string;
}

/** Where facts are recorded. */
export interface Recorder {
  readonly log: EventLog;
  readonly rim: Rim;
}

/** Records one fact at the end of a stream; answers its position. Throws Refusal when somebody else was faster. */
export async function recordFact(recorder: Recorder, fact: Fact, stream: string, acting: Acting): Promise<number> {
  return (await recordNumbered(recorder, () => fact, stream, acting)).position;
}

/** The same for a fact that carries its own version in the stream as a number. */
export async function recordNumbered(
  { log, rim }: Recorder,
  factAt: (version: number) => Fact,
  stream: string,
  { actor, correlationId }: Acting,
): Promise<{ readonly version: number; readonly position: number }> {
  const expectedVersion = log.streamVersion(stream);
  const version = expectedVersion + 1;
  const frame = { stream, expectedVersion, actor, correlationId, causationId: correlationId };
  const events = frameFacts([factAt(version)], frame, { rim, reader: log });
  const outcome = await appendSurely(log, { stream, expectedVersion, events });
  if (outcome.outcome !== 'appended') throw new Refusal('STREAM_CONTENDED');
  return { version, position: outcome.position };
}
