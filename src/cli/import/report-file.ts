import { once } from 'node:events';
import { createWriteStream, lstatSync, openSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { fileHead } from '../file-head.js';
import { UsageError } from '../settings.js';

/**
 * A CSV file for people: with byte order mark, so that office programs read its Chinese, and with formulas defused.
 * It is made when the first line is written; a report without lines makes no file. Throws UsageError when it cannot be.
 */
export class ReportFile {
  readonly path: string;
  readonly #columns: readonly string[];
  #stream: ReturnType<typeof stringify> | undefined;
  #drained: Promise<void> | undefined;
  #done: Promise<void> = Promise.resolve();

  constructor(path: string, columns: readonly string[]) {
    this.path = path;
    this.#columns = columns;
  }

  /** Whether any line was written. */
  get isWritten(): boolean {
    return this.#stream !== undefined;
  }

  async write(cells: readonly string[]): Promise<void> {
    this.#stream ??= this.#open();
    if (!this.#stream.write(cells)) this.#drained ??= this.#drain(this.#stream);
    await this.#drained;
  }

  /** One wait for all who write at once. */
  async #drain(stream: ReturnType<typeof stringify>): Promise<void> {
    await once(stream, 'drain');
    this.#drained = undefined;
  }

  /** Resolves once everything is in the file. */
  async close(): Promise<void> {
    this.#stream?.end();
    await this.#done;
  }

  /** Removes what an earlier run reported, and nothing else that bears the name. */
  removeEarlier(): void {
    const head = Buffer.from(`\ufeff${this.#columns.join(',')}\n`);
    if (!lstatSync(this.path, { throwIfNoEntry: false })?.isFile()) return;
    if (fileHead(this.path, head.length).equals(head)) rmSync(this.path);
  }

  #open() {
    const stream = stringify({ bom: true, escape_formulas: true, header: true, columns: [...this.#columns] });
    this.#done = finished(stream.pipe(createWriteStream(this.path, { fd: this.#made() })));
    return stream;
  }

  #made(): number {
    try {
      return openSync(this.path, 'w');
    } catch (error) {
      throw new UsageError(`cannot write ${this.path}: ${error instanceof Error ? error.message : error}`);
    }
  }
}
