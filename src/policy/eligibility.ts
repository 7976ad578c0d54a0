import type { Condition } from '../../schemas/policy/condition.js';
import type { ClauseOutcome, EligibilityOutcome } from '../../schemas/verdict.js';
import { recordsOf } from '../domain/enterprise.js';
import { type AssumedParameter, assumedIn, assumedOf } from './assumed.js';
import { checkOf, turnsAfter } from './condition.js';
import { type Check, failed, type Grounds, passed, type Subject, untold } from './conditions/check.js';
import { coolingOff } from './conditions/cooling-off.js';
import { askedAsHeld } from './conditions/held.js';
import { notSucceeded, undivided } from './conditions/standing.js';
import type { NamedProgramme } from './rules.js';

/** 逐条结论: what one clause gives, with its words, the events that decided it, and when time alone turns it. */
export interface ClauseVerdict {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly clause?: string | undefined;
  readonly quote?: string | undefined;
  readonly outcome: ClauseOutcome;
  readonly grounds: readonly Grounds[];
  readonly nextChange?: string | undefined;
  readonly assumed: readonly AssumedParameter[];
}

/** 资格审查结论, clause by clause. */
export interface Verdict {
  readonly outcome: EligibilityOutcome;
  readonly clauses: readonly ClauseVerdict[];
  /** The first day on which time alone, under the same rules and with nothing further known, gives another outcome. */
  readonly nextChange?: string | undefined;
  /** The assumed parameters of the clauses that decided. */
  readonly assumed: readonly AssumedParameter[];
}

interface Clause {
  readonly says: Pick<ClauseVerdict, 'id' | 'zh' | 'en' | 'clause' | 'quote' | 'assumed'>;
  readonly check: Check;
}

/** May the unit be honoured and paid under the programme, judged on the day? Every clause is weighed, none cut short. */
export function assess(subject: Subject, named: NamedProgramme, day: string): Verdict {
  const clauses = clausesOf(subject, named);
  const verdicts = clauses.map((clause) => weighed(clause, day));
  const outcome = overall(verdicts.map((each) => each.outcome));
  const deciding = verdicts.filter((each) => outcome === 'eligible' || each.outcome === decisive[outcome]);
  return {
    outcome,
    clauses: verdicts,
    nextChange: nextChangeOf(clauses, verdicts, day),
    assumed: deciding.flatMap((each) => each.assumed),
  };
}

/** The outcome alone, on any day: the clauses are prepared once, and nothing is looked ahead. */
export function outcomesOf(subject: Subject, named: NamedProgramme): (day: string) => EligibilityOutcome {
  const clauses = clausesOf(subject, named);
  return (day) => overall(clauses.map(({ check }) => check.weigh(day).outcome));
}

function clausesOf(subject: Subject, { pack, programme }: NamedProgramme): readonly Clause[] {
  const conditions = [...pack.grounds, ...pack.general, ...(programme.conditions ?? [])];
  return [
    ...conditions.map((condition) => ({ says: saying(condition), check: checkOf(condition, subject) })),
    ...programmeClauses(programme, subject),
    ...successionClauses(subject),
    ...divisionClauses(subject),
    ...coolingOffClauses(subject),
  ];
}

const decisive = { ineligible: 'fail', 'needs-review': 'cannot-tell' } as const;

function overall(outcomes: readonly ClauseOutcome[]): EligibilityOutcome {
  if (outcomes.includes('fail')) return 'ineligible';
  return outcomes.includes('cannot-tell') ? 'needs-review' : 'eligible';
}

function weighed({ says, check }: Clause, day: string): ClauseVerdict {
  const { outcome, grounds } = check.weigh(day);
  return { ...says, outcome, grounds, nextChange: turnsAfter(check, day)[0]?.day };
}

/** What a condition of a pack says, and which assumed parameters it rests on; the same for every applicant. */
const sayings = new WeakMap<Condition, Clause['says']>();

export function saying(condition: Condition): Clause['says'] {
  const known = sayings.get(condition);
  if (known !== undefined) return known;
  const { id, zh, en, clause, quote, asks } = condition;
  const says = { id, zh, en, clause, quote, assumed: assumedIn(id, asks) };
  sayings.set(condition, says);
  return says;
}

/** 项目是否停止: a programme that ended before the year applied for; an end that nobody verified needs review. */
function programmeClauses({ closed }: NamedProgramme['programme'], { applied }: Subject): readonly Clause[] {
  if (closed === undefined) return [];
  const over = applied !== undefined && applied.year > Number(closed.value.slice(0, 4));
  const ended = closed.unverified ? untold('programme-closed') : failed('programme-closed');
  const assumed = assumedOf('closed', closed);
  return [
    {
      says: {
        id: 'programme-open',
        zh: '评选项目仍在开展',
        en: 'the programme is still open',
        clause: closed.source,
        assumed,
      },
      check: { weigh: () => (over ? ended : passed('met')), turns: [] },
    },
  ];
}

/** The clause that asks whether the unit exists still. */
export const SUCCESSION = 'succession';

/** 被承继 is asked of units that are carried on by another. */
function successionClauses(subject: Subject): readonly Clause[] {
  const check = notSucceeded(subject);
  if (check === undefined) return [];
  const says = { id: SUCCESSION, zh: '未被其他单位承继', en: 'not carried on by another unit', assumed: [] };
  return [{ says, check }];
}

/** 分立 asks for people's judgement, and only where somebody was divided. */
export function divisionClauses(subject: Subject): readonly Clause[] {
  const isAsked = recordsOf(subject, 'EnterpriseSucceeded').some(({ event }) => event.data.succession === 'division');
  if (!isAsked) return [];
  const check = askedAsHeld(subject, (held) => undivided(held) ?? neverDivided);
  return [{ says: { id: 'division', zh: '未分立', en: 'not divided', assumed: [] }, check }];
}

const neverDivided: Check = { weigh: () => passed('none-on-record'), turns: [] };

/** 间隔期 that the round itself asks for, by the document that opened it. */
function coolingOffClauses(subject: Subject): readonly Clause[] {
  const years = subject.applied?.coolingOffYears ?? 0;
  if (years === 0) return [];
  return [
    {
      says: { id: 'cooling-off', zh: `获奖间隔期 ${years} 年`, en: `cooling-off of ${years} years`, assumed: [] },
      check: askedAsHeld(subject, (held) => coolingOff(years, held)),
    },
  ];
}

/** The earliest day ahead on which the whole turns, as its clauses turn one after the other. */
function nextChangeOf(clauses: readonly Clause[], verdicts: readonly ClauseVerdict[], day: string): string | undefined {
  const outcomes = verdicts.map(({ outcome }) => outcome);
  const before = overall(outcomes);
  const turns = clauses.flatMap(({ check }, index) => turnsAfter(check, day).map((turn) => ({ ...turn, index })));
  const days = [...new Set(turns.map((turn) => turn.day))].sort();
  return days.find((each) => {
    for (const turn of turns) if (turn.day === each) outcomes[turn.index] = turn.outcome;
    return overall(outcomes) !== before;
  });
}
