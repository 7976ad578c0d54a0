import { UsageError } from '../settings.js';

/** Is the file a workbook? Throws UsageError where a sheet of another kind of file is named. */
export function isWorkbook(file: string, sheet: string | undefined): boolean {
  const is = /\.xlsx$/i.test(file);
  if (!is && sheet !== undefined) throw new UsageError(`--sheet: ${file} is no workbook (.xlsx)`);
  return is;
}
