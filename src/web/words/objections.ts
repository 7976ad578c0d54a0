/** 异议与更正 */
export const objectionWords = {
  title: { zh: '异议与更正', en: 'Objections and corrections' },
  open: {
    title: { zh: '待处理异议', en: 'To be decided' },
    note: {
      zh: '按办结期限排列。异议未决期间，该记录标“异议中”，不作为不符合的依据。',
      en: 'By the day on which each is due. Until it is decided the record is marked as disputed and fails nobody.',
    },
    none: { zh: '没有待处理的异议。', en: 'No objection waits for a decision.' },
  },
  answered: {
    title: { zh: '已处理异议', en: 'Decided' },
    note: {
      zh: '最近处理的在前。记录已作废、撤销或修复的，其异议不再列出。',
      en: 'The latest first. Objections to records that were voided, annulled or repaired are no longer listed.',
    },
    none: { zh: '没有已处理的异议。', en: 'No objection has been decided.' },
  },
  answeredOn: { zh: '处理', en: 'Decided' },
  outcome: { zh: '结论', en: 'Outcome' },
  due: { zh: '办结期限', en: 'Due' },
  noDue: { zh: '未载明', en: 'not stated' },
  overdue: { zh: '已逾期', en: 'overdue' },
  filed: { zh: '提出', en: 'Filed' },
  who: { zh: '企业', en: 'Enterprise' },
  record: { zh: '所异议记录', en: 'Record objected to' },
  decide: { zh: '处理', en: 'Decide' },
  decideThis: (name: string) => ({ zh: `处理 ${name} 的异议`, en: `Decide the objection of ${name}` }),
  corrections: { zh: '登记异议或更正记录', en: 'File an objection, correct a record' },
  correctionsHint: {
    zh: '先打开企业档案，在该条记录的“依据”中选“提出异议”“变更”或“作废记录”；作废后同一文书可重新登记。',
    en: 'Open the profile, then the evidence of the record, and choose what follows. After a void the document can be recorded again.',
  },
} as const;
