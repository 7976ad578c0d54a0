import { setImmediate } from 'node:timers/promises';
import { dayInShanghai } from '../../schemas/day.js';
import type { DataOf } from '../../schemas/events.js';
import { foldRound, type RoundState, roundStream } from '../domain/award-round.js';
import {
  decideRound,
  endNotice,
  fileApplications,
  openRound,
  publishNotice,
  type RoundFacts,
  recordAssessments,
} from '../domain/decide-round.js';
import { Refusal } from '../domain/refusal.js';
import { enterpriseStream, successionRoot } from '../event-log/enterprise-history.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { workdayCalendars } from '../event-log/workday-calendars.js';
import { rulesInForce, rulesNamed } from '../policy/adoptions.js';
import { programmeOf } from '../policy/rules.js';
import { JUDGEMENT_EDITION, verdictDigest } from '../policy/verdict-digest.js';
import { lastWorkday } from '../policy/workdays.js';
import { appendSurely } from './append.js';
import { frameFacts } from './framing.js';
import { clauseAgainst, judgeFromLog, reportsKnownAt, type Screening } from './judgement.js';
import type { Acting } from './recording.js';
import { type RoundKeeper, settle } from './round-reactor.js';
import { Turns } from './turns.js';

/** A round by its programme and year. */
export interface RoundId {
  readonly programme: string;
  readonly year: number;
}

/** A step's decision on the round as it stands. */
type Decide = (state: RoundState) => RoundFacts | Promise<RoundFacts>;

/** How a round stands after a step; `recorded` is the number of new events. */
export interface RoundResult {
  readonly recorded: number;
  readonly version: number;
  readonly position: number;
}

const attempts = 5;

/** How many applicants are judged, some milliseconds each, before other requests get their turn. */
const atOnce = 8;

/** A cluster takes a mebibyte at a time; no event of a step that has many is longer than a kilobyte. */
const appendedAtOnce = 500;

/** 评选轮次: each step loads the round, judges where the step asks for it, decides and appends. */
export class AwardRounds {
  readonly #keeper: RoundKeeper;
  readonly #turns = new Turns();

  constructor(keeper: RoundKeeper) {
    this.#keeper = keeper;
  }

  /** Opens a round; the rules in force today are pinned for all of it. */
  open(
    { programme, year }: RoundId,
    terms: Pick<DataOf<'RoundOpened'>, 'quota' | 'coolingOffYears' | 'documentNo'>,
    acting: Acting,
  ): Promise<RoundResult> {
    const openedOn = this.#today();
    const rules = rulesInForce(policyEvents(this.#keeper.log), { day: openedOn, knownAt: this.#head() });
    const closed = named(programmeOf(rules, programme)).programme.closed;
    if (closed !== undefined && closed.unverified !== true && Number(closed.value.slice(0, 4)) < year) {
      throw new Refusal('PROGRAMME_CLOSED', { field: 'year' });
    }
    const data = { programme, year, ...terms, ruleVersion: rules.version, openedOn };
    return this.#step({ programme, year }, acting, (state) => openRound(state, data));
  }

  apply(round: RoundId, usccs: readonly string[], acting: Acting): Promise<RoundResult> {
    const filedOn = this.#today();
    return this.#step(round, acting, (state) => fileApplications(state, usccs, filedOn));
  }

  /** Assesses applicants, all of them where none is named, on the last day opened as known now. */
  assess(round: RoundId, usccs: readonly string[] | undefined, acting: Acting): Promise<RoundResult> {
    return this.#step(round, acting, async (state) => {
      const screening = this.#screening(state);
      const assessments: DataOf<'EligibilityAssessed'>[] = [];
      for (const uscc of usccs ?? state.applications.keys()) {
        if (assessments.length % atOnce === 0) await setImmediate();
        assessments.push(this.#assessment(uscc, screening));
      }
      return recordAssessments(state, assessments);
    });
  }

  #assessment(uscc: string, screening: Screening): DataOf<'EligibilityAssessed'> {
    const assessed = judgeFromLog(this.#keeper.log, uscc, screening);
    const { validAt, knownAt, rules } = screening.axes;
    return {
      uscc,
      validAt,
      knownAt,
      ruleVersion: rules.version,
      edition: JUDGEMENT_EDITION,
      verdict: assessed.outcome === 'unknown' ? 'needs-review' : assessed.outcome,
      verdictDigest: verdictDigest(assessed),
    };
  }

  /** Publishes the candidates for the working days that the pack asks for, beginning tomorrow. */
  publishNotice(round: RoundId, usccs: readonly string[], acting: Acting): Promise<RoundResult> {
    const from = this.#today();
    return this.#step(round, acting, (state) => {
      const { pack } = this.#screening(state).named;
      const until = lastWorkday(from, pack.rounds.noticeWorkdays.value, workdayCalendars(this.#keeper.log));
      if (typeof until !== 'string') throw new Refusal('WORKDAYS_UNKNOWN', { reason: String(until.missing) });
      return publishNotice(state, { usccs: [...new Set(usccs)], from, until });
    });
  }

  endNotice(round: RoundId, acting: Acting): Promise<RoundResult> {
    const today = this.#today();
    return this.#step(round, acting, (state) => endNotice(state, today));
  }

  /** Decides the winners on the versions seen, then awards each; a crash in between is taken up by resume. */
  async decide(
    round: RoundId,
    { documentNo, usccs }: { readonly documentNo: string; readonly usccs: readonly string[] },
    acting: Acting,
  ): Promise<RoundResult> {
    const { log } = this.#keeper;
    const decidedOn = this.#today();
    await this.#step(round, acting, async (state) => {
      const winners = [...new Set(usccs)].map((uscc) => ({ uscc, version: log.streamVersion(enterpriseStream(uscc)) }));
      const data = { documentNo, decidedOn, winners };
      const screening = this.#screening(state, decidedOn);
      const unitOf = (uscc: string): string => successionRoot(log, uscc);
      if (decideRound(state, data, { veto: () => undefined, unitOf }).length === 0) return [];
      const vetoes = await this.#vetoes(winners, screening);
      return decideRound(state, data, { veto: (uscc) => vetoes.get(uscc), unitOf });
    });
    return this.resume(round);
  }

  /** The clauses that stand against winners, or against the units that carry them on, where the pack gives a veto. */
  async #vetoes(
    winners: DataOf<'RoundDecided'>['winners'],
    screening: Screening,
  ): Promise<ReadonlyMap<string, string | undefined>> {
    const vetoes = new Map<string, string | undefined>();
    if (!screening.named.pack.rounds.municipalHonourVeto.value) return vetoes;
    for (const { uscc } of winners) {
      if (vetoes.size % atOnce === 0) await setImmediate();
      vetoes.set(uscc, clauseAgainst(this.#keeper.log, uscc, screening));
    }
    return vetoes;
  }

  /** Awards the winners of a decided round that are not settled yet, and closes it when all are. */
  resume(round: RoundId): Promise<RoundResult> {
    return this.#turns.take([keyOf(round)], async () => {
      await this.#keeper.log.readable(roundStream(round.programme, round.year));
      const state = this.state(round);
      const recorded = state.decided === undefined ? 0 : await settle(state, this.#keeper, this.#screening(state));
      return { recorded, version: this.state(round).version, position: this.#head() };
    });
  }

  state({ programme, year }: RoundId): RoundState {
    return foldRound(this.#keeper.log.readStream(roundStream(programme, year)));
  }

  /**
   * Takes one step: decided afresh when somebody else was faster. One that has many facts records them some at a time, each
   * true by itself; what a crash leaves out is recorded when the step is taken again.
   */
  #step(round: RoundId, acting: Acting, decide: Decide): Promise<RoundResult> {
    return this.#turns.take([keyOf(round)], async () => {
      await this.#keeper.log.readable(roundStream(round.programme, round.year));
      let recorded = 0;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const state = this.state(round);
        const facts = await decide(state);
        const appended = await this.#append(round, acting, { facts, after: state.version });
        recorded += appended;
        if (appended === facts.length) return { recorded, version: state.version + appended, position: this.#head() };
      }
      throw new Refusal('STREAM_CONTENDED');
    });
  }

  /** Answers how many facts were recorded, the first of them, before somebody else came between. */
  async #append(
    { programme, year }: RoundId,
    { actor, correlationId }: Acting,
    { facts, after }: { readonly facts: RoundFacts; readonly after: number },
  ): Promise<number> {
    const { log, rim } = this.#keeper;
    const stream = roundStream(programme, year);
    for (let done = 0; ; done += appendedAtOnce) {
      const [first, ...rest] = facts.slice(done, done + appendedAtOnce);
      if (first === undefined) return facts.length;
      const expectedVersion = after + done;
      const frame = { stream, expectedVersion, actor, correlationId, causationId: correlationId };
      const events = frameFacts([first, ...rest], frame, { rim, reader: log });
      const { outcome } = await appendSurely(log, { stream, expectedVersion, events });
      if (outcome !== 'appended') return done;
    }
  }

  /** The round's own programme under the rules that were pinned when it opened, as known now; on the last day opened. */
  #screening({ opened }: RoundState, day?: string): Screening {
    if (opened === undefined) throw new Refusal('ROUND_NOT_OPEN');
    const { log, spans } = this.#keeper;
    const head = this.#head();
    const headDay = openedDay(log, head) ?? this.#today();
    const rules = rulesNamed(policyEvents(log), opened.ruleVersion, head);
    if (rules === undefined) throw new Refusal('RULE_VERSION_UNKNOWN');
    const { programme, year, coolingOffYears } = opened;
    return {
      application: { programme, year, coolingOffYears },
      named: named(programmeOf(rules, programme)),
      axes: { validAt: day ?? headDay, knownAt: head, rules, head, headDay },
      reports: reportsKnownAt(spans, head),
    };
  }

  #head(): number {
    return this.#keeper.log.head().position;
  }

  #today(): string {
    const clock = dayInShanghai(this.#keeper.rim.now());
    const opened = openedDay(this.#keeper.log);
    return opened !== undefined && opened > clock ? opened : clock;
  }
}

function keyOf({ programme, year }: RoundId): string {
  return `${programme}.${year}`;
}

function named<T>(programme: T | undefined): T {
  if (programme === undefined) throw new Refusal('PROGRAMME_UNKNOWN', { field: 'programme' });
  return programme;
}
