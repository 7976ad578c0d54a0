import { Worker } from 'node:worker_threads';
import type { StoredSight } from '../../projections/credit-profile.js';
import { type Checkpoint, unbuilt } from './file.js';
import type { ProjectorReport } from './projector-thread.js';
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
  readonly #listeners = new Set<() => void>();
  #open: ReadFile;
  #position: number;
  #stopped: ReadModelsStopped | undefined;
  #ended = false;

  private constructor(worker: Worker, file: string, position: number) {
    this.#worker = worker;
    this.#position = position;
    this.#open = new ReadFile(file);
  }

  /** Starts the projecting thread; resolves once the read models have caught up. `said` hears what it says. */
  static async open({ log, folder }: ReadModelPlaces, said: Said): Promise<ReadModels> {
    const worker = new Worker(new URL('./projector-thread.js', import.meta.url), { workerData: { log, folder } });
    let opened: ReadModels | undefined;
    return new Promise((resolve, reject) => {
      worker.on('error', (error) => (opened === undefined ? reject(error) : opened.#end(error, said)));
      worker.on('message', (report: ProjectorReport) => {
        if (report.report === 'reached') {
          opened ??= new ReadModels(worker, report.file, report.position);
          opened.#reached(report.position, report.file);
          resolve(opened);
        } else {
          if (report.report === 'stuck' && opened !== undefined) opened.#stop(report.message);
          said(report.message);
        }
      });
    });
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
    this.#worker.postMessage('look');
  }

  /** Position and last opened day of the rows that it would answer now. */
  checkpoint(): Checkpoint {
    return this.current().checkpoint() ?? unbuilt;
  }

  /** The open generation. Throws ReadModelsStopped rather than serve rows that nobody keeps up. */
  current(): ReadFile {
    if (this.#stopped !== undefined) throw this.#stopped;
    return this.#open;
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
    return this.current().profile(uscc, sight);
  }

  /** Sealing events whose predecessor nobody has absorbed yet. */
  pendingSuccessions(): readonly string[] {
    return this.current().pendingSuccessions();
  }

  async close(): Promise<void> {
    if (!this.#ended) {
      const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
      this.#worker.postMessage('close');
      await ended;
    }
    this.#open.close();
  }

  #reached(position: number, file: string): void {
    if (file !== this.#open.file) {
      const old = this.#open;
      this.#open = new ReadFile(file);
      old.close();
    }
    this.#position = position;
    this.#stopped = undefined;
    this.#tell();
  }

  #stop(reason: string): void {
    this.#stopped = new ReadModelsStopped(reason);
    this.#tell();
  }

  #end(error: Error, said: Said): void {
    this.#ended = true;
    said(`the projecting thread has ended: ${error.message}`);
    this.#stop(error.message);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
