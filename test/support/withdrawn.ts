import type { RecordedEvent } from '../../schemas/events.js';

/**
 * What nobody below archive may see at the end of a log, found by the rule in its own words and not by the
 * code under test: repaired, annulled or voided records with all that is about them, what was voided, and the voids.
 */
export function withdrawnAt(events: readonly RecordedEvent[], headDay: string): ReadonlySet<string> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const targetOf = (event: RecordedEvent): RecordedEvent | undefined =>
    'target' in event.data && typeof event.data.target === 'string' ? byId.get(event.data.target) : undefined;
  const rootOf = (event: RecordedEvent): RecordedEvent => {
    const target = targetOf(event);
    return target === undefined ? event : rootOf(target);
  };
  const voidedBy = new Set(events.flatMap((event) => (event.type === 'RecordVoided' ? [event.data.target] : [])));
  const isVoided = (event: RecordedEvent): boolean => {
    const target = targetOf(event);
    return voidedBy.has(event.id) || (target !== undefined && isVoided(target));
  };
  const gone = new Set(
    events.filter((event) => !isVoided(event) && ends(event, headDay)).map((event) => rootOf(event).id),
  );
  return new Set(
    events
      .filter((event) => event.type === 'RecordVoided' || isVoided(event) || gone.has(rootOf(event).id))
      .map(({ id }) => id),
  );
}

function ends(event: RecordedEvent, headDay: string): boolean {
  if (event.type === 'ViolationAnnulled') return true;
  if (event.type === 'CreditRepaired') return event.data.scope === 'full' && event.data.effectiveOn <= headDay;
  if (event.type === 'ReviewClosed')
    return event.data.outcome === 'annulled' || event.data.outcome === 'declared-unlawful';
  if (event.type !== 'BlacklistingLifted') return false;
  return event.data.reason !== 'term' && event.data.reason !== 'fulfilled' && event.data.on <= headDay;
}
