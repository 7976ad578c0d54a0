import { basis } from '../../schemas/policy/provision.js';
import type { Label } from '../../schemas/vocabulary.js';

/** What the fields of packs are called; `parent.field` where a name means two things. */
const fields: { readonly [field: string]: readonly [zh: string, en: string] } = {
  kind: ['种类', 'kind'],
  id: ['标识', 'id'],
  zh: ['中文名称', 'Chinese name'],
  en: ['英文名称', 'English name'],
  clause: ['条款', 'clause'],
  quote: ['原文', 'quotation'],
  basis: ['依据', 'basis'],
  source: ['出处', 'source'],
  unverified: ['未核原文', 'unverified'],
  documentNo: ['文号', 'document number'],
  authority: ['发文机关', 'authority'],
  documents: ['文件', 'documents'],
  issuedOn: ['印发日期', 'issued on'],
  from: ['起', 'from'],
  until: ['止', 'until'],
  divisions: ['行政区划', 'division'],
  code: ['代码', 'code'],
  departments: ['部门', 'department'],
  role: ['职责', 'role'],
  succeededBy: ['职责承继', 'succeeded by'],
  families: ['奖项类别', 'award family'],
  competes: ['与同年其他荣誉竞合', 'competes within a year'],
  programmes: ['奖项', 'programme'],
  family: ['类别', 'family'],
  levels: ['级别', 'levels'],
  level: ['级别', 'level'],
  subjects: ['对象', 'subjects'],
  includedIn: ['含于', 'included in'],
  bonus: ['奖金', 'bonus'],
  set: ['确定方式', 'how it is set'],
  amountFen: ['金额（分）', 'amount in fen'],
  regulation: ['另行规定', 'separate regulation'],
  responsible: ['归口部门', 'responsible department'],
  opened: ['设立', 'opened'],
  closed: ['停止', 'closed'],
  successor: ['承继奖项', 'successor'],
  targets: ['目标', 'target'],
  conditions: ['条件', 'condition'],
  grounds: ['取消奖励资格情形', 'ground'],
  general: ['通用条件', 'general condition'],
  asks: ['审查内容', 'what it asks'],
  test: ['审查种类', 'test'],
  kinds: ['种类', 'kinds'],
  windowMonths: ['回溯月数', 'look-back in months'],
  expiredCounts: ['公示期满仍计入', 'counts after publicity'],
  incidentKinds: ['事故种类', 'incident kinds'],
  failFrom: ['不符合的最低等级', 'fails from grade'],
  reviewFrom: ['人工复核的最低等级', 'reviewed from grade'],
  measure: ['计量方式', 'measure'],
  atMost: ['上限', 'at most'],
  scheme: ['认证种类', 'scheme'],
  years: ['年数', 'years'],
  absenceGraceDays: ['零报告宽限天数', 'grace days of reports'],
  reporting: ['报送时限', 'reporting'],
  dueWorkdays: ['期限（工作日）', 'due in working days'],
  dueDays: ['期限（自然日）', 'due in days'],
  rewards: ['奖励规则', 'rewards'],
  principles: ['奖励原则', 'reward principle'],
  ranking: ['排序', 'ranking'],
  onePerProgrammeAndYear: ['同一奖项同年一次', 'one per programme and year'],
  oneOff: ['一次性', 'one-off'],
  differenceAfterPayment: ['补发差额', 'difference after payment'],
  testedOn: ['审查日', 'tested on'],
  recoverableAfter: ['可追回的撤销效力', 'recoverable after'],
  lists: ['名单', 'lists'],
  jointReward: ['守信联合激励名单', 'joint reward list'],
  jointPunishment: ['失信联合惩戒名单', 'joint punishment list'],
  validMonths: ['有效月数', 'valid months'],
  measures: ['措施', 'measure'],
  list: ['名单', 'list'],
  department: ['部门', 'department'],
  legalBasis: ['法律依据', 'legal basis'],
  receiptOverdueDays: ['反馈逾期天数', 'receipt overdue days'],
  rounds: ['评选', 'rounds'],
  noticeWorkdays: ['公示工作日', 'working days of notice'],
  municipalHonourVeto: ['一票否决', 'veto'],
  also: ['另一条款', 'second clause'],
  area: ['领域', 'area'],
  comparator: ['比较', 'comparator'],
  value: ['值', 'value'],
  upTo: ['上限', 'up to'],
  reference: ['参照', 'reference'],
  unit: ['单位', 'unit'],
  by: ['期限', 'by'],
  aspirational: ['力争', 'aspirational'],
  counted: ['计数方式', 'how it is counted'],
  schemes: ['认证种类', 'schemes'],
  coversEarlier: ['适用于更早的决定', 'covers earlier decisions'],
  statedSeverityCounts: ['文书自述优先', 'stated severity counts'],
  severityRules: ['严重程度规则', 'severity rule'],
  severity: ['严重程度', 'severity'],
  when: ['适用情形', 'when'],
  procedure: ['程序', 'procedure'],
  publicity: ['公示期限', 'publicity'],
  'publicity.minor': ['轻微（月）', 'minor, in months'],
  'publicity.general': ['一般（月）', 'general, in months'],
  'publicity.serious': ['严重（月）', 'serious, in months'],
  notPublished: ['不予公示的处罚种类', 'penalties not published'],
  notPublishedClasses: ['不予公示的程度', 'classes not published'],
  repair: ['信用修复', 'repair'],
  conducts: ['违法行为类型', 'conducts'],
  minimumMonths: ['最短公示月数', 'minimum months'],
  listKinds: ['名单种类', 'list kind'],
  joint: ['联合惩戒', 'joint punishment'],
  public: ['公开', 'public'],
  termMonths: ['期限（月）', 'term in months'],
  earlyAfterMonths: ['可提前移出（月）', 'early after months'],
};

/** The name of a field inside another one. */
export function fieldName(field: string, parent = ''): Label | undefined {
  const [zh, en] = fields[`${parent}.${field}`] ?? fields[field] ?? [];
  return zh === undefined || en === undefined ? undefined : { zh, en };
}

const nothing: Label = { zh: '无', en: 'none' };
const yes: Label = { zh: '是', en: 'yes' };
const no: Label = { zh: '否', en: 'no' };

/** A value in words: of a parameter its value alone, a list joined, what has a name by its name. */
export function valueWords(value: unknown): Label {
  if (value === undefined) return nothing;
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value)) return value.length === 0 ? nothing : joined(value.map(valueWords));
  const known = basis.codes.find((code) => code === value);
  if (known !== undefined) return basis.label(known);
  return isFields(value) ? fieldsWords(value) : { zh: String(value), en: String(value) };
}

function fieldsWords(value: Fields): Label {
  if ('basis' in value && 'value' in value) return valueWords(value.value);
  const parts = Object.entries(value).map(([field, inner]) => {
    const [name, words] = [fieldName(field) ?? { zh: field, en: field }, valueWords(inner)];
    return { zh: `${name.zh} ${words.zh}`, en: `${name.en} ${words.en}` };
  });
  return joined(parts);
}

function joined(parts: readonly Label[]): Label {
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') };
}

export type Fields = { readonly [field: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
