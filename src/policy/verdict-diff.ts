import type { ClauseOutcome } from '../../schemas/verdict.js';
import type { ClauseVerdict, Verdict } from './eligibility.js';

/** 一条之差: a clause that gives another outcome, or that stands on one side alone. */
export interface ClauseDifference extends Pick<ClauseVerdict, 'id' | 'zh' | 'en'> {
  readonly before: ClauseOutcome | undefined;
  readonly now: ClauseOutcome | undefined;
}

/** 结论对照: the clauses in which two verdicts differ, in the order in which the later one weighs them. */
export function clauseDifferences(before: Verdict, now: Verdict): readonly ClauseDifference[] {
  const earlier = new Map(before.clauses.map(({ id, outcome }) => [id, outcome]));
  const later = new Set(now.clauses.map(({ id }) => id));
  const gone = before.clauses.filter(({ id }) => !later.has(id));
  return [
    ...now.clauses.map(({ id, zh, en, outcome }) => ({ id, zh, en, before: earlier.get(id), now: outcome })),
    ...gone.map(({ id, zh, en, outcome }) => ({ id, zh, en, before: outcome, now: undefined })),
  ].filter((each) => each.before !== each.now);
}
