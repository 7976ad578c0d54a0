import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { StoredSight } from '../../projections/credit-profile.js';
import { normaliseName } from '../../projections/enterprise-name.js';
import type { ProjectorReport } from './projector-thread.js';

/** A profile row as a reader gets it: bytes to send, never parsed. */
export interface StoredProfile extends Checkpoint {
  readonly version: number;
  /** 1 when some viewers may see petition findings, which no stored row carries. */
  readonly restricted: number;
  readonly digest: string;
  readonly body: Buffer;
}

/** What the rows are made of: the log up to a position, as of the last day opened in it. */
export interface Checkpoint {
  readonly position: number;
  readonly day: string;
}

export interface ReadModelFiles {
  readonly log: string;
  readonly readModels: string;
}

/** The read models of this process: a projecting thread of their own, and a connection that only reads. */
export class ReadModels {
  readonly #worker: Worker;
  readonly #db: Database.Database;
  readonly #statements;
  readonly #listeners = new Set<() => void>();
  #position: number;
  #failure: Error | undefined;

  private constructor(worker: Worker, file: string, position: number) {
    this.#worker = worker;
    this.#position = position;
    this.#db = new Database(file, { readonly: true, timeout: 10_000 });
    this.#statements = prepare(this.#db);
    worker.on('message', (report: ProjectorReport) => report.report === 'reached' && this.#reached(report.position));
    worker.on('error', (error) => this.#failed(error));
  }

  /** Starts the projecting thread; resolves once the read models have caught up. `said` hears what it says. */
  static async open({ log, readModels }: ReadModelFiles, said: (message: string) => void): Promise<ReadModels> {
    const worker = new Worker(new URL('./projector-thread.js', import.meta.url), { workerData: { log, readModels } });
    const position = await new Promise<number>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (report: ProjectorReport) => {
        if (report.report === 'said') said(report.message);
        else resolve(report.position);
      });
    });
    return new ReadModels(worker, readModels, position);
  }

  /** The position up to which the rows are made; throws what ended the projecting thread, if something did. */
  position(): number {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#position;
  }

  /** False once the projecting thread has ended by an error. */
  isRunning(): boolean {
    return this.#failure === undefined;
  }

  /** Tells the projecting thread that something was recorded, so that it need not find out by itself. */
  wake(): void {
    this.#worker.postMessage('look');
  }

  /** Position and last opened day of the rows that it would answer now. */
  checkpoint(): Checkpoint {
    return this.#statements.checkpoint.get() ?? { position: 0, day: '0000-00-00' };
  }

  /** Resolves once the rows hold everything up to a position, or after the time is over; answers which. */
  async waitFor(position: number, milliseconds: number): Promise<boolean> {
    if (this.position() >= position) return true;
    this.wake();
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(check);
        resolve(this.#position >= position);
      };
      const check = (): void => {
        if (this.#position >= position || this.#failure !== undefined) settle();
      };
      const timer = setTimeout(settle, milliseconds);
      this.#listeners.add(check);
    });
  }

  /** The stored row, with the checkpoint it belongs to: one statement, so both are of one moment. */
  profile(uscc: string, sight: StoredSight): StoredProfile | undefined {
    return this.#statements[sight].get(uscc);
  }

  /** Codes that go or went by a name, compared as names are. */
  codesNamed(name: string): readonly string[] {
    return this.#statements.named.all(normaliseName(name));
  }

  /** Sealing events whose predecessor nobody has absorbed yet. */
  pendingSuccessions(): readonly string[] {
    return this.#statements.pending.all();
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    if (this.#failure === undefined) {
      this.#worker.postMessage('close');
      await ended;
    }
    this.#db.close();
  }

  #reached(position: number): void {
    this.#position = position;
    for (const listener of this.#listeners) listener();
  }

  #failed(error: Error): void {
    this.#failure = error;
    for (const listener of this.#listeners) listener();
  }
}

function prepare(db: Database.Database) {
  const profile = (sight: StoredSight, index: number) =>
    db.prepare<[string], StoredProfile>(
      `SELECT version, restricted, substr(digests, ${1 + 8 * index}, 8) AS digest, ${sight} AS body, position, day
       FROM credit_profile, checkpoint WHERE uscc = ?`,
    );
  return {
    checkpoint: db.prepare<[], { position: number; day: string }>('SELECT position, day FROM checkpoint'),
    public: profile('public', 0),
    department: profile('department', 1),
    lookback: profile('lookback', 2),
    committee: profile('committee', 3),
    named: db.prepare<[string], string>('SELECT uscc FROM enterprise_name WHERE name = ? ORDER BY uscc').pluck(),
    pending: db.prepare<[], string>('SELECT sealing_id FROM pending_succession ORDER BY sealing_id').pluck(),
  };
}
