import { firstDayOf, hasCome, lastDayOf } from '../../../schemas/day.js';
import type { Condition, TestOf } from '../../../schemas/policy/condition.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { followUpsBy } from '../../domain/status.js';
import { listingEnds, regimeTurnsOf } from '../regime.js';
import { windowBefore, windowTurns } from '../window.js';
import { type AdverseItem, absenceCheck, adverseCheck, type ItemWeight, weighAdverse } from './adverse.js';
import type { Check, Subject } from './check.js';

/**
 * 列入失信名单: a listing of one of the kinds that held on any day of the window. An absorbed enterprise's listing does
 * not pass to its successor without a document of its own.
 */
export function blacklisted(condition: Condition, test: TestOf<'blacklisted'>, subject: Subject): Check {
  const kinds: ReadonlySet<string> = new Set(test.kinds.value);
  const months = test.windowMonths.value;
  const items = recordsOf(subject, 'EnterpriseBlacklisted')
    .filter(({ event, absorbedFrom }) => kinds.has(event.data.listKind) && absorbedFrom?.succession !== 'absorption')
    .map(
      (record): AdverseItem => ({
        record,
        weigh: (day) => weighAdverse(record, day, () => overlap(record, day, { months, subject })),
        turns: turnsOf(record, months, subject),
      }),
    );
  return adverseCheck(items, absenceCheck(condition, months, subject));
}

function overlap(
  record: FactRecord<'EnterpriseBlacklisted'>,
  day: string,
  { months, subject }: { readonly months: number; readonly subject: Subject },
): ItemWeight {
  const { listedOn } = record.event.data;
  if (listedOn === undefined) return 'undated';
  const begun = hasCome(listedOn, day);
  if (begun === false) return 'does-not';
  const off = offOn(record, day, subject);
  if (off !== undefined && off <= windowBefore(day, months).after) return 'does-not';
  return begun === 'cannot-tell' ? 'straddles-bound' : 'counts';
}

/** The first day off the list, as known on a day. A listing annulled or corrected never was. */
function offOn(record: FactRecord<'EnterpriseBlacklisted'>, day: string, { rules }: Subject): string | undefined {
  let off = listingEnds(record.event.data, day, rules);
  for (const next of followUpsBy(record, day)) {
    if (next.type !== 'BlacklistingLifted') continue;
    if (next.data.reason === 'annulled' || next.data.reason === 'correction') return '0000-00-00';
    if (off === undefined || next.data.on < off) off = next.data.on;
  }
  return off;
}

function turnsOf(record: FactRecord<'EnterpriseBlacklisted'>, months: number, { rules }: Subject): readonly string[] {
  const { listedOn, scheduledOff } = record.event.data;
  const lifted = record.followUps.flatMap((next) => (next.type === 'BlacklistingLifted' ? [next.data.on] : []));
  const offs = [...regimeTurnsOf(record, rules), ...lifted, ...(scheduledOff === undefined ? [] : [scheduledOff])];
  const begins = listedOn === undefined ? [] : [firstDayOf(listedOn), lastDayOf(listedOn)];
  return [...begins, ...offs.flatMap((off) => windowTurns(off, months))];
}
