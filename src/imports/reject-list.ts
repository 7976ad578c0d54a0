import { type FileHandle, open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { type RowRejected, rejectCells, rejectColumns } from './rejections.js';

/**
 * The list of rejects of an import that may be interrupted: CSV for people, with byte order mark and formulas defused. It
 * goes on at the length at which its import goes on; what was written after that is written again.
 */
export class RejectList {
  readonly #file: FileHandle;
  #bytes: number;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  static async open(path: string, bytes: number): Promise<RejectList> {
    const file = await open(path, bytes === 0 ? 'w' : 'r+');
    await file.truncate(bytes);
    const list = new RejectList(file, bytes);
    if (bytes === 0) await list.#write(`\ufeff${stringify([[...rejectColumns]])}`);
    return list;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async add(row: number, rejected: RowRejected): Promise<void> {
    await this.#write(stringify([rejectCells(row, rejected)], { escape_formulas: true }));
  }

  /** Resolves once everything added is on disk. */
  async sync(): Promise<void> {
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    await this.#file.write(bytes, 0, bytes.length, this.#bytes);
    this.#bytes += bytes.length;
  }
}
