import { clauseReason, eligibilityOutcome, unjudged } from '../../schemas/verdict.js';
import type { ApplicantAnswer } from '../queries/applicants.js';

type Reason = Parameters<typeof clauseReason.label>[0];

/** How a screening came out: so many of each outcome, and why nobody could tell. The sums add up. */
export class ScreeningTally {
  readonly #outcomes = new Map<ApplicantAnswer['outcome'], number>();
  readonly #doubts = new Map<Reason, number>();

  get applicants(): number {
    return [...this.#outcomes.values()].reduce((sum, count) => sum + count, 0);
  }

  count(answer: ApplicantAnswer): void {
    increment(this.#outcomes, answer.outcome);
    if (!('clauses' in answer)) return;
    const open = answer.clauses.filter(({ outcome }) => outcome === 'cannot-tell');
    for (const reason of new Set(open.flatMap(({ grounds }) => grounds.map((ground) => ground.reason)))) {
      increment(this.#doubts, reason);
    }
  }

  /** A line that adds up, then for each reason of doubt how many applicants it is met with. */
  lines(): readonly string[] {
    const outcomes = [...this.#outcomes].map(([outcome, count]) => `${labelOf(outcome)} ${count}`).sort();
    const doubts = [...this.#doubts].sort(([one, few], [other, many]) => many - few || one.localeCompare(other));
    return [
      `申报 applicants ${this.applicants} = ${outcomes.join(' + ')}`,
      ...doubts.map(([reason, count]) => {
        const { zh, en } = clauseReason.label(reason);
        return `  无法判定 cannot tell: ${zh} ${en}  ${count}`;
      }),
    ];
  }
}

function labelOf(outcome: ApplicantAnswer['outcome']): string {
  const { zh, en } =
    outcome === 'unknown' || outcome === 'candidates' || outcome === 'invalid-code'
      ? unjudged.label(outcome)
      : eligibilityOutcome.label(outcome);
  return `${zh} ${en}`;
}

function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
