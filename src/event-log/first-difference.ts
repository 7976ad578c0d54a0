import type { EventReader } from './event-log.js';

const page = 1000;

/** The first position, up to one, at which two logs do not hold the same event; undefined when there is none. */
export function firstDifference(one: EventReader, other: EventReader, to: number): number | undefined {
  for (let position = 0; position < to; position += page) {
    const limit = Math.min(page, to - position);
    const theirs = other.readStored(position, limit);
    const ours = one.readStored(position, limit);
    for (let index = 0; index < limit; index += 1) {
      const [our, their] = [ours[index], theirs[index]];
      if (our === undefined || their === undefined || !our.commitment.equals(their.commitment)) {
        return position + index + 1;
      }
    }
  }
  return undefined;
}
