import fc from 'fast-check';
import { type CommandType, commandTypes, enterpriseCommands, pairedCommand } from '../../schemas/commands.js';
import { addDays, dayInShanghai, isDay } from '../../schemas/day.js';
import { recordDay, registryActor } from '../../src/commands/days.js';
import { settleSuccession } from '../../src/commands/succession.js';
import { happenings } from '../../src/domain/days.js';
import { foldEnterprise } from '../../src/domain/enterprise.js';
import { Refusal } from '../../src/domain/refusal.js';
import { readHistory } from '../../src/event-log/enterprise-history.js';
import { shippedPacks } from '../../src/policy/packs.js';
import { bureau } from './enterprise-spec.js';
import type { TestRegistry } from './registry.js';
import { samples } from './samples.js';
import { fictionalUscc } from './uscc.js';

/** A step of a history that nobody planned; what is refused is left out. */
export type Step =
  | {
      readonly step: 'command';
      readonly unit: number;
      readonly type: CommandType;
      /** Days between the clock and what the document says happened, began or ends. */
      readonly days: number;
      /** How much of a date is printed, and whether one that may be absent is. */
      readonly printed: 10 | 7 | 4 | 0;
      readonly pick: number;
    }
  | { readonly step: 'succession'; readonly unit: number; readonly by: number; readonly kind: string }
  /** The reaction to the next succession is left to a later resumption, as after a crash. */
  | { readonly step: 'crash' | 'resume' }
  /** The clock goes on; the registry has not opened the new day yet. */
  | { readonly step: 'clock'; readonly days: number }
  | { readonly step: 'tick'; readonly days: number }
  /** A pack is adopted, or retired if it is in force. */
  | { readonly step: 'rules'; readonly pick: number }
  /** The read models catch up, in pages of some length, and are sometimes compared. */
  | { readonly step: 'project'; readonly page: number; readonly compare: boolean };

export type Project = (step: Extract<Step, { step: 'project' }>) => void;

const units = 4;
const unit = fc.nat(units - 1);
const plain = commandTypes.filter((type) => type !== 'SucceedEnterprise');
/** What takes something away, also from a predecessor's profile, comes more often. */
const withdrawing = ['RepairCredit', 'AnnulViolation', 'VoidRecord', 'VoidRecord', 'RepairCredit'] as const;
/** So does what puts on the joint lists and takes off them. */
const listing = [
  'AwardHonour',
  'BlacklistEnterprise',
  'BlacklistEnterprise',
  'LiftBlacklisting',
  'FileObjection',
  'RevokeHonour',
] as const;

export const histories = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        step: fc.constant('command' as const),
        unit,
        type: fc.constantFrom(...plain, ...withdrawing, ...listing),
        days: fc.integer({ min: 0, max: 40 }),
        printed: fc.constantFrom(10 as const, 10 as const, 7 as const, 4 as const, 0 as const),
        pick: fc.nat(20),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        step: fc.constant('succession' as const),
        unit,
        by: unit,
        kind: fc.constantFrom('code-change', 'restructuring', 'absorption', 'division'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('rules' as const), pick: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constantFrom('crash' as const, 'resume' as const) }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('clock' as const), days: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ step: fc.constant('tick' as const), days: fc.integer({ min: 0, max: 33 }) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        step: fc.constant('project' as const),
        page: fc.integer({ min: 1, max: 9 }),
        compare: fc.nat(4).map((number) => number === 0),
      }),
    },
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
);

const admin = { ...bureau, scopes: new Set(['admin' as const]) };

/** Lives through a history: records what can be recorded, through the same door as everyone. */
export class RandomHistory {
  readonly #registry: TestRegistry;
  readonly #project: Project;
  #documents = 0;
  #crashes = false;

  private constructor(registry: TestRegistry, project: Project) {
    this.#registry = registry;
    this.#project = project;
  }

  /** Registers every unit, gives each something on record, and takes the steps. */
  static async live(registry: TestRegistry, steps: readonly Step[], project: Project): Promise<void> {
    const history = new RandomHistory(registry, project);
    const first = ['RegisterEnterprise', 'AwardHonour', 'IssueCertificate', 'RecordViolation'] as const;
    for (let each = 0; each < units; each += 1) {
      for (const type of first) {
        await history.#take({
          step: 'command',
          unit: each,
          type,
          days: type === 'RegisterEnterprise' ? each : 12 + each,
          printed: 10,
          pick: 0,
        });
      }
    }
    for (const each of [2, 3]) {
      await history.#take({ step: 'command', unit: each, type: 'BlacklistEnterprise', days: 20, printed: 10, pick: 0 });
    }
    for (const pick of shippedPacks.keys()) await history.#turnRules(pick);
    for (const step of steps) await history.#take(step);
  }

  async #turnRules(pick: number): Promise<void> {
    const { policies, rim } = this.#registry;
    const pack = shippedPacks[pick % shippedPacks.length];
    if (pack === undefined) return;
    const acting = { actor: registryActor, correlationId: rim.newId() };
    const { reference, isNew } = await policies.adopt(pack, acting);
    if (!isNew && pick % 3 === 0) await policies.retire(reference, this.#today(), acting);
  }

  async #take(step: Step): Promise<void> {
    const { rim, log } = this.#registry;
    switch (step.step) {
      case 'command':
        return this.#execute(step.unit, step.type, this.#dataOf(step));
      case 'succession':
        return this.#succeed(step.unit, step.by, step.kind);
      case 'crash':
        this.#crashes = true;
        return undefined;
      case 'resume':
        return this.#resume();
      case 'clock':
        return rim.turnTo(new Date(rim.now() + step.days * 86_400_000).toISOString());
      case 'tick':
        rim.turnTo(new Date(rim.now() + step.days * 86_400_000).toISOString());
        return recordDay({ date: this.#today(), confirmed: true }, log, rim).catch(unlessRefused);
      case 'rules':
        return this.#turnRules(step.pick);
      case 'project':
        return this.#project(step);
    }
  }

  #today(): string {
    return dayInShanghai(this.#registry.rim.now());
  }

  async #execute(number: number, type: CommandType, data: object): Promise<void> {
    const { commands, rim } = this.#registry;
    const parsed = enterpriseCommands[type].schema.safeParse(data);
    if (!parsed.success) return;
    const command = pairedCommand(type, parsed.data);
    const request = { uscc: fictionalUscc(number), command, actor: admin, correlationId: rim.newId() };
    await commands.execute(request).catch(unlessRefused);
  }

  async #succeed(from: number, to: number, kind: string): Promise<void> {
    const data = { ...this.#document(), by: fictionalUscc(to), succession: kind, on: this.#today() };
    if (!this.#crashes || kind === 'division') return this.#execute(from, 'SucceedEnterprise', data);
    this.#crashes = false;
    const before = this.#registry.log.append;
    // The sealing event gets through, the reaction does not: the process is gone.
    let appends = 0;
    this.#registry.log.append = async (append) => {
      appends += 1;
      if (appends > 1) throw new Refusal('STREAM_CONTENDED');
      return before.call(this.#registry.log, append);
    };
    await this.#execute(from, 'SucceedEnterprise', data);
    this.#registry.log.append = before;
  }

  async #resume(): Promise<void> {
    const { log, rim } = this.#registry;
    for (const event of log.readAll(0, 10_000)) {
      if (event.type === 'EnterpriseSucceeded') await settleSuccession(event, log, rim);
    }
  }

  #document() {
    this.#documents += 1;
    return {
      documentNo: `示〔2024〕${this.#documents}号`,
      authority: { name: '示例市市场监督管理局' },
      source: { department: 'scjg', receivedOn: this.#today() },
    };
  }

  #dataOf(step: Extract<Step, { step: 'command' }>): object {
    const uscc = fictionalUscc(step.unit);
    const sample = { ...samples[enterpriseCommands[step.type].event], ...this.#document() };
    const registration = step.type === 'RegisterEnterprise' ? { uscc, name: `示例第${step.unit}有限公司` } : {};
    const named = step.type === 'RenameEnterprise' ? { name: `示例新${step.pick}有限公司` } : {};
    const target = 'target' in sample ? { target: this.#targetOf(uscc, step) } : {};
    const linked = step.type === 'BlacklistEnterprise' ? { linkedDecision: undefined } : {};
    const data = { ...sample, ...registration, ...named, ...target, ...linked };
    const schema = enterpriseCommands[step.type].schema;
    const printed = this.#dated(data, step, step.printed);
    return schema.safeParse(printed).success ? printed : this.#dated(data, step, 10);
  }

  /** Every date of a sample, put where the step says: what happened lies behind, what begins or ends may lie ahead. */
  #dated(data: object, { days }: Extract<Step, { step: 'command' }>, printed: number): object {
    const dated = Object.entries(data).map(([field, value]): readonly [string, unknown] => {
      if (!isDay(value)) return [field, value];
      const behind = happenings.some((happening) => happening === field);
      const calendar = addDays(this.#today(), behind ? -days : days - 10);
      return [field, printed === 0 ? undefined : calendar.slice(0, printed)];
    });
    return Object.fromEntries(dated);
  }

  /** Something on the unit's record that the command may be about, or anything at all. */
  #targetOf(uscc: string, { type, pick }: Extract<Step, { step: 'command' }>): string {
    const { records, events } = foldEnterprise(readHistory(this.#registry.log, uscc));
    const about = subjects.find(([pattern]) => pattern.test(type))?.[1];
    const fitting = [...records.values()].filter(({ event }) => event.type === about).map(({ event }) => event.id);
    const ids = fitting.length > 0 ? fitting : events.map(({ id }) => id);
    return ids[pick % ids.length] ?? '';
  }
}

/** Which records the commands of a kind are about. */
const subjects = [
  [/Honour/, 'HonourAwarded'],
  [/Certificate/, 'CertificateIssued'],
  [/Violation|Penalty|Repair|Review/, 'ViolationRecorded'],
  [/Blacklisting/, 'EnterpriseBlacklisted'],
  [/Liability/, 'IncidentRecorded'],
  [/Rectification/, 'InspectionRecorded'],
  [/Measure/, 'MeasureApplied'],
  [/RecoverReward/, 'RewardPaid'],
] as const;

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
