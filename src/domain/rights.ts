import type { Scope } from '../../schemas/scope.js';
import type { ActingDepartment } from './context.js';
import type { FactRecord } from './enterprise.js';
import type { DocumentFact } from './identity.js';
import { Refusal } from './refusal.js';

/** A department records what it reports itself; only an administrator records for another. */
export function refuseForeignSource(fact: DocumentFact, actor: ActingDepartment): void {
  if (actor.scopes.has('admin') || fact.data.source.department === actor.department) return;
  throw new Refusal('SOURCE_NOT_OWN', { field: 'source.department' });
}

/** Follow-ups that a key may record on anyone's records when it holds the scope. */
const openTo: { readonly [T in DocumentFact['type']]?: Scope } = {
  RepairApplied: 'record:repair',
  RepairRefused: 'record:repair',
  CreditRepaired: 'record:repair',
  ObjectionFiled: 'record:objection',
  ObjectionDecided: 'record:objection',
};

/** The scope that lets a key record such a fact on anyone's records; undefined where there is none. */
export function scopeOpening(type: DocumentFact['type']): Scope | undefined {
  return openTo[type];
}

/**
 * A follow-up belongs to the department that reported the record, to the authority that decided it, or to a scope; the
 * void of a follow-up also to whoever reported that.
 */
export function refuseForeignRecord(fact: DocumentFact, about: FactRecord, actor: ActingDepartment): void {
  const { source, authority } = about.event.data;
  const scope = scopeOpening(fact.type);
  const voided = fact.type === 'RecordVoided' ? about.followUps.find(({ id }) => id === fact.data.target) : undefined;
  const allowed =
    actor.scopes.has('admin') ||
    source.department === actor.department ||
    authority?.name === actor.name ||
    voided?.data.source.department === actor.department ||
    (scope !== undefined && actor.scopes.has(scope));
  if (!allowed) throw new Refusal('RECORD_NOT_OWN', { eventId: about.event.id });
}
