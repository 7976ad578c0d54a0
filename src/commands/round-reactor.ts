import { dayInShanghai } from '../../schemas/day.js';
import type { Fact, RecordedEvent } from '../../schemas/events.js';
import { foldRound, type RoundState } from '../domain/award-round.js';
import type { ActingDepartment } from '../domain/context.js';
import { decide } from '../domain/decide.js';
import { settleRound } from '../domain/decide-round.js';
import { foldEnterprise } from '../domain/enterprise.js';
import { enterpriseStream, readHistory, successionRoot } from '../event-log/enterprise-history.js';
import type { EventLog } from '../event-log/event-log.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import { appendSurely } from './append.js';
import { frameFacts } from './framing.js';
import { failingClause, judgeFromLog, type Screening } from './judgement.js';
import { derivedId, type Rim } from './rim.js';

/** Where rounds are recorded and judged. */
export interface RoundKeeper {
  readonly log: EventLog;
  readonly rim: Rim;
  readonly spans: ReportedSpans;
}

type Decided = RecordedEvent<'RoundDecided'>;

/** What the awarding of one winner needs to know. */
interface Awarding {
  readonly decided: Decided;
  readonly keeper: RoundKeeper;
  readonly screening: Screening;
}

/**
 * Settles a decided round: each winner is awarded on the version that the decision saw. Where a newer fact has come in
 * since, the winner is judged afresh: awarded all the same, or refused in the round. Ids derive from (decision, code),
 * so whoever reacts, and however often, each award is recorded once. Answers how many events were recorded.
 */
export async function settle(state: RoundState, keeper: RoundKeeper, screening: Screening): Promise<number> {
  const { decided } = state;
  if (decided === undefined || state.closed !== undefined) return 0;
  const awarding = { decided, keeper, screening };
  let recorded = 0;
  const awarded = new Set<string>();
  for (const winner of decided.data.winners) {
    if (state.refused.has(winner.uscc)) continue;
    const outcome = await award(winner, awarding);
    if (outcome !== 'refused') awarded.add(winner.uscc);
    if (outcome !== 'already-awarded') recorded += 1;
  }
  return recorded + (await close(awarded, awarding));
}

async function award(
  winner: Decided['data']['winners'][number],
  awarding: Awarding,
): Promise<'awarded' | 'already-awarded' | 'refused'> {
  const { log, rim } = awarding.keeper;
  const id = derivedId(awarding.decided.id, winner.uscc);
  for (;;) {
    if (log.eventById(id) !== undefined) return 'already-awarded';
    const unit = successionRoot(log, winner.uscc);
    const state = foldEnterprise(readHistory(log, unit));
    const isAsSeen = unit === winner.uscc && state.version === winner.version;
    const clause = isAsSeen ? undefined : standingAgainst(unit, awarding);
    if (clause !== undefined) {
      await refuse(winner.uscc, clause, awarding);
      return 'refused';
    }
    const decision = decide(awardCommand(awarding), state, {
      actor: actorOf(awarding.decided),
      today: todayOf(rim, awarding),
    });
    if (decision.outcome === 'already-recorded') return 'already-awarded';
    const stream = enterpriseStream(unit);
    const frame = frameOf(stream, state.version, awarding.decided);
    const derived: Rim = { ...rim, newId: () => id };
    const events = frameFacts(decision.facts, frame, { rim: derived, reader: log });
    const outcome = await appendSurely(log, { stream, expectedVersion: state.version, events });
    if (outcome.outcome === 'appended') return 'awarded';
  }
}

function todayOf(rim: Rim, { decided }: Awarding): string {
  const clock = dayInShanghai(rim.now());
  return clock > decided.data.decidedOn ? clock : decided.data.decidedOn;
}

/** The first clause that fails on the day of the decision as known now; undefined when none does or no veto holds. */
function standingAgainst(uscc: string, { decided, keeper, screening }: Awarding): string | undefined {
  if (!screening.named.pack.rounds.municipalHonourVeto.value) return undefined;
  const head = keeper.log.head().position;
  const axes = { ...screening.axes, validAt: decided.data.decidedOn, knownAt: head, head };
  return failingClause(judgeFromLog(keeper.log, uscc, { ...screening, axes }));
}

function awardCommand({ decided, screening }: Awarding) {
  const { pack, programme } = screening.named;
  const { documentNo, decidedOn } = decided.data;
  return {
    type: 'AwardHonour',
    data: {
      programme: programme.id,
      programmeYear: screening.application.year,
      honourName: programme.zh,
      subject: { kind: programme.subjects[0] ?? 'organisation' },
      awardedOn: decidedOn,
      class: 'winner',
      documentNo,
      authority: { name: pack.authority },
      source: { department: decided.actor.department, receivedOn: decidedOn },
    },
  } as const;
}

/** A round awards on behalf of the department that decided it. */
function actorOf({ actor }: Decided): ActingDepartment {
  return { ...actor, name: '', scopes: new Set(['record']) };
}

function frameOf(stream: string, expectedVersion: number, { actor, correlationId, id }: Decided) {
  return { stream, expectedVersion, actor, correlationId, causationId: id };
}

async function refuse(uscc: string, clause: string, awarding: Awarding): Promise<void> {
  const reason = `决定作出后新登记的事实使其不符合条件：${clause}`;
  await appendToRound({ type: 'WinnerRefused', data: { uscc, clause, reason } }, uscc, awarding);
}

async function close(awarded: ReadonlySet<string>, awarding: Awarding): Promise<number> {
  const { decided, keeper } = awarding;
  const state = foldRound(keeper.log.readStream(decided.stream));
  const [fact] = settleRound(state, awarded, todayOf(keeper.rim, awarding));
  if (fact === undefined) return 0;
  await appendToRound(fact, 'RoundClosed', awarding);
  return 1;
}

/** Records once, whoever reacts: the id derives from the decision and what is settled. */
async function appendToRound(fact: Fact, purpose: string, { decided, keeper }: Awarding): Promise<void> {
  const { log, rim } = keeper;
  const id = derivedId(decided.id, `${fact.type} ${purpose}`);
  while (log.eventById(id) === undefined) {
    const expectedVersion = log.streamVersion(decided.stream);
    const derived: Rim = { ...rim, newId: () => id };
    const frame = frameOf(decided.stream, expectedVersion, decided);
    const events = frameFacts([fact], frame, { rim: derived, reader: log });
    await appendSurely(log, { stream: decided.stream, expectedVersion, events });
  }
}

/** Rounds that were decided and not closed: what a crash left over. */
export function unsettledRounds({ log }: Pick<RoundKeeper, 'log'>): readonly { programme: string; year: number }[] {
  const names = log.streamNames('award_round-', '', 10_000);
  return names.flatMap((name) => {
    if (log.lastOf(name)?.type === 'RoundClosed') return [];
    const { decided, opened } = foldRound(log.readStream(name));
    return decided === undefined || opened === undefined ? [] : [{ programme: opened.programme, year: opened.year }];
  });
}
