import type { UsccDefect } from '../../../schemas/uscc.js';
import type { Label } from '../../../schemas/vocabulary.js';

/** 成批填写的统一社会信用代码 */
export const codesWords = {
  table: { zh: '或选取表格（XLSX、CSV）', en: 'Or take a table (XLSX, CSV)' },
  tableHint: (most: number) => ({
    zh: `须有“统一社会信用代码”一列。最大 4 MB、${grouped(most)} 户；更大的请用接口。`,
    en: `With a column 统一社会信用代码; 4 MB and ${grouped(most)} enterprises at most, the API takes more.`,
  }),
  fromTable: {
    zh: '以上各行由所选表格读出。可在此逐行改正；也可改好表格重新选取，未改动的各行即由新表格代替。',
    en: 'These lines were read from your table. Mend them here, or mend the table and take it again: it then replaces them.',
  },
  nobody: {
    zh: '没有填写企业。请粘贴代码，或选取表格。',
    en: 'There is no enterprise. Paste codes, or take a table.',
  },
  twice: {
    zh: '粘贴的代码与所选表格只能用其一，请清空一处。',
    en: 'Either paste codes or take a table; empty one of them.',
  },
  tooMany: (most: number) => ({
    zh: `超过 ${grouped(most)} 户，请分批办理。`,
    en: `More than ${grouped(most)} enterprises; do it in parts.`,
  }),
  tooLarge: {
    zh: '表格超过 4 MB，无法在网页办理。请只保留代码一列另存为 CSV，或分批办理。',
    en: 'The table is larger than 4 MB. Keep the column of codes alone and save it as CSV, or do it in parts.',
  },
  badTable: { zh: '表格无法读取', en: 'The table cannot be read' },
  more: (count: number) => ({ zh: `另有 ${count} 行不是代码`, en: `and ${count} more lines hold no code` }),
} as const;

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** 第 12 行“…”应为 18 位 */
export function badLineWords({ number, text, defect, suggestion }: BadLine): Label {
  const { zh, en } = defectWords[defect];
  const meant =
    suggestion === undefined
      ? { zh: '', en: '' }
      : { zh: `，是否应为 ${suggestion}？`, en: `; did you mean ${suggestion}?` };
  return { zh: `第 ${number} 行“${text}”${zh}${meant.zh}`, en: `Line ${number}, “${text}”: ${en}${meant.en}` };
}

/** A line that holds no code. */
export interface BadLine {
  readonly number: number;
  readonly text: string;
  readonly defect: UsccDefect;
  readonly suggestion?: string | undefined;
}

const defectWords: { readonly [D in UsccDefect]: Label } = {
  LENGTH: { zh: '不是 18 位的统一社会信用代码', en: 'a code has 18 characters' },
  OLD_REGISTRATION_NUMBER: {
    zh: '是 15 位的旧注册号，请改用统一社会信用代码',
    en: 'an old registration number of 15 digits; take the unified code',
  },
  ALPHABET: { zh: '含有代码不用的字符（字母 I、O、S、V、Z 不用）', en: 'has a character that no code has' },
  CATEGORY: { zh: '前两位不是登记管理部门和机构类别', en: 'the first two characters name no kind of unit' },
  REGION: { zh: '第 3 至 8 位应为行政区划数字', en: 'characters 3 to 8 are digits of a region' },
  ORGANISATION_CODE: { zh: '第 17 位校验不符', en: 'the 17th character does not fit the ones before it' },
  CHECK_CHARACTER: { zh: '第 18 位校验不符', en: 'the 18th character does not fit the ones before it' },
};
