import { hasCome, type Ternary } from '../../schemas/day.js';
import { eventTypes } from '../../schemas/events.js';
import type { FactRecord, FollowUp } from './enterprise.js';
import type { DocumentEvent } from './record-index.js';

/** Days on which something happened, which cannot lie ahead. */
export const happenings = [
  'awardedOn',
  'decidedOn',
  'servedOn',
  'listedOn',
  'occurredOn',
  'reportedOn',
  'inspectedOn',
  'determinedOn',
  'paidOn',
  'recoveredOn',
  'appliedOn',
  'foundOn',
  'filedOn',
] as const;

/** The fields that say when a fact happened or takes effect; the first that is there counts. */
const anchors = [...happenings, 'effectiveOn', 'on', 'from'] as const;

/** Of each type only those fields that its schema has; every fact of a profile is asked, so the others cost. */
const anchorsOf = new Map(
  Object.entries(eventTypes).map(([type, { schema }]) => [type, anchors.filter((field) => field in schema.shape)]),
);

type Anchored = { readonly [A in (typeof anchors)[number]]?: string | undefined };

/** The day a fact happened or takes effect, as printed; undefined when the document does not say. */
export function anchorOf(event: DocumentEvent): string | undefined {
  const days: Anchored & { readonly source: object } = event.data;
  for (const field of anchorsOf.get(event.type) ?? anchors) {
    if (days[field] !== undefined) return days[field];
  }
  return undefined;
}

/** Had the fact happened by the calendar day? Without any date nobody can tell. */
export function happenedBy(record: FactRecord, day: string): Ternary {
  const anchor = anchorOf(record.event);
  return anchor === undefined ? 'cannot-tell' : hasCome(anchor, day);
}

/** Did a follow-up hold by the calendar day? An undated one holds from the day it came in. */
export function heldBy(event: FollowUp, day: string): Ternary {
  return hasCome(anchorOf(event) ?? event.data.source.receivedOn, day);
}

/** A violation, listing or incident without a deciding authority or without any date is incomplete 不完整. */
export function isIncomplete(record: FactRecord): boolean {
  const { type, data } = record.event;
  if (type !== 'ViolationRecorded' && type !== 'EnterpriseBlacklisted' && type !== 'IncidentRecorded') return false;
  return data.authority === undefined || anchorOf(record.event) === undefined;
}
