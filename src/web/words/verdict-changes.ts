/** 与以前的结论对照 */
export const changeWords = {
  title: { zh: '变化', en: 'Change' },
  titleSince: (day: string) => ({ zh: `变化（对照 ${day}）`, en: `Change since ${day}` }),
  compareOn: { zh: '对照日期（可不填）', en: 'Compare with the end of (may be empty)' },
  compareHint: {
    zh: '填写上次审查的日期，即并列当日终了时的结论。',
    en: 'The day of the last screening: its verdicts at the end of that day stand beside those of now.',
  },
  last: (at: string, day: string) => ({
    zh: `本部门上次审查：${at}，截至 ${day}。`,
    en: `Your department screened last on ${at}, as of ${day}.`,
  }),
  note: (day: string, position: number) => ({
    zh: `“变化”一栏对照本登记系统在 ${day} 终了时（登记位置 ${position}）按当日规则会给出的结论。这是重新推导，不是当时的存档；此后依法撤下的记录，两边都不计入。`,
    en: `“Change” compares with what this registry would have answered at the end of ${day} (position ${position}) under the rules of that day. It is derived again and no record of then; what has been withdrawn by law since counts on neither side.`,
  }),
  noSuchDay: (day: string) => ({
    zh: `无法与 ${day} 对照：该日尚未开启，或当日的规则包没有这一奖项。请换一个日期，或留空。`,
    en: `There is nothing to compare with at the end of ${day}: it has not been opened, or no pack of that day names the programme. Take another day, or none.`,
  }),
  same: { zh: '无变化', en: 'unchanged' },
  otherReasons: { zh: '结论相同，理由有变', en: 'same verdict, other reasons' },
  clauses: (count: number) => ({ zh: `${count} 条有变`, en: `${count} clauses differ` }),
  unknown: { zh: '无记录', en: 'nothing on record' },
  noClause: { zh: '无此条', en: 'no such clause' },
} as const;
