import { Worker } from 'node:worker_threads';
import { Problem } from '../../http/problems.js';
import type { Paper } from './paper.js';
import type { PressJob, PressReport } from './press-thread.js';

/** Papers that may wait, and of them those of one asker; a report takes some tenths of a second. */
const longestQueue = 16;
const mostOfOne = 4;
/** Milliseconds without a paper after which the thread is let go, and the faces of type with it. */
const idle = 60_000;

interface Waiting {
  readonly asker: string;
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * 印制: sets papers as PDF in a thread of its own, one at a time, so that neither a long report nor many of them hold up
 * whoever asks for something else, and whoever asks for many leaves room for others. The thread begins with the first paper and ends when none has come for a minute.
 */
export class Press {
  #worker: Worker | undefined;
  #tickets = 0;
  #idle: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<number, Waiting>();

  /**
   * The PDF of a paper: the same paper gives the same bytes. `asker` is a key, or an address where there is none. Throws
   * Problem PRESS_BUSY when too many wait.
   */
  print(paper: Paper, asker: string): Promise<Buffer> {
    const own = [...this.#waiting.values()].filter((waiting) => waiting.asker === asker).length;
    if (this.#waiting.size >= longestQueue || own >= mostOfOne) throw new Problem('PRESS_BUSY');
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    this.#tickets += 1;
    const job: PressJob = { ticket: this.#tickets, paper };
    this.#worker.postMessage(job);
    return new Promise((resolve, reject) => this.#waiting.set(job.ticket, { asker, resolve, reject }));
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#end(worker, new Error('the press was stopped'));
    await worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./press-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.on('message', (report: PressReport) => this.#hear(report));
    worker.on('error', (error) => this.#end(worker, error));
    worker.on('exit', () => this.#end(worker, new Error('the press has ended')));
    return worker;
  }

  #hear(report: PressReport): void {
    const waiting = this.#waiting.get(report.ticket);
    this.#waiting.delete(report.ticket);
    if ('pdf' in report) waiting?.resolve(Buffer.from(report.pdf.buffer, report.pdf.byteOffset, report.pdf.byteLength));
    else waiting?.reject(new Error(`a paper could not be set: ${report.failure}`));
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => this.#rest(), idle).unref();
  }

  #rest(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  /** What was being set is lost; the next paper begins another thread. */
  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
