import { enterpriseCommands, pairedCommand } from '../../../schemas/commands.js';
import { AccessKeys } from '../../commands/access-keys.js';
import { recordDay, registryActor } from '../../commands/days.js';
import { EnterpriseCommands } from '../../commands/enterprise-commands.js';
import type { ActingDepartment } from '../../domain/context.js';
import { Refusal } from '../../domain/refusal.js';
import type { EventLog } from '../../event-log/event-log.js';
import type { Entry } from './chronicle.js';
import { type DemoDepartment, departments } from './fiction.js';
import type { SimulatedRim } from './simulated-rim.js';
import type { Step } from './story.js';

/** What came of a story: facts recorded, and those that nobody could have recorded any more. */
export interface Told {
  readonly recorded: number;
  readonly refused: number;
}

/** Each fact is recorded by the department that reports it; in the demo every department may help another out. */
function actingFor(department: DemoDepartment): ActingDepartment {
  return { department, name: departments[department], key: 'local', scopes: new Set(['admin']) };
}

function groupedBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item)) ?? [];
    groups.set(key(item), [...group, item]);
  }
  return groups;
}

/**
 * Tells a story to the log through the door of everyone's commands, on a simulated clock: each day is opened, then
 * what came in on it is recorded. The same story and seed give the same events, byte for byte.
 */
export class Storytelling {
  readonly #log: EventLog;
  readonly #rim: SimulatedRim;
  readonly #commands: EnterpriseCommands;
  readonly #labelled = new Map<string, string>();
  #recorded = 0;
  #refused = 0;

  constructor(log: EventLog, rim: SimulatedRim) {
    this.#log = log;
    this.#rim = rim;
    this.#commands = new EnterpriseCommands(log, rim);
  }

  /** Opens the first day and enrols the departments. */
  async begin(day: string): Promise<void> {
    await this.#open(day);
    const keys = new AccessKeys(this.#log, this.#rim);
    const acting = { actor: registryActor, correlationId: this.#rim.newId() };
    for (const [department, name] of Object.entries(departments)) await keys.enrol({ department, name }, acting);
  }

  /** Records steps and entries day by day; `progress` hears how many steps are done. */
  async tell(steps: readonly Step[], entries: readonly Entry[], progress: (done: number) => void): Promise<Told> {
    const stepsOf = groupedBy(steps, (step) => step.day);
    const entriesOf = groupedBy(entries, (entry) => entry.day);
    let done = 0;
    for (const day of [...new Set([...stepsOf.keys(), ...entriesOf.keys()])].sort()) {
      await this.#open(day);
      for (const entry of entriesOf.get(day) ?? []) await entry.record();
      const ofDay = stepsOf.get(day) ?? [];
      const lives = groupedBy(ofDay, (step) => step.uscc).values();
      await Promise.all([...lives].map((ofLife) => this.#recordInOrder(ofLife)));
      done += ofDay.length;
      progress(done);
    }
    return { recorded: this.#recorded, refused: this.#refused };
  }

  async #recordInOrder(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.#record(step);
  }

  async #open(day: string): Promise<void> {
    this.#rim.turnTo(day);
    try {
      await recordDay({ date: day, confirmed: true }, this.#log, this.#rim);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'DAY_NOT_LATER') throw error;
    }
  }

  /** A step about something that was voided or sealed meanwhile is refused, as it would be in life. */
  async #record({ uscc, by, command: type, data, label }: Step): Promise<void> {
    const command = pairedCommand(type, enterpriseCommands[type].schema.parse(this.#resolved(data)));
    try {
      const correlationId = this.#rim.newId();
      const result = await this.#commands.execute({ uscc, command, actor: actingFor(by), correlationId });
      const event = result.outcome === 'recorded' ? result.events[0] : result.event;
      if (label !== undefined && event !== undefined) this.#labelled.set(`@${label}`, event.eventId);
      this.#recorded += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refused += 1;
    }
  }

  #resolved(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const named = (value: unknown): unknown =>
      typeof value === 'string' ? (this.#labelled.get(value) ?? value) : value;
    const entries = Object.entries(data).map(([field, value]) => [
      field,
      Array.isArray(value) ? value.map(named) : named(value),
    ]);
    return Object.fromEntries(entries);
  }
}
