import { type EnterpriseHistory, type EnterpriseState, foldEnterprise } from '../domain/enterprise.js';
import type { Sight } from './visibility.js';
import { withdrawnEvents, withoutEvents } from './withdrawal.js';

/** The history asked about, and the history at the head of the log that says what of it has been withdrawn. */
export interface Subject {
  readonly asked: EnterpriseHistory;
  readonly head: EnterpriseHistory;
}

/** Ids of the events of a subject that nobody below archive may see. */
export function hiddenEvents({ head }: Subject, headDay: string): ReadonlySet<string> {
  return withdrawnEvents(foldEnterprise(head), headDay);
}

/**
 * The state that a viewer's answer is made of. Visibility is decided at the head of the log, whatever day and
 * knowledge are asked for: what is repaired, annulled or voided there is taken out before anything is folded.
 */
export function sightedState(subject: Subject, sight: Sight, headDay: string): EnterpriseState {
  if (sight === 'archive') return foldEnterprise(subject.asked);
  return foldEnterprise(withoutEvents(subject.asked, hiddenEvents(subject, headDay)));
}
