import { type CommandType, enterpriseCommands, pairedCommand } from '../../schemas/commands.js';
import { type EnterpriseEventType, eventTypes, type Fact, type RecordedEvent } from '../../schemas/events.js';
import type { ActingDepartment } from '../../src/domain/context.js';
import { decide } from '../../src/domain/decide.js';
import {
  type EnterpriseEvent,
  type EnterpriseFold,
  type EnterpriseHistory,
  type EnterpriseState,
  startFold,
} from '../../src/domain/enterprise.js';
import { Refusal } from '../../src/domain/refusal.js';
import { samples } from './samples.js';
import { fictionalUscc } from './uscc.js';

export type Fields = Readonly<Record<string, unknown>>;

/** The market supervision bureau of the tests, with a key that records. */
export const bureau: ActingDepartment = {
  department: 'scjg',
  name: '示例市市场监督管理局',
  key: 'scjg-0a1b2c',
  scopes: new Set(['record']),
};

/** Event id of the n-th event of a spec, and the way to name it in a command: `@n`. */
export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** What a command leads to: the types and chosen fields of what is recorded, or the code of the refusal. */
export type Outcome =
  | { readonly records: readonly string[] }
  | { readonly already: string }
  | { readonly refused: string };

/**
 * One enterprise in given / when form. A command's data start from the sample of its event; a test names only what
 * matters to it. Values `@n` stand for the id of the n-th recorded event, undefined takes a sample's field away.
 */
export class EnterpriseSpec {
  readonly uscc: string;
  readonly fold: EnterpriseFold;
  readonly recorded: EnterpriseEvent[] = [];
  readonly predecessors = new Map<string, EnterpriseHistory>();
  actor: ActingDepartment = bureau;
  today = '2024-06-01';
  successorRoot: string | undefined;
  readonly #idsFrom: number;

  /** The first event gets the id after `idsFrom`, so that two specs of one test can be told apart. */
  constructor(uscc = fictionalUscc(1), idsFrom = 0) {
    this.uscc = uscc;
    this.#idsFrom = idsFrom;
    this.fold = startFold(uscc);
  }

  get state(): EnterpriseState {
    return this.fold.state;
  }

  /** Records; throws when a step of the setting itself is refused. */
  given(type: CommandType, fields: Fields = {}): this {
    const outcome = this.when(type, fields);
    if ('refused' in outcome) throw new Error(`given ${type}: ${outcome.refused}`);
    return this;
  }

  /** Decides a command on what was given, and takes in what is recorded. */
  when(type: CommandType, fields: Fields = {}): Outcome {
    try {
      const command = pairedCommand(type, enterpriseCommands[type].schema.parse(this.dataOf(type, fields)));
      const { actor, today, successorRoot } = this;
      const context = { actor, today, ...(successorRoot === undefined ? {} : { successorRoot }) };
      const decision = decide(command, this.state, context);
      if (decision.outcome === 'already-recorded') return { already: decision.event.id };
      for (const fact of decision.facts) this.take(fact);
      return { records: decision.facts.map((fact) => fact.type) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.code };
      throw error;
    }
  }

  /** The data of a command: the sample of its event, with the fields of the test. */
  dataOf(type: CommandType, fields: Fields): Fields {
    const sample: Fields = samples[enterpriseCommands[type].event];
    const merged: Fields = { ...sample, ...(type === 'RegisterEnterprise' ? { uscc: this.uscc } : {}), ...fields };
    return Object.fromEntries(Object.entries(merged).map(([field, value]) => [field, named(value)]));
  }

  take(fact: Fact<EnterpriseEventType>, position = this.recorded.length + 1): void {
    const version = this.recorded.length + 1;
    const event = framed(fact, { uscc: this.uscc, version, position, id: idOf(this.#idsFrom + version) });
    this.recorded.push(event);
    this.fold.apply(event, this.predecessors);
  }

  /** Takes over the sealed record of another. */
  absorb(predecessor: EnterpriseSpec): void {
    const { uscc, history } = predecessor;
    this.predecessors.set(uscc, history);
    this.take({ type: 'PredecessorAbsorbed', data: { uscc, version: history.events.length } });
  }

  get history(): EnterpriseHistory {
    return { uscc: this.uscc, events: this.recorded, predecessors: this.predecessors };
  }
}

function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  return typeof value === 'string' && /^@\d+$/.test(value) ? idOf(Number(value.slice(1))) : value;
}

function framed(
  fact: Fact<EnterpriseEventType>,
  { uscc, version, position, id }: { uscc: string; version: number; position: number; id: string },
): RecordedEvent<EnterpriseEventType> {
  return {
    id,
    stream: `enterprise-${uscc}`,
    version,
    position,
    schemaVersion: eventTypes[fact.type].schemaVersion,
    recordedAt: '2024-06-01T08:00:00.000Z',
    actor: { department: 'scjg', key: 'scjg-0a1b2c' },
    correlationId: id,
    causationId: id,
    salt: '0'.repeat(32),
    ...fact,
  };
}
