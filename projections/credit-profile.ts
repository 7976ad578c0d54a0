import { firstDayOf, isDay, lastDayOf, nextDay } from '../schemas/day.js';
import { happenedBy } from '../src/domain/days.js';
import { type EnterpriseState, type FactRecord, isRecordOf, type RecordType } from '../src/domain/enterprise.js';
import { type LookingDays, maySee, type Viewer } from '../src/policy/visibility.js';
import { inspectionCounts, petitionFinding, profileItem } from './credit-profile/item.js';
import { profileBadge, profileUnit } from './credit-profile/unit.js';

/** 企业质量信用档案: a stored row per enterprise and sight, as of the last opened day. */
export const creditProfile = { name: 'credit-profile', edition: 2 } as const;

/** The sights that are stored; an archive is always answered from the log, as is who may see petition findings. */
export const storedSights = ['public', 'department', 'lookback', 'committee'] as const;
export type StoredSight = (typeof storedSights)[number];

/**
 * The profile on `day` of a state from whose history everything withdrawn has been taken out already (unless an
 * archive asks). The same arguments always give the same text.
 */
export function renderProfile(
  state: EnterpriseState,
  viewer: Viewer,
  days: LookingDays,
  seen: readonly FactRecord[] = recordsSeen(state, viewer, days),
) {
  const section = (...types: readonly RecordType[]) => {
    return seen
      .filter(({ event }) => types.includes(event.type))
      .map((record) => profileItem(record, viewer, days.day));
  };
  return {
    ...profileUnit(state, viewer, days.day, seen),
    badge: profileBadge(seen, days.day),
    honours: section('HonourAwarded'),
    certificates: section('CertificateIssued'),
    violations: section('ViolationRecorded'),
    listings: section('EnterpriseBlacklisted'),
    incidents: section('IncidentRecorded'),
    petitionFindings: only(seen, 'PetitionFindingRecorded').map((record) => petitionFinding(record, viewer, days.day)),
    inspections:
      viewer.sight === 'public' ? inspectionCounts(inspected(state, days.day)) : section('InspectionRecorded'),
    rewards: section('RewardDetermined', 'RewardPaid'),
    measures: section('MeasureApplied'),
    duties: section('QualityDutyDeclared'),
    disqualifications: section('DisqualificationFound'),
  };
}
export type CreditProfile = ReturnType<typeof renderProfile>;

/** The records that had happened by the day and that the viewer may see, in log order. */
export function recordsSeen(state: EnterpriseState, viewer: Viewer, days: LookingDays): readonly FactRecord[] {
  return [...state.records.values()].filter(
    (record) => !record.voided && happenedBy(record, days.day) !== false && maySee(record, viewer, days),
  );
}

/** False when a unit without registration has no line that the viewer may see: for this viewer it is not on record. */
export function showsAnything(profile: CreditProfile): boolean {
  const { registered, inspections, ...rest } = profile;
  const inspected = Array.isArray(inspections) ? inspections.length > 0 : inspections.passed + inspections.failed > 0;
  return registered || inspected || Object.values(rest).some((value) => Array.isArray(value) && value.length > 0);
}

function only<T extends RecordType>(records: readonly FactRecord[], type: T): readonly FactRecord<T>[] {
  return records.filter((record): record is FactRecord<T> => isRecordOf(record, type));
}

function inspected(state: EnterpriseState, day: string) {
  return only([...state.records.values()], 'InspectionRecorded').filter(
    (record) => !record.voided && happenedBy(record, day) !== false,
  );
}

/** Does the enterprise have findings that no stored row may carry? */
export function hasPetitionFindings(state: EnterpriseState): boolean {
  return only([...state.records.values()], 'PetitionFindingRecorded').some(({ voided }) => !voided);
}

/**
 * The first calendar day after `day` on which a profile of this state may read differently, by time alone; undefined
 * when no date of any document lies ahead. It may come early, never late.
 */
export function nextChange(state: EnterpriseState, day: string): string | undefined {
  let next: string | undefined;
  for (const event of state.events) {
    for (const bound of boundsOf(event.data, day)) {
      if (bound > day && (next === undefined || bound < next)) next = bound;
    }
  }
  return next;
}

/** The days on which the days of a document begin and are over; days long past are left out. */
function boundsOf(data: object, day: string): readonly string[] {
  return Object.values(data).flatMap((value) => {
    const past = typeof value !== 'string' || value.length > 10 || (value.length === 10 && value < day);
    return past || !isDay(value) ? [] : [firstDayOf(value), nextDay(lastDayOf(value))];
  });
}
