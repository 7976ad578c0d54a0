import type { Command } from '../../schemas/commands.js';
import { dayInShanghai } from '../../schemas/day.js';
import type { CommandMark } from '../../schemas/envelope.js';
import { isEnterpriseEvent, type RecordedEvent } from '../../schemas/events.js';
import type { ItemStatus } from '../../schemas/statuses.js';
import type { ActingDepartment, DecisionContext } from '../domain/context.js';
import { type Decision, decide } from '../domain/decide.js';
import { type EnterpriseState, foldEnterprise } from '../domain/enterprise.js';
import type { DocumentEvent } from '../domain/record-index.js';
import { Refusal } from '../domain/refusal.js';
import { statusOn } from '../domain/status.js';
import { enterpriseStream, readSubject, successionRoot } from '../event-log/enterprise-history.js';
import type { EventLog } from '../event-log/event-log.js';
import { openedDay } from '../event-log/opened-day.js';
import { ReportedSpans } from '../event-log/reported-spans.js';
import { appendSurely } from './append.js';
import { repeatedEvents } from './command-mark.js';
import { EnterpriseFolds } from './enterprise-folds.js';
import { frameFacts } from './framing.js';
import { rewardDueFor } from './reward-billing.js';
import type { Rim } from './rim.js';
import { settleSuccession } from './succession.js';
import { Turns } from './turns.js';

/** A command on an enterprise, as a face hands it in. */
export interface CommandRequest {
  readonly uscc: string;
  readonly command: Command;
  readonly actor: ActingDepartment;
  /** Version part of If-Match; without it the command is decided on whatever the stream holds. */
  readonly expectedVersion?: number | undefined;
  readonly mark?: CommandMark | undefined;
  readonly correlationId: string;
}

/** An event, by what a client needs to name it. */
export interface EventReference {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
}

export type CommandResult =
  | {
      readonly outcome: 'recorded';
      readonly events: readonly EventReference[];
      readonly version: number;
      readonly position: number;
    }
  | {
      readonly outcome: 'already-recorded';
      readonly event: EventReference;
      /** What became of the first record: in force, repaired, annulled, ... */
      readonly state: ItemStatus;
      readonly version: number;
      readonly position: number;
    };

export type AlreadyRecorded = Extract<CommandResult, { readonly outcome: 'already-recorded' }>;

/** What a command would come to: it is on record, or it would be at the version after this one. */
export type ConsideredResult = AlreadyRecorded | { readonly outcome: 'would-record'; readonly version: number };

const attempts = 20;

/** Load, fold, decide, append; a lost race is decided afresh. */
export class EnterpriseCommands {
  readonly #log: EventLog;
  readonly #rim: Rim;
  readonly #folds: EnterpriseFolds;
  readonly #spans: ReportedSpans;
  readonly #turns = new Turns();

  constructor(log: EventLog, rim: Rim, spans = new ReportedSpans(log)) {
    this.#log = log;
    this.#rim = rim;
    this.#folds = new EnterpriseFolds(log);
    this.#spans = spans;
  }

  /**
   * Executes a command. Commands on one enterprise take turns, a succession at both its ends; so do all successions,
   * lest two enterprises succeed each other. Throws Refusal when the answer is no; nothing is recorded then.
   */
  execute(request: CommandRequest): Promise<CommandResult> {
    const { uscc, command } = request;
    const turns = command.type === 'SucceedEnterprise' ? ['successions', uscc, command.data.by] : [uscc];
    return this.#turns.take(turns, () => this.#execute(request));
  }

  /** What would come of a command now; nothing is recorded. Throws Refusal where executing it would. */
  consider(request: CommandRequest): ConsideredResult {
    const state = this.#folds.current(request.uscc);
    const decision = this.#decide(request, state);
    if (decision.outcome === 'already-recorded') return this.#known(this.#carriedOn(state), decision.event);
    return { outcome: 'would-record', version: state.version };
  }

  async #execute(request: CommandRequest): Promise<CommandResult> {
    await this.#log.readable(enterpriseStream(request.uscc));
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { uscc } = request;
      const state = attempt === 0 ? this.#folds.remembered(uscc) : this.#folds.current(uscc);
      const result = this.#repeatOf(request) ?? (await this.#attempt(request, state));
      if (result === 'lost-race') continue;
      if (request.command.type === 'SucceedEnterprise') await this.#settle(result);
      return result;
    }
    throw new Refusal('STREAM_CONTENDED');
  }

  /** The reaction to a succession, also to one on record already: a crash may have come between. */
  async #settle(result: CommandResult): Promise<void> {
    for (const { eventId } of result.outcome === 'recorded' ? result.events : [result.event]) {
      const sealing = this.#log.eventById(eventId);
      if (sealing?.type !== 'EnterpriseSucceeded') continue;
      const stands = await settleSuccession(sealing, this.#log, this.#rim);
      if (!stands) throw new Refusal('SUCCESSION_CYCLE', { field: 'by' });
    }
  }

  #repeatOf({ mark }: CommandRequest): CommandResult | undefined {
    const events = repeatedEvents(this.#log, mark);
    return events.length === 0 ? undefined : recorded(events, events.at(-1)?.position ?? 0);
  }

  async #attempt(request: CommandRequest, state: EnterpriseState): Promise<CommandResult | 'lost-race'> {
    const decision = this.#decide(request, state);
    if (decision.outcome === 'outdated') return 'lost-race';
    if (decision.outcome === 'already-recorded') return this.#known(state, decision.event);
    const { version } = state;
    const frame = {
      ...request,
      stream: enterpriseStream(request.uscc),
      expectedVersion: version,
      causationId: request.correlationId,
    };
    const events = frameFacts(decision.facts, frame, { rim: this.#rim, reader: this.#log });
    const outcome = await appendSurely(this.#log, { stream: frame.stream, expectedVersion: version, events });
    if (outcome.outcome !== 'appended') return 'lost-race';
    const stored = events.map((event, index) => ({ ...event, position: outcome.position - events.length + 1 + index }));
    this.#folds.recorded(request.uscc, stored.filter(isEnterpriseEvent));
    return recorded(stored, outcome.position);
  }

  /** A yes meets the expected version; a no, and a pointer to what is there, stand on a current state alone. */
  #decide(request: CommandRequest, state: EnterpriseState): Decision | { readonly outcome: 'outdated' } {
    try {
      refuseOtherVersion(request, state.version);
      const decision = decide(request.command, state, this.#context(request));
      if (decision.outcome === 'recorded' || this.#folds.isCurrent(state)) return decision;
    } catch (error) {
      if (!(error instanceof Refusal) || this.#folds.isCurrent(state)) throw error;
    }
    return { outcome: 'outdated' };
  }

  /** What a decision may know of today and of other streams; policy is evaluated here and handed on as its outcome. */
  #context({ uscc, actor, command }: CommandRequest): DecisionContext {
    const today = this.#today();
    if (command.type === 'SucceedEnterprise') {
      return { actor, today, successorRoot: successionRoot(this.#log, command.data.by) };
    }
    if (command.type !== 'PayReward') return { actor, today };
    const rewardDue = rewardDueFor({ log: this.#log, spans: this.#spans }, uscc, command.data);
    return { actor, today, ...(rewardDue === undefined ? {} : { rewardDue }) };
  }

  /** The day of the clock, or the last day opened when the clock was set back. */
  #today(): string {
    const opened = openedDay(this.#log);
    const clock = dayInShanghai(this.#rim.now());
    return opened !== undefined && opened > clock ? opened : clock;
  }

  /** What became of a sealed unit's facts is recorded with whoever carries it on. */
  #carriedOn(state: EnterpriseState): EnterpriseState {
    if (state.sealedBy === undefined) return state;
    const { position } = this.#log.head();
    return foldEnterprise(readSubject(this.#log, state.uscc, position, position).asked);
  }

  #known(state: EnterpriseState, event: DocumentEvent): AlreadyRecorded {
    const record = state.records.get(state.roots.get(event.id) ?? event.id);
    const became = record === undefined ? 'recorded' : record.voided ? 'voided' : statusOn(record, this.#today());
    return {
      outcome: 'already-recorded',
      event: reference(event),
      state: became,
      version: state.version,
      position: event.position,
    };
  }
}

function refuseOtherVersion({ expectedVersion }: CommandRequest, actualVersion: number): void {
  if (expectedVersion !== undefined && expectedVersion !== actualVersion) {
    throw new Refusal('VERSION_CONFLICT', { actualVersion });
  }
}

function recorded(events: readonly Omit<RecordedEvent, 'data'>[], position: number): CommandResult {
  const references = events.map(reference);
  return { outcome: 'recorded', events: references, version: references.at(-1)?.version ?? 0, position };
}

function reference(event: Omit<RecordedEvent, 'data'>): EventReference {
  return { eventId: event.id, type: event.type, version: event.version };
}
