import type { DataOf, RecordedEvent } from '../../schemas/events.js';
import type { EligibilityOutcome } from '../../schemas/verdict.js';
import { disqualificationGround } from '../../schemas/vocabularies.js';
import { type Assessment, judgeFromLog, reportsKnownAt, type Screening } from '../commands/judgement.js';
import { foldRound, type RoundState, roundStream } from '../domain/award-round.js';
import { foldEnterprise } from '../domain/enterprise.js';
import { Refusal } from '../domain/refusal.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import { rulesNamed } from '../policy/adoptions.js';
import { programmeOf } from '../policy/rules.js';
import { hiddenEvents } from '../policy/sighted.js';
import { JUDGEMENT_EDITION, verdictDigest } from '../policy/verdict-digest.js';
import { withdrawalClauses, withdrawalReason } from '../policy/withdrawal.js';

export interface RoundSources {
  readonly log: EventReader;
  readonly spans: ReportedSpans;
}

/** What may have changed a stored verdict: another derivation, or what came in after it. */
export interface VerdictChange {
  readonly edition?: { readonly stored: string; readonly now: string };
  /** Later events of the applicant's own stream, and what departments reported of it since, in log order. */
  readonly laterEvents: readonly { readonly eventId: string; readonly type: string; readonly position: number }[];
  /** Under which rules something has been withdrawn since; of what it was, nothing is told. */
  readonly withdrawn?: readonly string[];
}

/** A stored verdict re-derived from the log. */
export interface ExplainedVerdict {
  readonly uscc: string;
  readonly stored: {
    readonly verdict: string;
    readonly validAt: string;
    readonly knownAt: number;
    readonly digest: string;
  };
  /** As it was known then, with all that could be seen then: the very digest again, unless the derivation changed. */
  readonly reproduced: boolean;
  /** On the same day under the same rules, as known now. */
  readonly now: Assessment;
  /** Whether the verdict still holds. */
  readonly holds: boolean;
  readonly change?: VerdictChange;
}

/** A round as it stands. Throws Refusal when it was never opened. */
export function roundOf(log: EventReader, programme: string, year: number): RoundState {
  const state = foldRound(log.readStream(roundStream(programme, year)));
  if (state.opened === undefined) throw new Refusal('ROUND_UNKNOWN');
  return state;
}

/** 结论说明: re-derives each verdict of a round, and says whether it still holds and what changed it if not. */
export function* explainRound(sources: RoundSources, state: RoundState): Iterable<ExplainedVerdict> {
  for (const { data } of state.assessments.values()) yield explainVerdict(sources, state, data);
}

/** Re-derives one stored verdict. */
export function explainVerdict(
  sources: RoundSources,
  state: RoundState,
  data: DataOf<'EligibilityAssessed'>,
): ExplainedVerdict {
  const { uscc, validAt, knownAt, verdict, verdictDigest: digest } = data;
  const then = screeningAt(sources, state, { validAt, knownAt, head: knownAt });
  const reproduced = verdictDigest(judgeFromLog(sources.log, uscc, then)) === digest;
  const now = judgeFromLog(sources.log, uscc, screeningNow(sources, state, validAt));
  const holds = outcomeOf(now) === verdict;
  return {
    uscc,
    stored: { verdict, validAt, knownAt, digest },
    reproduced,
    now,
    holds,
    ...(reproduced && holds ? {} : { change: changeOf(sources, uscc, data) }),
  };
}

/** The outcome that a round records: nothing on record is looked at by people. */
export function outcomeOf(assessed: Assessment): EligibilityOutcome {
  return assessed.outcome === 'unknown' ? 'needs-review' : assessed.outcome;
}

function changeOf(
  { log, spans }: RoundSources,
  uscc: string,
  { edition, knownAt }: { readonly edition: string; readonly knownAt: number },
): VerdictChange {
  const { position: head } = log.head();
  const subject = readSubject(log, uscc, head, head);
  const hidden = hiddenEvents(subject, openedDay(log, head) ?? '');
  const recorded = foldEnterprise(subject.asked).events.filter(({ position }) => position > knownAt);
  const facts: readonly RecordedEvent[] = recorded.filter(({ id }) => !hidden.has(id));
  const reasons = recorded.flatMap((event) => (hidden.has(event.id) ? (withdrawalReason(event) ?? []) : []));
  const reports = reportPositions(spans, uscc, head).filter((position) => position > knownAt);
  const later = [...facts, ...reports.flatMap((position) => log.readAll(position - 1, 1))];
  later.sort((one, other) => one.position - other.position);
  return {
    ...(edition === JUDGEMENT_EDITION ? {} : { edition: { stored: edition, now: JUDGEMENT_EDITION } }),
    ...(reasons.length === 0 ? {} : { withdrawn: [...new Set(reasons)].map((reason) => withdrawalClauses[reason]) }),
    laterEvents: later.map(({ id, type, position }) => ({ eventId: id, type, position })),
  };
}

/** Where departments said something of a unit, on whatever ground. */
function reportPositions(spans: ReportedSpans, uscc: string, head: number): readonly number[] {
  const known = spans.knownAt(head);
  const told = disqualificationGround.codes.flatMap((ground) => [
    ...known.general(ground),
    ...known.named(ground, uscc),
  ]);
  return [...new Set(told.map(({ position }) => position))];
}

interface At {
  readonly validAt: string;
  readonly knownAt: number;
  readonly head: number;
}

/** From where a stored verdict is judged again: its own day and the pinned rules, as known now. */
export function screeningNow(sources: RoundSources, state: RoundState, validAt: string): Screening {
  const head = sources.log.head().position;
  return screeningAt(sources, state, { validAt, knownAt: head, head });
}

/** The round's screening from some standing, under the rules that were pinned when it opened. */
function screeningAt({ log, spans }: RoundSources, { opened }: RoundState, { validAt, knownAt, head }: At): Screening {
  if (opened === undefined) throw new Refusal('ROUND_NOT_OPEN');
  const rules = rulesNamed(policyEvents(log), opened.ruleVersion, head);
  const named = rules === undefined ? undefined : programmeOf(rules, opened.programme);
  if (rules === undefined || named === undefined) throw new Refusal('RULE_VERSION_UNKNOWN');
  const { programme, year, coolingOffYears } = opened;
  const headDay = openedDay(log, head) ?? validAt;
  return {
    application: { programme, year, coolingOffYears },
    named,
    axes: { validAt, knownAt, rules, head, headDay },
    reports: reportsKnownAt(spans, knownAt),
  };
}
