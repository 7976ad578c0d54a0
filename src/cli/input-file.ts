import { accessSync, constants, statSync } from 'node:fs';
import { UsageError } from './settings.js';

/** A report must not take the place of a file that is read for it. Throws UsageError. */
export function refuseInput(report: string | undefined, input: string | undefined): void {
  if (report === undefined || input === undefined) return;
  const [one, other] = [report, input].map((file) => statSync(file, { throwIfNoEntry: false }));
  if (one === undefined || one.ino !== other?.ino || one.dev !== other.dev) return;
  throw new UsageError(`${report} is the file that is read; name another for the report`);
}

/** The size of a file that is to be read. Throws UsageError when there is none, or it may not be read. */
export function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`there is no file ${file}`);
  if (!stats.isFile()) throw new UsageError(`${file} is no file; name one`);
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
  return stats.size;
}

/** Is the file a workbook? Throws UsageError where a sheet of another kind of file is named. */
export function isWorkbook(file: string, sheet: string | undefined): boolean {
  const is = /\.xlsx$/i.test(file);
  if (!is && sheet !== undefined) throw new UsageError(`--sheet: ${file} is no workbook (.xlsx)`);
  return is;
}
