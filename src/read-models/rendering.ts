import { nextChange } from '../../projections/credit-profile.js';
import { foldEnterprise } from '../domain/enterprise.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { sightedState } from '../policy/sighted.js';
import type { Checkpoint } from './file.js';
import type { EnterpriseRendering } from './tables/table.js';

/** What the tables are told of an enterprise at a checkpoint; undefined when nothing of it was recorded by then. */
export function renderingOf(
  reader: EventReader,
  uscc: string,
  { position, day }: Checkpoint,
): EnterpriseRendering | undefined {
  const subject = readSubject(reader, uscc, position, position);
  const version = subject.asked.events.at(-1)?.version;
  if (version === undefined) return undefined;
  return {
    uscc,
    version,
    events: subject.asked.events,
    state: sightedState(subject, 'committee', day),
    day,
    nextChange: earliest(subject.heads.map((head) => nextChange(foldEnterprise(head), day))),
  };
}

function earliest(days: readonly (string | undefined)[]): string | null {
  let first: string | null = null;
  for (const day of days) if (day !== undefined && (first === null || day < first)) first = day;
  return first;
}
