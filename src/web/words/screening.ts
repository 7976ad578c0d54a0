/** 评奖资格审查 */
export const screeningWords = {
  title: { zh: '评奖资格审查', en: 'Eligibility screening' },
  programme: { zh: '奖项', en: 'Programme' },
  year: { zh: '申报年度', en: 'Programme year' },
  validAt: { zh: '截至日期', en: 'As of' },
  usccs: { zh: '申报主体，一行一个统一社会信用代码', en: 'Applicants, a code a line' },
  usccsHint: {
    zh: '可从表格整列粘贴；仅有名称的只给出候选，不下结论。',
    en: 'Paste a column of a spreadsheet; a name gets candidates and no verdict.',
  },
  table: { zh: '或选取申报表（XLSX、CSV）', en: 'Or take a table (XLSX, CSV)' },
  tableHint: {
    zh: '须有“统一社会信用代码”一列。最大 4 MB、10,000 户；更大的请用接口。',
    en: 'With a column 统一社会信用代码; 4 MB and 10,000 applicants at most, the API takes more.',
  },
  screen: { zh: '审查', en: 'Screen' },
  again: { zh: '重新审查', en: 'Screen others' },
  exportXlsx: { zh: '导出 XLSX', en: 'Export XLSX' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  nobody: {
    zh: '没有申报主体。请粘贴代码，或选取申报表。',
    en: 'There is no applicant. Paste codes, or take a table.',
  },
  tooLarge: {
    zh: '申报表超过 4 MB，无法在网页审查。请只保留代码一列另存为 CSV，或分批审查。',
    en: 'The table is larger than 4 MB. Keep the column of codes alone and save it as CSV, or screen in parts.',
  },
  tooMany: { zh: '超过 10,000 户，请分批审查。', en: 'More than 10,000 applicants; screen them in parts.' },
  badTable: { zh: '申报表无法读取', en: 'The table cannot be read' },
  badYear: { zh: '申报年度应为四位数字，如 2026。', en: 'The year is four digits, such as 2026.' },
  noProgrammes: {
    zh: '尚未采用规则包，无从审查。请管理员先采用规则包。',
    en: 'No rule pack is in force; the administrator must adopt one first.',
  },
  applicant: { zh: '申报主体', en: 'Applicant' },
  verdict: { zh: '结论', en: 'Verdict' },
  reason: { zh: '理由', en: 'Why' },
  nextChange: { zh: '可能变化日', en: 'May change on' },
  clauses: { zh: '逐条', en: 'Clauses' },
  more: (count: number) => ({ zh: `等 ${count} 项`, en: `and ${count - 1} more` }),
  allPassed: { zh: '各条均符合', en: 'every clause passed' },
  unknown: { zh: '该代码名下没有任何记录', en: 'nothing is on record under this code' },
  candidates: { zh: '仅有名称，须以代码申报，可能是', en: 'a name only; apply by code; perhaps' },
  noCandidates: { zh: '没有同名或近似名称的主体', en: 'no unit of this or a similar name' },
  invalid: { zh: '统一社会信用代码校验不符', en: 'the code is not valid' },
  suggestion: (code: string) => ({ zh: `，是否应为 ${code}`, en: `; did you mean ${code}` }),
  assumed: { zh: '推定', en: 'assumed' },
  stand: (day: string, position: number) => ({
    zh: `截至 ${day}，登记位置 ${position}`,
    en: `As of ${day}, position ${position}`,
  }),
  cut: (shown: number) => ({
    zh: `只显示最需关注的 ${shown} 户，全部结论请导出。`,
    en: `The ${shown} in most trouble are shown; export to see all.`,
  }),
  evidence: { zh: '依据', en: 'Evidence' },
  profile: { zh: '查看档案', en: 'Open the profile' },
} as const;

/** 结论 as big counts and as groups of the table, the most troubled first. */
export const outcomeWords = {
  ineligible: { zh: '不符合', en: 'ineligible' },
  'needs-review': { zh: '需复核', en: 'needs review' },
  'not-screened': { zh: '未能审查', en: 'not screened' },
  eligible: { zh: '符合', en: 'eligible' },
} as const;
