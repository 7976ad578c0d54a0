import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `qcr` as a process of its own to its end. */
export async function qcr(...args: readonly string[]): Promise<Finished> {
  const child = spawnQcr(args);
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)];
  const [code] = await once(child, 'close');
  return { code, out: await out, err: await err };
}

/** Starts `qcr` and resolves once its output matches; the test ends the process if it is still there. */
export async function startQcr(
  t: Test,
  args: readonly string[],
  ready: RegExp,
): Promise<{ child: ChildProcess; match: RegExpExecArray }> {
  const child = spawnQcr(args);
  t.teardown(() => {
    child.kill('SIGKILL');
  });
  let seen = '';
  for await (const chunk of child.stdout ?? []) {
    seen += String(chunk);
    const match = ready.exec(seen);
    if (match !== null) return { child, match };
  }
  throw new Error(`qcr ended before it was ready: ${seen}${await textOf(child.stderr)}`);
}

/** Starts `qcr` with an open standard input; the test ends the process if it is still there. */
export function feedQcr(t: Test, args: readonly string[]): ChildProcess {
  const child = spawnQcr(args, 'pipe');
  child.stdin?.on('error', ignoreClosedPipe);
  t.teardown(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** A process that was killed reads no more; whoever kills it knows. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Starts `qcr`, which listens, if it does, on a free port of loopback. */
export function spawnQcr(args: readonly string[], input: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
  // Without what the test runner loads into every process, which costs each a second.
  const env = { ...process.env, NODE_OPTIONS: '', QCR_PORT: '0', QCR_HOST: '127.0.0.1' };
  return spawn(process.execPath, [main, ...args], { env, stdio: [input, 'pipe', 'pipe'] });
}

async function textOf(stream: AsyncIterable<unknown> | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
