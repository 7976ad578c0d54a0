import type { RecordedEvent } from '../../schemas/events.js';
import type { EventReader } from './event-log.js';

/** The stream of a division's observed targets. */
export function targetStream(division: string): string {
  return `target-${division}`;
}

/** Every observation of a division up to a position, in log order. */
export function targetObservations(
  reader: EventReader,
  division: string,
  toPosition: number,
): readonly RecordedEvent<'TargetObserved'>[] {
  return reader.readStream(targetStream(division), { toPosition }).filter((event) => event.type === 'TargetObserved');
}
