import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { PackNames } from '../policy/pack-names.js';
import { type RegisterLine, type RegisterName, registerPage } from '../queries/registers.js';
import type { ReadModels } from '../read-models/read-models.js';
import type { RegisterFilter } from '../read-models/register-reader.js';
import { cellOf, exportColumns } from '../sheets/register-columns.js';
import { workbook } from '../sheets/workbook.js';
import { csvOf } from './csv.js';

const page = 200;

/** Where registers come from, and what programmes are called there. */
interface Source {
  readonly readModels: ReadModels;
  readonly names: PackNames;
}

/** Every line that a filter finds, newest first, a page at a time; other requests are served in between. */
async function* allLines(
  readModels: ReadModels,
  register: RegisterName,
  filter: RegisterFilter,
): AsyncGenerator<RegisterLine> {
  let cursor: string | undefined;
  do {
    const { lines, next } = registerPage(readModels, { register, filter, cursor, limit: page });
    yield* lines;
    cursor = next;
    await setImmediate();
  } while (cursor !== undefined);
}

/** A register as CSV with byte order mark, formulas defused; a stream, so memory does not grow with it. */
export function registerCsv({ readModels, names }: Source, register: RegisterName, filter: RegisterFilter): Readable {
  const columns = exportColumns[register];
  const rows = async function* () {
    yield columns.map(({ heading }) => heading);
    for await (const line of allLines(readModels, register, filter))
      yield columns.map((column) => cellOf(line, column, names));
  };
  return csvOf(rows());
}

/** A register as XLSX. Every cell is text, so nothing in it is ever taken for a formula or a number. */
export async function registerXlsx(
  { readModels, names }: Source,
  register: RegisterName,
  filter: RegisterFilter,
): Promise<Buffer> {
  const columns = exportColumns[register];
  const rows: (readonly string[])[] = [];
  for await (const line of allLines(readModels, register, filter)) {
    rows.push(columns.map((column) => cellOf(line, column, names)));
  }
  return workbook(
    columns.map(({ heading }) => heading),
    rows,
  );
}
