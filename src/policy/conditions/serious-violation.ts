import { lastDayOf, nextDay } from '../../../schemas/day.js';
import type { Condition, TestOf } from '../../../schemas/policy/condition.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { decisionOn, publicityUnder, regimeTurnsOf, severitiesOf } from '../regime.js';
import type { Rules } from '../rules.js';
import { liesIn, windowBefore, windowTurns } from '../window.js';
import { type AdverseItem, absenceCheck, adverseCheck, type ItemWeight, weighAdverse } from './adverse.js';
import type { Check, Subject } from './check.js';

/** 严重违法违规行为: a decision in the window that the regime on its day calls serious. */
export function seriousViolation(condition: Condition, test: TestOf<'serious-violation'>, subject: Subject): Check {
  const months = test.windowMonths.value;
  const items = recordsOf(subject, 'ViolationRecorded').map(
    (record): AdverseItem => ({
      record,
      weigh: (day) => weighAdverse(record, day, (possible) => weigh(possible, day, { test, rules: subject.rules })),
      turns: [...windowTurns(record.event.data.decidedOn, months), ...publicityTurns(record, test, subject.rules)],
    }),
  );
  return adverseCheck(items, absenceCheck(condition, months, subject));
}

function weigh(
  record: FactRecord<'ViolationRecorded'>,
  day: string,
  { test, rules }: { readonly test: TestOf<'serious-violation'>; readonly rules: Rules },
): ItemWeight {
  const inWindow = liesIn(record.event.data.decidedOn, windowBefore(day, test.windowMonths.value));
  if (inWindow === false) return 'does-not';
  const decision = decisionOn(record, day);
  const possible = severitiesOf(decision, rules);
  if (possible.size > 0 && !possible.has('serious')) return 'does-not';
  if (!test.expiredCounts.value && publicityUnder(record, day, rules).state === 'ended') return 'does-not';
  if (decision.decidedOn === undefined) return 'undated';
  if (inWindow === 'cannot-tell') return 'straddles-bound';
  return possible.size === 1 ? 'counts' : 'severity-unknown';
}

/** The end of publicity turns a condition only where what is past publicity no longer counts. */
function publicityTurns(
  record: FactRecord<'ViolationRecorded'>,
  { expiredCounts }: TestOf<'serious-violation'>,
  rules: Rules,
): readonly string[] {
  if (expiredCounts.value) return [];
  const { statedPublicUntil } = record.event.data;
  const stated = statedPublicUntil === undefined ? [] : [nextDay(lastDayOf(statedPublicUntil))];
  return [...regimeTurnsOf(record, rules), ...stated];
}
