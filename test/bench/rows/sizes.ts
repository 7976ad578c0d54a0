import { bytesOnDisk, type PreparedRegistry } from '../workplace.js';

/** What a registry takes on disk, per event. */
export function sizesOf({ folder, events, size }: PreparedRegistry): readonly { what: string; figure: string }[] {
  const perEvent = (pattern: RegExp): string => `${Math.round(bytesOnDisk(folder, pattern) / events)} bytes an event`;
  return [
    { what: `log of ${size} events on disk`, figure: perEvent(/^log\.sqlite/) },
    { what: `read models of ${size} events on disk`, figure: perEvent(/^read-models\.\d+\.sqlite/) },
  ];
}
