import type { Label } from '../../schemas/vocabulary.js';
import { applicantsIn, codeHeadings } from '../imports/applicants.js';
import { FileRefused, fileRefusals } from '../imports/file-refused.js';
import { readTable } from '../imports/rows.js';
import { readXlsxRows } from '../imports/xlsx-rows.js';
import type { SentFile, SentForm } from './multipart.js';
import { screeningWords } from './words/screening.js';

/** Who is to be screened, or what is wrong with what was sent. */
export type Applicants = { readonly usccs: readonly string[] } | { readonly wrong: Label };

const most = 10_000;
const longest = 100;

/** 申报主体 of a form: those of the table where one was chosen, else the lines that were pasted. */
export async function applicantsSent({ fields, files }: SentForm): Promise<Applicants> {
  const table = files.get('table');
  const found = table === undefined ? { usccs: applicantLines(fields.usccs ?? '') } : await readApplicants(table);
  if ('wrong' in found) return found;
  if (found.usccs.length === 0) return { wrong: screeningWords.nobody };
  if (found.usccs.length > most) return { wrong: screeningWords.tooMany };
  return found;
}

/** One applicant a line; of a row of several cells the first counts. */
export function applicantLines(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => line.split('\t')[0]?.trim().slice(0, longest) || []);
}

async function readApplicants({ name, bytes }: SentFile): Promise<Applicants> {
  const options = { sheet: undefined, codeColumns: codeHeadings, said: () => undefined };
  try {
    const rows = /\.xlsx$/i.test(name) ? readXlsxRows(bytes, options) : readTable(bytes);
    return { usccs: await applicantsIn(rows) };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { zh, en } = fileRefusals[error.code];
    return {
      wrong: {
        zh: `${screeningWords.badTable.zh}：${zh}（${error.message}）`,
        en: `${screeningWords.badTable.en}: ${en} (${error.message})`,
      },
    };
  }
}
