import type { CommandMark } from '../../schemas/envelope.js';
import { eventTypes, type Fact, type NewEvent } from '../../schemas/events.js';
import type { EventReader } from '../event-log/event-log.js';
import type { Rim } from './rim.js';

/** What the events of one decision have in common. */
export interface Frame {
  readonly stream: string;
  readonly expectedVersion: number;
  readonly actor: { readonly department: string; readonly key: string };
  readonly correlationId: string;
  readonly causationId: string;
  readonly mark?: CommandMark | undefined;
}

/** Puts facts into envelopes. recordedAt never runs backwards: a clock set back repeats the last instant. */
export function frameFacts(
  facts: readonly [Fact, ...Fact[]],
  frame: Frame,
  source: { readonly rim: Rim; readonly reader: EventReader },
): readonly [NewEvent, ...NewEvent[]] {
  const [first, ...rest] = facts;
  const recordedAt = recordedNow(source.rim, source.reader);
  const put = (fact: Fact, index: number): NewEvent => ({
    id: source.rim.newId(),
    stream: frame.stream,
    version: frame.expectedVersion + 1 + index,
    schemaVersion: eventTypes[fact.type].schemaVersion,
    recordedAt,
    actor: { department: frame.actor.department, key: frame.actor.key },
    ...(frame.mark === undefined ? {} : { command: frame.mark }),
    correlationId: frame.correlationId,
    causationId: frame.causationId,
    salt: source.rim.newSalt(),
    ...fact,
  });
  return [put(first, 0), ...rest.map((fact, index) => put(fact, index + 1))];
}

function recordedNow(rim: Rim, reader: EventReader): string {
  const now = new Date(rim.now()).toISOString();
  const last = reader.head().recordedAt;
  return last !== undefined && last > now ? last : now;
}
