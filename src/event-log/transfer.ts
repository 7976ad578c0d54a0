import { type CheckedEvent, checked } from './checked-event.js';
import type { EventReader, StoredEvent } from './event-log.js';

const page = 500;

/**
 * Takes events verbatim: same positions, ids, salts and commitments as where they come from. What commands record never
 * goes this way; it is for moving a whole registry.
 */
export interface StoredEventSink {
  /** Position of the last event that it holds; what is moved goes on behind it. */
  position(): number;
  /**
   * Takes in events that follow each other, all or none. MUST reject with StoredEventRefused when an event is not the
   * next of its stream, or its id is taken.
   */
  write(events: readonly CheckedEvent[]): Promise<void>;
}

/** The stored events of a log after one position, up to another. Reads in pages. */
export async function* storedEvents(reader: EventReader, after: number, to: number): AsyncGenerator<StoredEvent> {
  for (let position = after; position < to; ) {
    const events = reader.readStored(position, Math.min(page, to - position));
    if (events.length === 0) return;
    yield* events;
    position = events.at(-1)?.position ?? to;
  }
}

/**
 * Moves stored events into a sink, each checked before it is written; tells how far it is. Answers the position
 * reached. Rejects with StoredEventRefused at the first that cannot be taken.
 */
export async function transfer(
  events: AsyncIterable<StoredEvent>,
  sink: StoredEventSink,
  watch: (position: number) => void,
): Promise<number> {
  let reached = sink.position();
  let batch: CheckedEvent[] = [];
  for await (const event of events) {
    reached += 1;
    batch.push(checked(event, reached));
    if (batch.length < page) continue;
    await sink.write(batch);
    batch = [];
    watch(reached);
  }
  if (batch.length > 0) await sink.write(batch);
  return reached;
}
