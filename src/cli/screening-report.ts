import { writeFileSync } from 'node:fs';
import { eligibilityHeadings } from '../sheets/eligibility-cells.js';
import { workbook } from '../sheets/workbook.js';
import { ReportFile } from './import/report-file.js';
import { UsageError } from './settings.js';

/** Where the lines of a screening go. */
export interface ScreeningReport {
  write(cells: readonly string[]): Promise<void>;
  /** Resolves once everything is in its place. Rejects with UsageError when it cannot be written. */
  close(): Promise<void>;
}

/** A CSV file line by line, a workbook as a whole, or nothing at all where no file is named. Throws UsageError. */
export function screeningReport(file: string | undefined): ScreeningReport {
  if (file === undefined) return { write: async () => undefined, close: async () => undefined };
  if (/\.xlsx$/i.test(file)) return workbookReport(file);
  if (/\.csv$/i.test(file)) return new ReportFile(file, eligibilityHeadings);
  throw new UsageError(`${file}: results go to a .csv or an .xlsx file`);
}

function workbookReport(file: string): ScreeningReport {
  const rows: (readonly string[])[] = [];
  return {
    write: async (cells) => {
      rows.push(cells);
    },
    close: async () => {
      const bytes = await workbook(eligibilityHeadings, rows);
      try {
        writeFileSync(file, bytes);
      } catch (error) {
        throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}
