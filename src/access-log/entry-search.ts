import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';

/** A row as it is stored. */
export interface AccessRow {
  readonly number: number;
  readonly at: string;
  readonly department: string;
  readonly key: string;
  readonly what: string;
  readonly usccs: string;
  readonly purpose: string | null;
  readonly axes: string | null;
  readonly status: number;
  readonly result: string | null;
}

/** What rows are asked for; null asks for any. Instants are UTC, the second one exclusive. */
export interface AskedRows {
  readonly department: string | null;
  readonly key: string | null;
  readonly from: string | null;
  readonly until: string | null;
  /** The number before which to go on. */
  readonly before: number;
  readonly limit: number;
}

/** Numbers that are looked at in one turn of the event loop, a few milliseconds of work. */
const lookedAtOnce = 10_000;

/** By how much a clock may have been set back between two entries without one of them being missed. */
const slackMilliseconds = 24 * 60 * 60 * 1000;

const matching = `(:department IS NULL OR department = :department) AND (:key IS NULL OR key = :key)
  AND (:from IS NULL OR at >= :from) AND (:until IS NULL OR at < :until)
  ORDER BY number DESC LIMIT :limit`;

/**
 * Finds rows of the access log without an index of who read or when, which each read would have to pay for: numbers count
 * up with time, so the ends of a span are found by halving, and what lies between is gone through a part at a time, while
 * others are answered.
 */
export class EntrySearch {
  readonly #part;
  readonly #subject;
  readonly #next;
  readonly #last;

  constructor(db: Database.Database) {
    this.#part = db.prepare<[object], AccessRow>(
      `SELECT * FROM access WHERE number >= :lowest AND number < :before AND ${matching}`,
    );
    this.#subject = db.prepare<[object], AccessRow>(
      `SELECT access.* FROM access_subject JOIN access USING (number)
       WHERE uscc = :uscc AND number < :before AND ${matching}`,
    );
    this.#next = db
      .prepare<[number], string>('SELECT at FROM access WHERE number >= ? ORDER BY number LIMIT 1')
      .pluck();
    this.#last = db.prepare<[], number>('SELECT coalesce(max(number), 0) FROM access').pluck();
  }

  /** Rows about an enterprise, newest first, which the index of subjects knows. */
  about(uscc: string, asked: AskedRows): readonly AccessRow[] {
    return this.#subject.all({ ...asked, uscc });
  }

  /** Rows of anything, newest first. */
  async newest(asked: AskedRows): Promise<readonly AccessRow[]> {
    const { from, until, before, limit } = asked;
    const lowest = from === null ? 1 : this.#firstSince(Date.parse(from) - slackMilliseconds);
    const end = until === null ? (this.#last.get() ?? 0) + 1 : this.#firstSince(Date.parse(until) + slackMilliseconds);
    const found: AccessRow[] = [];
    for (let rest = Math.min(before, end); rest > lowest && found.length < limit; rest -= lookedAtOnce) {
      if (rest < Math.min(before, end)) await setImmediate();
      const part = { lowest: Math.max(lowest, rest - lookedAtOnce), before: rest, limit: limit - found.length };
      found.push(...this.#part.all({ ...asked, ...part }));
    }
    return found;
  }

  /** The first number of an entry at an instant or later, as far as times count up; one past the last where there is none. */
  #firstSince(instant: number): number {
    const since = new Date(instant).toISOString();
    let [lowest, end] = [1, (this.#last.get() ?? 0) + 1];
    while (lowest < end) {
      const middle = Math.floor((lowest + end) / 2);
      if ((this.#next.get(middle) ?? since) >= since) end = middle;
      else lowest = middle + 1;
    }
    return lowest;
  }
}
