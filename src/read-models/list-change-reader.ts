import type Database from 'better-sqlite3';
import type { JointList } from '../../schemas/vocabularies.js';
import { clauses, eventText, toldText } from './list-change-text.js';
import type { ListMark } from './list-reader.js';

/** Changes of a list after a number, up to a position, in order. */
export interface ChangeRange {
  readonly list: JointList;
  readonly after: number;
  readonly until: number;
  readonly limit: number;
}

export interface StoredChange {
  readonly sequence: number;
  /** JSON text of a ListChange. */
  readonly told: string;
}

/** A change as a feed hands it on: where it stands, and the JSON text of its CloudEvent. */
export interface FeedLine extends ListMark {
  readonly position: number;
  readonly recordedAt: string;
  readonly event: string;
}

/** The CloudEvents of a range as one JSON array, in UTF-8. */
export interface FeedPage {
  readonly body: Buffer;
  readonly count: number;
  /** How much may be told of each; with the number of the last this decides the body. */
  readonly shown: string;
  /** The number of the last change; null when there is none. */
  readonly last: number | null;
}

const inRange = 'FROM list_changes WHERE list = @list AND sequence > @after AND position <= @until ORDER BY sequence';
const kept = new WeakMap<Database.Database, ReturnType<typeof prepare>>();

/** Whoever follows a feed asks the same again and again. */
function statements(db: Database.Database): ReturnType<typeof prepare> {
  const known = kept.get(db) ?? prepare(db);
  kept.set(db, known);
  return known;
}

type Given<T> = T & { readonly clauses: string };

function prepare(db: Database.Database) {
  return {
    told: db.prepare<[Given<ChangeRange>], StoredChange>(
      `SELECT sequence, ${toldText} AS told ${inRange} LIMIT @limit`,
    ),
    lines: db.prepare<[Given<ChangeRange>], FeedLine>(
      `SELECT sequence, digest, position, recorded_at AS recordedAt, ${eventText} AS event ${inRange} LIMIT @limit`,
    ),
    page: db.prepare<[Given<ChangeRange>], FeedPage>(
      `SELECT CAST('[' || ifnull(group_concat(event, ','), '') || ']' AS BLOB) AS body, count(*) AS count,
              ifnull(group_concat(shown, ''), '') AS shown, max(sequence) AS last
       FROM (SELECT sequence, shown, ${eventText} AS event ${inRange} LIMIT @limit)`,
    ),
    ofEnterprise: db.prepare<[Given<{ list: JointList; uscc: string; limit: number }>], StoredChange>(
      `SELECT sequence, ${toldText} AS told FROM list_changes INDEXED BY list_changes_by_uscc
       WHERE list = @list AND uscc = @uscc AND shown < 2 ORDER BY sequence LIMIT @limit`,
    ),
  };
}

export function changesAfter(db: Database.Database, range: ChangeRange): readonly StoredChange[] {
  return statements(db).told.all({ ...range, clauses });
}

/** Changes of an enterprise on a list, in order. It finds no sealed one, so that it betrays none. */
export function changesOfEnterprise(
  db: Database.Database,
  asked: { readonly list: JointList; readonly uscc: string; readonly limit: number },
): readonly StoredChange[] {
  return statements(db).ofEnterprise.all({ ...asked, clauses });
}

/** What a feed hands on, line by line. */
export function feedLines(db: Database.Database, range: ChangeRange): readonly FeedLine[] {
  return statements(db).lines.all({ ...range, clauses });
}

/** The same as one body: no line of it becomes an object on the way. */
export function feedPage(db: Database.Database, range: ChangeRange): FeedPage {
  const page = statements(db).page.get({ ...range, clauses });
  if (page === undefined) throw new Error('an aggregate query has one row');
  return page;
}
