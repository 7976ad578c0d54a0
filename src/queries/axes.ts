import { Refusal } from '../domain/refusal.js';
import type { EventReader } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';

/** What a query may ask for on the three time axes; what is absent is resolved. */
export interface AskedAxes {
  /** D: a calendar day in Asia/Shanghai. */
  readonly validAt?: string | undefined;
  /** K: a position, or a UTC instant. */
  readonly knownAt?: string | undefined;
  /** R: the rule packs, or `none`. */
  readonly ruleVersion?: string | undefined;
}

/** The axes as resolved, which every answer echoes, and the head that decides what may be seen. */
export interface Axes {
  readonly validAt: string;
  readonly knownAt: number;
  readonly ruleVersion: string;
  readonly head: number;
  readonly headDay: string;
}

/** No pack has been adopted: profiles say what documents say. */
export const NO_RULES = 'none';

/** A registry in which no day was opened yet knows nothing, so any day will do. */
const beforeTheFirstDay = '1900-01-01';

/** Resolves D, K and R. Throws Refusal on a K that the registry has not reached and on an R that is not in force. */
export function resolveAxes(reader: EventReader, asked: AskedAxes): Axes {
  const head = reader.head().position;
  const knownAt = resolveKnownAt(reader, asked.knownAt, head);
  if (asked.ruleVersion !== undefined && asked.ruleVersion !== NO_RULES) {
    throw new Refusal('RULE_VERSION_UNKNOWN', { field: 'ruleVersion' });
  }
  const headDay = openedDay(reader, head) ?? beforeTheFirstDay;
  const validAt = asked.validAt ?? openedDay(reader, knownAt) ?? beforeTheFirstDay;
  return { validAt, knownAt, ruleVersion: NO_RULES, head, headDay };
}

function resolveKnownAt(reader: EventReader, asked: string | undefined, head: number): number {
  if (asked === undefined) return head;
  const position = /^\d+$/.test(asked) ? Number(asked) : reader.positionAt(asked);
  if (position > head) throw new Refusal('KNOWN_AT_IN_FUTURE', { field: 'knownAt' });
  return position;
}
