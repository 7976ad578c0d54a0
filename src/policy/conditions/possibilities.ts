import { heldBy } from '../../domain/days.js';
import type { FactRecord, RecordType } from '../../domain/enterprise.js';

/**
 * A record as it may stand on a day. A follow-up whose day was printed in part may or may not hold yet, so there are
 * several possibilities: without those in doubt, with the first of them, and so on.
 */
export function possibilitiesOn<T extends RecordType>(record: FactRecord<T>, day: string): readonly FactRecord<T>[] {
  const isInDoubt = (followUp: FactRecord['followUps'][number]): boolean => heldBy(followUp, day) === 'cannot-tell';
  const doubtful = record.followUps.filter(isInDoubt);
  if (doubtful.length === 0) return [record];
  return [...doubtful.keys(), doubtful.length].map((count) => {
    const held = new Set(doubtful.slice(0, count));
    return { ...record, followUps: record.followUps.filter((each) => !isInDoubt(each) || held.has(each)) };
  });
}
