import type { z } from 'zod';
import { type MunicipalPack, municipalPack } from '../../schemas/policy/municipal-pack.js';

type Wording = z.input<typeof municipalPack>;

const cited = { clause: '第四条', quote: '对获得质量荣誉的单位予以奖励' };
const assumed = <Value>(value: Value) => ({ value, basis: 'assumed' as const, source: '示例' });
const decreed = <Value>(value: Value) => ({ value, basis: 'decree' as const, source: '第四条' });
const yuan = (amount: number) => ({ set: 'amount' as const, amountFen: decreed(amount * 100), ...cited });
const regulated = { set: 'by-regulation' as const, regulation: '《示例市质量奖励办法》', ...cited };
const family = (id: string, zh: string, competes = true) => ({ id, zh, en: id, ...cited, competes: assumed(competes) });

type Programme = Wording['programmes'][number];

const programme = (id: string, zh: string, rest: Partial<Programme>): Programme => ({
  id,
  zh,
  en: id,
  ...cited,
  kind: 'award',
  levels: ['provincial'],
  subjects: ['organisation'],
  ...rest,
});

const grounds: Wording['grounds'] = [
  {
    id: 'G1',
    zh: '列入失信名单',
    en: 'blacklisted',
    clause: '第六条（一）',
    quote: '列入失信名单的，取消奖励资格',
    basis: 'decree',
    asks: {
      test: 'blacklisted',
      kinds: decreed(['serious-violation', 'judgment-defaulter']),
      windowMonths: assumed(24),
    },
  },
  {
    id: 'G2',
    zh: '发生重大责任事故',
    en: 'serious incident',
    clause: '第六条（二）',
    quote: '发生重大责任事故的，取消奖励资格',
    basis: 'decree',
    asks: {
      test: 'liable-incident',
      incidentKinds: ['quality', 'safety'],
      failFrom: assumed('serious'),
      reviewFrom: assumed('larger'),
      windowMonths: assumed(24),
    },
  },
];

const wording: Wording = {
  kind: 'municipal',
  id: 'shili-rewards',
  zh: '示例市质量奖励办法',
  en: 'quality rewards of a city that does not exist',
  documentNo: '示政〔2016〕1号',
  authority: '示例市人民政府',
  issuedOn: '2016-01-01',
  divisions: [{ code: '999999', zh: '示例区', en: 'Shili district' }],
  from: '2016-01-01',
  departments: [{ id: 'scjg', zh: '示例市市场监督管理局', en: 'bureau', role: '归口', ...cited }],
  families: [
    family('management', '质量管理奖'),
    family('product', '产品质量奖'),
    family('standard', '标准创新奖'),
    family('labour', '劳动模范奖', false),
  ],
  programmes: [
    programme('national-award', '示例国家质量奖', {
      family: 'management',
      levels: ['national'],
      bonus: yuan(1_000_000),
    }),
    programme('provincial-award', '示例省质量奖', { family: 'management', bonus: yuan(500_000) }),
    programme('mayor-award', '示例市市长质量奖', { family: 'management', levels: ['municipal'], bonus: regulated }),
    programme('brand', '示例省名牌产品', {
      family: 'product',
      kind: 'brand',
      subjects: ['product'],
      bonus: yuan(100_000),
      responsible: 'scjg',
    }),
    programme('service-brand', '示例省服务名牌', {
      family: 'product',
      kind: 'brand',
      subjects: ['service'],
      includedIn: 'brand',
      bonus: yuan(100_000),
    }),
    programme('gi-product', '示例地理标志产品', {
      family: 'product',
      levels: ['national'],
      subjects: ['product'],
      bonus: yuan(100_000),
    }),
    programme('standard-provincial', '示例省标准', {
      family: 'standard',
      subjects: ['standard'],
      bonus: yuan(100_000),
    }),
    programme('model-worker', '示例市劳动模范', { family: 'labour', subjects: ['individual'], bonus: regulated }),
    programme('title', '示例称号', {}),
  ],
  grounds,
  general: [],
  absenceGraceDays: assumed(0),
  reporting: { dueWorkdays: assumed(7), dueDays: assumed(11) },
  rewards: {
    principles: [],
    ranking: assumed(['amount', 'level', 'family', 'awarded-on', 'document-no']),
    onePerProgrammeAndYear: decreed(true),
    oneOff: decreed(true),
    differenceAfterPayment: assumed(true),
    testedOn: assumed(['awarded-on', 'paid-on']),
    recoverableAfter: assumed(['from-date', 'from-start']),
  },
  lists: {
    jointReward: { ...cited, families: ['management'], validMonths: assumed(36), conditions: [] },
    jointPunishment: cited,
    measures: [],
    receiptOverdueDays: assumed(30),
  },
  rounds: { noticeWorkdays: assumed(7), municipalHonourVeto: { ...assumed(true), ...cited } },
  targets: [],
};

/** 示例市: a city that does not exist, with a reward scheme that asks every rule. */
export const rewardPack: MunicipalPack = municipalPack.parse(wording);

/** The same with other reward parameters. */
export function rewardPackWith(rewards: Partial<MunicipalPack['rewards']>): MunicipalPack {
  return { ...rewardPack, rewards: { ...rewardPack.rewards, ...rewards } };
}

/** The same with grounds whose absence passes only where a department has reported. */
export const reportedPack: MunicipalPack = {
  ...rewardPack,
  grounds: rewardPack.grounds.slice(0, 1).map((ground) => ({ ...ground, source: 'blacklisted' as const })),
};
