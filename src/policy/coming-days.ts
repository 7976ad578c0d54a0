import { lastDayOf, nextDay } from '../../schemas/day.js';

/** What is on record of an item's time, as its document and the rules have it. */
export interface Term {
  readonly type: string;
  /** Its last day, inclusive; of a listing the first day off. */
  readonly until: string | undefined;
  /** 最早可申请信用修复 */
  readonly repairableFrom: string | undefined;
}

/** A day on which time alone changes something: the item is over, or may be repaired. */
export interface ComingDay {
  readonly day: string;
  readonly what: 'over' | 'repairable';
}

/** 将发生的变化 of an item: a listing is over on its first day off, anything else on the day after its last. */
export function comingDays({ type, until, repairableFrom }: Term): readonly ComingDay[] {
  return [
    ...(until === undefined ? [] : [{ day: overOn(type, until), what: 'over' as const }]),
    ...(repairableFrom === undefined ? [] : [{ day: repairableFrom, what: 'repairable' as const }]),
  ];
}

function overOn(type: string, until: string): string {
  return type === 'EnterpriseBlacklisted' ? until : nextDay(lastDayOf(until));
}
