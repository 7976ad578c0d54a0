/** 首页 */
export const homeWords = {
  title: { zh: '查询企业质量信用', en: 'Look up an enterprise' },
  hint: {
    zh: '输入两个字即可：名称、曾用名、统一社会信用代码、拼音或首字母。',
    en: 'Two characters suffice: name, former name, code, pinyin or initials.',
  },
  counts: { zh: '在案记录', en: 'On record' },
  recent: (count: number) => ({ zh: `近 30 日新增 ${count}`, en: `${count} new in 30 days` }),
  moved: (by: number) => {
    if (by === 0) return { zh: '与 30 日前持平', en: 'as 30 days ago' };
    const signed = by > 0 ? `+${by}` : `−${-by}`;
    return { zh: `较 30 日前 ${signed}`, en: `${signed} in 30 days` };
  },
  changes: { zh: '名单最近变动', en: 'Latest changes of the lists' },
  noChanges: { zh: '名单尚无变动。', en: 'The lists have not changed yet.' },
  latestHonours: { zh: '最近授予的荣誉', en: 'Latest honours' },
  latestPenalties: { zh: '最近公示的处罚', en: 'Latest penalties under publicity' },
  nothingYet: { zh: '尚无在案记录。', en: 'Nothing on record yet.' },
  all: { zh: '查看全部', en: 'Show all' },
  freshness: { zh: '数据时点', en: 'How fresh this is' },
  upToDate: { zh: '与登记簿一致', en: 'equal to the log' },
  behind: (count: number) => ({ zh: `尚有 ${count} 个事件未入表`, en: `${count} events behind the log` }),
  stand: (day: string, position: number) => ({
    zh: `截至 ${day}，登记位置 ${position}`,
    en: `As of ${day}, position ${position}`,
  }),
  standPublic: (day: string) => ({ zh: `截至 ${day}`, en: `As of ${day}` }),
} as const;

/** 名单变动 */
export const changeWords = {
  day: { zh: '生效日', en: 'Effective' },
  recordedAt: { zh: '登记时间', en: 'Recorded' },
  op: { zh: '变动', en: 'Change' },
  add: { zh: '列入', en: 'added' },
  remove: { zh: '移出', en: 'removed' },
  change: { zh: '变更', en: 'changed' },
  list: { zh: '名单', en: 'List' },
  who: { zh: '企业', en: 'Enterprise' },
  why: { zh: '原因', en: 'Why' },
  grounds: { zh: '列入理由', en: 'Grounds' },
  sealed: { zh: '该行已撤回，不再显示', en: 'withdrawn and no longer shown' },
} as const;
