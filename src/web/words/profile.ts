import type { Label } from '../../../schemas/vocabulary.js';
import type { Sight } from '../../policy/visibility.js';
import type { Lane, SectionName } from '../views/sections.js';

/** 企业信用档案 */
export const profileWords = {
  title: { zh: '企业信用档案', en: 'Credit profile' },
  former: { zh: '曾用名', en: 'formerly' },
  unregistered: { zh: '未登记主体', en: 'not registered' },
  masked: { zh: '名称已隐去', en: 'name masked' },
  disputed: { zh: '异议中', en: 'disputed' },
  since: { zh: '起', en: 'since' },
  asOf: { zh: '据本登记系统记录，截至', en: 'On record in this registry as of' },
  asKnownAt: { zh: '按登记位置', en: 'as known at position' },
  rules: { zh: '规则', en: 'rules' },
  sight: { zh: '视角', en: 'seen as' },
  timeline: { zh: '时间轴', en: 'Timeline' },
  timelineTable: { zh: '按时间列表', en: 'The same as a table' },
  day: { zh: '日期', en: 'Day' },
  item: { zh: '事项', en: 'What' },
  document: { zh: '文号与机关', en: 'Document and authority' },
  until: { zh: '期限', en: 'Until' },
  status: { zh: '状态', en: 'Status' },
  evidence: { zh: '依据', en: 'Evidence' },
  undated: { zh: '未载明', en: 'not stated' },
  noDocument: { zh: '未载明文号', en: 'no number stated' },
  facts: { zh: '基本信息', en: 'At a glance' },
  turns: { zh: '将发生的变化', en: 'What changes next' },
  noTurns: { zh: '没有仅随时间发生的变化。', en: 'Nothing changes by time alone.' },
  actions: { zh: '操作', en: 'Actions' },
  json: { zh: '机读数据 JSON', en: 'Machine-readable JSON' },
  publicView: { zh: '公众所见', en: 'What the public sees' },
  history: { zh: '档案沿革', en: 'Every event behind it' },
  backToProfile: { zh: '回到档案', en: 'Back to the profile' },
  nothingOnRecord: { zh: '以下各项无在案记录', en: 'Nothing on record of' },
  inspectedPublic: {
    zh: '检查结果只公开次数。',
    en: 'Of inspections only the counts are public.',
  },
  passed: { zh: '合格', en: 'passed' },
  failed: { zh: '不合格', en: 'failed' },
  establishedOn: { zh: '成立日期', en: 'Established' },
  division: { zh: '所属区县', en: 'Division' },
  industry: { zh: '行业', en: 'Industry' },
  kind: { zh: '主体类型', en: 'Kind' },
  codeException: { zh: '代码例外依据', en: 'Evidence for the code' },
  predecessors: { zh: '承继自', en: 'Predecessors' },
  succeededBy: { zh: '由其承继', en: 'Succeeded by' },
  dividedInto: { zh: '分立为', en: 'Divided into' },
} as const;

/** 证据抽屉 */
export const drawerWords = {
  document: { zh: '文书内容', en: 'What the document says' },
  reading: { zh: '规则认定', en: 'How the rules read it' },
  severity: { zh: '严重程度', en: 'Severity' },
  publicity: { zh: '公示状态', en: 'Publicity' },
  publicUntil: { zh: '公示至', en: 'Public until' },
  repairableFrom: { zh: '最早可申请信用修复', en: 'Repair possible from' },
  life: { zh: '登记经过', en: 'Its life in the registry' },
  recorded: { zh: '登记', en: 'recorded' },
  absorbedFrom: { zh: '承继自', en: 'Taken over from' },
  event: { zh: '事件编号', en: 'Event id' },
} as const;

/** 查询条件 */
export const axesWords = {
  validAt: { zh: '截至日期', en: 'As of' },
  show: { zh: '查看', en: 'Show' },
  more: { zh: '更多条件', en: 'More' },
  knownAt: { zh: '按当时所知（登记位置或时刻）', en: 'As known at (position or instant)' },
  ruleVersion: { zh: '规则版本', en: 'Rules' },
  purpose: { zh: '查询事由（查全部历史）', en: 'Purpose (reads the whole history)' },
  past: (day: string) => ({ zh: `您正在查看 ${day} 的记录`, en: `You are looking at the record of ${day}` }),
  pastKnown: (position: number) => ({
    zh: `按登记位置 ${position} 时所知`,
    en: `as it was known at position ${position}`,
  }),
  archive: (purpose: string) => ({
    zh: `您正以“${purpose}”为由查阅全部历史，含已修复、已作废的记录；本次查询已留痕`,
    en: `You are reading the whole history for “${purpose}”, with what was repaired or voided; this read is logged`,
  }),
  back: { zh: '回到今天', en: 'Back to today' },
} as const;

export const sectionWords: Readonly<Record<SectionName, Label>> = {
  honours: { zh: '质量荣誉', en: 'Honours' },
  certificates: { zh: '认证证书', en: 'Certificates' },
  inspections: { zh: '监督检查', en: 'Inspections' },
  violations: { zh: '违法与处罚', en: 'Violations and penalties' },
  incidents: { zh: '责任事故', en: 'Incidents' },
  listings: { zh: '失信名单', en: 'Listings' },
  petitionFindings: { zh: '违规集体上访认定', en: 'Petition findings' },
  disqualifications: { zh: '取消奖励资格认定', en: 'Disqualifications' },
  rewards: { zh: '奖励资金', en: 'Rewards' },
  measures: { zh: '奖惩措施', en: 'Measures' },
  duties: { zh: '质量责任', en: 'Quality duties' },
};

export const laneWords: Readonly<Record<Lane, Label>> = {
  honours: { zh: '荣誉', en: 'Honours' },
  certificates: { zh: '认证', en: 'Certificates' },
  inspections: { zh: '检查', en: 'Inspections' },
  violations: { zh: '违法与处罚', en: 'Violations' },
  incidents: { zh: '事故', en: 'Incidents' },
  listings: { zh: '名单', en: 'Listings' },
};

export const sightWords: Readonly<Record<Sight, Label>> = {
  public: { zh: '公众', en: 'the public' },
  department: { zh: '部门', en: 'a department' },
  lookback: { zh: '部门（含公示期满）', en: 'a department with look-back' },
  committee: { zh: '评奖委员会', en: 'an award committee' },
  archive: { zh: '档案', en: 'the archive' },
};

/** What the end of a term is called, by the type of the event. */
export const turnWords = {
  HonourAwarded: { zh: '荣誉有效期满', en: 'Honour expires' },
  CertificateIssued: { zh: '证书到期', en: 'Certificate expires' },
  ViolationRecorded: { zh: '公示期满', en: 'Publicity ends' },
  EnterpriseBlacklisted: { zh: '名单期满移出', en: 'Listing ends' },
  repairable: { zh: '可申请信用修复', en: 'Repair becomes possible' },
  other: { zh: '期满', en: 'Term ends' },
} as const satisfies Readonly<Record<string, Label>>;

/** 标注 of a record. */
export const markWords = {
  incomplete: { zh: '登记不完整', en: 'incomplete' },
  undated: { zh: '未载明日期', en: 'undated' },
  disputed: { zh: '异议中', en: 'disputed' },
  'under-review': { zh: '复议诉讼中', en: 'under review' },
} as const;

const ends: ReadonlyMap<string, Label> = new Map(Object.entries(turnWords));

export function endWords(type: string): Label {
  return ends.get(type) ?? turnWords.other;
}
