import type { Condition } from '../../../schemas/policy/condition.js';
import { incidentGrade } from '../../../schemas/vocabularies.js';
import { type PackProblem, unless } from './problem.js';

/** What a condition asks for wrongly; `path` is its own. */
export function conditionProblems({ asks }: Condition, path: string): readonly PackProblem[] {
  switch (asks.test) {
    case 'liable-incident':
      return unless(
        rankOf(asks.reviewFrom.value) >= rankOf(asks.failFrom.value),
        `${path}.asks.reviewFrom`,
        'must not be a higher grade than failFrom',
      );
    case 'failed-inspections':
      return unless(
        asks.measure === 'count' || asks.atMost.value <= 100,
        `${path}.asks.atMost`,
        'must be at most 100 where it is a rate',
      );
    default:
      return [];
  }
}

/** 0 is the highest grade. */
function rankOf(grade: (typeof incidentGrade.codes)[number]): number {
  return incidentGrade.codes.indexOf(grade);
}
