import type { Condition } from '../../schemas/policy/condition.js';
import type { ClauseOutcome, EligibilityOutcome } from '../../schemas/verdict.js';
import { recordsOf } from '../domain/enterprise.js';
import { type AssumedParameter, assumedIn, assumedOf, unique } from './assumed.js';
import { checkOf, turnAfter } from './condition.js';
import { type Check, failed, type Grounds, passed, type Subject, untold } from './conditions/check.js';
import { coolingOff } from './conditions/standing.js';
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
  /** The first day on which time alone gives another outcome of the whole. */
  readonly nextChange?: string | undefined;
  /** The assumed parameters of the clauses that decided. */
  readonly assumed: readonly AssumedParameter[];
}

interface Clause {
  readonly says: Pick<ClauseVerdict, 'id' | 'zh' | 'en' | 'clause' | 'quote' | 'assumed'>;
  readonly check: Check;
}

/** May the unit be honoured and paid under the programme, judged on the day? Every clause is weighed, none cut short. */
export function assess(subject: Subject, { pack, programme }: NamedProgramme, day: string): Verdict {
  const conditions = [...pack.grounds, ...pack.general, ...(programme.conditions ?? [])];
  const clauses = [
    ...conditions.map((condition) => ({ says: saying(condition), check: checkOf(condition, subject) })),
    ...programmeClauses(programme, subject),
    ...divisionClauses(subject),
    ...coolingOffClauses(subject),
  ];
  const verdicts = clauses.map((clause) => weighed(clause, day));
  const outcome = overall(verdicts.map((each) => each.outcome));
  const deciding = verdicts.filter((each) => outcome === 'eligible' || each.outcome === decisive[outcome]);
  return {
    outcome,
    clauses: verdicts,
    nextChange: nextChangeOf(clauses, outcome, { day, turns: verdicts.map(({ nextChange }) => nextChange) }),
    assumed: unique(deciding.flatMap((each) => each.assumed)),
  };
}

const decisive = { ineligible: 'fail', 'needs-review': 'cannot-tell' } as const;

function overall(outcomes: readonly ClauseOutcome[]): EligibilityOutcome {
  if (outcomes.includes('fail')) return 'ineligible';
  return outcomes.includes('cannot-tell') ? 'needs-review' : 'eligible';
}

function weighed({ says, check }: Clause, day: string): ClauseVerdict {
  const { outcome, grounds } = check.weigh(day);
  return { ...says, outcome, grounds, nextChange: turnAfter(check, day) };
}

/** What a condition of a pack says, and which assumed parameters it rests on. */
export function saying(condition: Condition): Clause['says'] {
  const { id, zh, en, clause, quote, asks } = condition;
  return { id, zh, en, clause, quote, assumed: assumedIn(id, asks) };
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

/** 分立: a division seals nothing, so what the new units answer for is for people to say. */
export function divisionClauses(subject: Subject): readonly Clause[] {
  const divided = recordsOf(subject, 'EnterpriseSucceeded').find(
    ({ event, absorbedFrom }) => event.data.succession === 'division' && absorbedFrom === undefined,
  );
  if (divided === undefined) return [];
  return [
    {
      says: { id: 'division', zh: '企业分立', en: 'division of the enterprise', assumed: [] },
      check: { weigh: () => untold('divided', divided.event.id), turns: [] },
    },
  ];
}

/** 间隔期 that the round itself asks for, by the document that opened it. */
function coolingOffClauses(subject: Subject): readonly Clause[] {
  const years = subject.applied?.coolingOffYears ?? 0;
  if (years === 0) return [];
  return [
    {
      says: { id: 'cooling-off', zh: `获奖间隔期 ${years} 年`, en: `cooling-off of ${years} years`, assumed: [] },
      check: coolingOff(years, subject),
    },
  ];
}

/** The earliest turn of a clause at which the whole turns too. */
function nextChangeOf(
  clauses: readonly Clause[],
  outcome: EligibilityOutcome,
  { day, turns }: { readonly day: string; readonly turns: readonly (string | undefined)[] },
): string | undefined {
  if (turns.every((turn) => turn === undefined)) return undefined;
  const ahead = [...new Set(clauses.flatMap(({ check }) => check.turns))].filter((turn) => turn > day).sort();
  return ahead.find((turn) => overall(clauses.map(({ check }) => check.weigh(turn).outcome)) !== outcome);
}
