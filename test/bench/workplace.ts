import { constants, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayInShanghai } from '../../schemas/day.js';
import type { Scope } from '../../schemas/scope.js';
import { AccessKeys } from '../../src/commands/access-keys.js';
import { recordDay, registryActor } from '../../src/commands/days.js';
import { systemRim } from '../../src/commands/rim.js';
import { openedDay } from '../../src/event-log/opened-day.js';
import { openSqliteLog } from '../../src/event-log/sqlite.js';
import { Generations } from '../../src/read-models/generations.js';
import { rebuild } from '../../src/read-models/rebuild.js';
import { listedRegistry } from './listed-registry.js';
import { benchUscc } from './lives.js';
import { type GeneratedRegistry, generatedRegistry, type Progress } from './registry.js';

/** A registry that is ready to be served: today is open, a key is issued, the read models are made. */
export interface PreparedRegistry extends GeneratedRegistry {
  /** `100 k`, `1 M`. */
  readonly size: string;
  /** Text of a key that may record and read profiles. */
  readonly key: string;
}

/** A folder for everything that a run makes, and the registries prepared in it. */
export class Workplace {
  readonly #folder = mkdtempSync(join(tmpdir(), 'qcr-bench-run-'));
  readonly #progress: Progress;
  #count = 0;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** A new, empty folder. */
  folder(): string {
    this.#count += 1;
    const folder = join(this.#folder, String(this.#count));
    mkdirSync(folder);
    return folder;
  }

  /** A copy of a data folder, read models and all. */
  copyOf(from: string): string {
    const folder = this.folder();
    cpSync(from, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    return folder;
  }

  discard(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  async prepare(size: string, events: number): Promise<PreparedRegistry> {
    return this.#ready(size, await generatedRegistry(events, this.#progress));
  }

  /** One whose joint punishment list is long, with a key that may follow it too. */
  async prepareListed(): Promise<PreparedRegistry> {
    return this.#ready('a long list', await listedRegistry(this.#progress), 'feed:joint-punishment');
  }

  async #ready(size: string, generated: GeneratedRegistry, ...more: readonly Scope[]): Promise<PreparedRegistry> {
    this.#progress(`preparing the registry: ${size}`);
    const folder = this.copyOf(generated.folder);
    const log = await openSqliteLog(join(folder, 'log.sqlite'));
    try {
      const today = dayInShanghai(Date.now());
      if (openedDay(log) !== today) await recordDay({ date: today, confirmed: true }, log, systemRim);
      const acting = { actor: registryActor, correlationId: systemRim.newId() };
      const issued = await new AccessKeys(log, systemRim).issue(
        { department: 'scjg', scopes: ['record', 'read:profile', ...more] },
        acting,
      );
      const generations = new Generations(folder);
      if (generations.current() === undefined) rebuild(log, generations, watching(this.#progress));
      return { ...generated, folder, size, key: issued.text };
    } finally {
      await log.close();
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Says how far a rebuild is. */
function watching(progress: Progress): Parameters<typeof rebuild>[2] {
  return { progress: (done) => progress(`read models: ${done} enterprises`), said: progress };
}

/** Some enterprise of a registry. */
export function anyUscc({ enterprises }: GeneratedRegistry): string {
  return benchUscc(Math.floor(Math.random() * enterprises));
}

/** Bytes on disk of a data folder's log and read models. */
export function bytesOnDisk(folder: string, pattern: RegExp): number {
  const files = readdirSync(folder).filter((name) => pattern.test(name));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
