import { addMonths, firstDayOf, hasCome, isOver, lastDayOf, nextDay } from '../../schemas/day.js';
import type { MunicipalPack } from '../../schemas/policy/municipal-pack.js';
import type { ClauseOutcome } from '../../schemas/verdict.js';
import type { FactRecord } from '../domain/enterprise.js';
import { statusOn } from '../domain/status.js';
import { programmeOf, type Rules } from './rules.js';

export type Honour = FactRecord<'HonourAwarded'>;
export type HonourLevel = MunicipalPack['programmes'][number]['levels'][number];

/** A nominee 提名 has won nothing; a document that does not say names winners. */
export function isWinner({ event }: Honour): boolean {
  return event.data.class !== 'nominee';
}

/** The levels that an honour may have, by its programme; none where no pack names it. */
export function levelsOf({ event }: Honour, rules: Rules): readonly HonourLevel[] {
  return programmeOf(rules, event.data.programme)?.programme.levels ?? [];
}

/** The programme year, else the year of the award; undefined where the document states neither. */
export function yearOf({ event }: Honour): number | undefined {
  const { programmeYear, awardedOn } = event.data;
  return programmeYear ?? (awardedOn === undefined ? undefined : Number(awardedOn.slice(0, 4)));
}

/** The calendar year on whose bill an honour stands. An undated one waits in its programme year, else in that of receipt. */
export function rewardYearOf({ event }: Honour): number {
  const { awardedOn, programmeYear, source } = event.data;
  if (awardedOn !== undefined) return Number(awardedOn.slice(0, 4));
  return programmeYear ?? Number(source.receivedOn.slice(0, 4));
}

/** Is an honour valid on a day: not revoked, and until its stated end or, without one, for so many months? */
export function validityOn(record: Honour, day: string, months: number): ClauseOutcome {
  const status = statusOn(record, day);
  if (status === 'revoked' || status === 'expired') return 'fail';
  const { awardedOn, validUntil } = record.event.data;
  if (awardedOn === undefined) return 'cannot-tell';
  const begun = hasCome(awardedOn, day);
  if (begun === false) return 'fail';
  const over = validUntil === undefined ? isOver(lastValid(awardedOn, months), day) : isOver(validUntil, day);
  if (over === true) return 'fail';
  return begun === true && over === false ? 'pass' : 'cannot-tell';
}

/** The last day on which an honour is valid, as printed: its stated end or, without one, so many months on. */
export function honourUntil({ event }: Honour, months: number): string | undefined {
  const { awardedOn, validUntil } = event.data;
  return validUntil ?? (awardedOn === undefined ? undefined : lastValid(awardedOn, months));
}

/** The last day of an honour without stated end: the printed day, so many months on, printed as far. */
function lastValid(awardedOn: string, months: number): string {
  return addMonths(firstDayOf(awardedOn), months).slice(0, awardedOn.length);
}

/** The days on which an honour may begin or cease to be valid. */
export function honourTurns(record: Honour, months: number): readonly string[] {
  const { awardedOn, validUntil } = record.event.data;
  const printed = [
    awardedOn,
    validUntil,
    awardedOn === undefined ? undefined : lastValid(awardedOn, months),
    ...record.followUps.flatMap((next) => (next.type === 'HonourRevoked' ? [next.data.on] : [])),
  ].filter((each) => each !== undefined);
  return printed.flatMap((each) => [firstDayOf(each), lastDayOf(each), nextDay(lastDayOf(each))]);
}
