import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type ByteSource, decodedText, encodingOf } from './encoding.js';
import { FileRefused } from './file-refused.js';
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

/** Characters of a record or line; whatever is longer is no table, and must not fill the memory. */
const longest = 1_000_000;

/** Rows of a CSV or NDJSON file, as a stream: memory does not grow with the file. */
export async function* readRows(file: string, progress: (bytes: number) => void): AsyncGenerator<ReadResult> {
  const source: ByteSource = () => createReadStream(file);
  const text = decodedText(source, await encodingOf(source), progress);
  if (/\.(ndjson|jsonl)$/i.test(file)) yield* ndjsonRows(text);
  else if (/\.csv$/i.test(file)) yield* csvRows(text);
  else throw new FileRefused('FILE_KIND_UNKNOWN', `${file}: only .csv, .ndjson, .jsonl and .xlsx are read`);
}

/** Rows of a CSV table that has come in as a whole. */
export async function* readTable(bytes: Uint8Array): AsyncGenerator<ReadResult> {
  const source: ByteSource = () => Readable.from([bytes]);
  yield* csvRows(decodedText(source, await encodingOf(source), () => undefined));
}

async function* csvRows(text: AsyncGenerator<string>): AsyncGenerator<ReadResult> {
  let headers: readonly string[] | undefined;
  let number = 0;
  for await (const cells of csvRecords(text)) {
    number += 1;
    if (cells.length === 1 && cells[0] === '') continue;
    if (headers === undefined) headers = headersOf(cells);
    else yield rowUnder(headers, cells, number);
  }
}

async function* csvRecords(text: AsyncGenerator<string>): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, relax_column_count: true, max_record_size: longest });
  pipeline(Readable.from(text), parser, () => undefined);
  try {
    yield* parser;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileRefused('FILE_UNREADABLE', `line ${error.lines}: ${error.code}`);
  }
}

/** The headers of a table. Throws FileRefused when one stands twice. */
export function headersOf(cells: readonly string[]): readonly string[] {
  const headers = cells.map((cell) => cell.trim());
  const twice = headers.find((header, index) => headers.indexOf(header) !== index);
  if (twice !== undefined) throw new FileRefused('HEADER_TWICE', `the header ${twice} stands twice`);
  return headers;
}

/** Cells under their headers; one more or one fewer, and nobody knows which stands under which. */
export function rowUnder(headers: readonly string[], cells: readonly string[], number: number): ReadResult {
  if (cells.length === headers.length)
    return { row: { number, cells: new Map(headers.map((header, index) => [header, cells[index] ?? ''])) } };
  const reason = `${cells.length} cells under ${headers.length} headers`;
  return { number, rejected: new RowRejected('ROW_RAGGED', '', reason) };
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
    if (rest.length > longest) throw new FileRefused('FILE_UNREADABLE', `a line is longer than ${longest} characters`);
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
