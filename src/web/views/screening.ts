import { eligibilityOutcome } from '../../../schemas/verdict.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { EventReader } from '../../event-log/event-log.js';
import type { ClauseVerdict, Verdict } from '../../policy/eligibility.js';
import type { ApplicantAnswer } from '../../queries/applicants.js';
import { outcomeWords, screeningWords } from '../words/screening.js';
import { eventWords } from './deciding-event.js';
import { reasonWords } from './reasons.js';
import type { Tone } from './tone.js';

/** Groups of the table, the most troubled first. */
export const groups = ['ineligible', 'needs-review', 'not-screened', 'eligible'] as const;
export type Group = (typeof groups)[number];

/** 一户: what came out and, in one line, why. */
export interface ScreenedRow {
  readonly asked: string;
  /** Absent where no code was read. */
  readonly uscc: string | undefined;
  readonly name: string | null;
  readonly verdict: Label;
  readonly tone: Tone;
  readonly reason: Label;
  /** The clause that decided, as its document numbers it. */
  readonly clause: string | undefined;
  readonly isAssumed: boolean;
  readonly nextChange: string | undefined;
  /** Whether it was judged clause by clause. */
  readonly isJudged: boolean;
}

export interface ScreenedGroup {
  readonly group: Group;
  readonly count: number;
  readonly rows: readonly ScreenedRow[];
}

const tones = { eligible: 'good', ineligible: 'bad', 'needs-review': 'warn' } as const;
const decisive = { ineligible: 'fail', 'needs-review': 'cannot-tell' } as const;

/** Sorts answers into groups; of each group only so many rows are kept, so that memory does not grow with them. */
export class ScreenedGroups {
  readonly #log: EventReader;
  readonly #most: number;
  readonly #kept = new Map<Group, { count: number; rows: ScreenedRow[] }>(
    groups.map((group) => [group, { count: 0, rows: [] }]),
  );

  constructor(log: EventReader, most: number) {
    this.#log = log;
    this.#most = most;
  }

  add(answer: ApplicantAnswer): void {
    const kept = this.#kept.get(groupOf(answer));
    if (kept === undefined) return;
    kept.count += 1;
    if (kept.rows.length < this.#most) kept.rows.push(rowOf(answer, this.#log));
  }

  /** The groups with the rows that are shown, the most troubled first. */
  shown(): readonly ScreenedGroup[] {
    let left = this.#most;
    return groups.map((group) => {
      const { count = 0, rows = [] } = this.#kept.get(group) ?? {};
      const some = rows.slice(0, left);
      left -= some.length;
      return { group, count, rows: some };
    });
  }
}

function groupOf({ outcome }: ApplicantAnswer): Group {
  return outcome === 'eligible' || outcome === 'ineligible' || outcome === 'needs-review' ? outcome : 'not-screened';
}

function rowOf(answer: ApplicantAnswer, log: EventReader): ScreenedRow {
  const { asked } = answer;
  const none = { clause: undefined, isAssumed: false, nextChange: undefined, isJudged: false } as const;
  const unread = {
    asked,
    uscc: undefined,
    name: null,
    verdict: outcomeWords['not-screened'],
    tone: 'plain',
    ...none,
  } as const;
  switch (answer.outcome) {
    case 'invalid-code':
      return { ...unread, reason: invalidWords(answer.suggestion) };
    case 'candidates':
      return { ...unread, reason: candidateWords(answer.candidates) };
    case 'unknown':
      return { ...unread, uscc: answer.uscc, name: answer.name, reason: screeningWords.unknown };
    default:
      return {
        asked,
        uscc: answer.uscc,
        name: answer.name,
        verdict: eligibilityOutcome.label(answer.outcome),
        tone: tones[answer.outcome],
        ...whyOf(answer, log),
        isAssumed: answer.assumed.length > 0,
        nextChange: answer.nextChange,
        isJudged: true,
      };
  }
}

function whyOf({ outcome, clauses }: Verdict, log: EventReader): Pick<ScreenedRow, 'reason' | 'clause'> {
  if (outcome === 'eligible') return { reason: screeningWords.allPassed, clause: undefined };
  const deciding = clauses.filter((clause) => clause.outcome === decisive[outcome]);
  const [first] = deciding;
  if (first === undefined) return { reason: eligibilityOutcome.label(outcome), clause: undefined };
  const why = clauseWords(first, log);
  const more = deciding.length > 1 ? screeningWords.more(deciding.length) : { zh: '', en: '' };
  return { reason: { zh: `${why.zh}${more.zh}`, en: `${why.en} ${more.en}`.trim() }, clause: first.clause };
}

/** The event that decided, where there is one; else the clause and the reason. */
function clauseWords(clause: ClauseVerdict, log: EventReader): Label {
  const [ground] = clause.grounds;
  const event = ground?.eventId === undefined ? undefined : log.eventById(ground.eventId);
  if (event !== undefined && clause.outcome === 'fail') return eventWords(event);
  const why = reasonWords(clause.grounds);
  return { zh: `${clause.zh}：${why.zh}`, en: `${clause.en}: ${why.en}` };
}

function invalidWords(suggestion: string | undefined): Label {
  const { zh, en } = screeningWords.invalid;
  if (suggestion === undefined) return { zh, en };
  const meant = screeningWords.suggestion(suggestion);
  return { zh: `${zh}${meant.zh}`, en: `${en}${meant.en}` };
}

function candidateWords(candidates: readonly { readonly uscc: string; readonly name: string }[]): Label {
  if (candidates.length === 0) return screeningWords.noCandidates;
  const named = candidates.map(({ uscc, name }) => `${name} ${uscc}`);
  return {
    zh: `${screeningWords.candidates.zh}：${named.join('、')}`,
    en: `${screeningWords.candidates.en}: ${named.join(', ')}`,
  };
}
