import type { Condition, TestOf } from '../../../schemas/policy/condition.js';
import { incidentGrade } from '../../../schemas/vocabularies.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { followUpsBy } from '../../domain/status.js';
import { liesIn, windowBefore, windowTurns } from '../window.js';
import { type AdverseItem, absenceCheck, adverseCheck, type ItemWeight, weighAdverse } from './adverse.js';
import type { Check, Subject } from './check.js';

type Test = TestOf<'liable-incident'>;

/** 责任事故: one in the window for which the enterprise was found liable. Until liability is determined nobody can tell. */
export function liableIncident(condition: Condition, test: Test, subject: Subject): Check {
  const kinds: ReadonlySet<string> = new Set(test.incidentKinds);
  const months = test.windowMonths.value;
  const items = recordsOf(subject, 'IncidentRecorded')
    .filter(({ event }) => kinds.has(event.data.incidentKind))
    .map(
      (record): AdverseItem => ({
        record,
        weigh: (day) => weighAdverse(record, day, (possible) => weigh(possible, day, test)),
        turns: anchorsOf(record).flatMap((anchor) => windowTurns(anchor, months)),
      }),
    );
  return adverseCheck(items, absenceCheck(condition, months, subject));
}

/** The window asks for the day of determination, so an incident without one may still come to lie in it. */
function weigh(record: FactRecord<'IncidentRecorded'>, day: string, test: Test): ItemWeight {
  const window = windowBefore(day, test.windowMonths.value);
  const determined = followUpsBy(record, day).findLast((next) => next.type === 'LiabilityDetermined');
  if (determined?.type !== 'LiabilityDetermined') return 'liability-undetermined';
  const { grade, liability, determinedOn } = determined.data;
  if (liability === 'none' || !reaches(grade, test.reviewFrom.value)) return 'does-not';
  const inWindow = liesIn(determinedOn ?? determined.data.source.receivedOn, window);
  if (inWindow === false) return 'does-not';
  if (inWindow === 'cannot-tell') return 'straddles-bound';
  return reaches(grade, test.failFrom.value) ? 'counts' : 'grade-needs-review';
}

type Grade = Test['failFrom']['value'];

/** Grades are listed from the gravest down. */
function reaches(grade: Grade, bound: Grade): boolean {
  return incidentGrade.codes.indexOf(grade) <= incidentGrade.codes.indexOf(bound);
}

function anchorsOf(record: FactRecord<'IncidentRecorded'>): readonly (string | undefined)[] {
  const determined = record.followUps.flatMap((next) =>
    next.type === 'LiabilityDetermined' ? [next.data.determinedOn ?? next.data.source.receivedOn] : [],
  );
  return [record.event.data.occurredOn, record.event.data.reportedOn, ...determined];
}
