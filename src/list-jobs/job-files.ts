import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncPath } from '../event-log/sync-path.js';
import { type ListJob, listJob } from './job-record.js';

/** A code and a line feed: the lines of a result are of one length, so that any of them is found at once. */
const lineLength = 19;
const suffix = '.json';

/**
 * The jobs on disk: `<id>.json` is what was asked for, replaced as a whole; `<id>.codes` are the enterprises found, in code
 * order. A result holds codes alone: what is told of them is made when it is told.
 */
export class JobFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Ids of all jobs, oldest first: ids are ordered by time. */
  ids(): readonly string[] {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(suffix));
    return names.map((name) => name.slice(0, -suffix.length)).toSorted();
  }

  /** Keeps a job: once this returns, it survives a kill. */
  keep(job: ListJob): void {
    const file = join(this.#folder, `${job.id}${suffix}`);
    writeFileSync(`${file}.new`, JSON.stringify(job), { mode: 0o600 });
    syncPath(`${file}.new`);
    renameSync(`${file}.new`, file);
    syncPath(this.#folder);
  }

  /** Undefined for an id that no job has; what a damaged disk left of one is none: the list is asked for again. */
  find(id: string): ListJob | undefined {
    try {
      return listJob.safeParse(JSON.parse(readFileSync(join(this.#folder, `${id}${suffix}`), 'utf8'))).data;
    } catch (error) {
      if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        return undefined;
      }
      throw error;
    }
  }

  /** Where the codes of a job are written to. */
  codesFile(id: string): string {
    return join(this.#folder, `${id}.codes`);
  }

  /** At most so many codes of a result, after so many. */
  codes(id: string, after: number, limit: number): readonly string[] {
    const file = openSync(this.codesFile(id), 'r');
    try {
      const buffer = Buffer.alloc(limit * lineLength);
      const bytes = readSync(file, buffer, 0, buffer.length, after * lineLength);
      const text = buffer.toString('latin1', 0, bytes);
      return text.split('\n').filter((line) => line !== '');
    } finally {
      closeSync(file);
    }
  }

  discard(id: string): void {
    for (const file of [this.codesFile(id), join(this.#folder, `${id}${suffix}`)]) rmSync(file, { force: true });
  }
}
