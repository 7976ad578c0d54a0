import { hasCome, isOver, type Ternary } from '../../schemas/day.js';
import type { ItemStatus } from '../../schemas/statuses.js';
import { anchorOf, happenedBy, heldBy } from './days.js';
import type { FactRecord, FollowUp } from './enterprise.js';

/** The follow-ups that hold on a day, in the order in which they took effect; those of the same day in log order. */
export function followUpsBy(record: FactRecord, day: string): readonly FollowUp[] {
  if (record.followUps.length === 0) return record.followUps;
  return record.followUps
    .filter((event) => heldBy(event, day) !== false)
    .map((event) => ({ event, since: anchorOf(event) ?? event.data.source.receivedOn }))
    .sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0))
    .map(({ event }) => event);
}

/** What a record is on a calendar day (valid time), as its own documents say; no rule of any pack enters. */
export function statusOn(record: FactRecord, day: string): ItemStatus {
  const { event } = record;
  const later = followUpsBy(record, day);
  switch (event.type) {
    case 'HonourAwarded':
      return honourStatus(record, later, day);
    case 'CertificateIssued':
      return certificateStatus(event.data, later, day);
    case 'ViolationRecorded':
      return violationStatus(record, later, day);
    case 'EnterpriseBlacklisted':
      return fullyRepaired(later) ? 'repaired' : listingStatus(record, later, day);
    case 'IncidentRecorded':
      return liabilityStatus(later);
    case 'InspectionRecorded':
      return event.data.result === 'not-determined' ? 'cannot-tell' : event.data.result;
    case 'MeasureApplied':
      return has(later, 'MeasureLifted') ? 'lifted' : dated(record, day, 'in-force');
    case 'RewardPaid':
      return has(later, 'RewardRecovered') ? 'recovered' : dated(record, day, 'paid');
    case 'DisqualificationFound':
      return between(record, event.data.until, day);
    case 'EnterpriseRegistered':
    case 'EnterpriseRenamed':
    case 'EnterpriseReclassified':
    case 'EnterpriseDeregistered':
    case 'EnterpriseLicenceRevoked':
    case 'EnterpriseSucceeded':
    case 'PetitionFindingRecorded':
    case 'RewardDetermined':
    case 'QualityDutyDeclared':
      return 'recorded';
  }
}

function has(events: readonly FollowUp[], type: FollowUp['type']): boolean {
  return events.some((event) => event.type === type);
}

function dated(record: FactRecord, day: string, status: ItemStatus): ItemStatus {
  return happenedBy(record, day) === true ? status : 'cannot-tell';
}

function between(record: FactRecord, until: string | undefined, day: string): ItemStatus {
  const over = until === undefined ? false : isOver(until, day);
  if (over === true) return 'expired';
  return over === 'cannot-tell' ? over : dated(record, day, 'in-force');
}

function honourStatus(record: FactRecord, later: readonly FollowUp[], day: string): ItemStatus {
  const { event, followUps } = record;
  const annulled = followUps.some((next) => next.type === 'HonourRevoked' && next.data.effect === 'from-start');
  if (annulled || has(later, 'HonourRevoked')) return 'revoked';
  if (event.type !== 'HonourAwarded' || event.data.validUntil === undefined) return dated(record, day, 'awarded');
  return between(record, event.data.validUntil, day);
}

function violationStatus(record: FactRecord, later: readonly FollowUp[], day: string): ItemStatus {
  if (has(later, 'ViolationAnnulled') || annulledOnReview(later)) return 'annulled';
  if (fullyRepaired(later)) return 'repaired';
  return has(later, 'PenaltyFulfilled') ? 'fulfilled' : dated(record, day, 'in-force');
}

interface Term {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** A renewal that states no beginning of its own goes on from the term before. */
function renewed({ from: before }: Term, { from = before, until }: Term): Term {
  return { from, until };
}

function certificateStatus(issued: Term, later: readonly FollowUp[], day: string): ItemStatus {
  if (has(later, 'CertificateWithdrawn')) return 'withdrawn';
  if (has(later, 'CertificateCancelled')) return 'cancelled';
  const paused = later.filter(({ type }) => type === 'CertificateSuspended' || type === 'CertificateReinstated').at(-1);
  const term = later.reduce<Term>(
    (last, next) => (next.type === 'CertificateRenewed' ? renewed(last, next.data) : last),
    issued,
  );
  const begun: Ternary = term.from === undefined ? 'cannot-tell' : hasCome(term.from, day);
  const over: Ternary = term.until === undefined ? 'cannot-tell' : isOver(term.until, day);
  if (over === true) return 'expired';
  if (paused?.type === 'CertificateSuspended') return 'suspended';
  return begun === true && over === false ? 'in-force' : 'cannot-tell';
}

function listingStatus(record: FactRecord, later: readonly FollowUp[], day: string): ItemStatus {
  const { event } = record;
  if (has(later, 'BlacklistingLifted') || annulledOnReview(later)) return 'lifted';
  const off = event.type === 'EnterpriseBlacklisted' ? event.data.scheduledOff : undefined;
  return off !== undefined && off <= day ? 'term-ended' : dated(record, day, 'in-force');
}

function liabilityStatus(later: readonly FollowUp[]): ItemStatus {
  const last = later.reduce<FollowUp | undefined>(
    (found, event) => (event.type === 'LiabilityDetermined' ? event : found),
    undefined,
  );
  if (last?.type !== 'LiabilityDetermined') return 'undetermined';
  return last.data.liability === 'none' ? 'not-liable' : 'liable';
}

function fullyRepaired(later: readonly FollowUp[]): boolean {
  return later.some((event) => event.type === 'CreditRepaired' && event.data.scope === 'full');
}

function annulledOnReview(later: readonly FollowUp[]): boolean {
  return later.some(
    (event) => event.type === 'ReviewClosed' && ['annulled', 'declared-unlawful'].includes(event.data.outcome),
  );
}

/** 异议: an objection filed by the day and not decided by it. */
export function isDisputed(record: FactRecord, day: string): boolean {
  return isOpen(followUpsBy(record, day), 'ObjectionFiled', 'ObjectionDecided');
}

/** 复议或诉讼 opened by the day and without outcome on it. */
export function isUnderReview(record: FactRecord, day: string): boolean {
  return isOpen(followUpsBy(record, day), 'ReviewOpened', 'ReviewClosed');
}

function isOpen(events: readonly FollowUp[], opened: FollowUp['type'], closed: FollowUp['type']): boolean {
  return events.some(
    ({ id, type }) => type === opened && !events.some((next) => next.type === closed && next.data.target === id),
  );
}
