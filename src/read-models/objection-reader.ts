import type Database from 'better-sqlite3';

/** An objection, and how it was decided. */
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
  /** The day on which the decision was received; null while the objection waits for it. */
  readonly answeredOn: string | null;
  readonly outcome: string | null;
}

/** 待处理 or 已处理 */
export const objectionStates = ['open', 'answered'] as const;
export type ObjectionState = (typeof objectionStates)[number];

export interface ObjectionFilter {
  readonly state: ObjectionState;
  readonly uscc?: string | undefined;
  /** The type of the record objected to. */
  readonly recordType?: string | undefined;
  /** First and last day on which it may be due; what states no day is then left out. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface ObjectionsAsked extends ObjectionFilter {
  /** Only those about records of this department; undefined for all. */
  readonly of: string | undefined;
  /** Who asks: petition findings are for the recording department alone. */
  readonly by: string;
  /** The last one seen. */
  readonly after?: ObjectionKey | undefined;
  readonly limit: number;
}

/** By which objections of a state are ordered. */
export interface ObjectionKey {
  readonly day: string;
  readonly eventId: string;
}

/** What has no stated day comes last. */
const undated = '9999';

const orders = {
  open: { day: `coalesce(day, '${undated}')`, holds: 'answered IS NULL', beyond: '>', direction: 'ASC' },
  answered: { day: 'answered', holds: 'answered IS NOT NULL', beyond: '<', direction: 'DESC' },
} as const;

export function keyOfObjection({ answeredOn, dueOn, eventId }: StoredObjection): ObjectionKey {
  return { day: answeredOn ?? dueOn ?? undated, eventId };
}

/** 异议: those that wait, the most pressing first; or those that were decided, the latest first. */
export function objectionsOnRecord(
  db: Database.Database,
  { state, of, by, uscc, recordType, from, until, after, limit }: ObjectionsAsked,
): readonly StoredObjection[] {
  const { day, holds, beyond, direction } = orders[state];
  return db
    .prepare<Readonly<Record<string, string | number | null>>, StoredObjection>(
      `SELECT event_id AS eventId, uscc, day AS dueOn, filed AS filedOn, objector, record, record_type AS recordType,
         department, answered AS answeredOn, outcome
       FROM objection_register
       WHERE ${holds}
         AND department = coalesce(@of, department) AND (record_type <> 'PetitionFindingRecorded' OR department = @by)
         AND uscc = coalesce(@uscc, uscc) AND record_type = coalesce(@recordType, record_type)
         AND (@from IS NULL OR day >= @from) AND (@until IS NULL OR day <= @until)
         AND (@day IS NULL OR (${day}, event_id) ${beyond} (@day, @eventId))
       ORDER BY ${day} ${direction}, event_id ${direction} LIMIT @limit`,
    )
    .all({
      of: of ?? null,
      by,
      uscc: uscc ?? null,
      recordType: recordType ?? null,
      from: from ?? null,
      until: until ?? null,
      day: after?.day ?? null,
      eventId: after?.eventId ?? null,
      limit,
    });
}
