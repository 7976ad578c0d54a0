import { createHash, type Hash } from 'node:crypto';
import { isCommitted } from './codec.js';
import type { StoredEvent } from './event-log.js';

/**
 * 日志导出: NDJSON. The first line names the format, the registry and the number of events; then a line an event, the
 * stored body verbatim; the last line closes with SHA-256 over all commitments in order, so that a cut-off file shows.
 */
const FORMAT = 'quality-credit-log/1';

export interface ExportHeader {
  readonly format: string;
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

export function headerLine(registry: string, events: number): string {
  return JSON.stringify({ format: FORMAT, registry, events } satisfies ExportHeader);
}

export function eventLine({ position, salt, commitment, body }: StoredEvent): string {
  return JSON.stringify({ position, salt: salt.toString('hex'), commitment: commitment.toString('hex'), body });
}

export function closingLine(events: number, digest: Hash): string {
  return JSON.stringify({ end: events, sha256: digest.digest('hex') });
}

/** Reads an export line by line; `header` is there before the first event, `events` checks each and the end. */
export class ExportReader {
  readonly #lines: AsyncIterator<string>;
  #line = 0;

  constructor(lines: AsyncIterable<string>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async header(): Promise<ExportHeader> {
    const parsed = await this.#next();
    const { format, registry, events } = parsed;
    if (format !== FORMAT) throw new ExportDamaged(1, `is no header of ${FORMAT}`);
    if (typeof registry !== 'string' || typeof events !== 'number') throw new ExportDamaged(1, 'is no whole header');
    return { format, registry, events };
  }

  /** Events in order, each with its commitment checked. Throws ExportDamaged, at the end too if it is not whole. */
  async *events({ events }: ExportHeader): AsyncGenerator<StoredEvent> {
    const digest = createHash('sha256');
    for (let position = 1; position <= events; position += 1) {
      const stored = this.#stored(await this.#next(), position);
      digest.update(stored.commitment);
      yield stored;
    }
    const { end, sha256 } = await this.#next();
    if (end !== events || sha256 !== digest.digest('hex')) throw this.#damage('does not close what stands before it');
  }

  #stored(line: Readonly<Record<string, unknown>>, expected: number): StoredEvent {
    const { position, salt, commitment, body } = line;
    if (position !== expected) throw this.#damage(`must carry position ${expected}`);
    if (typeof salt !== 'string' || typeof commitment !== 'string' || typeof body !== 'string') {
      throw this.#damage('must carry salt, commitment and body');
    }
    const stored = { position, salt: Buffer.from(salt, 'hex'), commitment: Buffer.from(commitment, 'hex'), body };
    if (!isCommitted(stored)) throw this.#damage('the commitment is not that of the body');
    return stored;
  }

  async #next(): Promise<Readonly<Record<string, unknown>>> {
    const { value, done } = await this.#lines.next();
    this.#line += 1;
    if (done === true || value === '') throw this.#damage('the file ends too early');
    return this.#object(value);
  }

  #object(line: string): Readonly<Record<string, unknown>> {
    try {
      const parsed: unknown = JSON.parse(line);
      if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw this.#damage('is no JSON object');
  }

  #damage(rule: string): ExportDamaged {
    return new ExportDamaged(this.#line, rule);
  }
}
