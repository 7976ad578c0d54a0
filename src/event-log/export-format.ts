import { createHash } from 'node:crypto';
import {
  exportedClosing,
  exportedEvent,
  exportedHeader,
  type LineSchema,
  LOG_EXPORT_FORMAT,
} from '../../schemas/log-export.js';
import type { CheckedEvent } from './checked-event.js';
import type { StoredEvent } from './event-log.js';
import type { StoredEventSink } from './transfer.js';

/**
 * 日志导出: NDJSON. The first line names the format, the registry and the number of events; then a line an event, the
 * stored body verbatim; the last line closes with SHA-256 over all commitments in order, so that a cut-off file shows.
 */
export interface ExportHeader {
  /** Identity of the registry, which a restored one keeps. */
  readonly registry: string;
  readonly events: number;
}

/** The export is damaged, cut off or out of order. Nothing of it may be taken for a registry. */
export class ExportDamaged extends Error {
  constructor(line: number, rule: string) {
    super(`line ${line}: ${rule}`);
    this.name = 'ExportDamaged';
  }
}

/** The line on which the event of a position stands. */
export function lineOf(position: number): number {
  return position + 1;
}

/** Writes an export: `begin`, then the events, then `end`. */
export class ExportWriter implements StoredEventSink {
  readonly #write: (text: string) => Promise<void>;
  readonly #digest = createHash('sha256');
  #position = 0;

  constructor(write: (text: string) => Promise<void>) {
    this.#write = write;
  }

  position(): number {
    return this.#position;
  }

  async begin({ registry, events }: ExportHeader): Promise<void> {
    await this.#write(line({ format: LOG_EXPORT_FORMAT, registry, events }));
  }

  async write(events: readonly CheckedEvent[]): Promise<void> {
    for (const { commitment } of events) this.#digest.update(commitment);
    this.#position += events.length;
    await this.#write(events.map(eventLine).join(''));
  }

  async end(): Promise<void> {
    await this.#write(line({ end: this.#position, sha256: this.#digest.digest('hex') }));
  }
}

function eventLine({ position, salt, commitment, body }: StoredEvent): string {
  return line({ position, salt: salt.toString('hex'), commitment: commitment.toString('hex'), body });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** Reads an export line by line; `header` is there before the first event, `events` ends once the last line agrees. */
export class ExportReader {
  readonly #lines: AsyncIterator<string>;
  #line = 0;

  constructor(lines: AsyncIterable<string>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async header(): Promise<ExportHeader> {
    const { registry, events } = this.#parsed(exportedHeader, await this.#next());
    return { registry, events };
  }

  /** What the file holds, unchecked but for its end: throws ExportDamaged when that is missing or does not agree. */
  async *events({ events }: ExportHeader): AsyncGenerator<StoredEvent> {
    const digest = createHash('sha256');
    for (let left = events; left > 0; left -= 1) {
      const { position, salt, commitment, body } = this.#parsed(exportedEvent, await this.#next());
      const stored = { position, salt: Buffer.from(salt, 'hex'), commitment: Buffer.from(commitment, 'hex'), body };
      digest.update(stored.commitment);
      yield stored;
    }
    const { end, sha256 } = this.#parsed(exportedClosing, await this.#next());
    if (end !== events || sha256 !== digest.digest('hex')) throw this.#damage('does not close what stands before it');
    if ((await this.#lines.next()).done !== true) throw new ExportDamaged(this.#line + 1, 'stands behind the end');
  }

  async #next(): Promise<string> {
    const { value, done } = await this.#lines.next();
    this.#line += 1;
    if (done === true) throw this.#damage('the file ends too early');
    return value;
  }

  #parsed<T>(schema: LineSchema<T>, text: string): T {
    const read = schema.safeParse(this.#json(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw this.#damage([issue?.path.join('.'), issue?.message].filter(Boolean).join(' '));
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError) throw this.#damage('is no JSON, or cut off');
      throw error;
    }
  }

  #damage(rule: string): ExportDamaged {
    return new ExportDamaged(this.#line, rule);
  }
}
