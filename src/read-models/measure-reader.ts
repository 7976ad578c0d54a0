import type Database from 'better-sqlite3';
import type { JointList } from '../../schemas/vocabularies.js';

/** A measure on an enterprise of a list. */
export interface StoredMeasure {
  readonly eventId: string;
  readonly uscc: string;
  readonly department: string;
  readonly appliedOn: string;
  readonly lifted: string | null;
}

/** Measures of a list after an event, in the order of events. */
export function measuresAfter(
  db: Database.Database,
  { list, after, limit }: { readonly list: JointList; readonly after: string; readonly limit: number },
): readonly StoredMeasure[] {
  return db
    .prepare<[string, string, number], StoredMeasure>(
      `SELECT event_id AS eventId, uscc, department, day AS appliedOn, lifted FROM measure_register
       WHERE list = ? AND event_id > ? ORDER BY event_id LIMIT ?`,
    )
    .all(list, after, limit);
}

/** The days on which an enterprise came on a list, of each stay once: a row that merely changed began no other. */
export function staysBegun(db: Database.Database, list: JointList, uscc: string): readonly string[] {
  return db
    .prepare<[string, string], string>(
      `SELECT day FROM list_changes came INDEXED BY list_changes_by_uscc WHERE list = ? AND uscc = ? AND op = 'add' AND NOT EXISTS (
         SELECT 1 FROM list_changes gone INDEXED BY list_changes_by_uscc WHERE gone.list = came.list AND gone.uscc = came.uscc
           AND gone.position = came.position AND gone.op = 'remove')
       ORDER BY position`,
    )
    .pluck()
    .all(list, uscc);
}

export function isStanding(db: Database.Database, list: JointList, uscc: string): boolean {
  const found = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM list_changes INDEXED BY list_changes_by_uscc WHERE list = ? AND uscc = ? AND op = 'add' AND "left" IS NULL`,
    )
    .pluck()
    .get(list, uscc);
  return found !== undefined;
}

const unanswered = `FROM list_changes stands WHERE list = ? AND op = 'add' AND "left" IS NULL AND NOT EXISTS (
  SELECT 1 FROM measure_register INDEXED BY measure_register_by_uscc WHERE measure_register.uscc = stands.uscc AND measure_register.list = stands.list
    AND lifted IS NULL AND department = coalesce(?, department))`;

/** How many enterprises stand on a list, and for how many of them nobody has a measure on. */
export function countStanding(db: Database.Database, list: JointList): { standing: number; unanswered: number } {
  const standing = db
    .prepare<[string], number>(`SELECT count(*) FROM list_changes WHERE list = ? AND op = 'add' AND "left" IS NULL`)
    .pluck()
    .get(list);
  const without = db.prepare<[string, null], number>(`SELECT count(*) ${unanswered}`).pluck().get(list, null);
  return { standing: standing ?? 0, unanswered: without ?? 0 };
}

/** Codes on a list, after one, for which a department (or anybody) has no measure on. */
export function unansweredAfter(
  db: Database.Database,
  asked: {
    readonly list: JointList;
    readonly department: string | undefined;
    readonly after: string;
    readonly limit: number;
  },
): readonly string[] {
  const { list, department = null, after, limit } = asked;
  return db
    .prepare<[string, string | null, string, number], string>(
      `SELECT uscc ${unanswered} AND uscc > ? ORDER BY uscc LIMIT ?`,
    )
    .pluck()
    .all(list, department, after, limit);
}

/** A measure of a department, and whether its enterprise still stands on the list. */
export interface OwnMeasure {
  readonly eventId: string;
  readonly uscc: string;
  readonly measure: string;
  readonly appliedOn: string;
  readonly lifted: string | null;
  readonly stands: boolean;
}

/** Measures of a department on a list, the latest first, after one that was shown: its day and event. */
export function measuresOfDepartment(
  db: Database.Database,
  asked: {
    readonly department: string;
    readonly list: JointList;
    readonly after: readonly [day: string, eventId: string] | undefined;
    readonly limit: number;
  },
): readonly OwnMeasure[] {
  const { department, list, after = ['9999-12-31', '~'], limit } = asked;
  return db
    .prepare<[string, string, string, string, number], Omit<OwnMeasure, 'stands'>>(
      `SELECT event_id AS eventId, uscc, measure, day AS appliedOn, lifted FROM measure_register
       WHERE department = ? AND list = ? AND (day, event_id) < (?, ?) ORDER BY day DESC, event_id DESC LIMIT ?`,
    )
    .all(department, list, ...after, limit)
    .map((each) => ({ ...each, stands: isStanding(db, list, each.uscc) }));
}

/** Measures that a department has on for an enterprise of a list, the earliest first. */
export function measuresOn(
  db: Database.Database,
  asked: { readonly department: string; readonly list: JointList; readonly uscc: string },
): readonly Pick<OwnMeasure, 'eventId' | 'measure' | 'appliedOn'>[] {
  return db
    .prepare<[string, string, string], Pick<OwnMeasure, 'eventId' | 'measure' | 'appliedOn'>>(
      `SELECT event_id AS eventId, measure, day AS appliedOn FROM measure_register INDEXED BY measure_register_by_uscc
       WHERE uscc = ? AND list = ? AND department = ? AND lifted IS NULL ORDER BY day, event_id`,
    )
    .all(asked.uscc, asked.list, asked.department);
}
