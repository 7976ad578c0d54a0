import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { LogAdapter } from './log-adapters.js';

const script = fileURLToPath(new URL('./log-process.js', import.meta.url));

/** A process of its own that works on a log: what it prints, line by line, and how it ends. */
export class LogChild {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #ended: Promise<unknown[]>;
  readonly #lines: AsyncIterator<string>;

  constructor(adapter: LogAdapter, place: string, task: string) {
    const env = { ...process.env, ...adapter.environment };
    const command = [script, adapter.name, place, task];
    this.#child = spawn(process.execPath, command, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = once(this.#child, 'close');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** The next line; throws when the process ends without one. */
  async line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done === true) throw new Error('the child process ended early');
    return next.value;
  }

  /** Lets a process begin that waits for it. */
  begin(): void {
    this.#child.stdin.end('begin\n');
  }

  /** kill -9; answers all that it had printed by then and nobody had read. */
  async kill(): Promise<readonly string[]> {
    this.#child.kill('SIGKILL');
    const left: string[] = [];
    for (let next = await this.#lines.next(); next.done !== true; next = await this.#lines.next())
      left.push(next.value);
    await this.#ended;
    return left;
  }

  /** How it ended by itself: its exit code. */
  async exitCode(): Promise<unknown> {
    const [code] = await this.#ended;
    return code;
  }
}
