import { firstDayOf, lastDayOf } from '../../../schemas/day.js';
import type { JointList } from '../../../schemas/vocabularies.js';

/** 列入理由: one reason to be on a list, with the clause and the events behind it. */
export interface ListGround {
  /** The kind of listing, or the programme of the honour. */
  readonly code: string;
  readonly zh: string;
  readonly clause: string;
  readonly quote: string;
  readonly legalBasis?: string | undefined;
  readonly documentNo?: string | undefined;
  readonly authority?: string | undefined;
  /** Day on which it began, as printed, and its last day; without a known end it lasts until something ends it. */
  readonly since: string;
  readonly until?: string | undefined;
  /** Why the last day is what it is, where no text says so. */
  readonly assumed?: string | undefined;
  readonly eventIds: readonly string[];
  readonly disputed: boolean;
}

/** 名单行: an enterprise on a joint list, the same for every department; measures stand outside it. */
export interface ListRow {
  readonly list: JointList;
  readonly uscc: string;
  readonly name: string | null;
  readonly division: string | null;
  readonly grounds: readonly ListGround[];
  readonly since: string;
  readonly until: string | null;
  readonly disputed: boolean;
}

/** Who the row is about. */
export type ListedUnit = Pick<ListRow, 'uscc' | 'name' | 'division'>;

/** The row that some grounds give: since the first of them, until the last; undefined without any. */
export function rowOf(list: JointList, unit: ListedUnit, grounds: readonly ListGround[]): ListRow | undefined {
  const [first, ...others] = grounds;
  if (first === undefined) return undefined;
  const since = others.reduce(
    (earliest, { since }) => (firstDayOf(since) < firstDayOf(earliest) ? since : earliest),
    first.since,
  );
  const disputed = grounds.some((ground) => ground.disputed);
  return { list, ...unit, grounds, since, until: lastOf(grounds), disputed };
}

/** The latest of the last days; none while one of them is not known. */
function lastOf(grounds: readonly ListGround[]): string | null {
  let latest: string | null = null;
  for (const { until } of grounds) {
    if (until === undefined) return null;
    if (latest === null || lastDayOf(until) > lastDayOf(latest)) latest = until;
  }
  return latest;
}
