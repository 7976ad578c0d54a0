import type { EventReader } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { rulesInForce } from '../policy/adoptions.js';
import type { Rules } from '../policy/rules.js';
import { noDay } from './file.js';

/** Where rows are made from: a position, the last day opened there, and the rules in force on it as known there. */
export interface Standpoint {
  readonly position: number;
  readonly day: string;
  readonly rules: Rules;
}

export function standpointAt(reader: EventReader, position: number): Standpoint {
  const day = openedDay(reader, position) ?? noDay;
  return { position, day, rules: rulesInForce(policyEvents(reader), { day, knownAt: position }) };
}
