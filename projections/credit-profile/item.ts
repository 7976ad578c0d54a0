import type { DataOf } from '../../schemas/events.js';
import { eventTypes } from '../../schemas/events.js';
import { itemStatus, publicityState } from '../../schemas/statuses.js';
import { severity } from '../../schemas/vocabularies.js';
import type { Label } from '../../schemas/vocabulary.js';
import { isIncomplete } from '../../src/domain/days.js';
import { type EnterpriseEvent, type FactRecord, type FollowUpType, isRecordOf } from '../../src/domain/enterprise.js';
import { followUpsBy, isDisputed, isUnderReview } from '../../src/domain/status.js';
import { decisionOn, publicityUnder, repairableFrom, severityOf, standingOn } from '../../src/policy/regime.js';
import { isUndated, type Look, type Viewer } from '../../src/policy/visibility.js';

/** A code with its Chinese and English name. */
export interface Coded<Code extends string = string> extends Label {
  readonly code: Code;
}

export function coded<Code extends string>(vocabulary: { label(code: Code): Label }, code: Code): Coded<Code> {
  return { code, ...vocabulary.label(code) };
}

/** What every line of a profile says of the event behind it. */
function evidence(event: EnterpriseEvent) {
  return {
    eventId: event.id,
    type: event.type,
    label: eventTypes[event.type].label,
    recordedAt: event.recordedAt,
    recordedBy: event.actor.department,
  };
}

/** A line of the profile: what it is on the day, the document as recorded, and what later became of it. */
export function profileItem(record: FactRecord, viewer: Viewer, look: Look) {
  const { day } = look;
  const { event, absorbedFrom } = record;
  return {
    ...evidence(event),
    status: coded(itemStatus, standingOn(record, day, look.rules)),
    ...(isRecordOf(record, 'ViolationRecorded') ? judged(record, look) : {}),
    marks: marksOf(record, day),
    ...(absorbedFrom === undefined ? {} : { absorbedFrom: absorbedFrom.uscc }),
    data: event.data,
    followUps: followUpsBy(record, day)
      .filter(({ type }) => viewer.sight !== 'public' || open.has(type))
      .map((next) => ({ ...evidence(next), data: next.data })),
  };
}

/** What the regime makes of a decision: publicity 公示, severity 严重程度, and from when it may be repaired 可修复. */
function judged(record: FactRecord<'ViolationRecorded'>, { day, rules }: Look) {
  const { state, until } = publicityUnder(record, day, rules);
  const level = severityOf(decisionOn(record, day), rules);
  const repairable = repairableFrom(record, day, rules);
  return {
    publicity: { ...coded(publicityState, state), ...(until === undefined ? {} : { until }) },
    severity: level === 'cannot-tell' ? coded(itemStatus, level) : coded(severity, level),
    ...(repairable === undefined ? {} : { repairableFrom: repairable }),
  };
}

type Mark = 'incomplete' | 'undated' | 'disputed' | 'under-review';

function marksOf(record: FactRecord, day: string): readonly Mark[] {
  const marks: readonly (readonly [Mark, boolean])[] = [
    ['incomplete', isIncomplete(record)],
    ['undated', isUndated(record)],
    ['disputed', isDisputed(record, day)],
    ['under-review', isUnderReview(record, day)],
  ];
  return marks.filter(([, holds]) => holds).map(([mark]) => mark);
}

/** Follow-ups that the public sees; of objections, reviews and repair steps it sees the mark alone. */
const open: ReadonlySet<FollowUpType> = new Set<FollowUpType>([
  'HonourRevoked',
  'CertificateRenewed',
  'CertificateSuspended',
  'CertificateReinstated',
  'ViolationModified',
  'PenaltyFulfilled',
]);

/** 违规集体上访: the committee learns the outcome, not the decision. */
export function petitionFinding(record: FactRecord<'PetitionFindingRecorded'>, viewer: Viewer, look: Look) {
  const whole = profileItem(record, viewer, look);
  const recording = viewer.sight === 'archive' || record.event.data.source.department === viewer.department;
  return recording ? whole : { type: whole.type, label: whole.label, status: whole.status };
}

/** Passed and failed inspections, which is all that the public sees of them. */
export function inspectionCounts(records: readonly FactRecord<'InspectionRecorded'>[]) {
  const count = (result: DataOf<'InspectionRecorded'>['result']): number => {
    return records.filter(({ event }) => event.data.result === result).length;
  };
  return { passed: count('passed'), failed: count('failed') };
}
