import { firstDayOf, hasCome, lastDayOf } from '../../../schemas/day.js';
import type { ClauseReason } from '../../../schemas/verdict.js';
import { recordsOf } from '../../domain/enterprise.js';
import { isDisputed } from '../../domain/status.js';
import { type Honour, isWinner, yearOf } from '../honours.js';
import { followUpTurns } from './adverse.js';
import { type Check, type Grounds, passed, type Subject, untold, type Weighed } from './check.js';
import { possibilitiesOn } from './possibilities.js';

/**
 * 间隔期: has not won the same programme in so many programme years before the one applied for. A nominee has not won;
 * an honour revoked from the start was never won, one revoked from a date was.
 */
export function coolingOff(years: number, subject: Subject): Check {
  const { applied } = subject;
  const won = recordsOf(subject, 'HonourAwarded').filter(
    (record) => isWinner(record) && !wasNeverWon(record) && record.event.data.programme === applied?.programme,
  );
  const weigh = (day: string): Weighed => {
    if (applied === undefined) return untold('year-unknown');
    const grounds = won.flatMap((record): readonly Grounds[] => {
      const reason = standsInTheWay(record, day, { before: applied.year, years });
      return reason === undefined ? [] : [{ reason, eventId: record.event.id }];
    });
    const recent = grounds.filter(({ reason }) => reason === 'on-record');
    if (recent.length > 0) return { outcome: 'fail', grounds: recent };
    return grounds.length > 0 ? { outcome: 'cannot-tell', grounds } : passed('none-on-record');
  };
  return { weigh, turns: won.flatMap((record) => [...awardTurns(record), ...followUpTurns(record)]) };
}

function wasNeverWon({ followUps }: Honour): boolean {
  return followUps.some((next) => next.type === 'HonourRevoked' && next.data.effect === 'from-start');
}

/** Why an honour stands in the way of another; undefined when it does not. */
function standsInTheWay(
  record: Honour,
  day: string,
  { before, years }: { readonly before: number; readonly years: number },
): ClauseReason | undefined {
  const { awardedOn } = record.event.data;
  const awarded = awardedOn === undefined ? true : hasCome(awardedOn, day);
  const year = yearOf(record);
  if (awarded === false || (year !== undefined && (year >= before || year < before - years))) return undefined;
  if (year === undefined) return 'year-unknown';
  if (awarded === 'cannot-tell') return 'straddles-bound';
  return possibilitiesOn(record, day).some((each) => isDisputed(each, day)) ? 'disputed' : 'on-record';
}

function awardTurns({ event }: Honour): readonly string[] {
  const { awardedOn } = event.data;
  return awardedOn === undefined ? [] : [firstDayOf(awardedOn), lastDayOf(awardedOn)];
}
