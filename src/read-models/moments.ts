import type { Moment } from '../../projections/joint-lists/point.js';
import type { EventReader } from '../event-log/event-log.js';
import { CALENDAR } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { rulesInForce } from '../policy/adoptions.js';
import { noRules } from '../policy/rules.js';
import { noDay } from './file.js';

interface Known {
  /** Events of the calendar and of the packs that were read. */
  readonly calendar: number;
  readonly policies: number;
  readonly moments: readonly Moment[];
}

const kept = new WeakMap<EventReader, Known>();

/** Every day opened and every change of rules so far, in log order; rules that stay the same are the same object. */
export function momentsOf(reader: EventReader): readonly Moment[] {
  const calendar = reader.streamVersion(CALENDAR);
  const adoptions = policyEvents(reader);
  const known = kept.get(reader) ?? { calendar: 0, policies: 0, moments: [] };
  if (known.calendar === calendar && known.policies === adoptions.length) return known.moments;
  const days = reader
    .readStream(CALENDAR, { afterVersion: known.calendar })
    .flatMap((event) => (event.type === 'DayOpened' ? [event] : []));
  const fresh = [...days, ...adoptions.slice(known.policies)].sort((one, other) => one.position - other.position);
  const moments = [...known.moments];
  for (const event of fresh) {
    const before = moments.at(-1) ?? { day: noDay, rules: noRules };
    const day = event.type === 'DayOpened' ? event.data.date : before.day;
    const rules = rulesInForce(adoptions, { day, knownAt: event.position });
    const isSame = rules.version === before.rules.version;
    moments.push({ position: event.position, day, rules: isSame ? before.rules : rules, event });
  }
  kept.set(reader, { calendar, policies: adoptions.length, moments });
  return moments;
}

/** The moments after a position, up to another. */
export function momentsIn(reader: EventReader, after: number, until: number): readonly Moment[] {
  return momentsOf(reader).filter(({ position }) => position > after && position <= until);
}
