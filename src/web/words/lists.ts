import type { Label } from '../../../schemas/vocabulary.js';

/** 联合奖惩名单 */
export const listWords = {
  asOf: { zh: '截至日期', en: 'As of' },
  division: { zh: '区县', en: 'Division' },
  name: { zh: '名称包含', en: 'Name contains' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  grounds: { zh: '列入理由', en: 'Grounds' },
  document: { zh: '文号与机关', en: 'Document and authority' },
  since: { zh: '自', en: 'Since' },
  until: { zh: '至', en: 'Until' },
  open: { zh: '未定', en: 'open' },
  disputed: { zh: '异议中', en: 'disputed' },
  assumed: { zh: '推定', en: 'assumed' },
  list: { zh: '名单', en: 'The list' },
  changes: { zh: '变动', en: 'Changes' },
  from: { zh: '从该日终了', en: 'From the end of' },
  to: { zh: '到该日终了', en: 'To the end of' },
  stand: (day: string, position: number) => ({
    zh: `名单截至 ${day}，登记位置 ${position}`,
    en: `The list as of ${day}, position ${position}`,
  }),
  between: (from: string, to: string) => ({
    zh: `${from} 至 ${to} 之间的变动`,
    en: `Changes between ${from} and ${to}`,
  }),
  past: (day: string) => ({
    zh: `您正在查看 ${day} 终了时的名单`,
    en: `You are looking at the list at the end of ${day}`,
  }),
  changed: { zh: '名单刚有变动', en: 'The list has just changed' },
  reload: { zh: '刷新', en: 'Show it' },
  back: { zh: '回到今天', en: 'Back to today' },
  sealed: (count: number) => ({
    zh: `本页另有 ${count} 行所依据的记录已撤回，不再显示。`,
    en: `${count} more rows on this page stood on what was withdrawn since, and are no longer shown.`,
  }),
  nothing: {
    zh: '没有符合条件的企业。可去掉区县或名称条件，或换一个日期。',
    en: 'No enterprise matches. Drop the division or the name, or take another day.',
  },
  noChanges: { zh: '两日之间名单没有变动。', en: 'The list did not change between the two days.' },
  own: { zh: '本部门措施', en: 'Own measures' },
  noOwn: { zh: '未采取', en: 'none' },
  lineage: { zh: '沿革', en: 'History' },
  lineageOf: ({ zh, en }: Label) => ({ zh: `${zh}沿革`, en: `History on the ${en}` }),
  stands: { zh: '现在名单上', en: 'on the list now' },
  standsNot: { zh: '现不在名单上', en: 'not on the list now' },
  noLineage: {
    zh: '没有可以显示的进出记录；依法撤下的不再显示。',
    en: 'There is no coming or going to show; what has been withdrawn by law is not shown.',
  },
  inOut: { zh: '何时因何列入、变更、移出；依法撤下的不再显示。', en: 'When it came, changed and went, and why.' },
  profile: { zh: '查看档案', en: 'Open the profile' },
  measures: { zh: '本部门对名单内企业采取的措施', en: 'What your department does for or against those listed' },
  noMeasures: { zh: '规则未为本部门指定措施。', en: 'The rules name no measure of your department.' },
} as const;
