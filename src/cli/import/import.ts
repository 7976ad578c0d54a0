import { rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { kebab } from '../../../schemas/commands.js';
import { dayInShanghai } from '../../../schemas/day.js';
import { departmentId } from '../../../schemas/identifiers.js';
import { openToday } from '../../commands/days.js';
import { EnterpriseCommands } from '../../commands/enterprise-commands.js';
import { type Rim, systemRim } from '../../commands/rim.js';
import { SourceReports } from '../../commands/source-reports.js';
import type { ActingDepartment } from '../../domain/context.js';
import { copyLog } from '../../event-log/copy.js';
import type { EventLog } from '../../event-log/event-log.js';
import { mappedRows, plainRows } from '../../imports/command-row.js';
import type { ImportSource } from '../../imports/import-source.js';
import { type Mapping, readMapping } from '../../imports/mapping.js';
import { rejectCells, rejectColumns } from '../../imports/rejections.js';
import { type RowType, rowTypes } from '../../imports/report-row.js';
import { type ReadResult, readRows } from '../../imports/rows.js';
import { type ImportEvents, runImport } from '../../imports/run.js';
import { Tally } from '../../imports/tally.js';
import { readXlsxRows } from '../../imports/xlsx-rows.js';
import { openNameIndex } from '../../read-models/name-index.js';
import { argument, dayArgument } from '../arguments.js';
import { dataFiles, openLog } from '../data-directory.js';
import { isWorkbook, refuseInput, sizeOf } from '../input-file.js';
import type { Output } from '../output.js';
import { scratchFolder } from '../scratch-folder.js';
import { type RegistryPlace, UsageError } from '../settings.js';
import { Progress } from './progress.js';
import { ReportFile } from './report-file.js';

export interface ImportOptions {
  readonly file: string;
  readonly command?: string;
  readonly mapping?: string;
  readonly sheet?: string;
  readonly department?: string;
  readonly receivedOn?: string;
  readonly rejects?: string;
  readonly matches?: string;
  readonly dryRun?: boolean;
}

/** Whoever imports on the machine acts for every department whose facts are in the file. */
const importer: ActingDepartment = { department: 'registry', name: '', key: 'local', scopes: new Set(['admin']) };

/**
 * `qcr import FILE`. Prints a summary that adds up; rejected rows go to a file with their reasons, rows without a
 * code to a report of candidates. A dry run does all of it on a copy of the log.
 */
export async function importFile(
  place: RegistryPlace,
  options: ImportOptions,
  out: Output,
  rim: Rim = systemRim,
): Promise<Tally> {
  const size = sizeOf(options.file);
  refuseReports(options);
  const mapping = options.mapping === undefined ? undefined : readMapping(options.mapping);
  const stage = options.dryRun === true ? await rehearsal(place) : place;
  const log = await openLog(stage);
  try {
    if (!(await openToday(log, rim)))
      throw new UsageError('the clock is far ahead of the last day opened: run `qcr day open --confirm`');
    return await importInto(log, { directory: stage.data, options, mapping, size, out, rim });
  } finally {
    await log.close();
    if (stage !== place) rmSync(stage.data, { recursive: true, force: true });
  }
}

/** Each report has a file of its own. Throws UsageError. */
function refuseReports({ file, mapping, rejects, matches }: ImportOptions): void {
  for (const report of [rejects, matches]) for (const input of [file, mapping]) refuseInput(report, input);
  if (rejects !== undefined && matches !== undefined && resolve(rejects) === resolve(matches)) {
    throw new UsageError(`--rejects and --matches are both ${rejects}`);
  }
}

interface Import {
  readonly directory: string;
  readonly options: ImportOptions;
  readonly mapping: Mapping | undefined;
  readonly size: number;
  readonly out: Output;
  readonly rim: Rim;
}

async function importInto(log: EventLog, { directory, options, mapping, size, out, rim }: Import): Promise<Tally> {
  const tally = new Tally();
  const progress = new Progress(out, size);
  const reports = new Reports(options, mapping, { log, directory, out });
  await runImport(rowsOf(options, mapping, { progress, out }), {
    commands: new EnterpriseCommands(log, rim),
    reports: new SourceReports({ log, rim }),
    rim,
    readRow: mapping === undefined ? plainRows(rowTypeOf(options.command)) : mappedRows(mapping),
    source: sourceOf(options, mapping, rim),
    actor: importer,
    tally,
    correlationId: rim.newId(),
    events: {
      rejected: (...rejection) => reports.rejected(...rejection),
      settled: async () => progress.show(tally.read),
    },
  });
  await reports.close();
  if (options.dryRun === true) out.print('试运行，未登记任何内容 dry run, nothing was recorded');
  for (const line of tally.lines()) out.print(line);
  return tally;
}

interface Watching {
  readonly progress: Progress;
  readonly out: Output;
}

function rowsOf(
  { file, sheet }: ImportOptions,
  mapping: Mapping | undefined,
  { progress, out }: Watching,
): AsyncIterable<ReadResult> {
  if (!isWorkbook(file, sheet)) return readRows(file, (bytes) => progress.read(bytes));
  const code = mapping === undefined ? 'uscc' : mapping.code;
  const said = (message: string) => out.note(message);
  return readXlsxRows(file, { sheet, codeColumns: code === undefined ? [] : [code], said });
}

/** The rejects file and, for a table of names, the report of candidates. */
class Reports {
  readonly #rejects: ReportFile;
  readonly #matches: ReportFile;
  readonly #nameColumn: string | undefined;
  readonly #codesNamed: ((name: string) => readonly string[]) | undefined;
  readonly #out: Output;
  readonly #isReal: boolean;
  readonly #closeIndex: () => void;

  constructor(
    options: ImportOptions,
    mapping: Mapping | undefined,
    at: { log: EventLog; directory: string; out: Output },
  ) {
    const base = basename(options.file).replace(/\.\w+$/, '');
    this.#rejects = new ReportFile(options.rejects ?? `${base}.rejects.csv`, rejectColumns);
    this.#matches = new ReportFile(options.matches ?? `${base}.matches.csv`, ['row', 'name', 'candidates', 'codes']);
    this.#out = at.out;
    this.#isReal = options.dryRun !== true;
    this.#nameColumn = mapping?.name;
    const index =
      mapping?.name === undefined || mapping.code !== undefined
        ? undefined
        : openNameIndex(at.log, at.directory, (message) => at.out.note(message));
    this.#codesNamed = index?.codesNamed;
    this.#closeIndex = () => index?.close();
  }

  async rejected(...[row, rejection, source]: Parameters<ImportEvents['rejected']>): Promise<void> {
    await this.#rejects.write(rejectCells(row, rejection));
    const name = source?.cells.get(this.#nameColumn ?? '');
    if (rejection.code !== 'CODE_MISSING' || name === undefined || this.#codesNamed === undefined) return;
    const codes = this.#codesNamed(name);
    await this.#matches.write([String(row), name, String(codes.length), codes.join(' ')]);
  }

  async close(): Promise<void> {
    this.#closeIndex();
    for (const [report, what] of [
      [this.#rejects, '拒收清单 rejects'],
      [this.#matches, '名称比对 name matches'],
    ] as const) {
      await report.close();
      if (report.isWritten) this.#out.print(`${what}: ${report.path}`);
      else if (this.#isReal) report.removeEarlier();
    }
  }
}

/**
 * A copy of the log in a folder of its own, on which a dry run can do everything that the real one would; that of a
 * cluster is caught up with first.
 */
async function rehearsal(place: RegistryPlace): Promise<RegistryPlace> {
  const directory = scratchFolder('qcr-dry-run-');
  if (place.cluster !== undefined) await (await openLog(place)).close();
  copyLog(dataFiles(place.data).log, dataFiles(directory).log);
  return { data: directory };
}

function sourceOf({ department, receivedOn }: ImportOptions, mapping: Mapping | undefined, rim: Rim): ImportSource {
  return {
    department:
      department === undefined ? (mapping?.department ?? '') : argument('--department', departmentId, department),
    receivedOn: receivedOn === undefined ? dayInShanghai(rim.now()) : dayArgument('--received-on', receivedOn),
  };
}

function rowTypeOf(text: string | undefined): RowType | undefined {
  if (text === undefined) return undefined;
  const found = rowTypes.find((type) => type === text || kebab(type) === text);
  if (found === undefined) {
    throw new UsageError(`unknown command ${text}; known are ${rowTypes.map(kebab).join(', ')}`);
  }
  return found;
}
