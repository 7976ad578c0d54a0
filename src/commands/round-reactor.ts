import { dayInShanghai } from '../../schemas/day.js';
import type { DataOf, Fact, RecordedEvent } from '../../schemas/events.js';
import { foldRound, type RoundState } from '../domain/award-round.js';
import type { ActingDepartment } from '../domain/context.js';
import { type Decision, decide } from '../domain/decide.js';
import { settleRound } from '../domain/decide-round.js';
import { type EnterpriseState, foldEnterprise } from '../domain/enterprise.js';
import { Refusal, refusals } from '../domain/refusal.js';
import { enterpriseStream, readHistory, successionRoot } from '../event-log/enterprise-history.js';
import type { EventLog } from '../event-log/event-log.js';
import type { ReportedSpans } from '../event-log/reported-spans.js';
import { appendDerived } from './append.js';
import { frameFacts } from './framing.js';
import { clauseAgainst, type Screening } from './judgement.js';
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
 * since, the winner is judged afresh: awarded all the same, or refused in the round, as is one whose record cannot take
 * the award. Ids derive from (decision, code),
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

type Winner = Decided['data']['winners'][number];

async function award(winner: Winner, awarding: Awarding): Promise<'awarded' | 'already-awarded' | 'refused'> {
  const { log, rim } = awarding.keeper;
  const id = derivedId(awarding.decided.id, winner.uscc);
  for (;;) {
    if (log.eventById(id) !== undefined) return 'already-awarded';
    const unit = successionRoot(log, winner.uscc);
    const state = foldEnterprise(readHistory(log, unit));
    const next = nextFor(winner, state, awarding);
    if (next.step === 'already-awarded') return next.step;
    if (next.step === 'refused') {
      await appendToRound({ type: 'WinnerRefused', data: next.data }, winner.uscc, awarding);
      return next.step;
    }
    const stream = enterpriseStream(unit);
    const frame = frameOf(stream, state.version, awarding.decided);
    const derived: Rim = { ...rim, newId: () => id };
    const events = frameFacts(next.facts, frame, { rim: derived, reader: log });
    if (await appendDerived(log, { stream, expectedVersion: state.version, events })) return 'awarded';
  }
}

/** What is to be done about a winner. */
type Next =
  | { readonly step: 'award'; readonly facts: Extract<Decision, { outcome: 'recorded' }>['facts'] }
  | { readonly step: 'already-awarded' }
  | { readonly step: 'refused'; readonly data: DataOf<'WinnerRefused'> };

function nextFor({ uscc, version }: Winner, state: EnterpriseState, awarding: Awarding): Next {
  const isAsSeen = state.uscc === uscc && state.version === version;
  const clause = isAsSeen ? undefined : standingAgainst(uscc, awarding);
  if (clause !== undefined) {
    const reason = `决定作出后新登记的事实使其不符合条件：${clause}`;
    return { step: 'refused', data: { uscc, clause, reason } };
  }
  const { decided, keeper } = awarding;
  try {
    const acting = { actor: actorOf(decided), today: todayOf(keeper.rim, awarding) };
    const decision = decide(awardCommand(awarding), state, acting);
    return decision.outcome === 'recorded' ? { step: 'award', facts: decision.facts } : { step: 'already-awarded' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (isAwardedElsewhere(error, keeper.log)) return { step: 'already-awarded' };
    return { step: 'refused', data: { uscc, clause: error.code, reason: refusals[error.code].zh } };
  }
}

/** The document of the round, with other particulars, is on record already: somebody else recorded the very award. */
function isAwardedElsewhere({ code, details }: Refusal, log: EventLog): boolean {
  if (code !== 'RECORD_KEY_TAKEN' || details.eventId === undefined) return false;
  const taken = log.eventById(details.eventId);
  return taken?.type === 'HonourAwarded' && taken.data.class !== 'nominee';
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
  return clauseAgainst(keeper.log, uscc, { ...screening, axes });
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
    await appendDerived(log, { stream: decided.stream, expectedVersion, events });
  }
}

const undone: ReadonlySet<string | undefined> = new Set(['RoundDecided', 'WinnerRefused']);

/** Rounds that were decided and not closed: what a crash left over. */
export function unsettledRounds({ log }: Pick<RoundKeeper, 'log'>): readonly { programme: string; year: number }[] {
  const names = log.streamNames('award_round-', '', 10_000);
  return names.flatMap((name) => {
    if (!undone.has(log.lastOf(name)?.type)) return [];
    const { opened } = foldRound(log.readStream(name));
    return opened === undefined ? [] : [{ programme: opened.programme, year: opened.year }];
  });
}
