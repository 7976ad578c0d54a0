import type Database from 'better-sqlite3';
import type { JointList } from '../../schemas/vocabularies.js';

/** A row that left a list and has been withdrawn: all that may still be told of it. */
export interface WithdrawnRow {
  readonly rowId: string;
  /** UTC instant at which the registry took it off the list. */
  readonly recordedAt: string;
}

/** How many withdrawn rows and measures are told of one by one. */
export const heldShown = 1000;

/** The rows that stood on a list after some changes, and that have left it and been withdrawn since. */
export function withdrawnSince(db: Database.Database, list: JointList, sequence: number): readonly WithdrawnRow[] {
  return db
    .prepare<[number, string, number, number], WithdrawnRow>(
      `SELECT gone.row_id AS rowId, gone.recorded_at AS recordedAt FROM list_changes gone
       CROSS JOIN list_changes came INDEXED BY list_changes_by_uscc ON came.list = gone.list AND came.uscc = gone.uscc AND came.op = 'add'
         AND came."left" = gone.position AND came.sequence <= ?
       WHERE gone.list = ? AND gone.sequence > ? AND gone.op = 'remove' AND gone.shown = 2
       ORDER BY gone.sequence LIMIT ?`,
    )
    .all(sequence, list, sequence, heldShown);
}

/** A measure that is on although its enterprise has left the list. */
export interface HeldMeasure {
  readonly eventId: string;
  readonly uscc: string;
  readonly measure: string;
  readonly appliedOn: string;
  /** The day on which the enterprise left the list. */
  readonly leftOn: string;
}

/** From the measures to the list by enterprise, never the other way: without statistics the planner would scan the list. */
const leftSince = `
  FROM measure_register held CROSS JOIN list_changes gone INDEXED BY list_changes_by_uscc
    ON gone.list = held.list AND gone.uscc = held.uscc AND gone.op = 'remove'
  WHERE held.lifted IS NULL AND held.list = ? AND held.department = ? AND NOT EXISTS (
    SELECT 1 FROM list_changes stands INDEXED BY list_changes_by_uscc
    WHERE stands.list = held.list AND stands.uscc = held.uscc AND stands.op = 'add' AND stands."left" IS NULL)
  GROUP BY held.event_id, held.uscc`;

/** The measures of a department that it has not lifted although their enterprises are on the list no longer. */
export function measuresHeld(db: Database.Database, list: JointList, department: string): readonly HeldMeasure[] {
  return db
    .prepare<[string, string, number], HeldMeasure & { readonly last: number }>(
      `SELECT held.event_id AS eventId, held.uscc, held.measure, held.day AS appliedOn, gone.day AS leftOn,
         max(gone.position) AS last ${leftSince} ORDER BY held.event_id, held.uscc LIMIT ?`,
    )
    .all(list, department, heldShown)
    .map(({ last: _last, ...measure }) => measure);
}
