import { clauseOutcome, eligibilityOutcome } from '../../../schemas/verdict.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { VerdictChange } from '../../queries/verdict-changes.js';
import { changeWords } from '../words/verdict-changes.js';
import type { Tone } from './tone.js';

/** 变化 as it stands in the table. */
export interface ChangeView {
  readonly label: Label;
  readonly tone: Tone;
  readonly details: readonly Label[];
}

type Outcome = VerdictChange['now'];

/** Better, worse, or neither: by which the colour is chosen. */
const rank = { ineligible: 0, unknown: 1, 'needs-review': 1, eligible: 2 } as const satisfies Record<Outcome, number>;

export function changeView({ before, now, clauses }: VerdictChange): ChangeView {
  const details = clauses.map(({ zh, en, before: from, now: to }) => {
    const [was, is] = [clauseWords(from), clauseWords(to)];
    return { zh: `${zh}：${was.zh} → ${is.zh}`, en: `${en}: ${was.en} → ${is.en}` };
  });
  if (before !== now) {
    const [was, is] = [outcomeWords(before), outcomeWords(now)];
    const label = { zh: `${was.zh} → ${is.zh}`, en: `${was.en} → ${is.en}` };
    return { label, tone: toneOf(rank[now] - rank[before]), details };
  }
  return { label: details.length === 0 ? changeWords.same : changeWords.otherReasons, tone: 'plain', details };
}

/** 变化 in one cell of a file, in the words of the page. */
export function changeText({ label, details }: ChangeView): string {
  return [label, ...details].map(({ zh }) => zh).join('；');
}

function toneOf(step: number): Tone {
  if (step === 0) return 'warn';
  return step > 0 ? 'good' : 'bad';
}

function outcomeWords(outcome: Outcome): Label {
  return outcome === 'unknown' ? changeWords.unknown : eligibilityOutcome.label(outcome);
}

function clauseWords(outcome: VerdictChange['clauses'][number]['now']): Label {
  return outcome === undefined ? changeWords.noClause : clauseOutcome.label(outcome);
}
