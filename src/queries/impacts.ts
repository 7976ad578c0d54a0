import { setImmediate } from 'node:timers/promises';
import { lastDayOf } from '../../schemas/day.js';
import type { EligibilityOutcome } from '../../schemas/verdict.js';
import { judge, reportsKnownAt } from '../commands/judgement.js';
import { foldRound, type RoundState } from '../domain/award-round.js';
import { recordsOf } from '../domain/enterprise.js';
import { statusOn } from '../domain/status.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { rulesInForce } from '../policy/adoptions.js';
import { type Honour, isWinner, yearOf } from '../policy/honours.js';
import { programmeOf } from '../policy/rules.js';
import { sightedState } from '../policy/sighted.js';
import { explainVerdict, type RoundSources, type VerdictChange } from './award-rounds.js';
import { type NamedClause, type PaymentImpact, paymentImpacts, type UnitNow } from './payment-impacts.js';

/** 影响: what was decided or paid and would not be now, or was recorded while a ground stood against it. */
export type Impact =
  | {
      readonly kind: 'verdict';
      readonly uscc: string;
      readonly round: string;
      readonly stored: string;
      readonly now: EligibilityOutcome | 'unknown';
      readonly change: VerdictChange | undefined;
    }
  | {
      readonly kind: 'honour-under-ground';
      readonly uscc: string;
      readonly eventId: string;
      readonly programme: string;
      readonly awardedOn: string;
      readonly clauses: readonly NamedClause[];
    }
  | PaymentImpact;

/** What is affected of one enterprise, as known now. */
export function impactsOf(sources: RoundSources, uscc: string): readonly Impact[] {
  if (policyEvents(sources.log).length === 0) return [];
  const unit = unitNow(sources.log, uscc);
  const standing = unit === undefined ? [] : [...honourImpacts(sources, unit), ...paymentImpacts(sources, unit)];
  return [...verdictImpacts(sources, uscc), ...standing];
}

/** An enterprise as it stands at the head; undefined before the first day. */
function unitNow(log: EventReader, uscc: string): UnitNow | undefined {
  const head = log.head().position;
  const headDay = openedDay(log);
  if (headDay === undefined) return undefined;
  return { head, headDay, state: sightedState(readSubject(log, uscc, head, head), 'committee', headDay) };
}

/** What is affected of all enterprises that a round assessed or that hold an honour; others get their turn meanwhile. */
export async function* allImpacts(sources: RoundSources, usccs: Iterable<string>): AsyncGenerator<Impact> {
  const assessed = roundsOf(sources.log).flatMap(({ assessments }) => [...assessments.keys()]);
  for (const uscc of new Set([...assessed, ...usccs])) {
    yield* impactsOf(sources, uscc);
    await setImmediate();
  }
}

function verdictImpacts(sources: RoundSources, uscc: string): readonly Impact[] {
  return roundsOf(sources.log).flatMap((state): readonly Impact[] => {
    const assessed = state.assessments.get(uscc);
    if (assessed === undefined) return [];
    const { holds, stored, now, change } = explainVerdict(sources, state, assessed.data);
    const round = `${state.opened?.programme}.${state.opened?.year}`;
    return holds ? [] : [{ kind: 'verdict', uscc, round, stored: stored.verdict, now: now.outcome, change }];
  });
}

/** Recording an honour that a document proves is never refused; that a ground stood against it is said here. */
function honourImpacts(sources: RoundSources, unit: UnitNow): readonly Impact[] {
  const { headDay, state } = unit;
  const { uscc } = state;
  const honours = recordsOf(state, 'HonourAwarded').filter(
    (record) => isWinner(record) && statusOn(record, headDay) !== 'revoked',
  );
  return honours.flatMap((honour): readonly Impact[] => {
    const { awardedOn, programme } = honour.event.data;
    const clauses = awardedOn === undefined ? [] : standingAgainst(honour, awardedOn, { sources, ...unit });
    if (awardedOn === undefined || clauses.length === 0) return [];
    return [{ kind: 'honour-under-ground', uscc, eventId: honour.event.id, programme, awardedOn, clauses }];
  });
}

interface Circumstances extends UnitNow {
  readonly sources: RoundSources;
}

/** The grounds of the honour's own pack that stood on the day of the award, as known now. */
function standingAgainst(honour: Honour, awardedOn: string, { sources, head, headDay, state }: Circumstances) {
  const validAt = lastDayOf(awardedOn);
  const rules = rulesInForce(policyEvents(sources.log), { day: validAt, knownAt: head });
  const named = programmeOf(rules, honour.event.data.programme);
  const year = yearOf(honour);
  if (named === undefined || year === undefined) return [];
  const assessed = judge(state.uscc, state.records, {
    application: { programme: named.programme.id, year },
    named,
    axes: { validAt, knownAt: head, rules, head, headDay },
    reports: reportsKnownAt(sources.spans, head),
  });
  const grounds: ReadonlySet<string> = new Set(named.pack.grounds.map(({ id }) => id));
  if (assessed.outcome === 'unknown') return [];
  return assessed.clauses
    .filter(({ id, outcome }) => outcome === 'fail' && grounds.has(id))
    .map(({ id, clause = id, zh, en }) => ({ id, clause, zh, en }));
}

interface Kept {
  readonly version: number;
  readonly state: RoundState;
}

/** Folds are kept until a round goes on: impacts are asked for with every command. */
const kept = new WeakMap<EventReader, Map<string, Kept>>();

function roundsOf(log: EventReader): readonly RoundState[] {
  const known = kept.get(log) ?? new Map<string, Kept>();
  kept.set(log, known);
  return log.streamNames('award_round-', '', 10_000).map((stream) => {
    const version = log.streamVersion(stream);
    const before = known.get(stream);
    if (before?.version === version) return before.state;
    const state = foldRound(log.readStream(stream));
    known.set(stream, { version, state });
    return state;
  });
}
