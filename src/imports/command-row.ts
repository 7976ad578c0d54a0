import { type Command, enterpriseCommands, isCommandType, pairedCommand } from '../../schemas/commands.js';
import { checkUscc } from '../../schemas/uscc.js';
import type { SourceReport } from '../domain/department.js';
import { conversions, convert, exactFen, type Value } from './conversions.js';
import { isFieldPath } from './field-path.js';
import { FileRefused } from './file-refused.js';
import type { ImportSource } from './import-source.js';
import { columnsOf, type FieldMapping, type Mapping } from './mapping.js';
import { fieldInvalid, RowRejected } from './rejections.js';
import { isReportType, type RowType, reportOf } from './report-row.js';
import type { Row } from './rows.js';

/** A row that has become a command. */
export interface CommandRow {
  readonly uscc: string;
  readonly command: Command;
}

/** A row that has become a department's report. */
export interface ReportRow {
  readonly report: SourceReport;
}

/** How the rows of a file become commands, or reports. Each throws RowRejected. */
export type ReadRow = (row: Row, source: ImportSource) => CommandRow | ReportRow;

/** Rows of a foreign table, by a mapping. */
export function mappedRows(mapping: Mapping): ReadRow {
  let known = false;
  return (row, source) => {
    if (!known) refuseMissingColumns(mapping, row);
    known = true;
    const cells = stripped(row, mapping.strip);
    for (const { columns, matches, code } of mapping.rejectIf) {
      const column = columns.find((name) => new RegExp(matches, 'u').test(cells.get(name) ?? ''));
      if (column !== undefined) throw new RowRejected(code, column);
    }
    const data = new Map<string, Value>([['source.department', mapping.department]]);
    for (const [path, from] of Object.entries(mapping.fields)) {
      const value = cellValue(cells, from, path);
      if (value !== undefined) data.set(path, value);
    }
    return commandOf(cells.get(mapping.code ?? ''), mapping.command, nested(data), source);
  };
}

/** A mapping made for another table is a mistake of the whole import, not of each row. */
function refuseMissingColumns(mapping: Mapping, row: Row): void {
  if (row.document !== undefined) return;
  const missing = columnsOf(mapping).filter((column) => !row.cells.has(column));
  if (missing.length > 0)
    throw new FileRefused(
      'COLUMNS_MISSING',
      `the table lacks the columns that the mapping reads: ${missing.join(', ')}`,
    );
}

/** Rows in the registry's own words: headers are field paths, such as `authority.name` or `programmeYear:integer`. */
export function plainRows(command: RowType | undefined): ReadRow {
  return (row, source) => {
    if (row.document !== undefined) return documentRow(row.document, command, source);
    const data = new Map<string, Value>();
    for (const [header, cell] of row.cells) {
      const [path = '', as = 'text'] = header.split(':');
      const conversion = conversions.find((known) => known === as);
      if (conversion === undefined) throw new RowRejected('FIELD_INVALID', header, `unknown conversion ${as}`);
      if (!isFieldPath(path)) throw new RowRejected('FIELD_INVALID', header, 'the header is no field path');
      const value = convert(cell, conversion, path);
      if (value !== undefined && path !== 'command' && path !== 'uscc') data.set(path, value);
    }
    const type = command ?? row.cells.get('command');
    return commandOf(row.cells.get('uscc'), type, nested(data), source);
  };
}

/** A line of NDJSON: {uscc, command, data}, or with a command given for the whole file {uscc, ...data}. */
function documentRow(
  document: Readonly<Record<string, unknown>>,
  command: RowType | undefined,
  source: ImportSource,
): CommandRow | ReportRow {
  const { uscc, command: own, data, ...rest } = document;
  const code = typeof uscc === 'string' ? uscc : undefined;
  if (command !== undefined) return commandOf(code, command, { ...rest }, source);
  return commandOf(code, own, typeof data === 'object' && data !== null ? { ...data } : {}, source);
}

function stripped(row: Row, words: readonly string[]): ReadonlyMap<string, string> {
  if (words.length === 0) return row.cells;
  const clean = (cell: string): string => words.reduce((text, word) => text.replaceAll(word, ''), cell);
  return new Map([...row.cells].map(([header, cell]) => [header, clean(cell)]));
}

function cellValue(cells: ReadonlyMap<string, string>, from: FieldMapping, path: string): Value | undefined {
  if (!('column' in from)) return present(cells, from.ifColumn) ? from.value : undefined;
  const cell = (cells.get(from.column) ?? '').trim();
  if (from.matching !== undefined && !new RegExp(from.matching, 'u').test(cell)) return undefined;
  if (from.notMatching !== undefined && new RegExp(from.notMatching, 'u').test(cell)) return undefined;
  if (from.codes !== undefined && cell !== '') {
    const code = from.codes[cell];
    if (code === undefined)
      throw new RowRejected('FIELD_INVALID', path, `no code for this word in column ${from.column}`);
    return code;
  }
  const value = convert(cell, from.as, path);
  return from.printedIn === undefined ? value : exactFen(value, cells.get(from.printedIn) ?? '');
}

/** A cell that holds something; an amount of nothing is nothing. */
function present(cells: ReadonlyMap<string, string>, column: string | undefined): boolean {
  return column === undefined || !/^0*(\.0*)?$/.test((cells.get(column) ?? '').trim());
}

/**
 * `a.b` -> {a: {b}}; a numeric step makes a list. A mapping's own lists are copied, so no row writes into the next.
 * Throws RowRejected on a path that another one contradicts.
 */
function nested(values: ReadonlyMap<string, Value>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of values) {
    if (!put(root, path.split('.'), structuredClone(value)))
      throw new RowRejected('FIELD_INVALID', path, 'contradicts another header');
  }
  return root;
}

/** Whether the value found its place: not where a list has a name, or where a step leads through a value. */
function put(
  node: Record<string, unknown> | unknown[],
  [step = '', ...rest]: readonly string[],
  value: Value,
): boolean {
  if (Array.isArray(node) !== /^\d+$/.test(step)) return false;
  const child = rest.length === 0 ? value : (childOf(node, step) ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {}));
  if (Array.isArray(node)) node[Number(step)] = child;
  else node[step] = child;
  return rest.length === 0 || (isNode(child) && put(child, rest, value));
}

function childOf(node: Record<string, unknown> | unknown[], step: string): unknown {
  if (Array.isArray(node)) return node[Number(step)];
  return Object.hasOwn(node, step) ? node[step] : undefined;
}

function isNode(value: unknown): value is Record<string, unknown> | unknown[] {
  return typeof value === 'object' && value !== null;
}

function commandOf(
  code: string | undefined,
  type: unknown,
  data: Record<string, unknown>,
  source: ImportSource,
): CommandRow | ReportRow {
  if (typeof type === 'string' && isReportType(type)) return { report: reportOf(type, data, source) };
  if (typeof type !== 'string' || !isCommandType(type)) throw new RowRejected('COMMAND_UNKNOWN', 'command');
  const uscc = codeOf(code);
  const own = typeof data.source === 'object' && data.source !== null ? data.source : {};
  const named = type === 'RegisterEnterprise' ? { uscc } : {};
  const parsed = enterpriseCommands[type].schema.safeParse({ ...named, ...data, source: { ...source, ...own } });
  if (!parsed.success) throw fieldInvalid(parsed.error);
  return { uscc, command: pairedCommand(type, parsed.data) };
}

function codeOf(code: string | undefined): string {
  if (code === undefined || code.trim() === '') throw new RowRejected('CODE_MISSING', 'uscc');
  const checked = checkUscc(code);
  if (checked.outcome !== 'invalid') return checked.uscc;
  const hint = checked.suggestion === undefined ? '' : `, did you mean ${checked.suggestion}?`;
  throw new RowRejected('USCC_INVALID', 'uscc', `${checked.defect}${hint}`);
}
