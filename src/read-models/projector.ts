import type Database from 'better-sqlite3';
import { pendingChange } from '../../projections/pending-succession.js';
import { isEnterpriseEvent, type RecordedEvent } from '../../schemas/events.js';
import { concerned, readHistory } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';
import { enterpriseRows, type Standing } from './enterprise-rows.js';
import { edition } from './tables.js';

/** Large pages, since each enterprise in a page is rendered once. */
const page = 10_000;
const namesPage = 1000;

/** Before the first DayOpened there is no day; everything sorts after this one. */
const noDay = '0000-00-00';

/**
 * Brings the read models up to the log. Rows and checkpoint change in one transaction, so a kill leaves them as they
 * were after some page. Incremental and from the start give the same bytes for the same position.
 */
export class Projector {
  readonly #reader: EventReader;
  readonly #db: Database.Database;
  readonly #statements;

  constructor(reader: EventReader, db: Database.Database) {
    this.#reader = reader;
    this.#db = db;
    this.#statements = prepare(db);
  }

  position(): number {
    return this.#statements.checkpoint.get()?.position ?? 0;
  }

  /** Takes in everything recorded so far; answers the position reached. Throws UnknownEventType. */
  catchUp(): number {
    if (this.position() === 0) this.buildTo(this.#reader.head().position);
    let reached = this.position();
    for (;;) {
      const events = this.#reader.readAll(reached, page);
      if (events.length === 0) return reached;
      reached = this.#takeIn(events, reached);
    }
  }

  /** From nothing up to a position: each enterprise is folded once, in key order, whatever the order of the log. */
  buildTo(position: number): void {
    if (position === 0) return;
    const standing = this.#standing(position);
    this.#db
      .transaction(() => {
        if (this.position() !== 0) return;
        for (const uscc of this.#enterprises()) this.#write(uscc, standing);
        for (const event of this.#events(position)) this.#applySuccession(event);
        this.#statements.advance.run(edition, standing.position, standing.day);
      })
      .immediate();
  }

  *#enterprises(): Iterable<string> {
    let after = '';
    for (;;) {
      const names = this.#reader.streamNames('enterprise-', after, namesPage);
      for (const name of names) yield name.replace('enterprise-', '');
      after = names.at(-1) ?? after;
      if (names.length < namesPage) return;
    }
  }

  *#events(toPosition: number): Iterable<RecordedEvent> {
    let after = 0;
    while (after < toPosition) {
      const events = this.#reader.readAll(after, Math.min(page, toPosition - after));
      yield* events;
      after = events.at(-1)?.position ?? toPosition;
    }
  }

  /** One page and its checkpoint. Another projector on the same file may have been faster: then nothing is done. */
  #takeIn(events: readonly RecordedEvent[], after: number): number {
    const standing = this.#standing(events.at(-1)?.position ?? after);
    this.#db
      .transaction(() => {
        if (this.position() !== after) return;
        const written = new Set(
          events.filter(isEnterpriseEvent).map((event) => event.stream.replace('enterprise-', '')),
        );
        const touched = new Set([...written].flatMap((uscc) => this.#concerned(uscc, standing)));
        for (const due of this.#statements.due.all(standing.day)) touched.add(due);
        for (const uscc of [...touched].sort()) this.#write(uscc, standing);
        for (const event of events) this.#applySuccession(event);
        this.#statements.advance.run(edition, standing.position, standing.day);
      })
      .immediate();
    return this.position();
  }

  #standing(position: number): Standing {
    return { position, day: openedDay(this.#reader, position) ?? noDay };
  }

  #concerned(uscc: string, { position }: Standing): readonly string[] {
    return concerned(readHistory(this.#reader, uscc, position));
  }

  #write(uscc: string, standing: Standing): void {
    const rows = enterpriseRows(this.#reader, uscc, standing);
    const { version, restricted, nextChange, digests, bodies, names } = rows;
    this.#statements.profile.run(uscc, version, restricted, nextChange, digests, ...bodies);
    this.#statements.forgetNames.run(uscc);
    for (const name of names) this.#statements.name.run(name, uscc);
  }

  #applySuccession(event: RecordedEvent): void {
    const change = pendingChange(event);
    if (change?.change === 'add') this.#statements.pending.run(change.sealingId);
    if (change?.change === 'remove') this.#statements.absorbed.run(change.sealingId);
  }
}

function prepare(db: Database.Database) {
  return {
    checkpoint: db.prepare<[], { position: number; day: string }>('SELECT position, day FROM checkpoint'),
    advance: db.prepare('INSERT OR REPLACE INTO checkpoint (one, edition, position, day) VALUES (1, ?, ?, ?)'),
    due: db.prepare<[string], string>('SELECT uscc FROM credit_profile WHERE next_change <= ?').pluck(),
    profile: db.prepare(
      `INSERT OR REPLACE INTO credit_profile
       (uscc, version, restricted, next_change, digests, public, department, lookback, committee)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    forgetNames: db.prepare('DELETE FROM enterprise_name WHERE uscc = ?'),
    name: db.prepare('INSERT INTO enterprise_name (name, uscc) VALUES (?, ?)'),
    pending: db.prepare('INSERT OR IGNORE INTO pending_succession (sealing_id) VALUES (?)'),
    absorbed: db.prepare('DELETE FROM pending_succession WHERE sealing_id = ?'),
  };
}
