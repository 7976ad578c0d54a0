import type { z } from 'zod';
import type { Envelope } from './envelope.js';
import { blacklistingEvents } from './events/blacklisting.js';
import { certificationEvents } from './events/certification.js';
import { departmentEvents } from './events/department.js';
import { enterpriseEvents } from './events/enterprise.js';
import { honourEvents } from './events/honour.js';
import { incidentEvents } from './events/incident.js';
import { inspectionEvents } from './events/inspection.js';
import { measureEvents } from './events/measure.js';
import { objectionEvents } from './events/objection.js';
import { registryEvents } from './events/registry.js';
import { rewardEvents } from './events/reward.js';
import { roundEvents } from './events/round.js';
import { violationEvents } from './events/violation.js';

/** The events of an enterprise's own stream. */
const enterpriseEventTypes = {
  ...enterpriseEvents,
  ...honourEvents,
  ...certificationEvents,
  ...violationEvents,
  ...blacklistingEvents,
  ...incidentEvents,
  ...inspectionEvents,
  ...objectionEvents,
  ...rewardEvents,
  ...measureEvents,
} as const;

/** Every event type the registry knows, each with its name on pages, its current shape and its schema version. */
export const eventTypes = {
  ...enterpriseEventTypes,
  ...departmentEvents,
  ...roundEvents,
  ...registryEvents,
} as const;

export type EventType = keyof typeof eventTypes;
export type EnterpriseEventType = keyof typeof enterpriseEventTypes;
export type DataOf<T extends EventType> = z.output<(typeof eventTypes)[T]['schema']>;

/** What happened, before it is framed: a type and what the document says. */
export type Fact<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly data: DataOf<K> };
}[T];

/** A framed event, ready to be appended. */
export type NewEvent<T extends EventType = EventType> = { [K in T]: Omit<Envelope, 'type'> & Fact<K> }[T];

/** An event as every reader sees it: `position` is its ordinal among all events of the registry. */
export type RecordedEvent<T extends EventType = EventType> = {
  [K in T]: NewEvent<K> & { readonly position: number };
}[T];

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventTypes, text);
}

export function isEnterpriseEvent(event: RecordedEvent): event is RecordedEvent<EnterpriseEventType> {
  return Object.hasOwn(enterpriseEventTypes, event.type);
}
