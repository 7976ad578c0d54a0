/** 报送及时性 */
export const latenessWords = {
  title: { zh: '报送及时性', en: 'Reports against the limit' },
  from: { zh: '收到日期起', en: 'Received from' },
  until: { zh: '止', en: 'Until' },
  department: { zh: '部门代号', en: 'Department id' },
  who: { zh: '部门', en: 'Department' },
  type: { zh: '报送事项', en: 'What was reported' },
  reports: { zh: '报送', en: 'Reports' },
  onTime: { zh: '按时', en: 'On time' },
  late: { zh: '迟报', en: 'Late' },
  cannotTell: { zh: '无法判定', en: 'Cannot tell' },
  longest: { zh: '最长天数', en: 'Longest, days' },
  limit: (days: number, from: string, until: string) => ({
    zh: `${from} 至 ${until} 收到的报送；期限为 ${days} 个工作日。`,
    en: `Received ${from} to ${until}; due within ${days} working days.`,
  }),
  noLimit: {
    zh: '现行规则包没有报送期限，无从判定。',
    en: 'No pack in force sets a limit, so nothing is due.',
  },
  missing: (years: string) => ({
    zh: `${years} 年的工作日历尚未公布，该年按自然日计。`,
    en: `The calendar of working days of ${years} is not published; days were counted instead.`,
  }),
  nothing: { zh: '这一时段没有报送。可放宽日期。', en: 'Nothing was reported in this time. Widen the dates.' },
} as const;
