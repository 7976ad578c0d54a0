/** 查询留痕 */
export const accessLogWords = {
  title: { zh: '查询留痕', en: 'Access log' },
  note: {
    zh: '凭密钥查询非公开信息，答复之前先留痕；查看本页也会留痕。',
    en: 'Every read of what is not public leaves an entry before it is answered; so does reading this page.',
  },
  uscc: { zh: '统一社会信用代码', en: 'Code' },
  department: { zh: '部门', en: 'Department' },
  from: { zh: '起', en: 'From' },
  until: { zh: '止', en: 'Until' },
  at: { zh: '时间', en: 'When' },
  who: { zh: '部门与密钥', en: 'Department and key' },
  what: { zh: '查询', en: 'What was asked' },
  usccs: { zh: '所查主体', en: 'About' },
  purpose: { zh: '事由', en: 'Purpose' },
  axes: { zh: '时点', en: 'As of' },
  status: { zh: '答复', en: 'Answer' },
  more: (count: number) => ({ zh: `等 ${count} 户`, en: `${count} in all` }),
  nothing: {
    zh: '没有符合条件的留痕。可放宽日期，或去掉一个条件再查。',
    en: 'No entry matches. Widen the dates, or drop a condition.',
  },
} as const;
