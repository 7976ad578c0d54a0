import type { DataOf } from '../../../schemas/events.js';
import { type EligibilityOutcome, eligibilityOutcome } from '../../../schemas/verdict.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { RoundState } from '../../domain/award-round.js';
import { type ExplainedVerdict, outcomeOf } from '../../queries/award-rounds.js';
import { roundWords } from '../words/rounds.js';
import type { Tone } from './tone.js';

/** 申报主体 as a line. */
export interface ApplicantLine {
  readonly uscc: string;
  readonly name: string | null;
  readonly filedOn: string;
  readonly verdict: Label;
  readonly tone: Tone;
  readonly isAssessed: boolean;
  /** What became of the verdict since; undefined where nothing was assessed. */
  readonly since: { readonly holds: boolean; readonly says: readonly Label[] } | undefined;
  readonly role: { readonly label: Label; readonly tone: Tone; readonly why: string | undefined } | undefined;
  readonly isDisputed: boolean;
}

/** By which the applicants are filtered. */
export type VerdictFilter = EligibilityOutcome | 'not-assessed';

export const verdictTones = { eligible: 'good', ineligible: 'bad', 'needs-review': 'warn' } as const;

export function verdictOf(state: RoundState, uscc: string): VerdictFilter {
  return state.assessments.get(uscc)?.data.verdict ?? 'not-assessed';
}

/** How many applicants have each verdict. */
export function verdictCounts(state: RoundState) {
  const filters: readonly VerdictFilter[] = ['eligible', 'needs-review', 'ineligible', 'not-assessed'];
  const all = [...state.applications.keys()].map((uscc) => verdictOf(state, uscc));
  return filters.map((filter) => ({
    filter,
    label: filter === 'not-assessed' ? roundWords.notAssessed : eligibilityOutcome.label(filter),
    count: all.filter((each) => each === filter).length,
  }));
}

interface About {
  readonly name: string | null;
  readonly explained: ExplainedVerdict | undefined;
  readonly isDisputed: boolean;
}

export function applicantLine(state: RoundState, uscc: string, { name, explained, isDisputed }: About): ApplicantLine {
  const verdict = verdictOf(state, uscc);
  return {
    uscc,
    name,
    filedOn: state.applications.get(uscc)?.filedOn ?? '',
    verdict: verdict === 'not-assessed' ? roundWords.notAssessed : eligibilityOutcome.label(verdict),
    tone: verdict === 'not-assessed' ? 'plain' : verdictTones[verdict],
    isAssessed: verdict !== 'not-assessed',
    since: explained === undefined ? undefined : { holds: explained.holds, says: sinceWords(explained) },
    role: roleOf(state, uscc),
    isDisputed,
  };
}

/** What became of a stored verdict: whether it holds, and what came in since. */
export function sinceWords({ reproduced, holds, now, change }: ExplainedVerdict): readonly Label[] {
  const became = eligibilityOutcome.label(outcomeOf(now));
  const { zh, en } = roundWords.changed;
  const withdrawn = change?.withdrawn ?? [];
  return [
    holds ? roundWords.holds : { zh: `${zh}：现为${became.zh}`, en: `${en}: now ${became.en}` },
    ...(reproduced ? [] : [roundWords.noReproduction]),
    ...(change?.edition === undefined ? [] : [roundWords.edition]),
    ...(change === undefined || change.laterEvents.length === 0
      ? []
      : [roundWords.laterEvents(change.laterEvents.length)]),
    ...withdrawn.map((clause) => ({
      zh: `${roundWords.withdrawnBy.zh}：${clause}`,
      en: `${roundWords.withdrawnBy.en} ${clause}`,
    })),
  ];
}

/** What a stored verdict said, and what became of it, before the clauses are read. */
export function explanationWords(
  { verdict, validAt, knownAt }: DataOf<'EligibilityAssessed'>,
  explained: ExplainedVerdict,
): readonly Label[] {
  return [roundWords.storedVerdict(eligibilityOutcome.label(verdict), validAt, knownAt), ...sinceWords(explained)];
}

function roleOf({ notice, decided, refused, closed }: RoundState, uscc: string): ApplicantLine['role'] {
  const refusal = refused.get(uscc);
  if (refusal !== undefined) {
    return { label: roundWords.refused, tone: 'bad', why: `${refusal.clause} ${refusal.reason}` };
  }
  if (decided?.data.winners.some((winner) => winner.uscc === uscc) === true) {
    const label = closed === undefined ? roundWords.winnerPending : roundWords.winner;
    return { label, tone: 'honour', why: undefined };
  }
  return notice?.usccs.includes(uscc) === true
    ? { label: roundWords.candidate, tone: 'plain', why: undefined }
    : undefined;
}
