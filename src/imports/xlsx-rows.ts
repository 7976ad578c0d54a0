import { readFileSync, statSync } from 'node:fs';
import { FileRefused } from './file-refused.js';
import { RowRejected } from './rejections.js';
import { headersOf, type ReadResult, rowUnder } from './rows.js';
import { unpacksWithin } from './unpacked.js';

/** A file by its path, or a workbook that has come in as a whole. */
export type XlsxSource = string | Buffer;

export interface XlsxOptions {
  /** Name of the sheet; the first by default. */
  readonly sheet: string | undefined;
  /** The columns whose cells are codes, and must never have been numbers. */
  readonly codeColumns: readonly string[];
  /** Hears in words which sheets are left unread. */
  readonly said: (message: string) => void;
}

/** A workbook is unpacked as a whole, so its size is bounded; CSV is streamed and is not. */
const maxBytes = 8 * 1024 * 1024;
const maxRows = 50_000;
/** What a workbook may unpack to: 50,000 rows of many columns, and no archive made to fill the memory. */
const maxUnpacked = 64 * 1024 * 1024;

/** Excel keeps 15 digits of a number; from here on the last ones are not those that were typed. */
const exact = 1e15;

/** A cell that the workbook holds as a number. */
class NumberCell {
  readonly value: number;

  constructor(digits: string) {
    this.value = Number(digits);
  }
}

/**
 * Rows of one sheet of a workbook, numbered as the sheet numbers them; blank rows are passed over. Numbers become their
 * digits, dates YYYY-MM-DD. A code that was stored as a number is lost, and its row rejected.
 */
export async function* readXlsxRows(source: XlsxSource, options: XlsxOptions): AsyncGenerator<ReadResult> {
  const rows = await sheetOf(source, options);
  if (rows.length > maxRows) throw tooLarge(nameOf(source), `more than ${maxRows} rows`);
  const [first = [], ...rest] = rows;
  const headers = headersOf(withoutBlankEnd(first.map(textOf)));
  for (const [index, cells] of rest.entries()) {
    if (cells.every((cell) => textOf(cell) === '')) continue;
    yield rowOf(headers, cells, { number: index + 2, codeColumns: options.codeColumns });
  }
}

interface Place {
  readonly number: number;
  readonly codeColumns: readonly string[];
}

function rowOf(headers: readonly string[], cells: readonly unknown[], { number, codeColumns }: Place): ReadResult {
  const lost = headers.find((header, index) => hasLostDigits(cells[index], codeColumns.includes(header)));
  if (lost !== undefined) return { number, rejected: new RowRejected('CODE_IN_NUMBERS', lost) };
  const texts = cells.map(textOf);
  const beyond = withoutBlankEnd(texts.slice(headers.length));
  return rowUnder(headers, [...headers.map((_, index) => texts[index] ?? ''), ...beyond], number);
}

/** In the column of codes any number is a code that lost zeros or digits; elsewhere only one beyond 15 digits. */
function hasLostDigits(cell: unknown, isCode: boolean): boolean {
  return cell instanceof NumberCell && (isCode || Math.abs(cell.value) >= exact);
}

/** What a person sees in the cell, without the decoration of its format. */
function textOf(cell: unknown): string {
  if (cell instanceof NumberCell) return shown(cell.value);
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$|\.\d{3}Z$/, '')
      .replace('T', ' ');
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return typeof cell === 'string' ? cell : '';
}

/** 0.30000000000000004 is shown as 0.3: a spreadsheet shows at most 15 digits. */
function shown(number: number): string {
  const rounded = Number(number.toPrecision(15));
  return rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

function withoutBlankEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

async function sheetOf(
  source: XlsxSource,
  { sheet: name, said }: XlsxOptions,
): Promise<readonly (readonly unknown[])[]> {
  const file = nameOf(source);
  const size = typeof source === 'string' ? statSync(source).size : source.length;
  if (size > maxBytes) throw tooLarge(file, 'larger than 8 MiB');
  const archive = typeof source === 'string' ? readFileSync(source) : source;
  if (!(await unpacksWithin(archive, maxUnpacked))) {
    throw new FileRefused('FILE_UNREADABLE', `${file} is no workbook, or unpacks to more than 64 MiB`);
  }
  const sheets = await unpack(source);
  const chosen = sheets.find(({ sheet }) => name === undefined || sheet === name);
  const names = sheets.map(({ sheet }) => sheet).join(', ');
  if (chosen === undefined) throw new FileRefused('FILE_UNREADABLE', `${file} has no sheet ${name}; it has ${names}`);
  if (name === undefined && sheets.length > 1) said(`只读取工作表 only sheet ${chosen.sheet} of ${names} is read`);
  return chosen.data;
}

/** The library is loaded with the first workbook: most starts never read one. */
async function unpack(source: XlsxSource) {
  const { default: readXlsxFile } = await import('read-excel-file/node');
  try {
    return await readXlsxFile(source, { parseNumber: (digits) => new NumberCell(digits) });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new FileRefused('FILE_UNREADABLE', `${nameOf(source)} is no workbook that can be read: ${error.message}`);
  }
}

/** What a message calls it. */
function nameOf(source: XlsxSource): string {
  return typeof source === 'string' ? source : 'the table';
}

function tooLarge(file: string, how: string): FileRefused {
  return new FileRefused(
    'FILE_TOO_LARGE',
    `${file} is ${how}, and a workbook is read as a whole; save it as CSV (UTF-8), which may be of any size`,
  );
}
