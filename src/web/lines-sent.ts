import { createHash } from 'node:crypto';
import { checkUscc } from '../../schemas/uscc.js';
import type { Label } from '../../schemas/vocabulary.js';
import { applicantsIn, codeHeadings } from '../imports/applicants.js';
import { FileRefused, fileRefusals } from '../imports/file-refused.js';
import { readTable } from '../imports/rows.js';
import { readXlsxRows } from '../imports/xlsx-rows.js';
import type { SentFile, SentForm } from './multipart.js';
import { type BadLine, badLineWords, codesWords } from './words/codes.js';

/** A line of a form: the code, or else the name, of an enterprise. */
export interface SentLine {
  readonly number: number;
  readonly text: string;
}

/** What was sent, or what is wrong with it. */
export type SentLines = { readonly lines: readonly SentLine[] } | { readonly wrong: Label };

const longest = 100;

/**
 * 主体 of a form: those of the table that was chosen or the lines that were pasted, not both; at most so many. Lines
 * that were read from an earlier table, and stand in the form as they were, make way for a table that is chosen now.
 */
export async function linesSent({ fields, files }: SentForm, most: number): Promise<SentLines> {
  const table = files.get('table');
  const pasted = linesIn(fields.usccs ?? '');
  if (table !== undefined && pasted.length > 0 && fields.tableDigest !== digestOf(pasted))
    return { wrong: codesWords.twice };
  const found = table === undefined ? { lines: pasted } : await linesOf(table);
  if ('wrong' in found) return found;
  if (found.lines.length === 0) return { wrong: codesWords.nobody };
  if (found.lines.length > most) return { wrong: codesWords.tooMany(most) };
  return found;
}

/** One enterprise a line; of a row of several cells the first counts. */
export function linesIn(text: string): readonly SentLine[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const first = line.split('\t')[0]?.trim().slice(0, longest) ?? '';
    return first === '' ? [] : [{ number: index + 1, text: first }];
  });
}

const shownBad = 20;

/** Each line that holds no code, and the code that may have been meant. */
export function badLines(lines: readonly SentLine[]): readonly Label[] {
  const bad = lines.flatMap((line): readonly BadLine[] => {
    const checked = checkUscc(line.text);
    return checked.outcome === 'invalid' ? [{ ...line, ...checked }] : [];
  });
  const said = bad.slice(0, shownBad).map(badLineWords);
  return bad.length > shownBad ? [...said, codesWords.more(bad.length - shownBad)] : said;
}

/** A chosen table does not stay in a form, so what was read from it is kept as lines, and known as such by its digest. */
export function keptFields({ fields, files }: SentForm, lines: readonly SentLine[]): SentForm['fields'] {
  if (!files.has('table')) return fields;
  const usccs = lines.map(({ text }) => text).join('\n');
  return { ...fields, usccs, tableDigest: digestOf(linesIn(usccs)) };
}

function digestOf(lines: readonly SentLine[]): string {
  return createHash('sha256')
    .update(lines.map(({ text }) => text).join('\n'))
    .digest('hex');
}

async function linesOf({ name, bytes }: SentFile): Promise<SentLines> {
  const options = { sheet: undefined, codeColumns: codeHeadings, said: () => undefined };
  try {
    const rows = /\.xlsx$/i.test(name) ? readXlsxRows(bytes, options) : readTable(bytes);
    return { lines: (await applicantsIn(rows)).map((text, index) => ({ number: index + 1, text })) };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { zh, en } = fileRefusals[error.code];
    return {
      wrong: {
        zh: `${codesWords.badTable.zh}：${zh}（${error.message}）`,
        en: `${codesWords.badTable.en}: ${en} (${error.message})`,
      },
    };
  }
}
