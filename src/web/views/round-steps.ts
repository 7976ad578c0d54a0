import type { Label } from '../../../schemas/vocabulary.js';
import { type RoundStage, type RoundState, stageOf } from '../../domain/award-round.js';
import { roundWords, stepWords } from '../words/rounds.js';

/** 步骤: what was done, and what is to come. */
export interface StepView {
  readonly label: Label;
  readonly says: readonly Label[];
  readonly state: 'done' | 'now' | 'to-come';
}

interface Step {
  readonly label: Label;
  /** What there is to say of it; nothing before it was begun. */
  says(state: RoundState): readonly Label[];
}

const steps: readonly Step[] = [
  {
    label: stepWords.opened,
    says: ({ opened }) =>
      opened === undefined ? [] : [plain(opened.openedOn), plain(opened.documentNo), roundWords.places(opened.quota)],
  },
  {
    label: stepWords.applications,
    says: ({ applications }) => (applications.size === 0 ? [] : [roundWords.filed(applications.size)]),
  },
  {
    label: stepWords.assessments,
    says: ({ applications, assessments }) =>
      applications.size === 0 ? [] : [roundWords.assessed(assessments.size, applications.size)],
  },
  {
    label: stepWords.notice,
    says: ({ notice, noticeEnded }) => [
      ...(notice === undefined ? [] : [roundWords.noticeRuns(notice.usccs.length, notice.from, notice.until)]),
      ...(noticeEnded === undefined ? [] : [roundWords.endedOn(noticeEnded.on)]),
    ],
  },
  { label: stepWords.decision, says: ({ decided }) => (decided === undefined ? [] : decisionWords(decided.data)) },
  { label: stepWords.closed, says: ({ closed }) => (closed === undefined ? [] : [roundWords.closedOn(closed.on)]) },
];

/** How many of the steps are behind a round of some stage. */
const done: { readonly [S in RoundStage]: number } = { open: 1, notice: 3, 'notice-ended': 4, decided: 5, closed: 6 };

/** How far a round has come, step by step. */
export function stepViews(state: RoundState): readonly StepView[] {
  const stage = stageOf(state);
  const now = done[stage] + (stage === 'open' && state.applications.size > 0 ? 1 : 0);
  return steps.map(({ label, says }, index) => ({
    label,
    says: says(state),
    state: index < now ? 'done' : index === now ? 'now' : 'to-come',
  }));
}

function decisionWords({ winners, decidedOn, documentNo }: NonNullable<RoundState['decided']>['data']) {
  return [roundWords.decidedOn(winners.length, decidedOn), plain(documentNo)];
}

function plain(text: string): Label {
  return { zh: text, en: text };
}
