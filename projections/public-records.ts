import { happenedBy } from '../src/domain/days.js';
import type { FactRecord } from '../src/domain/enterprise.js';
import { lookNow, maySee } from '../src/policy/visibility.js';
import type { EnterpriseView } from './projection.js';

/** The records that the public may see on the view's day: registers show nothing else. */
export function publicRecords<R extends FactRecord>(
  records: readonly R[],
  { day, rules }: EnterpriseView,
): readonly R[] {
  const look = lookNow(day, rules);
  return records.filter((record) => happenedBy(record, day) !== false && maySee(record, { sight: 'public' }, look));
}
