import type { RecordedEvent } from '../../schemas/events.js';
import { decode, isCommitted } from './codec.js';
import type { EventReader, FiledEvent } from './event-log.js';

const page = 2000;

/** What was found of a log: how many events, and a sentence for each thing that does not agree. */
export interface LogFindings {
  readonly events: number;
  readonly faults: readonly string[];
}

/**
 * Checks the whole log: positions and versions dense, each commitment that of what is stored, and the columns that
 * reads go by equal to what the body says. Reads in pages and tells how far it is; a row that cannot be read is a fault
 * like any other.
 */
export function verifyLog(reader: EventReader, watch: (position: number) => void = () => undefined): LogFindings {
  const check = new RowCheck();
  let position = 0;
  for (;;) {
    const rows = reader.readStored(position, page);
    for (const row of rows) check.take(row);
    position = rows.at(-1)?.position ?? position;
    watch(position);
    if (rows.length < page) return { events: check.rows, faults: check.faults };
  }
}

class RowCheck {
  readonly faults: string[] = [];
  rows = 0;
  readonly #versions = new Map<string, number>();
  #position = 0;
  #knownSince = '';

  take(row: FiledEvent): void {
    this.rows += 1;
    if (row.position !== this.#position + 1) this.#fault(this.#position + 1, 'is missing');
    this.#position = row.position;
    if (!isCommitted(row)) this.#fault(row.position, 'the commitment is not that of what is stored');
    const event = this.#decoded(row);
    if (event !== undefined) this.#compare(row, event);
  }

  #decoded(row: FiledEvent): RecordedEvent | undefined {
    try {
      return decode(row);
    } catch (error) {
      this.#fault(row.position, `cannot be read: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }

  #compare(row: FiledEvent, event: RecordedEvent): void {
    const expected = (this.#versions.get(event.stream) ?? 0) + 1;
    if (event.version !== expected) {
      this.#fault(row.position, `${event.stream} has version ${event.version}, expected ${expected}`);
    }
    this.#versions.set(event.stream, event.version);
    if (event.recordedAt > this.#knownSince) this.#knownSince = event.recordedAt;
    const filed = {
      stream: row.stream,
      version: row.version,
      id: row.id,
      command: row.commandKey,
      knownSince: row.knownSince,
    };
    const said = {
      stream: event.stream,
      version: event.version,
      id: event.id,
      command: event.command?.key,
      knownSince: this.#knownSince,
    };
    if (JSON.stringify(filed) !== JSON.stringify(said)) this.#fault(row.position, 'is not filed where it belongs');
  }

  #fault(position: number, sentence: string): void {
    this.faults.push(`event ${position}: ${sentence}`);
  }
}
