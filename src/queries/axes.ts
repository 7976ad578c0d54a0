import { dayInShanghai, nextDay } from '../../schemas/day.js';
import { Refusal } from '../domain/refusal.js';
import type { EventReader } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { rulesInForce, rulesNamed } from '../policy/adoptions.js';
import type { Rules } from '../policy/rules.js';
import type { Look } from '../policy/visibility.js';

/** What a query may ask for on the three time axes; what is absent is resolved. */
export interface AskedAxes {
  /** D: a calendar day in Asia/Shanghai. */
  readonly validAt?: string | undefined;
  /** K: a position, or a UTC instant, at most a day after the last day opened. */
  readonly knownAt?: string | undefined;
  /** R: the rule packs, or `none`. */
  readonly ruleVersion?: string | undefined;
}

/** The axes as resolved, which every answer echoes. */
export interface ResolvedAxes {
  readonly validAt: string;
  readonly knownAt: number;
  readonly ruleVersion: string;
}

/** The resolved axes with the rules themselves, and the head that decides what may be seen. */
export interface Axes extends ResolvedAxes {
  readonly rules: Rules;
  readonly head: number;
  readonly headDay: string;
  /** The rules in force on the last day of the head, which decide what may be seen. */
  readonly headRules: Rules;
}

/** A registry in which no day was opened yet knows nothing, so any day will do. */
const beforeTheFirstDay = '1900-01-01';

/**
 * Resolves D, K and R; `head` is the position that stands for now: that of the log, or of the read models that answer.
 * Throws Refusal on a K that the registry has not reached and on an R that is not in
 * force.
 */
export function resolveAxes(reader: EventReader, asked: AskedAxes, head = reader.head().position): Axes {
  const knownAt = resolveKnownAt(reader, asked.knownAt, head);
  const dayAt = (position: number): string => openedDay(reader, position) ?? beforeTheFirstDay;
  const headDay = dayAt(head);
  const validAt = asked.validAt ?? (knownAt === head ? headDay : dayAt(knownAt));
  const adoptions = policyEvents(reader);
  const rules =
    asked.ruleVersion === undefined
      ? rulesInForce(adoptions, { day: validAt, knownAt })
      : rulesNamed(adoptions, asked.ruleVersion, knownAt);
  if (rules === undefined) throw new Refusal('RULE_VERSION_UNKNOWN', { field: 'ruleVersion' });
  const headRules = rulesInForce(adoptions, { day: headDay, knownAt: head });
  return { validAt, knownAt, ruleVersion: rules.version, rules, head, headDay, headRules };
}

/** How somebody looks who asks at these axes. */
export function lookOf({ validAt, rules, headDay, headRules }: Axes): Look {
  return { day: validAt, rules, headDay, headRules };
}

function resolveKnownAt(reader: EventReader, asked: string | undefined, head: number): number {
  if (asked === undefined) return head;
  const isPosition = /^\d+$/.test(asked);
  if (isPosition ? Number(asked) > head : isOfComingDay(reader, asked)) {
    throw new Refusal('KNOWN_AT_IN_FUTURE', { field: 'knownAt' });
  }
  return isPosition ? Number(asked) : Math.min(reader.positionAt(asked), head);
}

/** What will be known then nobody can tell. The day after the last opened may have begun, and not have been opened yet. */
function isOfComingDay(reader: EventReader, instant: string): boolean {
  const opened = openedDay(reader);
  return opened !== undefined && dayInShanghai(Date.parse(instant)) > nextDay(opened);
}
