import { z } from 'zod';
import { slug } from '../../schemas/identifiers.js';
import { knownAt } from '../../schemas/known-at.js';
import { ruleVersion } from '../../schemas/policy.js';
import { ReportedSpans } from '../event-log/reported-spans.js';
import { applicantsIn, codeHeadings } from '../imports/applicants.js';
import { readRows } from '../imports/rows.js';
import { readXlsxRows } from '../imports/xlsx-rows.js';
import { answerApplicants } from '../queries/applicants.js';
import { type Evidence, openScreening } from '../queries/eligibility.js';
import { ReadModels } from '../read-models/read-models.js';
import { eligibilityCells } from '../sheets/eligibility-cells.js';
import { argument, dayArgument } from './arguments.js';
import { dataFiles, openKnownLog } from './data-directory.js';
import { isWorkbook, refuseInput, sizeOf } from './input-file.js';
import type { Output } from './output.js';
import { type ScreeningReport, screeningReport } from './screening-report.js';
import { ScreeningTally } from './screening-tally.js';
import type { RegistryPlace } from './settings.js';

export interface ScreenOptions {
  readonly programme: string;
  readonly year: string;
  readonly validAt?: string;
  readonly knownAt?: string;
  readonly ruleVersion?: string;
  readonly sheet?: string;
  readonly out?: string;
}

/**
 * `qcr screen FILE`: 评奖资格审查 of the applicants in a table (CSV, NDJSON or XLSX). Prints how many came out how, and for
 * what reasons nobody could tell; every line with its reasons goes to a CSV or XLSX file, if one is named.
 */
export async function screenFile(
  place: RegistryPlace,
  file: string,
  options: ScreenOptions,
  out: Output,
): Promise<void> {
  const asked = askedOf(options);
  sizeOf(file);
  refuseInput(options.out, file);
  const report = screeningReport(options.out);
  const applicants = await applicantsIn(rowsOf(file, options, out));
  const log = await openKnownLog(place);
  try {
    const { log: logFile, folder } = dataFiles(place.data);
    const readModels = await ReadModels.open({ log: logFile, folder }, (message) => out.note(message));
    try {
      const evidence = { log, readModels, spans: new ReportedSpans(log) };
      await answer(applicants, { asked, evidence, report, out });
      if (options.out !== undefined) out.print(`审查结果 results: ${options.out}`);
    } finally {
      await readModels.close();
    }
  } finally {
    await log.close();
  }
}

function rowsOf(file: string, { sheet }: ScreenOptions, out: Output) {
  if (!isWorkbook(file, sheet)) return readRows(file, () => undefined);
  return readXlsxRows(file, { sheet, codeColumns: codeHeadings, said: (message) => out.note(message) });
}

const programmeYear = z.coerce.number().int().min(1949).max(2200);

function askedOf({ programme, year, validAt, knownAt: known, ruleVersion: rules }: ScreenOptions) {
  return {
    application: { programme: argument('--programme', slug, programme), year: argument('--year', programmeYear, year) },
    axes: {
      ...(validAt === undefined ? {} : { validAt: dayArgument('--valid-at', validAt) }),
      ...(known === undefined ? {} : { knownAt: argument('--known-at', knownAt, known) }),
      ...(rules === undefined ? {} : { ruleVersion: argument('--rule-version', ruleVersion, rules) }),
    },
  };
}

interface Answering {
  readonly asked: ReturnType<typeof askedOf>;
  readonly evidence: Evidence;
  readonly report: ScreeningReport;
  readonly out: Output;
}

async function answer(applicants: readonly string[], { asked, evidence, report, out }: Answering): Promise<void> {
  const screening = openScreening(evidence, asked.application, asked.axes);
  const tally = new ScreeningTally();
  for await (const each of answerApplicants(applicants, evidence, screening)) {
    tally.count(each);
    await report.write(eligibilityCells(each));
    out.progress(`${tally.applicants} / ${applicants.length}`);
  }
  await report.close();
  const { application, axes } = screening;
  out.print(`${application.programme} ${application.year}  ${axes.validAt}  ${axes.knownAt}  ${axes.ruleVersion}`);
  for (const line of tally.lines()) out.print(line);
}
