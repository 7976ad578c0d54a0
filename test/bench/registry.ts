import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { enterpriseCommands } from '../../schemas/commands.js';
import { type EventType, eventTypes, type Fact, type NewEvent } from '../../schemas/events.js';
import { departments } from '../../src/cli/demo/fiction.js';
import { lastDay, type Step } from '../../src/cli/demo/story.js';
import { enterpriseStream } from '../../src/event-log/enterprise-history.js';
import type { AppendOutcome, EventLog } from '../../src/event-log/event-log.js';
import { CALENDAR } from '../../src/event-log/opened-day.js';
import { newSalt } from '../../src/event-log/salt.js';
import { openSqliteLog } from '../../src/event-log/sqlite.js';
import { busyLife } from './lives.js';

/** Raised when the generator would write another registry: what is cached is made anew. */
const edition = 1;

/** A generated registry: its data folder holds the log alone. */
export interface GeneratedRegistry {
  readonly folder: string;
  readonly events: number;
  readonly enterprises: number;
}

/** Appends on their way at once. */
const inFlight = 2000;

/** Hears how far the generator is. */
export type Progress = (line: string) => void;

/**
 * A registry of at least so many events, from the cache in the system's folder for temporary files or made now, through
 * the log's own schemas, codec and writing thread: `qcr verify` accepts it. Facts stand in the order of the days on
 * which they came in, so the streams of all enterprises are interleaved at random.
 */
export function generatedRegistry(events: number, progress: Progress): Promise<GeneratedRegistry> {
  return cached(String(events), async (log) => {
    const { steps, enterprises } = stepsOf(events, progress);
    await new Chronicle(log, progress).write(steps);
    return enterprises;
  });
}

/** The log of a name, written by `write` unless it was written before; that answers how many enterprises there are. */
export async function cached(
  name: string,
  write: (log: EventLog, folder: string) => Promise<number>,
): Promise<GeneratedRegistry> {
  const folder = join(tmpdir(), `qcr-bench-${edition}-${name}`);
  const note = join(folder, 'generated.json');
  if (existsSync(note)) return { folder, ...JSON.parse(readFileSync(note, 'utf8')) };
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const log = await openSqliteLog(join(draft, 'log.sqlite'));
  try {
    const enterprises = await write(log, draft);
    writeFileSync(join(draft, 'generated.json'), JSON.stringify({ events: log.head().position, enterprises }));
  } finally {
    await log.close();
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return cached(name, write);
}

function stepsOf(
  events: number,
  progress: Progress,
): { readonly steps: readonly Step[]; readonly enterprises: number } {
  const steps: Step[] = [];
  let enterprises = 0;
  while (steps.length < events) {
    steps.push(...busyLife(enterprises));
    enterprises += 1;
    if (enterprises % 500 === 0) progress(`generating lives: ${enterprises} enterprises, ${steps.length} facts`);
  }
  steps.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  return { steps, enterprises };
}

/** Writes facts that are known to be plausible, each checked by its schema, without asking whether they may happen. */
export class Chronicle {
  readonly #log: EventLog;
  readonly #progress: Progress;
  readonly #versions = new Map<string, number>();
  /** `@label` of a fact -> id of its event. */
  readonly #labelled = new Map<string, string>();
  #pending: Promise<AppendOutcome>[] = [];
  #today = '';
  #now = 0;

  constructor(log: EventLog, progress: Progress) {
    this.#log = log;
    this.#progress = progress;
  }

  async write(steps: readonly Step[]): Promise<void> {
    this.#turnTo(steps[0]?.day ?? lastDay);
    this.#enrolDepartments();
    for (const [index, step] of steps.entries()) {
      this.#turnTo(step.day);
      this.#tell(step);
      if (this.#pending.length < inFlight) continue;
      await this.#settle();
      this.#progress(`writing the log: ${index + 1} of ${steps.length} events`);
    }
    this.#turnTo(lastDay);
    await this.#settle();
  }

  /** Opens the day, at ten in the morning; the clock then runs a millisecond a fact. */
  #turnTo(day: string): void {
    this.#now += 1;
    if (day <= this.#today) return;
    this.#today = day;
    this.#now = Date.parse(`${day}T02:00:00.000Z`);
    this.#record(CALENDAR, { type: 'DayOpened', data: { date: day } }, 'registry');
  }

  #enrolDepartments(): void {
    for (const [department, name] of Object.entries(departments)) {
      this.#record(`department-${department}`, { type: 'DepartmentEnrolled', data: { department, name } }, 'registry');
    }
  }

  #tell({ uscc, by, command, data, label }: Step): void {
    const type = enterpriseCommands[command].event;
    const id = this.#record(enterpriseStream(uscc), checked(type, this.#resolved(data)), by);
    if (label !== undefined) this.#labelled.set(`@${label}`, id);
  }

  #resolved(data: Step['data']): Record<string, unknown> {
    const named = (value: unknown): unknown =>
      typeof value === 'string' ? (this.#labelled.get(value) ?? value) : value;
    const entries = Object.entries(data).map(([field, value]) => [
      field,
      Array.isArray(value) ? value.map(named) : named(value),
    ]);
    return Object.fromEntries(entries);
  }

  #record(stream: string, fact: Fact, department: string): string {
    const expectedVersion = this.#versions.get(stream) ?? 0;
    const id = v7({ msecs: this.#now });
    const event: NewEvent = {
      id,
      stream,
      version: expectedVersion + 1,
      schemaVersion: eventTypes[fact.type].schemaVersion,
      recordedAt: new Date(this.#now).toISOString(),
      actor: { department, key: 'local' },
      correlationId: id,
      causationId: id,
      salt: newSalt(),
      ...fact,
    };
    this.#versions.set(stream, expectedVersion + 1);
    this.#pending.push(this.#log.append({ stream, expectedVersion, events: [event] }));
    return id;
  }

  async #settle(): Promise<void> {
    const refused = (await Promise.all(this.#pending)).find(({ outcome }) => outcome !== 'appended');
    if (refused !== undefined) throw new Error(`the log refused a generated event: ${refused.outcome}`);
    this.#pending = [];
  }
}

/** The fact of a type, from data that its own schema accepts. */
function checked(type: EventType, data: unknown): Fact {
  const fact = { type, data: eventTypes[type].schema.parse(data) };
  if (isFact(fact)) return fact;
  throw new TypeError(`${type} carries no data`);
}

/** The schema has just said so; the compiler cannot follow the pairing through a variable type. */
function isFact(fact: { readonly type: EventType; readonly data: unknown }): fact is Fact {
  return typeof fact.data === 'object' && fact.data !== null;
}
