import type { EnterpriseEvent, EnterpriseHistory, EnterpriseState, FactRecord } from '../domain/enterprise.js';

/**
 * 撤下: is the record repaired, annulled or voided, as known at the head of the log on its last opened day?
 * Repair is withdrawal, not deletion (信用修复管理办法 第三条: 终止公示、停止共享和使用、解除惩戒). A decision that a court
 * declared unlawful (确认违法) counts as annulled (assumed).
 */
export function isWithdrawn(record: FactRecord, headDay: string): boolean {
  return record.voided || record.followUps.some((event) => withdraws(event, headDay));
}

/** A partial repair changes terms and withdraws nothing; a repair and an early end hold from their day on. */
function withdraws(event: FactRecord['followUps'][number], headDay: string): boolean {
  if (event.type === 'CreditRepaired') return event.data.scope === 'full' && event.data.effectiveOn <= headDay;
  if (event.type === 'BlacklistingLifted' && event.data.on > headDay) return false;
  return withdrawalReason(event) !== undefined;
}

/** What is told of a withdrawal: under which rule, and nothing of what was withdrawn. */
export const withdrawalClauses = {
  repair: '《信用修复管理办法》第三条：终止公示，停止共享和使用，解除惩戒',
  annulment: '决定被撤销或确认违法，视为自始不成立',
  correction: '登记更正，视为从未登记',
} as const;
export type WithdrawalReason = keyof typeof withdrawalClauses;

const liftReasons: { readonly [reason: string]: WithdrawalReason } = {
  'early-repair': 'repair',
  annulled: 'annulment',
  correction: 'correction',
};

/** For what reason an event withdraws what it is about; undefined for one that does not. */
export function withdrawalReason(event: EnterpriseEvent): WithdrawalReason | undefined {
  switch (event.type) {
    case 'CreditRepaired':
      return 'repair';
    case 'ViolationAnnulled':
      return 'annulment';
    case 'ReviewClosed':
      return ['annulled', 'declared-unlawful'].includes(event.data.outcome) ? 'annulment' : undefined;
    case 'RecordVoided':
      return 'correction';
    case 'BlacklistingLifted':
      return liftReasons[event.data.reason];
    default:
      return undefined;
  }
}

/**
 * Ids of every event that nobody below archive may see, given the state at the head of the log: withdrawn records
 * with all their follow-ups, voided follow-ups, and the voids themselves.
 */
export function withdrawnEvents(head: EnterpriseState, headDay: string): ReadonlySet<string> {
  const hidden = new Set<string>(head.voided);
  for (const event of head.events) {
    const record = head.records.get(head.roots.get(event.id) ?? '');
    if (event.type === 'RecordVoided' || (record !== undefined && isWithdrawn(record, headDay))) hidden.add(event.id);
  }
  return hidden;
}

/** Hide first, fold after: what is not in the history can be in no answer made of it. */
export function withoutEvents(history: EnterpriseHistory, hidden: ReadonlySet<string>): EnterpriseHistory {
  if (hidden.size === 0) return history;
  const predecessors = new Map<string, EnterpriseHistory>();
  for (const [uscc, predecessor] of history.predecessors) predecessors.set(uscc, withoutEvents(predecessor, hidden));
  const shown = (events: readonly EnterpriseEvent[]) =>
    events.filter((event) => !hidden.has(event.id)).map((event) => withoutReferences(event, hidden));
  return {
    uscc: history.uscc,
    events: shown(history.events),
    predecessors,
    ...(history.carriedOn === undefined ? {} : { carriedOn: shown(history.carriedOn) }),
  };
}

/** The event without pointers to what is hidden: a pointer would betray that there was something. */
function withoutReferences(event: EnterpriseEvent, hidden: ReadonlySet<string>): EnterpriseEvent {
  const shown = (id: string): boolean => !hidden.has(id);
  const plain = withoutReplaces(event);
  if (plain.type === 'EnterpriseBlacklisted' && plain.data.linkedDecision !== undefined) {
    const { linkedDecision, ...data } = plain.data;
    return shown(linkedDecision) ? plain : { ...plain, data };
  }
  if (plain.type === 'InspectionRecorded' && plain.data.reinspectionOf !== undefined) {
    const { reinspectionOf, ...data } = plain.data;
    return shown(reinspectionOf) ? plain : { ...plain, data };
  }
  if (plain.type === 'RewardDetermined') {
    return { ...plain, data: { ...plain.data, honourIds: plain.data.honourIds.filter(shown) } };
  }
  if (plain.type === 'RewardPaid') {
    const { honourIds, absorbed } = plain.data;
    return { ...plain, data: { ...plain.data, honourIds: honourIds.filter(shown), absorbed: absorbed.filter(shown) } };
  }
  return plain;
}

/** What a fact replaces is always a voided event. */
function withoutReplaces(event: EnterpriseEvent): EnterpriseEvent {
  if (!('replaces' in event.data)) return event;
  return dropReplaces(event);
}

function dropReplaces<E extends EnterpriseEvent>(event: E): E {
  const data = { ...event.data, replaces: undefined };
  return { ...event, data };
}
