import type { Ternary } from '../../../schemas/day.js';
import type { Condition, TestOf } from '../../../schemas/policy/condition.js';
import type { ClauseReason } from '../../../schemas/verdict.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { isDisputed } from '../../domain/status.js';
import { liesIn, windowBefore, windowTurns } from '../window.js';
import { absenceCheck, followUpTurns } from './adverse.js';
import type { Check, Subject, Weighed } from './check.js';
import { possibilitiesOn } from './possibilities.js';

type Test = TestOf<'failed-inspections'>;
type Inspection = FactRecord<'InspectionRecorded'>;

/**
 * 监督检查不合格: no more failed inspections in the window than allowed, by number or by share in whole percent. What
 * nobody can place or judge is counted both ways; only if both ways agree is there an outcome.
 */
export function failedInspections(condition: Condition, test: Test, subject: Subject): Check {
  const months = test.windowMonths.value;
  const levels: ReadonlySet<string> | undefined = test.levels === undefined ? undefined : new Set(test.levels);
  const inspections = recordsOf(subject, 'InspectionRecorded').filter(
    ({ event }) => levels?.has(event.data.level) ?? true,
  );
  const absence = absenceCheck(condition, months, subject);
  return {
    weigh: (day) => weigh(inspections, day, test) ?? absence.weigh(day),
    turns: [
      ...inspections.flatMap((record) => [
        ...windowTurns(record.event.data.inspectedOn, months),
        ...followUpTurns(record),
      ]),
      ...absence.turns,
    ],
  };
}

/** What an inspection may come to in the end: a failure, a pass, or nothing that counts in the window. */
interface Placed {
  readonly record: Inspection;
  readonly mayFail: boolean;
  readonly mayPass: boolean;
  readonly mayNotCount: boolean;
  readonly doubt: ClauseReason | undefined;
}

function weigh(inspections: readonly Inspection[], day: string, test: Test): Weighed | undefined {
  const placed = inspections.flatMap((record) => placedOn(record, day, test.windowMonths.value));
  const count = (which: (each: Placed) => boolean): number => placed.filter(which).length;
  const surelyFailed = (each: Placed): boolean => each.mayFail && !each.mayPass && !each.mayNotCount;
  const surelyPassed = (each: Placed): boolean => !each.mayFail && !each.mayNotCount;
  if (
    exceeds(
      test,
      count(surelyFailed),
      count(({ mayPass }) => mayPass),
    )
  ) {
    const failed = placed.filter(surelyFailed);
    return {
      outcome: 'fail',
      grounds: failed.map(({ record }) => ({ reason: 'on-record', eventId: record.event.id })),
    };
  }
  if (
    !exceeds(
      test,
      count(({ mayFail }) => mayFail),
      count(surelyPassed),
    )
  )
    return undefined;
  const grounds = placed.flatMap(({ record, doubt }) =>
    doubt === undefined ? [] : [{ reason: doubt, eventId: record.event.id }],
  );
  return { outcome: 'cannot-tell', grounds };
}

function placedOn(record: Inspection, day: string, months: number): readonly Placed[] {
  const { inspectedOn, result } = record.event.data;
  const inWindow = liesIn(inspectedOn, windowBefore(day, months));
  if (inWindow === false) return [];
  const doubt = doubtOf(record, day, inWindow);
  return [
    {
      record,
      mayFail: result !== 'passed',
      mayPass: result !== 'failed',
      mayNotCount: inWindow === 'cannot-tell' || doubt === 'disputed',
      doubt,
    },
  ];
}

function doubtOf(record: Inspection, day: string, inWindow: Ternary): ClauseReason | undefined {
  const { inspectedOn, result } = record.event.data;
  if (inspectedOn === undefined) return 'undated';
  if (inWindow === 'cannot-tell') return 'straddles-bound';
  if (possibilitiesOn(record, day).some((possible) => isDisputed(possible, day))) return 'disputed';
  return result === 'not-determined' ? 'status-unknown' : undefined;
}

function exceeds({ measure, atMost }: Test, failed: number, others: number): boolean {
  if (measure === 'count') return failed > atMost.value;
  return failed > 0 && failed * 100 > atMost.value * (failed + others);
}
