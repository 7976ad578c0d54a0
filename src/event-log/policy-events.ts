import type { RecordedEvent } from '../../schemas/events.js';
import type { EventReader } from './event-log.js';

type PolicyEvent = RecordedEvent<'PolicyAdopted' | 'PolicyRetired'>;

/** More packs than any registry adopts. */
const streams = 1000;

interface Known {
  readonly position: number;
  readonly events: readonly PolicyEvent[];
}

/** Packs are large and change seldom, so each reader's are kept until the log has grown. */
const kept = new WeakMap<EventReader, Known>();

export function policyStream(packId: string): string {
  return `policy-${packId}`;
}

/** Every adoption and retirement of a rule pack, in log order; the same array as long as there is none more. */
export function policyEvents(reader: EventReader): readonly PolicyEvent[] {
  const { position } = reader.head();
  const known = kept.get(reader);
  if (known?.position === position) return known.events;
  const names = reader.streamNames('policy-', '', streams);
  const count = names.reduce((sum, name) => sum + reader.streamVersion(name), 0);
  const events = known?.events.length === count ? known.events : readAll(reader, names);
  kept.set(reader, { position, events });
  return events;
}

function readAll(reader: EventReader, names: readonly string[]): readonly PolicyEvent[] {
  const events = names.flatMap((name) => reader.readStream(name).filter(isPolicyEvent));
  return events.sort((one, other) => one.position - other.position);
}

function isPolicyEvent(event: RecordedEvent): event is PolicyEvent {
  return event.type === 'PolicyAdopted' || event.type === 'PolicyRetired';
}
