import { nextChange } from '../../projections/credit-profile.js';
import { foldEnterprise } from '../domain/enterprise.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { sightedState } from '../policy/sighted.js';
import type { Standpoint } from './standpoint.js';
import type { EnterpriseRendering } from './tables/table.js';

/** What the tables are told of an enterprise at a checkpoint; undefined when nothing of it was recorded by then. */
export function renderingOf(
  reader: EventReader,
  uscc: string,
  { position, day, rules }: Standpoint,
): EnterpriseRendering | undefined {
  const subject = readSubject(reader, uscc, position, position);
  const version = subject.asked.events.at(-1)?.version;
  if (version === undefined) return undefined;
  return {
    uscc,
    since: subject.asked.events[0]?.position ?? position,
    version,
    events: subject.asked.events,
    state: sightedState(subject, 'committee', day),
    day,
    rules,
    nextChange: nextChange(foldEnterprise(subject.head), day, rules) ?? null,
  };
}
