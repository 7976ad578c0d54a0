import { FileRefused } from './file-refused.js';
import { sentencesOf } from './rejections.js';
import type { ReadResult, Row } from './rows.js';

/** Headers under which tables of applicants hold the codes 统一社会信用代码. */
export const codeHeadings = ['uscc', '统一社会信用代码', '社会信用代码', '信用代码'] as const;

/** Headers under which they hold the names. */
const nameHeadings = ['name', '企业名称', '单位名称', '申报单位', '名称'] as const;

/**
 * 申报主体: the applicants of a table, a row each and in its order: the code, or the name where there is no code. Throws
 * FileRefused, naming the row, rather than leave an applicant out.
 */
export async function applicantsIn(rows: AsyncIterable<ReadResult>): Promise<readonly string[]> {
  const applicants: string[] = [];
  for await (const result of rows) {
    if ('rejected' in result) {
      const { code, field, message } = result.rejected;
      const why = [field, message === '' ? sentencesOf(code).en : message].filter(Boolean).join(': ');
      throw new FileRefused('FILE_UNREADABLE', `row ${result.number}: ${code} ${why}`);
    }
    applicants.push(applicantIn(result.row));
  }
  if (applicants.length === 0) throw new FileRefused('FILE_UNREADABLE', 'the table names no applicant');
  return applicants;
}

function applicantIn({ number, cells }: Row): string {
  const headings = [...codeHeadings, ...nameHeadings];
  if (!headings.some((heading) => cells.has(heading))) {
    throw new FileRefused('COLUMNS_MISSING', `the table has none of the columns ${headings.join(', ')}`);
  }
  const applicant = headings.map((heading) => (cells.get(heading) ?? '').trim()).find((cell) => cell !== '');
  if (applicant === undefined) throw new FileRefused('FILE_UNREADABLE', `row ${number} names neither code nor name`);
  return applicant;
}
