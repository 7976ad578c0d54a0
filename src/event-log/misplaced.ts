import type { NewEvent } from '../../schemas/events.js';

/** Where an event lies and what it says of itself could never be brought together again. Throws TypeError. */
export function refuseMisplaced(event: NewEvent, stream: string, version: number): void {
  if (event.stream === stream && event.version === version) return;
  throw new TypeError(`${event.stream} version ${event.version} is not event ${version} of ${stream}`);
}
