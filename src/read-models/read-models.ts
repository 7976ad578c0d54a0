import { Worker } from 'node:worker_threads';
import type { StoredSight } from '../../projections/credit-profile.js';
import { type Checkpoint, isUnreadable, unbuilt } from './file.js';
import type { ProjectorReport, ProjectorTask } from './projector-thread.js';
import { ReadFile, type StoredProfile } from './read-file.js';
import type { Said } from './serving-file.js';

export interface ReadModelPlaces {
  /** The event log. */
  readonly log: string;
  /** The folder of the generations. */
  readonly folder: string;
}

/** The rows cannot be trusted to be current: the thread that makes them has ended, or cannot write. */
export class ReadModelsStopped extends Error {
  constructor(reason: string) {
    super(`the read models are not being kept up: ${reason}`);
    this.name = 'ReadModelsStopped';
  }
}

/**
 * The read models of this process: a projecting thread of their own, and a connection that only reads. When another
 * process has swapped in a new generation the connection changes over between two reads.
 */
export class ReadModels {
  readonly #worker: Worker;
  readonly #said: Said;
  readonly #listeners = new Set<() => void>();
  #open: ReadFile | undefined;
  /** Which of the thread's openings the open file belongs to. */
  #opening = 0;
  #position = -1;
  #stopped: ReadModelsStopped | undefined = new ReadModelsStopped('they have not caught up yet');
  #ended = false;

  private constructor(worker: Worker, said: Said) {
    this.#worker = worker;
    this.#said = said;
  }

  /**
   * Starts the projecting thread; resolves once the read models have caught up. `said` hears what it says. Rejects
   * with ReadModelsStopped when they cannot be made.
   */
  static async open({ log, folder }: ReadModelPlaces, said: Said): Promise<ReadModels> {
    const worker = new Worker(new URL('./projector-thread.js', import.meta.url), { workerData: { log, folder } });
    const readModels = new ReadModels(worker, said);
    await new Promise<void>((resolve, reject) => {
      worker.on('error', (error) => reject(readModels.#end(error)));
      worker.on('message', (report: ProjectorReport) => {
        readModels.#hear(report);
        if (readModels.isRunning()) resolve();
      });
    });
    return readModels;
  }

  /** The position up to which the rows are made. */
  position(): number {
    return this.#position;
  }

  /** False while the rows are not being kept up; what was withdrawn meanwhile may still stand in them. */
  isRunning(): boolean {
    return this.#stopped === undefined;
  }

  /** Tells the projecting thread that something was recorded, so that it need not find out by itself. */
  wake(): void {
    this.#ask({ task: 'look' });
  }

  /** Position and last opened day of the rows that it would answer now. */
  checkpoint(): Checkpoint {
    return this.read((file) => file.checkpoint()) ?? unbuilt;
  }

  /**
   * Reads from the open generation. Throws ReadModelsStopped rather than answer from rows that nobody keeps up, or
   * that cannot be read: those are made anew.
   */
  read<T>(task: (file: ReadFile) => T): T {
    if (this.#stopped !== undefined || this.#open === undefined) throw this.#stopped;
    try {
      return task(this.#open);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      throw this.#distrust(error.message);
    }
  }

  /** Resolves once the rows hold everything up to a position, or after the time is over; answers which. */
  async waitFor(position: number, milliseconds: number): Promise<boolean> {
    if (this.#position >= position) return true;
    this.wake();
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(check);
        resolve(this.#position >= position);
      };
      const check = (): void => {
        if (this.#position >= position || this.#ended) settle();
      };
      const timer = setTimeout(settle, milliseconds);
      this.#listeners.add(check);
    });
  }

  profile(uscc: string, sight: StoredSight): StoredProfile | undefined {
    return this.read((file) => file.profile(uscc, sight));
  }

  /** Sealing events whose predecessor nobody has absorbed yet. */
  pendingSuccessions(): readonly string[] {
    return this.read((file) => file.pendingSuccessions());
  }

  /** The thread closes last: only a connection that writes can put the file in order for good. */
  async close(): Promise<void> {
    this.#open?.close();
    if (this.#ended) return;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#ask({ task: 'close' });
    await ended;
  }

  #ask(task: ProjectorTask): void {
    this.#worker.postMessage(task);
  }

  #hear(report: ProjectorReport): void {
    if (report.report === 'reached') {
      this.#reached(report);
      return;
    }
    if (report.report === 'stuck') this.#stop(report.message);
    this.#said(report.message);
  }

  #reached({ position, file, opening }: Extract<ProjectorReport, { report: 'reached' }>): void {
    if (opening !== this.#opening && !this.#changeOver(file, opening)) return;
    this.#position = position;
    this.#stopped = undefined;
    this.#tell();
  }

  /** Opens the file that serves now and closes the old one; false when it is gone again or cannot be read. */
  #changeOver(file: string, opening: number): boolean {
    const old = this.#open;
    this.#opening = opening;
    try {
      this.#open = new ReadFile(file);
    } catch (error) {
      this.#distrust(error instanceof Error ? error.message : String(error));
      return false;
    }
    old?.close();
    return true;
  }

  #distrust(reason: string): ReadModelsStopped {
    this.#ask({ task: 'replace', opening: this.#opening, reason });
    return this.#stop(reason);
  }

  #stop(reason: string): ReadModelsStopped {
    this.#stopped = new ReadModelsStopped(reason);
    this.#tell();
    return this.#stopped;
  }

  #end(error: Error): ReadModelsStopped {
    this.#ended = true;
    this.#said(`the projecting thread has ended: ${error.message}`);
    return this.#stop(error.message);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
