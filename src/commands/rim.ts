import { v5, v7 } from 'uuid';
import { newSalt } from '../event-log/salt.js';

/** Where time and chance come in; the demo and the tests bring their own. */
export interface Rim {
  /** Milliseconds since 1970, as the clock says. */
  now(): number;
  /** A time-ordered UUID, lower case. */
  newId(): string;
  /** 32 random hex digits. */
  newSalt(): string;
}

export const systemRim: Rim = { now: Date.now, newId: () => v7(), newSalt };

/** The id of an event that follows from another without anybody's command: the same cause gives the same id. */
export function derivedId(cause: string, purpose: string): string {
  return v5(purpose, cause);
}
