import type { z } from 'zod';
import { vocabulary } from './vocabulary.js';

/** 登记状态 */
export const enterpriseStatus = vocabulary(
  ['active', '存续', 'in business'],
  ['deregistered', '注销', 'deregistered'],
  ['licence-revoked', '吊销', 'licence revoked'],
);

/** 承继方式: the first three are the same unit 同一单位 and seal the predecessor. */
export const successionKind = vocabulary(
  ['code-change', '变更代码', 'code change'],
  ['restructuring', '改制', 'restructuring'],
  ['absorption', '吸收合并', 'absorption'],
  ['division', '分立', 'division'],
);

/** 荣誉对象: what an honour was given to; `individual` never carries a name. */
export const honourSubjectKind = vocabulary(
  ['organisation', '单位', 'organisation'],
  ['product', '产品', 'product'],
  ['service', '服务', 'service'],
  ['trademark', '商标', 'trademark'],
  ['standard', '标准', 'standard'],
  ['project', '工程或项目', 'project'],
  ['zone', '园区或示范区', 'zone'],
  ['region', '地区', 'region'],
  ['laboratory', '实验室或中心', 'laboratory or centre'],
  ['individual', '个人', 'individual'],
  ['other', '其他', 'other'],
);

/** 荣誉级别, the highest first. */
export const honourLevel = vocabulary(
  ['international', '国际级', 'international'],
  ['national', '国家级', 'national'],
  ['provincial', '省级', 'provincial'],
  ['municipal', '市级', 'municipal'],
  ['county', '县级', 'county'],
);

export const honourClass = vocabulary(['winner', '获奖', 'winner'], ['nominee', '提名', 'nominee']);

/** 荣誉撤销效力 */
export const revocationEffect = vocabulary(
  ['from-date', '自撤销之日起', 'from the date'],
  ['from-start', '自始无效', 'from the start'],
);

/** 处罚程序 */
export const procedure = vocabulary(
  ['simple', '简易程序', 'simple'],
  ['ordinary', '普通程序', 'ordinary'],
  ['unknown', '未注明', 'not stated'],
);

/** 行政处罚种类 (行政处罚法 第九条) */
export const penaltyKind = vocabulary(
  ['warning', '警告', 'warning'],
  ['public-criticism', '通报批评', 'public criticism'],
  ['fine', '罚款', 'fine'],
  ['confiscation', '没收违法所得、没收非法财物', 'confiscation'],
  ['licence-suspension', '暂扣许可证件', 'licence suspended'],
  ['grade-reduction', '降低资质等级', 'grade lowered'],
  ['licence-revocation', '吊销许可证件', 'licence revoked'],
  ['business-restriction', '限制开展生产经营活动', 'business restricted'],
  ['business-suspension', '责令停产停业', 'business suspended'],
  ['closure', '责令关闭', 'closure'],
  ['occupation-restriction', '限制从业', 'occupation restricted'],
  ['other', '法律、行政法规规定的其他行政处罚', 'other'],
);

export const yesNoUnknown = vocabulary(['yes', '是', 'yes'], ['no', '否', 'no'], ['unknown', '未注明', 'not stated']);

/** 违法行为类型 */
export const conductType = vocabulary(
  ['product-quality', '产品质量', 'product quality'],
  ['food-safety', '食品安全', 'food safety'],
  ['drug-device', '药品、医疗器械、化妆品', 'drugs, devices, cosmetics'],
  ['special-equipment', '特种设备', 'special equipment'],
  ['standards', '标准化', 'standards'],
  ['metrology', '计量', 'metrology'],
  ['certification', '认证认可', 'certification'],
  ['trademark', '商标、知识产权', 'trademarks and intellectual property'],
  ['advertising-price', '广告、价格', 'advertising and prices'],
  ['consumer-rights', '消费者权益', 'consumer rights'],
  ['competition', '不正当竞争', 'unfair competition'],
  ['construction', '工程建设质量', 'construction quality'],
  ['environment', '生态环境', 'environment'],
  ['work-safety', '安全生产', 'work safety'],
  ['tax', '税收', 'tax'],
  ['labour', '劳动保障', 'labour'],
  ['supervision-refused', '拒绝监督检查', 'supervision refused'],
  ['other', '其他', 'other'],
);

/** 失信行为严重程度, as a document states it; what counts is computed by the regime in force. */
export const severity = vocabulary(
  ['minor', '轻微', 'minor'],
  ['general', '一般', 'general'],
  ['serious', '严重', 'serious'],
);

/** 修复范围: `publicity` ends 公示 and sharing early, `full` withdraws the item. */
export const repairScope = vocabulary(['publicity', '终止公示', 'publicity'], ['full', '信用修复', 'full']);

export const reviewKind = vocabulary(
  ['reconsideration', '行政复议', 'administrative reconsideration'],
  ['litigation', '行政诉讼', 'administrative litigation'],
);

export const reviewOutcome = vocabulary(
  ['upheld', '维持', 'upheld'],
  ['modified', '变更', 'modified'],
  ['annulled', '撤销', 'annulled'],
  ['declared-unlawful', '确认违法', 'declared unlawful'],
  ['withdrawn', '撤回申请', 'application withdrawn'],
);

/** 名单种类; which of them are joint punishment is the regime's closed table, not this list. */
export const listKind = vocabulary(
  ['judgment-defaulter', '失信被执行人', 'judgment defaulter'],
  ['serious-violation', '严重违法失信名单', 'serious violation list'],
  ['major-tax-violation', '重大税收违法失信主体', 'major tax violation'],
  ['wage-arrears', '拖欠农民工工资失信联合惩戒对象', 'arrears of migrant workers’ wages'],
  ['procurement', '政府采购严重违法失信行为记录名单', 'government procurement'],
  ['work-safety', '安全生产严重失信主体', 'work safety'],
  ['food-drug', '食品药品严重失信者', 'food and drugs'],
  ['environment', '生态环境严重失信', 'environment'],
  ['abnormal-operation', '经营异常名录', 'abnormal operation'],
  ['foreign-debarment', '境外机构禁入', 'foreign debarment'],
  ['other', '其他', 'other'],
);

export const liftReason = vocabulary(
  ['term', '期满移出', 'term ended'],
  ['early-repair', '提前移出（信用修复）', 'early, by repair'],
  ['fulfilled', '履行义务', 'duty fulfilled'],
  ['annulled', '列入决定撤销', 'listing annulled'],
  ['correction', '更正', 'correction'],
);

export const incidentKind = vocabulary(
  ['quality', '质量事故', 'quality'],
  ['safety', '安全事故', 'safety'],
  ['environment', '环境事件', 'environment'],
);

export const incidentGrade = vocabulary(
  ['extremely-serious', '特别重大', 'extremely serious'],
  ['serious', '重大', 'serious'],
  ['larger', '较大', 'larger'],
  ['ordinary', '一般', 'ordinary'],
);

export const liability = vocabulary(
  ['none', '无责任', 'none'],
  ['secondary', '次要责任', 'secondary'],
  ['primary', '主要责任', 'primary'],
);

export const administrativeLevel = vocabulary(
  ['national', '国家级', 'national'],
  ['provincial', '省级', 'provincial'],
  ['municipal', '市级', 'municipal'],
  ['county', '县级', 'county'],
);

export const inspectionResult = vocabulary(
  ['passed', '合格', 'passed'],
  ['failed', '不合格', 'failed'],
  ['not-determined', '未判定', 'not determined'],
);

export const objector = vocabulary(
  ['subject', '信用主体', 'the enterprise itself'],
  ['third-party', '第三人', 'a third party'],
);

/** 异议成立时的处理: what becomes of the record that was objected to. */
export const remedyKind = vocabulary(
  ['void', '作废该记录', 'void the record'],
  ['annul', '撤销该决定', 'annul the decision'],
  ['modify', '变更该决定', 'modify the decision'],
);

export const objectionOutcome = vocabulary(['upheld', '异议成立', 'upheld'], ['rejected', '异议不成立', 'rejected']);

/** 联合奖惩名单 */
export const jointList = vocabulary(
  ['joint-reward', '守信联合激励名单', 'joint reward list'],
  ['joint-punishment', '失信联合惩戒名单', 'joint punishment list'],
);
export type JointList = z.infer<typeof jointList.schema>;

/** Why a joint list changed. Where the cause may no longer be seen, the list was merely computed anew. */
export const listReason = vocabulary(
  ['new-fact', '新增事实', 'new fact'],
  ['expiry', '期限届满', 'expiry'],
  ['repair', '信用修复', 'repair'],
  ['annulment', '决定撤销', 'annulment'],
  ['correction', '更正', 'correction'],
  ['late-report', '迟报事实', 'late report'],
  ['rule-change', '规则变更', 'change of rules'],
  ['recomputation', '重新计算', 'recomputation'],
);
export type ListReason = z.infer<typeof listReason.schema>;

export const qualityDuty = vocabulary(
  ['chief-quality-officer', '首席质量官', 'chief quality officer'],
  ['first-responsible', '质量第一责任人', 'first person responsible for quality'],
  ['lifelong', '质量终身责任', 'lifelong responsibility'],
);

/** 取消奖励资格的情形 (四（三）奖励原则 一) that a source department reports on. */
export const disqualificationGround = vocabulary(
  ['serious-incident', '重特大质量、安全、环境事故', 'serious incident'],
  ['serious-violation', '严重违法违规行为', 'serious violation'],
  ['collective-petition', '违规集体上访', 'collective petition'],
  ['blacklisted', '失信名单', 'blacklisted'],
  ['other', '其他应依法依规取消奖励资格的情形', 'other ground'],
);
