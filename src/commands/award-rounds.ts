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
import { enterpriseStream } from '../event-log/enterprise-history.js';
import { openedDay } from '../event-log/opened-day.js';
import { policyEvents } from '../event-log/policy-events.js';
import { workdayCalendars } from '../event-log/workday-calendars.js';
import { rulesInForce, rulesNamed } from '../policy/adoptions.js';
import { programmeOf } from '../policy/rules.js';
import { JUDGEMENT_EDITION, verdictDigest } from '../policy/verdict-digest.js';
import { lastWorkday } from '../policy/workdays.js';
import { appendSurely } from './append.js';
import { frameFacts } from './framing.js';
import { failingClause, judgeFromLog, reportsKnownAt, type Screening } from './judgement.js';
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

/** How many applicants are judged before other requests get their turn. */
const atOnce = 50;

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
    await this.#step(round, acting, (state) => {
      const winners = [...new Set(usccs)].map((uscc) => ({ uscc, version: log.streamVersion(enterpriseStream(uscc)) }));
      const screening = this.#screening(state, decidedOn);
      const veto = screening.named.pack.rounds.municipalHonourVeto.value;
      return decideRound(state, { documentNo, decidedOn, winners }, (uscc) => {
        return veto ? failingClause(judgeFromLog(log, uscc, screening)) : undefined;
      });
    });
    return this.resume(round);
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

  /** Takes one step: decided afresh when somebody else was faster. */
  #step(round: RoundId, acting: Acting, decide: Decide): Promise<RoundResult> {
    return this.#turns.take([keyOf(round)], async () => {
      await this.#keeper.log.readable(roundStream(round.programme, round.year));
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const result = await this.#attempt(round, acting, decide);
        if (result !== undefined) return result;
      }
      throw new Refusal('STREAM_CONTENDED');
    });
  }

  async #attempt(round: RoundId, { actor, correlationId }: Acting, decide: Decide): Promise<RoundResult | undefined> {
    const { log, rim } = this.#keeper;
    const state = this.state(round);
    const [first, ...rest] = await decide(state);
    if (first === undefined) return { recorded: 0, version: state.version, position: this.#head() };
    const stream = roundStream(round.programme, round.year);
    const frame = { stream, expectedVersion: state.version, actor, correlationId, causationId: correlationId };
    const events = frameFacts([first, ...rest], frame, { rim, reader: log });
    const outcome = await appendSurely(log, { stream, expectedVersion: state.version, events });
    if (outcome.outcome !== 'appended') return undefined;
    return { recorded: events.length, version: state.version + events.length, position: outcome.position };
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
