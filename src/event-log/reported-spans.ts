import type { DataOf, RecordedEvent } from '../../schemas/events.js';
import { departmentEvents, departmentIds } from './departments.js';
import type { EventReader } from './event-log.js';

type Ground = DataOf<'SourceReported'>['ground'];

/** A span of days on which a report or an answer stands, known from a position on. */
export interface ReportedSpan {
  readonly from: string;
  readonly until: string;
  readonly position: number;
}

/** Spans by ground: those told of everybody, and those of the answers that name an enterprise. */
export interface KnownSpans {
  general(ground: Ground): readonly ReportedSpan[];
  named(ground: Ground, uscc: string): readonly ReportedSpan[];
}

/** An answer 回函 speaks of everything up to its day. */
const sinceEver = '1900-01-01';

/**
 * 零报告与回函, as far as the log has been read: spans by ground for all enterprises, and by ground and code for those
 * that an answer names. It reads each department's stream once and then only what is new.
 */
export class ReportedSpans {
  readonly #reader: EventReader;
  readonly #read = new Map<string, number>();
  readonly #general = new Map<Ground, ReportedSpan[]>();
  readonly #named = new Map<string, ReportedSpan[]>();
  #position = 0;

  constructor(reader: EventReader) {
    this.#reader = reader;
  }

  /** Everything reported by a position; reads what is new once, so that asking for many enterprises reads nothing. */
  knownAt(position: number): KnownSpans {
    this.#catchUp();
    const known = (spans: readonly ReportedSpan[] = []) => spans.filter((span) => span.position <= position);
    return {
      general: (ground) => known(this.#general.get(ground)),
      named: (ground, uscc) => known(this.#named.get(keyOf(ground, uscc))),
    };
  }

  #catchUp(): void {
    const { position } = this.#reader.head();
    if (position === this.#position) return;
    for (const department of departmentIds(this.#reader)) {
      for (const event of departmentEvents(this.#reader, department, this.#read.get(department) ?? 0)) {
        this.#take(event);
        this.#read.set(department, event.version);
      }
    }
    this.#position = position;
  }

  #take(event: RecordedEvent): void {
    const { position } = event;
    if (event.type === 'SourceReported') {
      const { ground, from, until } = event.data;
      put(this.#general, ground, { from, until, position });
    } else if (event.type === 'ClearanceGiven') {
      const { usccs, ground, asOf } = event.data;
      for (const uscc of usccs) put(this.#named, keyOf(ground, uscc), { from: sinceEver, until: asOf, position });
    }
  }
}

function keyOf(ground: Ground, uscc: string): string {
  return `${ground} ${uscc}`;
}

function put<K>(spans: Map<K, ReportedSpan[]>, key: K, span: ReportedSpan): void {
  const known = spans.get(key);
  if (known === undefined) spans.set(key, [span]);
  else known.push(span);
}
