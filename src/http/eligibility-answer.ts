import { Readable } from 'node:stream';
import { z } from 'zod';
import { clauseOutcome, clauseReason, eligibilityOutcome } from '../../schemas/verdict.js';
import type { Screening as AnyScreening } from '../commands/judgement.js';
import { type ApplicantAnswer, answerApplicants } from '../queries/applicants.js';
import type { Axes } from '../queries/axes.js';
import type { Evidence } from '../queries/eligibility.js';
import { eligibilityCells, eligibilityHeadings } from '../sheets/eligibility-cells.js';
import { workbook } from '../sheets/workbook.js';
import { csvOf } from './csv.js';

export const assumedParameter = z.object({ name: z.string(), value: z.unknown(), why: z.string() });

export const applicantClause = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  clause: z.string().optional(),
  quote: z.string().optional(),
  outcome: clauseOutcome.schema,
  grounds: z.array(z.object({ reason: clauseReason.schema, eventId: z.string().optional() })),
  nextChange: z.string().optional(),
  assumed: z.array(assumedParameter),
});

/** One applicant's line, as documented; a test checks every line against it. */
export const applicantAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({
    asked: z.string(),
    uscc: z.string(),
    name: z.string().nullable(),
    outcome: eligibilityOutcome.schema,
    clauses: z.array(applicantClause),
    nextChange: z.string().optional(),
    assumed: z.array(assumedParameter),
  }),
  z.strictObject({
    asked: z.string(),
    uscc: z.string(),
    name: z.string().nullable(),
    outcome: z.literal('unknown'),
  }),
  z.strictObject({
    asked: z.string(),
    outcome: z.literal('candidates'),
    candidates: z.array(z.object({ uscc: z.string(), name: z.string() })),
  }),
  z.strictObject({
    asked: z.string(),
    outcome: z.literal('invalid-code'),
    defect: z.string(),
    suggestion: z.string().optional(),
  }),
]);

/** What stands before the lines: the programme, the year, and the axes as resolved. */
export const screeningHead = z.object({
  programme: z.string(),
  year: z.int(),
  axes: z.object({ validAt: z.string(), knownAt: z.int(), ruleVersion: z.string() }),
});

export const eligibilityAnswer = screeningHead.extend({
  results: z.array(applicantAnswer),
  counts: z.record(z.string(), z.int()),
});

type Screening = AnyScreening<Axes>;

function headOf({ application, axes }: Screening) {
  const { validAt, knownAt, ruleVersion } = axes;
  return { ...application, axes: { validAt, knownAt, ruleVersion } };
}

/** The whole answer as one JSON document, written line by line: memory does not grow with the applicants. */
export function screeningJson(applicants: readonly string[], evidence: Evidence, screening: Screening): Readable {
  const text = async function* () {
    yield `${JSON.stringify(headOf(screening)).slice(0, -1)},"results":[`;
    const counts: Record<string, number> = {};
    let separator = '';
    for await (const answer of answerApplicants(applicants, evidence, screening)) {
      counts[answer.outcome] = (counts[answer.outcome] ?? 0) + 1;
      yield `${separator}${JSON.stringify(answer)}`;
      separator = ',';
    }
    yield `],"counts":${JSON.stringify(counts)}}`;
  };
  return Readable.from(text());
}

/** NDJSON: the head first, then a line an applicant. */
export function screeningNdjson(applicants: readonly string[], evidence: Evidence, screening: Screening): Readable {
  const text = async function* () {
    yield `${JSON.stringify(headOf(screening))}\n`;
    for await (const answer of answerApplicants(applicants, evidence, screening)) yield `${JSON.stringify(answer)}\n`;
  };
  return Readable.from(text());
}

/** A column that a file has beside the others: its heading, and what it says of an applicant. */
export interface FurtherColumn {
  readonly heading: string;
  cell(answer: ApplicantAnswer): string;
}

/** CSV for people: reasons in Chinese, byte order mark, formulas defused. */
export function screeningCsv(
  applicants: readonly string[],
  evidence: Evidence,
  screening: Screening,
  further: readonly FurtherColumn[] = [],
): Readable {
  const rows = async function* () {
    yield headingsWith(further);
    for await (const answer of answerApplicants(applicants, evidence, screening)) yield cellsWith(answer, further);
  };
  return csvOf(rows());
}

export async function screeningXlsx(
  applicants: readonly string[],
  evidence: Evidence,
  screening: Screening,
  further: readonly FurtherColumn[] = [],
): Promise<Buffer> {
  const rows: (readonly string[])[] = [];
  for await (const answer of answerApplicants(applicants, evidence, screening)) rows.push(cellsWith(answer, further));
  return workbook(headingsWith(further), rows);
}

function headingsWith(further: readonly FurtherColumn[]): string[] {
  return [...eligibilityHeadings, ...further.map(({ heading }) => heading)];
}

function cellsWith(answer: ApplicantAnswer, further: readonly FurtherColumn[]): string[] {
  return [...eligibilityCells(answer), ...further.map(({ cell }) => cell(answer))];
}
