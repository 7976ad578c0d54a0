import { firstDayOf, isDay, lastDayOf, nextDay } from '../schemas/day.js';
import { happenedBy } from '../src/domain/days.js';
import {
  type EnterpriseEvent,
  type EnterpriseState,
  type FactRecord,
  isRecordOf,
  type RecordType,
} from '../src/domain/enterprise.js';
import { regimeTurnsOf } from '../src/policy/regime.js';
import type { Rules } from '../src/policy/rules.js';
import { type Look, maySee, type Viewer } from '../src/policy/visibility.js';
import { inspectionCounts, petitionFinding, profileItem } from './credit-profile/item.js';
import { profileBadge, profileUnit } from './credit-profile/unit.js';

/** 企业质量信用档案: a stored row per enterprise and sight, as of the last opened day. */
export const creditProfile = { name: 'credit-profile', edition: 6 } as const;

/** The sights that are stored; an archive is always answered from the log, as is who may see petition findings. */
export const storedSights = ['public', 'department', 'lookback', 'committee'] as const;
export type StoredSight = (typeof storedSights)[number];

/**
 * The profile on `day` of a state from whose history everything withdrawn has been taken out already (unless an
 * archive asks). The same arguments always give the same text, which begins with what the head of a page tells.
 */
export function renderProfile(
  state: EnterpriseState,
  viewer: Viewer,
  look: Look,
  seen: readonly FactRecord[] = recordsSeen(state, viewer, look),
) {
  const section = (...types: readonly RecordType[]) => {
    return seen.filter(({ event }) => types.includes(event.type)).map((record) => profileItem(record, viewer, look));
  };
  return {
    ...profileUnit(state, viewer, look.day, seen),
    badge: profileBadge(state, seen, look),
    listings: section('EnterpriseBlacklisted'),
    honours: section('HonourAwarded'),
    certificates: section('CertificateIssued'),
    violations: section('ViolationRecorded'),
    incidents: section('IncidentRecorded'),
    petitionFindings: only(seen, 'PetitionFindingRecorded').map((record) => petitionFinding(record, viewer, look)),
    inspections:
      viewer.sight === 'public' ? inspectionCounts(inspected(state, look.day)) : section('InspectionRecorded'),
    rewards: section('RewardDetermined', 'RewardPaid'),
    measures: section('MeasureApplied'),
    duties: section('QualityDutyDeclared'),
    disqualifications: section('DisqualificationFound'),
  };
}
export type CreditProfile = ReturnType<typeof renderProfile>;

/** The records that had happened by the day and that the viewer may see, in log order. */
export function recordsSeen(state: EnterpriseState, viewer: Viewer, look: Look): readonly FactRecord[] {
  return [...state.records.values()].filter(
    (record) => !record.voided && happenedBy(record, look.day) !== false && maySee(record, viewer, look),
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
 * when no date of any document, and no term of any rule, lies ahead. It may come early, never late.
 */
export function nextChange(state: EnterpriseState, day: string, rules: Rules): string | undefined {
  let next: string | undefined;
  const consider = (bound: string): void => {
    if (bound > day && (next === undefined || bound < next)) next = bound;
  };
  for (const event of state.events)
    for (const bound of [...boundsOf(event.data, day), ...receiptOf(event)]) consider(bound);
  for (const record of state.records.values()) for (const bound of regimeTurnsOf(record, rules)) consider(bound);
  return next;
}

/**
 * The days on which the answer to "has it come?" or "is it over?" may turn, for every day of a document: a partial day
 * can be told apart from its first day on, from the day after that, from its last day, and from the day after that.
 */
function boundsOf(data: object, day: string): readonly string[] {
  return Object.values(data).flatMap((value) => {
    const past = typeof value !== 'string' || value.length > 10 || (value.length === 10 && value < day);
    if (past || !isDay(value)) return [];
    const [first, last] = [firstDayOf(value), lastDayOf(value)];
    return first === last ? [first, nextDay(first)] : [first, nextDay(first), last, nextDay(last)];
  });
}

/** What states no day of its own holds from its receipt, which may lie ahead of the last day opened. */
function receiptOf(event: EnterpriseEvent): readonly string[] {
  return 'source' in event.data ? [event.data.source.receivedOn] : [];
}
