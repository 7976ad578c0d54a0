import type { Scope } from '../../../schemas/scope.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Face } from '../frame.js';
import { sharingPages } from './sharing.js';

/** A page in the menu. Without scopes anybody sees it. */
export interface MenuEntry {
  readonly path: string;
  readonly label: Label;
  readonly scopes?: readonly Scope[];
  /** Faces on which it stands. */
  readonly faces: readonly Face[];
}

export interface MenuGroup {
  readonly label: Label;
  readonly entries: readonly MenuEntry[];
}

const both = ['console', 'public'] as const;
const console = ['console'] as const;

/** 菜单: only pages that exist. */
export const menu: readonly MenuGroup[] = [
  {
    label: { zh: '查询', en: 'Look up' },
    entries: [
      { path: '/', label: { zh: '首页', en: 'Home' }, faces: both },
      { path: '/registers/honours', label: { zh: '质量荣誉名录', en: 'Honour roll' }, faces: both },
      { path: '/registers/certificates', label: { zh: '认证证书目录', en: 'Certificates' }, faces: both },
      { path: '/registers/penalties', label: { zh: '行政处罚公示', en: 'Penalties' }, faces: both },
      { path: '/verify', label: { zh: '核验', en: 'Verify' }, faces: ['public'] },
    ],
  },
  {
    label: { zh: '名单', en: 'Lists' },
    entries: [
      {
        path: '/lists/joint-reward',
        label: { zh: '守信联合激励', en: 'Joint reward' },
        scopes: ['feed:joint-reward'],
        faces: console,
      },
      {
        path: '/lists/joint-punishment',
        label: { zh: '失信联合惩戒', en: 'Joint punishment' },
        scopes: ['feed:joint-punishment'],
        faces: console,
      },
      {
        path: '/checks',
        label: { zh: '付款前核查', en: 'Checks before paying' },
        scopes: ['feed:joint-reward', 'feed:joint-punishment'],
        faces: console,
      },
    ],
  },
  {
    label: { zh: '评审', en: 'Judgement' },
    entries: [
      { path: '/screening', label: { zh: '资格审查', en: 'Screening' }, scopes: ['screen'], faces: console },
      { path: '/award-rounds', label: { zh: '评选', en: 'Award rounds' }, scopes: ['screen'], faces: console },
      { path: '/rewards', label: { zh: '奖励核算', en: 'Rewards' }, scopes: ['screen', 'admin'], faces: console },
      {
        path: '/targets',
        label: { zh: '质量强市目标', en: 'Targets' },
        scopes: ['read:profile', 'screen', 'admin'],
        faces: console,
      },
    ],
  },
  {
    label: { zh: '共享', en: 'Sharing' },
    entries: sharingPages.map((page) => ({ ...page, faces: console })),
  },
  {
    label: { zh: '录入', en: 'Record' },
    entries: [
      {
        path: '/record',
        label: { zh: '登记录入', en: 'Record a document' },
        scopes: ['record', 'record:repair', 'record:objection', 'admin'],
        faces: console,
      },
      {
        path: '/imports',
        label: { zh: '批量导入', en: 'Import' },
        scopes: ['record', 'record:repair', 'record:objection', 'admin'],
        faces: console,
      },
      {
        path: '/objections',
        label: { zh: '异议与更正', en: 'Objections' },
        scopes: ['record', 'record:objection', 'admin'],
        faces: console,
      },
    ],
  },
  {
    label: { zh: '管理', en: 'Administration' },
    entries: [
      { path: '/packs', label: { zh: '规则包', en: 'Rule packs' }, scopes: ['admin', 'screen'], faces: console },
      { path: '/impacts', label: { zh: '影响清单', en: 'Impacts' }, scopes: ['admin', 'screen'], faces: console },
      {
        path: '/departments',
        label: { zh: '部门与密钥', en: 'Departments and keys' },
        scopes: ['admin'],
        faces: console,
      },
      { path: '/access-log', label: { zh: '查询留痕', en: 'Access log' }, scopes: ['admin'], faces: console },
    ],
  },
];
