import { nextChange } from '../../projections/credit-profile.js';
import { type EnterpriseHistory, foldEnterprise } from '../domain/enterprise.js';
import { concerned, readSubject, type SubjectHistory, subjectBy } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { listTurns } from '../policy/joint-lists.js';
import { hiddenEvents, sightedState } from '../policy/sighted.js';
import { momentsOf } from './moments.js';
import type { Standpoint } from './standpoint.js';
import type { EnterpriseRendering } from './tables/table.js';

/** Where rows are made from, and the position at which they were made last. */
export interface RenderedSince {
  readonly standpoint: Standpoint;
  readonly after: number;
}

/** What the tables are told of an enterprise at a checkpoint; undefined when nothing of it was recorded by then. */
export function renderingOf(
  reader: EventReader,
  uscc: string,
  { standpoint, after }: RenderedSince,
): EnterpriseRendering | undefined {
  const { position, day, rules } = standpoint;
  const subject = readSubject(reader, uscc, position, position);
  const version = subject.asked.events.at(-1)?.version;
  if (version === undefined) return undefined;
  const earlier = subjectBy(reader, subject.asked);
  return {
    uscc,
    since: subject.asked.events[0]?.position ?? position,
    version,
    events: subject.asked.events,
    state: sightedState(subject, 'committee', day),
    day,
    rules,
    nextChange: nextChangeOf(subject, standpoint) ?? null,
    history: {
      after,
      until: position,
      moments: momentsOf(reader),
      events: eventsOf(subject),
      subjectAt: (at) => (at === position ? subject : earlier(at)),
    },
    hidden: hiddenEvents(subject, day),
  };
}

/** By its own dates, and by those of who carries it on, which decide what is withdrawn. */
function nextChangeOf({ asked, head }: SubjectHistory, { day, rules }: Standpoint): string | undefined {
  const profile = nextChange(foldEnterprise(head), day, rules);
  const turns = [...new Set([asked, head])].flatMap((history) => listTurns(foldEnterprise(history), rules));
  return turns.reduce((next, turn) => (turn > day && (next === undefined || turn < next) ? turn : next), profile);
}

/** Every event that may change its rows, in log order: its own, what was recorded about them later, and its passing on. */
function eventsOf({ asked, head }: SubjectHistory): EnterpriseRendering['events'] {
  if (asked === head) return asked.events;
  const events = [...foldEnterprise(asked).events, ...passingEvents(head, asked.uscc)];
  return events.sort((one, other) => one.position - other.position);
}

/** The absorptions by which a unit came to be carried on, and the seals of those in between. */
function passingEvents(history: EnterpriseHistory, uscc: string): EnterpriseRendering['events'] {
  const sealed = [...history.predecessors.values()].find((each) => concerned(each).includes(uscc));
  if (sealed === undefined) return [];
  const passing = history.events.filter(
    ({ type, data }) => type === 'EnterpriseSucceeded' || (type === 'PredecessorAbsorbed' && data.uscc === sealed.uscc),
  );
  return [...passing, ...passingEvents(sealed, uscc)];
}
