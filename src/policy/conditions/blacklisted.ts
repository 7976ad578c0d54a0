import { addDays, firstDayOf, hasCome, lastDayOf } from '../../../schemas/day.js';
import type { Condition, TestOf } from '../../../schemas/policy/condition.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { followUpsBy } from '../../domain/status.js';
import { listingEnds, regimeTurnsOf } from '../regime.js';
import { type Rules, regimeOn } from '../rules.js';
import { liesIn, windowBefore, windowTurns } from '../window.js';
import { type AdverseItem, absenceCheck, adverseCheck, type ItemWeight, weighAdverse } from './adverse.js';
import type { Check, Subject } from './check.js';

type Listing = FactRecord<'EnterpriseBlacklisted'>;

/**
 * 列入失信名单: a listing of one of the kinds that held on any day of the window. An absorbed enterprise's listing does
 * not pass to its successor without a document of its own.
 */
export function blacklisted(condition: Condition, test: TestOf<'blacklisted'>, subject: Subject): Check {
  const kinds: ReadonlySet<string> = new Set(test.kinds.value);
  const months = test.windowMonths.value;
  const items = recordsOf(subject, 'EnterpriseBlacklisted')
    .filter(({ event, absorbedFrom }) => kinds.has(event.data.listKind) && absorbedFrom?.isMerged !== true)
    .map(
      (record): AdverseItem => ({
        record,
        weigh: (day) => weighAdverse(record, day, (listing) => overlap(listing, day, { months, rules: subject.rules })),
        turns: turnsOf(record, months, subject.rules),
      }),
    );
  return adverseCheck(items, absenceCheck(condition, months, subject));
}

/** Without a regime on the day nobody can tell how long a listing without stated end lasts. */
function overlap(
  record: Listing,
  day: string,
  { months, rules }: { readonly months: number; readonly rules: Rules },
): ItemWeight {
  const { listedOn } = record.event.data;
  const begun = listedOn === undefined ? 'cannot-tell' : hasCome(listedOn, day);
  if (begun === false) return 'does-not';
  const window = windowBefore(day, months);
  const begins = listedOn === undefined ? [undefined] : [firstDayOf(listedOn), lastDayOf(listedOn)];
  const offs = begins.map((begin) => offOn(record, day, { begin, rules }));
  const isGone = offs.map((off) => off !== undefined && addDays(off, -1) <= window.after);
  if (isGone.every(Boolean)) return 'does-not';
  if (listedOn === undefined) return 'undated';
  if (isGone.some(Boolean) || begun === 'cannot-tell') return 'straddles-bound';
  const isEndless = offs.includes(undefined) && regimeOn(rules, day) === undefined;
  return isEndless && liesIn(listedOn, window) !== true ? 'status-unknown' : 'counts';
}

/** Before every day that anybody asks about. */
const neverListed = '1900-01-01';

/** The first day off the list, as known on a day, if the listing began on one. Annulled or corrected, it never was. */
function offOn(
  record: Listing,
  day: string,
  { begin, rules }: { readonly begin: string | undefined; readonly rules: Rules },
): string | undefined {
  let off = listingEnds({ ...record.event.data, listedOn: begin }, day, rules);
  for (const next of followUpsBy(record, day)) {
    if (next.type !== 'BlacklistingLifted') continue;
    if (next.data.reason === 'annulled' || next.data.reason === 'correction') return neverListed;
    if (off === undefined || next.data.on < off) off = next.data.on;
  }
  return off;
}

function turnsOf(record: Listing, months: number, rules: Rules): readonly string[] {
  const { listedOn, scheduledOff } = record.event.data;
  const lifted = record.followUps.flatMap((next) => (next.type === 'BlacklistingLifted' ? [next.data.on] : []));
  const offs = [...regimeTurnsOf(record, rules), ...lifted, ...(scheduledOff === undefined ? [] : [scheduledOff])];
  const leaving = offs.flatMap((off) => [off, ...windowTurns(addDays(off, -1), months)]);
  return [...windowTurns(listedOn, months), ...leaving];
}
