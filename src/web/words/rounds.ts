import type { Label } from '../../../schemas/vocabulary.js';
import type { RoundStage } from '../../domain/award-round.js';

/** 评选 */
export const roundWords = {
  title: { zh: '评选', en: 'Award rounds' },
  titleOf: ({ zh, en }: Label, year: number) => ({ zh: `${zh} ${year} 年度评选`, en: `${en}, round of ${year}` }),
  none: { zh: '尚未启动评选。在下方填写奖项、名额和启动文号。', en: 'No round has been opened. Open one below.' },
  programme: { zh: '奖项', en: 'Programme' },
  year: { zh: '年度', en: 'Year' },
  stage: { zh: '进度', en: 'Stage' },
  quota: { zh: '名额', en: 'Quota' },
  applicants: { zh: '申报主体', en: 'Applicants' },
  openedOn: { zh: '启动', en: 'Opened' },
  documentNo: { zh: '启动文号', en: 'Document' },
  coolingOff: { zh: '间隔届数', en: 'Years to wait' },
  coolingOffHint: {
    zh: '决定没有规定名额和间隔，由启动文件载明；获奖者在间隔届数内不得再申报，0 为不限。',
    en: 'The decree sets neither, so the opening document does; a winner waits so many years, 0 for none.',
  },
  openTitle: { zh: '启动一轮评选', en: 'Open a round' },
  openButton: { zh: '启动', en: 'Open' },
  decisionNo: { zh: '决定文号', en: 'Document of the decision' },
  rules: { zh: '适用规则', en: 'Rules' },
  rulesPinned: { zh: '启动时锁定，全程不变', en: 'pinned when it opened' },
  places: (count: number) => ({ zh: `${count} 个名额`, en: `${count} places` }),
  wait: (years: number) => ({ zh: `间隔 ${years} 届`, en: `${years} years to wait` }),
  filed: (count: number) => ({ zh: `${count} 户申报`, en: `${count} applicants` }),
  notAssessed: { zh: '未审查', en: 'not assessed' },
  assessed: (done: number, all: number) => ({ zh: `${all} 户中已审查 ${done} 户`, en: `${done} of ${all} assessed` }),
  noticeRuns: (count: number, from: string, until: string) => ({
    zh: `${count} 户，${from} 至 ${until}`,
    en: `${count} units, ${from} to ${until}`,
  }),
  endedOn: (on: string) => ({ zh: `${on} 结束`, en: `ended on ${on}` }),
  decidedOn: (count: number, on: string) =>
    count === 0
      ? { zh: `奖项空缺，${on}`, en: `no winner, ${on}` }
      : { zh: `${count} 户获奖，${on}`, en: `${count} winners, ${on}` },
  closedOn: (on: string) => ({ zh: `${on} 办结`, en: `closed on ${on}` }),
  stillToCome: { zh: '待办', en: 'to come' },
  filedOn: { zh: '申报日', en: 'Filed' },
  verdict: { zh: '结论', en: 'Verdict' },
  since: { zh: '此后', en: 'Since then' },
  holds: { zh: '结论仍成立', en: 'the verdict holds' },
  changed: { zh: '结论已变', en: 'the verdict has changed' },
  laterEvents: (count: number) => ({ zh: `此后登记 ${count} 件`, en: `${count} events since` }),
  withdrawnBy: { zh: '有记录依据下列条款撤下', en: 'something was withdrawn under' },
  noReproduction: {
    zh: '按当时所知重新推导，与存档的结论摘要不符。',
    en: 'Derived again as it was known then, the digest is not the one on record.',
  },
  edition: { zh: '推导程序已更新', en: 'the derivation has changed' },
  storedVerdict: (verdict: Label, day: string, position: number) => ({
    zh: `存档结论：${verdict.zh}（截至 ${day}，登记位置 ${position}）。以下逐条为按现在所知、同一日期、同一规则重新推导的结论。`,
    en: `On record: ${verdict.en}, as of ${day}, position ${position}. The clauses below are derived on the same day under the same rules, as known now.`,
  }),
  role: { zh: '评选', en: 'In the round' },
  candidate: { zh: '公示候选', en: 'candidate' },
  winner: { zh: '获奖', en: 'winner' },
  winnerPending: { zh: '获奖，授予中', en: 'winner, being awarded' },
  refused: { zh: '决定后未授予', en: 'not awarded after the decision' },
  disputed: { zh: '异议中', en: 'disputed' },
  objections: (count: number) => ({
    zh: `公示候选中有 ${count} 户存在未办结的异议，决定前应先办结。`,
    en: `Candidates with an open objection: ${count}. Settle it before deciding.`,
  }),
  all: { zh: '全部', en: 'All' },
  noApplicants: { zh: '没有符合条件的申报主体。', en: 'No such applicant.' },
  nextStep: { zh: '下一步', en: 'Next step' },
  apply: { zh: '登记申报', en: 'File applications' },
  applyHint: {
    zh: '可从表格整列粘贴；已经申报的不再重复登记。',
    en: 'Paste a column of a spreadsheet; who is there already stays once.',
  },
  assessAll: { zh: '审查全部申报主体', en: 'Assess all applicants' },
  assessHint: {
    zh: '按启动时锁定的规则、最近一个登记日逐户审查；事实有变可再审查，直到作出决定。',
    en: 'Each by the pinned rules on the last day opened; again whenever facts change, until the decision.',
  },
  publish: { zh: '发布公示', en: 'Publish the notice' },
  publishHint: (workdays: number) => ({
    zh: `默认填入结论为符合的主体；经审查且不为“不符合”的方可公示。公示 ${workdays} 个工作日，次日起算。`,
    en: `Filled with those found eligible; anyone assessed and not ineligible may stand in it. It runs ${workdays} working days from tomorrow.`,
  }),
  candidates: { zh: '公示候选，一行一个统一社会信用代码', en: 'Candidates, a code a line' },
  end: { zh: '结束公示', en: 'End the notice' },
  endHint: (until: string) => ({
    zh: `公示至 ${until}，次日起可以结束。`,
    en: `It runs until ${until} and ends from the day after.`,
  }),
  decide: { zh: '作出评选决定', en: 'Decide' },
  decideHint: (quota: number) => ({
    zh: `从公示候选中选定，不超过 ${quota} 户；决定之日再审查一次，不符合的不予授予。决定作出后不能更改。`,
    en: `From the candidates, ${quota} at most; each is judged once more on the day. A decision stands.`,
  }),
  winners: { zh: '获奖主体，一行一个统一社会信用代码', en: 'Winners, a code a line' },
  noWinner: { zh: '奖项空缺：本轮不授予任何主体', en: 'No winner: the award is given to nobody in this round' },
  whoWins: {
    zh: '没有填写获奖主体。请填写代码；本轮不授奖的，请勾选“奖项空缺”。',
    en: 'There is no winner. Enter codes, or tick “no winner” if the award is given to nobody.',
  },
  winnersAndNone: {
    zh: '已勾选“奖项空缺”，又填写了获奖主体。请只留其一。',
    en: 'Both “no winner” and winners are given. Keep one of them.',
  },
} as const;

export const stageWords: { readonly [S in RoundStage]: Label } = {
  open: { zh: '申报与审查', en: 'applications' },
  notice: { zh: '公示中', en: 'notice' },
  'notice-ended': { zh: '待决定', en: 'to be decided' },
  decided: { zh: '授予中', en: 'being awarded' },
  closed: { zh: '已办结', en: 'closed' },
};

/** 步骤 of a round, in their order. */
export const stepWords = {
  opened: { zh: '启动', en: 'Opening' },
  applications: { zh: '申报', en: 'Applications' },
  assessments: { zh: '资格审查', en: 'Assessment' },
  notice: { zh: '公示', en: 'Notice' },
  decision: { zh: '评选决定', en: 'Decision' },
  closed: { zh: '授予办结', en: 'Awarded' },
} as const;
