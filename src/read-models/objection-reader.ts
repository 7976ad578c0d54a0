import type Database from 'better-sqlite3';

/** An objection that waits for its decision. */
export interface StoredObjection {
  readonly eventId: string;
  readonly uscc: string;
  /** Null where the document states none. */
  readonly dueOn: string | null;
  readonly filedOn: string;
  readonly objector: string;
  /** The record objected to. */
  readonly record: string;
  readonly recordType: string;
  readonly department: string;
}

export interface ObjectionsAsked {
  /** Only those about records of this department; undefined for all. */
  readonly of: string | undefined;
  /** Who asks: petition findings are for the recording department alone. */
  readonly by: string;
  /** `dueOn.eventId` of the last one seen. */
  readonly after: string;
  readonly limit: number;
}

/** 待处理异议, the most pressing first; those without a stated day last. */
export function openObjections(
  db: Database.Database,
  { of, by, after, limit }: ObjectionsAsked,
): readonly StoredObjection[] {
  return db
    .prepare<[string | null, string, string, number], StoredObjection>(
      `SELECT event_id AS eventId, uscc, day AS dueOn, filed AS filedOn, objector, record, record_type AS recordType, department
       FROM objection_register
       WHERE department = coalesce(?, department) AND (record_type <> 'PetitionFindingRecorded' OR department = ?)
         AND coalesce(day, '9999') || '.' || event_id > ?
       ORDER BY coalesce(day, '9999'), event_id LIMIT ?`,
    )
    .all(of ?? null, by, after, limit);
}
