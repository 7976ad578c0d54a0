/** 影响清单 */
export const impactWords = {
  title: { zh: '影响清单', en: 'Impacts' },
  note: {
    zh: '已作出的结论、已拨付的奖金和已登记的荣誉中，依据现有记录与规则应另作处理的事项。',
    en: 'What was decided, paid or recorded and would be otherwise by what is on record and in force now.',
  },
  uscc: { zh: '统一社会信用代码', en: 'Code' },
  who: { zh: '企业', en: 'Enterprise' },
  kind: { zh: '事项', en: 'What' },
  why: { zh: '理由', en: 'Why' },
  nothing: { zh: '没有受影响的事项。', en: 'Nothing is affected.' },
  cut: (count: number) => ({
    zh: `只显示前 ${count} 项，请按企业查询其余。`,
    en: `The first ${count} are shown; ask by enterprise for the rest.`,
  }),
  verdict: { zh: '资格审查结论将不同', en: 'The verdict would differ' },
  'honour-under-ground': { zh: '授予荣誉时存在取消奖励资格的情形', en: 'Awarded while a ground stood' },
  payment: { zh: '已拨奖金应复核', en: 'A payment to be looked at again' },
  was: (stored: string, now: string) => ({ zh: `原为“${stored}”，现为“${now}”`, en: `was ${stored}, is ${now}` }),
  round: (round: string) => ({ zh: `评选 ${round}`, en: `round ${round}` }),
  paid: (year: number, paid: string, back: string) => ({
    zh: `${year} 年度已拨 ${paid}，可追回 ${back}`,
    en: `${year}: ${paid} paid, ${back} recoverable`,
  }),
} as const;
