import { anchorOf, isIncomplete } from '../domain/days.js';
import type { FactRecord } from '../domain/enterprise.js';
import { publicityOn, statusOn } from '../domain/status.js';

/** 查询视角: public, department, department with look-back, committee 评奖委员会, archive (with a purpose). */
export const sights = ['public', 'department', 'lookback', 'committee', 'archive'] as const;
export type Sight = (typeof sights)[number];

/** Who looks; `department` is the asking department, where one asks. */
export interface Viewer {
  readonly sight: Sight;
  readonly department?: string | undefined;
}

/** The day asked about, and the last day opened at the head of the log. */
export interface LookingDays {
  readonly day: string;
  readonly headDay: string;
}

/** May the viewer see this record, which is not withdrawn? What no table names stays inside. */
export function maySee(record: FactRecord, viewer: Viewer, days: LookingDays): boolean {
  if (viewer.sight === 'archive') return true;
  const { event } = record;
  switch (event.type) {
    case 'ViolationRecorded':
      return seesViolation(record, viewer.sight, days);
    case 'CertificateIssued':
      return viewer.sight !== 'public' || !ended.has(statusOn(record, days.day));
    case 'PetitionFindingRecorded':
      return viewer.sight === 'committee' || event.data.source.department === viewer.department;
    case 'EnterpriseRegistered':
    case 'EnterpriseRenamed':
    case 'EnterpriseReclassified':
    case 'EnterpriseDeregistered':
    case 'EnterpriseLicenceRevoked':
    case 'EnterpriseSucceeded':
    case 'HonourAwarded':
    case 'QualityDutyDeclared':
      return true;
    case 'IncidentRecorded':
      return viewer.sight !== 'public' && (viewer.sight === 'committee' || isDetermined(record));
    case 'EnterpriseBlacklisted':
    case 'InspectionRecorded':
    case 'RewardDetermined':
    case 'RewardPaid':
    case 'MeasureApplied':
    case 'DisqualificationFound':
      return viewer.sight !== 'public';
  }
}

const ended = new Set(['expired', 'withdrawn', 'cancelled']);

/**
 * Public: complete, and stated to be under publicity on both days; else asking about 2018 would republish what has
 * expired. A plain department also sees what states no end. Look-back and committee see what is past publicity.
 */
function seesViolation(record: FactRecord, sight: Exclude<Sight, 'archive'>, days: LookingDays): boolean {
  const states = [publicityOn(record, days.day), publicityOn(record, days.headDay)];
  switch (sight) {
    case 'public':
      return !isIncomplete(record) && states.every((state) => state === 'under-publicity');
    case 'department':
      return states.every((state) => state !== 'ended');
    case 'lookback':
    case 'committee':
      return true;
  }
}

function isDetermined(record: FactRecord): boolean {
  return record.followUps.some((event) => event.type === 'LiabilityDetermined');
}

/** 个体工商户: the name is a person's; the public sees it only while a penalty is under publicity. */
export function maskName(name: string): string {
  const [first = ''] = name;
  return `${first}＊＊`;
}

/** Undated records cannot be placed before or after a day; they are shown, and say so. */
export function isUndated(record: FactRecord): boolean {
  return anchorOf(record.event) === undefined;
}
