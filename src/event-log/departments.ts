import type { RecordedEvent } from '../../schemas/events.js';
import { type DepartmentFold, type DepartmentState, startDepartmentFold } from '../domain/department.js';
import type { EventReader } from './event-log.js';

const prefix = 'department-';

export function departmentStream(department: string): string {
  return `${prefix}${department}`;
}

/** Every department of which anything is on record, in order of its id. */
export function* departmentIds(reader: EventReader): Iterable<string> {
  for (let after = ''; ; ) {
    const names = reader.streamNames(prefix, after, 500);
    for (const name of names) yield name.slice(prefix.length);
    const last = names.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/** Checks make these streams long, and name up to 5,000 enterprises each. */
const page = 100;

/** The events of a department after a version, a page in memory at a time. */
export function* departmentEvents(
  reader: EventReader,
  department: string,
  afterVersion: number,
): Iterable<RecordedEvent> {
  const stream = departmentStream(department);
  for (let after = afterVersion; reader.streamVersion(stream) > after; ) {
    const events = reader.readStream(stream, { afterVersion: after, limit: page });
    yield* events;
    after = events.at(-1)?.version ?? Number.POSITIVE_INFINITY;
  }
}

/** Each department is folded once, and then carried on by what is new: its stream grows with every check. */
const kept = new WeakMap<EventReader, Map<string, DepartmentFold>>();

/** A department as it stands now, whichever process wrote last. */
export function departmentNow(reader: EventReader, department: string): DepartmentState {
  const known = kept.get(reader) ?? new Map<string, DepartmentFold>();
  kept.set(reader, known);
  const fold = known.get(department) ?? startDepartmentFold(department);
  for (const event of departmentEvents(reader, department, fold.state.version)) fold.apply(event);
  if (fold.state.version > 0) known.set(department, fold);
  return fold.state;
}
