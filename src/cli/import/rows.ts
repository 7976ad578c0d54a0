import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { UsageError } from '../settings.js';
import { decodedText, encodingOf } from './encoding.js';
import { RowRejected } from './rejections.js';

/** A row of the file: its cells by header, or the object that a line of NDJSON holds. */
export interface Row {
  /** As a spreadsheet counts: the header is row 1. In NDJSON, the line. */
  readonly number: number;
  readonly cells: ReadonlyMap<string, string>;
  readonly document?: Readonly<Record<string, unknown>>;
}

/** What one record of the file gave: a row, or the reason why it is none. */
export type ReadResult = { readonly row: Row } | { readonly number: number; readonly rejected: RowRejected };

/** Rows of a CSV or NDJSON file, as a stream: memory does not grow with the file. */
export async function* readRows(file: string, progress: (bytes: number) => void): AsyncGenerator<ReadResult> {
  const text = decodedText(file, await encodingOf(file), progress);
  if (/\.(ndjson|jsonl)$/i.test(file)) yield* ndjsonRows(text);
  else if (/\.csv$/i.test(file)) yield* csvRows(text);
  else throw new UsageError(`${file}: only .csv, .ndjson and .jsonl are read`);
}

async function* csvRows(text: AsyncGenerator<string>): AsyncGenerator<ReadResult> {
  const parser = Readable.from(text).pipe(parse({ bom: true, relax_column_count: true, max_record_size: 1_000_000 }));
  let headers: readonly string[] | undefined;
  let number = 0;
  for await (const record of parser) {
    const cells: readonly string[] = record;
    number += 1;
    if (cells.length === 1 && cells[0] === '') continue;
    if (headers === undefined) {
      headers = headersOf(cells);
      continue;
    }
    if (cells.length === headers.length) {
      yield { row: { number, cells: new Map(headers.map((header, index) => [header, cells[index] ?? ''])) } };
    } else {
      yield {
        number,
        rejected: new RowRejected('ROW_RAGGED', '', `${cells.length} cells under ${headers.length} headers`),
      };
    }
  }
}

function headersOf(cells: readonly string[]): readonly string[] {
  const headers = cells.map((cell) => cell.trim());
  const twice = headers.find((header, index) => headers.indexOf(header) !== index);
  if (twice !== undefined) throw new UsageError(`the header ${twice} stands twice`);
  return headers;
}

async function* ndjsonRows(text: AsyncGenerator<string>): AsyncGenerator<ReadResult> {
  let number = 0;
  for await (const line of linesOf(text)) {
    number += 1;
    if (line.trim() === '') continue;
    const document = objectIn(line);
    if (document === undefined) yield { number, rejected: new RowRejected('ROW_UNREADABLE') };
    else yield { row: { number, cells: cellsOf(document), document } };
  }
}

async function* linesOf(text: AsyncGenerator<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function cellsOf(document: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const texts = Object.entries(document).filter(([, value]) => typeof value !== 'object');
  return new Map(texts.map(([key, value]) => [key, String(value)]));
}
