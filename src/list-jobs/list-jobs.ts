import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { JointList } from '../../schemas/vocabularies.js';
import type { Rim } from '../commands/rim.js';
import { WorkQueue } from '../event-log/work-queue.js';
import type { ResolvedAxes } from '../queries/axes.js';
import { type JudgingSources, judgedRow, judgingAxes } from '../queries/judged-lists.js';
import { enterprises } from '../read-models/builder.js';
import { JobFiles } from './job-files.js';
import type { ListJob } from './job-record.js';

export interface ListJobsAt extends JudgingSources {
  readonly folder: string;
  readonly rim: Rim;
  readonly note: (message: string, error?: unknown) => void;
}

export interface AskedJob {
  readonly list: JointList;
  readonly axes: ResolvedAxes;
  readonly sender: ListJob['sender'];
}

interface Run {
  readonly id: string;
  looked: number;
  found: number;
}

type Ended = NonNullable<ListJob['ended']>;

/** How far a job is: how many enterprises were looked at, and how many of them stand on the list. */
export interface JobState {
  readonly job: ListJob;
  readonly status: 'queued' | 'running' | 'done' | 'failed';
  readonly looked: number;
  readonly found: number;
}

/** Jobs that wait, and of them those of one department; more are asked to come again. */
const maxWaiting = 8;
const mostOfOne = 2;
/** For how long a result is kept, in milliseconds, and how many of one department at most. */
const keptFor = 24 * 60 * 60 * 1000;
const keptOfOne = 10;
/** How many enterprises are judged before other requests get their turn. */
const atOnce = 25;

/**
 * 任意时点名单: lists at any (D, K, R), found by judging every enterprise there, one list after another. What a kill broke
 * off is made again from the beginning. One process a data folder does this.
 */
export class ListJobs {
  readonly #at: ListJobsAt;
  readonly #files: JobFiles;
  readonly #queue: WorkQueue<ListJob>;
  /** How jobs ended that could not be written down; a next process makes them again. */
  readonly #unwritten = new Map<string, Ended>();
  #run: Run | undefined;

  /** Goes on with what an earlier process left. */
  constructor(at: ListJobsAt) {
    this.#at = at;
    this.#files = new JobFiles(at.folder);
    this.#queue = new WorkQueue({
      lock: join(at.folder, 'lock'),
      left: () => this.#undone(),
      work: (job, signal) => this.#work(job, signal),
    });
    this.#queue.claim();
  }

  /**
   * Takes a job in: once this returns it will be done. Undefined when too many wait, of all or of its department, or
   * another process does them.
   */
  accept({ list, axes, sender }: AskedJob): JobState | undefined {
    if (!this.#queue.claim() || this.#queue.waiting.length >= maxWaiting) return undefined;
    const own = this.#queue.waiting.filter((job) => job.sender.department === sender.department);
    if (own.length >= mostOfOne) return undefined;
    const { rim } = this.#at;
    const job = { id: rim.newId(), list, axes, sender, acceptedAt: new Date(rim.now()).toISOString() };
    this.#files.keep(job);
    this.#queue.add(job);
    this.#forget();
    return this.find(job.id);
  }

  /** Undefined for an id that no job has, or whose result has expired. */
  find(id: string): JobState | undefined {
    const job = this.#files.find(id);
    if (job === undefined || this.#hasExpired(job)) return undefined;
    const ended = this.#endOf(job);
    if (ended !== undefined) return { job, status: ended.outcome, ...ended };
    const run = this.#run?.id === id ? this.#run : undefined;
    const { looked, found } = run ?? { looked: 0, found: 0 };
    return { job, status: run === undefined ? 'queued' : 'running', looked, found };
  }

  /** At most so many of the codes that a job has found, after so many. */
  codes(id: string, after: number, limit: number): readonly string[] {
    return this.#files.codes(id, after, limit);
  }

  /** Breaks off; what is not done is done after the next start. */
  close(): Promise<void> {
    return this.#queue.close();
  }

  #undone(): readonly ListJob[] {
    const jobs = this.#files.ids().map((id) => this.#files.find(id));
    return jobs.filter((job) => job !== undefined).filter(({ ended }) => ended === undefined);
  }

  async #work(job: ListJob, signal: AbortSignal): Promise<void> {
    const run = { id: job.id, looked: 0, found: 0 };
    this.#run = run;
    try {
      if (await this.#find(job, run, signal)) this.#files.keep({ ...job, ended: this.#ended(run, 'done') });
    } catch (error) {
      this.#at.note(`the list of job ${job.id} cannot be made`, error);
      this.#fail(job, run);
    }
    this.#run = undefined;
  }

  /** A job that failed is known to have failed, even where the disk takes nothing more. */
  #fail(job: ListJob, run: Run): void {
    const ended = this.#ended(run, 'failed');
    try {
      this.#files.keep({ ...job, ended });
    } catch (error) {
      this.#at.note(`that job ${job.id} failed cannot be written down`, error);
      this.#unwritten.set(job.id, ended);
    }
  }

  #ended({ looked, found }: Run, outcome: Ended['outcome']): Ended {
    return { at: new Date(this.#at.rim.now()).toISOString(), outcome, looked, found };
  }

  #endOf(job: ListJob): Ended | undefined {
    return job.ended ?? this.#unwritten.get(job.id);
  }

  /** Judges every enterprise and writes down the codes of those that are on the list; answers whether it got to the end. */
  async #find({ id, list, axes: asked }: ListJob, run: Run, signal: AbortSignal): Promise<boolean> {
    const file = await open(this.#files.codesFile(id), 'w', 0o600);
    try {
      for (const usccs of enterprises(this.#at.log)) {
        const axes = judgingAxes(this.#at, { ...asked, knownAt: String(asked.knownAt) });
        const found: string[] = [];
        for (const uscc of usccs) {
          if (run.looked % atOnce === 0) await setImmediate();
          if (signal.aborted) return false;
          if (judgedRow(this.#at, uscc, { list, axes }) !== undefined) found.push(uscc);
          run.looked += 1;
        }
        await file.write(found.map((uscc) => `${uscc}\n`).join(''));
        run.found += found.length;
      }
      await file.sync();
      return true;
    } finally {
      await file.close();
    }
  }

  #hasExpired(job: ListJob): boolean {
    const ended = this.#endOf(job);
    return ended !== undefined && Date.parse(ended.at) + keptFor < this.#at.rim.now();
  }

  /** Of each department the newest results stay, so that nobody pushes out those of others. */
  #forget(): void {
    const kept = new Map<string, number>();
    for (const id of this.#files.ids().toReversed()) {
      const job = this.#files.find(id);
      if (job === undefined || this.#endOf(job) === undefined) continue;
      const { department } = job.sender;
      const newer = kept.get(department) ?? 0;
      kept.set(department, newer + 1);
      if (newer < keptOfOne && !this.#hasExpired(job)) continue;
      this.#files.discard(id);
      this.#unwritten.delete(id);
    }
  }
}
