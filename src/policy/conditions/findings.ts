import { hasCome, isOver, lastDayOf, nextDay } from '../../../schemas/day.js';
import type { Condition, TestOf } from '../../../schemas/policy/condition.js';
import { recordsOf } from '../../domain/enterprise.js';
import { liesIn, windowBefore, windowTurns } from '../window.js';
import { type AdverseItem, absenceCheck, adverseCheck, type ItemWeight, weighAdverse } from './adverse.js';
import type { Check, Subject } from './check.js';

/** 违规集体上访认定 in the window. */
export function petitionFinding(condition: Condition, test: TestOf<'petition-finding'>, subject: Subject): Check {
  const months = test.windowMonths.value;
  const items = recordsOf(subject, 'PetitionFindingRecorded').map((record): AdverseItem => {
    const { determinedOn } = record.event.data;
    return {
      record,
      weigh: (day) => weighAdverse(record, day, () => inWindow(determinedOn, day, months)),
      turns: windowTurns(determinedOn, months),
    };
  });
  return adverseCheck(items, absenceCheck(condition, months, subject));
}

/** 其他情形的认定: in force on the day; without a stated end, as long as it lies in the window. */
export function disqualificationFound(
  condition: Condition,
  test: TestOf<'disqualification-found'>,
  subject: Subject,
): Check {
  const months = test.windowMonths.value;
  const items = recordsOf(subject, 'DisqualificationFound').map((record): AdverseItem => {
    const { foundOn, until } = record.event.data;
    const own = (day: string) => (until === undefined ? inWindow(foundOn, day, months) : inForce(foundOn, until, day));
    const ends = until === undefined ? [] : [lastDayOf(until), nextDay(lastDayOf(until))];
    return {
      record,
      weigh: (day) => weighAdverse(record, day, () => own(day)),
      turns: [...windowTurns(foundOn, months), ...ends],
    };
  });
  return adverseCheck(items, absenceCheck(condition, months, subject));
}

function inWindow(printed: string | undefined, day: string, months: number): ItemWeight {
  if (printed === undefined) return 'undated';
  const lies = liesIn(printed, windowBefore(day, months));
  if (lies === 'cannot-tell') return 'straddles-bound';
  return lies ? 'counts' : 'does-not';
}

function inForce(foundOn: string, until: string, day: string): ItemWeight {
  const [begun, over] = [hasCome(foundOn, day), isOver(until, day)];
  if (begun === false || over === true) return 'does-not';
  return begun === 'cannot-tell' || over === 'cannot-tell' ? 'straddles-bound' : 'counts';
}
