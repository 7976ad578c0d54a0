import { anchorOf, isIncomplete } from '../domain/days.js';
import { type FactRecord, isRecordOf } from '../domain/enterprise.js';
import { followUpsBy, statusOn } from '../domain/status.js';
import { listKindOn, publicityUnder, standingOn } from './regime.js';
import type { Rules } from './rules.js';

/** 查询视角: public, department, department with look-back, committee 评奖委员会, archive (with a purpose). */
export const sights = ['public', 'department', 'lookback', 'committee', 'archive'] as const;
export type Sight = (typeof sights)[number];

/** Who looks; `department` is the asking department, where one asks. */
export interface Viewer {
  readonly sight: Sight;
  readonly department?: string | undefined;
}

/** The day and the rules asked about, and those of the head of the log, which decide what may still be shown. */
export interface Look {
  readonly day: string;
  readonly rules: Rules;
  readonly headDay: string;
  readonly headRules: Rules;
}

/** A look at the last day opened. */
export function lookNow(day: string, rules: Rules): Look {
  return { day, rules, headDay: day, headRules: rules };
}

/** May the viewer see this record, which is not withdrawn? What no table names stays inside. */
export function maySee(record: FactRecord, viewer: Viewer, look: Look): boolean {
  if (viewer.sight === 'archive') return true;
  const { event } = record;
  switch (event.type) {
    case 'ViolationRecorded':
      if (!isRecordOf(record, 'ViolationRecorded')) return false;
      return seesViolation(record, viewer.sight, look);
    case 'CertificateIssued':
      return viewer.sight !== 'public' || !ended.has(statusOn(record, look.day));
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
      return viewer.sight !== 'public' || isPublicListing(record, event.data.listKind, look);
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
function seesViolation(
  record: FactRecord<'ViolationRecorded'>,
  sight: Exclude<Sight, 'archive'>,
  { day, rules, headDay, headRules }: Look,
): boolean {
  const states = [publicityUnder(record, day, rules).state, publicityUnder(record, headDay, headRules).state];
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

/** A listing is public while it is in force and no repair has ended its publicity, if the table of list kinds of both days says so. */
function isPublicListing(record: FactRecord, kind: string, { day, rules, headDay, headRules }: Look): boolean {
  if (isIncomplete(record)) return false;
  return [
    { on: day, under: rules },
    { on: headDay, under: headRules },
  ].every(
    ({ on, under }) =>
      listKindOn(kind, on, under)?.public.value === true &&
      standingOn(record, on, under) === 'in-force' &&
      !followUpsBy(record, on).some(({ type }) => type === 'CreditRepaired'),
  );
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
