import type Database from 'better-sqlite3';
import { isEnterpriseEvent, type RecordedEvent } from '../../schemas/events.js';
import { concerned, readHistory } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { advance, build, enterprises, successionWriter } from './builder.js';
import { checkpointOf } from './file.js';
import { momentsIn } from './moments.js';
import { type RenderedSince, renderingOf } from './rendering.js';
import { type Standpoint, standpointAt } from './standpoint.js';
import { enterpriseTables } from './tables.js';

/** Large pages, since each enterprise in a page is rendered once. */
const largePage = 10_000;

/**
 * Brings a file of read models up to the log. Rows and checkpoint change in one transaction, so a kill leaves them as
 * they were after some page. Incremental and from the start give the same rows for the same position.
 */
export class Projector {
  readonly #reader: EventReader;
  readonly #db: Database.Database;
  readonly #writers;
  readonly #applySuccession;
  readonly #due;
  readonly #page: number;

  constructor(reader: EventReader, db: Database.Database, page = largePage) {
    this.#reader = reader;
    this.#db = db;
    this.#page = page;
    this.#writers = enterpriseTables.map((table) => table.writer(db));
    this.#applySuccession = successionWriter(db);
    this.#due = db.prepare<[string], string>('SELECT uscc FROM credit_profile WHERE next_change <= ?').pluck();
  }

  position(): number {
    return checkpointOf(this.#db).position;
  }

  /** Takes in everything recorded so far; answers the position reached. Throws UnknownEventType. */
  catchUp(): number {
    for (let before = -1; ; ) {
      const reached = this.step();
      if (reached === before) return reached;
      before = reached;
    }
  }

  /** Takes in one page of what was recorded, a new file in one go; answers the position reached. */
  step(): number {
    if (this.position() === 0) build(this.#reader, this.#db, { position: this.#reader.head().position });
    const after = this.position();
    const events = this.#reader.readAll(after, this.#page);
    return events.length === 0 ? after : this.#takeIn(events, after);
  }

  /** One page and its checkpoint. Another projector on the same file may have been faster: then nothing is done. */
  #takeIn(events: readonly RecordedEvent[], after: number): number {
    const standpoint = standpointAt(this.#reader, events.at(-1)?.position ?? after);
    this.#db
      .transaction(() => {
        if (this.position() !== after) return;
        for (const uscc of this.#touched(events, standpoint)) this.#write(uscc, { standpoint, after });
        for (const event of events) this.#applySuccession(event);
        for (const { finish } of enterpriseTables) finish?.(this.#db);
        advance(this.#db, standpoint);
      })
      .immediate();
    return this.position();
  }

  /** Enterprises whose rows a page may change: all when other rules came to hold, else those that #concerned names. */
  *#touched(events: readonly RecordedEvent[], standpoint: Standpoint): Iterable<string> {
    const { position: after, ruleVersion } = checkpointOf(this.#db);
    const moments = momentsIn(this.#reader, after, standpoint.position);
    const isSame = moments.every(({ rules }) => rules.version === ruleVersion);
    if (isSame && ruleVersion === standpoint.rules.version) yield* this.#concerned(events, standpoint);
    else for (const usccs of enterprises(this.#reader)) yield* usccs;
  }

  /** By their own events, by those of a successor, or by the day. */
  #concerned(events: readonly RecordedEvent[], { position, day }: Standpoint): readonly string[] {
    const touched = new Set(this.#due.all(day));
    const written = new Set(events.filter(isEnterpriseEvent).map((event) => event.stream.replace('enterprise-', '')));
    for (const uscc of written) {
      for (const each of concerned(readHistory(this.#reader, uscc, position))) touched.add(each);
    }
    return [...touched].sort();
  }

  #write(uscc: string, since: RenderedSince): void {
    const rendering = renderingOf(this.#reader, uscc, since);
    if (rendering !== undefined) for (const write of this.#writers) write(rendering);
  }
}
