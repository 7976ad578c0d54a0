import type { Condition, TestOf } from '../../../schemas/policy/condition.js';
import { happenedBy } from '../../domain/days.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { isDisputed } from '../../domain/status.js';
import { liesIn, windowBefore, windowTurns } from '../window.js';
import { absenceCheck } from './adverse.js';
import type { Check, Subject, Weighed } from './check.js';

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
    turns: [...inspections.flatMap(({ event }) => windowTurns(event.data.inspectedOn, months)), ...absence.turns],
  };
}

function weigh(inspections: readonly Inspection[], day: string, test: Test): Weighed | undefined {
  const window = windowBefore(day, test.windowMonths.value);
  const placed = inspections
    .filter((record) => happenedBy(record, day) !== false)
    .map((record) => ({ record, inWindow: liesIn(record.event.data.inspectedOn, window), sure: isSure(record, day) }))
    .filter(({ inWindow }) => inWindow !== false);
  const certain = placed.filter(({ inWindow, sure }) => inWindow === true && sure);
  const unsure = placed.filter(({ inWindow, sure }) => inWindow !== true || !sure);
  const failed = certain.filter(({ record }) => record.event.data.result === 'failed');
  const passedToo = certain.length - failed.length;
  const least = exceeds(test, failed.length, passedToo + unsure.length);
  const most = exceeds(test, failed.length + unsure.length, passedToo);
  const eventsOf = (items: typeof placed) => items.map(({ record }) => record.event.id);
  if (least) {
    return { outcome: 'fail', grounds: eventsOf(failed).map((eventId) => ({ reason: 'on-record', eventId })) };
  }
  if (most) {
    return {
      outcome: 'cannot-tell',
      grounds: eventsOf(unsure).map((eventId) => ({ reason: 'status-unknown', eventId })),
    };
  }
  return undefined;
}

function isSure(record: Inspection, day: string): boolean {
  return record.event.data.result !== 'not-determined' && !isDisputed(record, day);
}

function exceeds({ measure, atMost }: Test, failed: number, others: number): boolean {
  if (measure === 'count') return failed > atMost.value;
  return failed > 0 && failed * 100 > atMost.value * (failed + others);
}
