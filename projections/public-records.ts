import { happenedBy } from '../src/domain/days.js';
import type { FactRecord } from '../src/domain/enterprise.js';
import { isTheirs } from '../src/domain/holder.js';
import { lookNow, maySee } from '../src/policy/visibility.js';
import type { EnterpriseView } from './projection.js';

/** The records that the public may see on the view's day, each of one unit: registers show nothing else. */
export function publicRecords<R extends FactRecord>(
  records: readonly R[],
  { state, day, rules }: EnterpriseView,
): readonly R[] {
  const look = lookNow(day, rules);
  return records.filter(
    (record) =>
      happenedBy(record, day) !== false && isTheirs(state, record, day) && maySee(record, { sight: 'public' }, look),
  );
}
