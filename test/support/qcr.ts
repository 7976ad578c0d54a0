import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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
  return finished(spawnQcr(args));
}

/** Runs the `qcr` of another folder, which is also where it runs. */
export async function qcrIn(folder: string, ...args: readonly string[]): Promise<Finished> {
  return finished(spawn(process.execPath, [join(folder, 'dist/src/main.js'), ...args], { ...settings(), cwd: folder }));
}

/** Runs `qcr` where no file may grow beyond some kilobytes: what a full disk looks like to it. */
export async function qcrOnFullDisk(kilobytes: number, ...args: readonly string[]): Promise<Finished> {
  const limited = `ulimit -f ${kilobytes * 2}; exec "$0" "$@"`;
  return finished(spawn('sh', ['-c', limited, process.execPath, main, ...args], settings()));
}

/** Runs `qcr` with a standard output on which there is no room. */
export async function qcrIntoFull(...args: readonly string[]): Promise<Finished> {
  return finished(spawn('sh', ['-c', 'exec "$0" "$@" >/dev/full', process.execPath, main, ...args], settings()));
}

/** Runs `qcr` as somebody for whom the permissions of files hold, which they do not for root. */
export async function qcrUnprivileged(...args: readonly string[]): Promise<Finished> {
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  return finished(spawn(process.execPath, [main, ...args], { ...settings(), ...nobody }));
}

export interface Started {
  readonly child: ChildProcess;
  readonly match: RegExpExecArray;
  /** Resolves once its whole output so far, errors included, matches; rejects when the process ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts `qcr` and resolves once its output matches; the test ends the process if it is still there. */
export async function startQcr(
  t: Test,
  args: readonly string[],
  ready: RegExp,
  { program, ...env }: Environment & { readonly program?: string } = {},
): Promise<Started> {
  const child = spawnQcr(args, 'ignore', env, program);
  t.teardown(() => {
    child.kill('SIGKILL');
  });
  const output = [child.stdout, child.stderr];
  let seen = '';
  const hear = (chunk: unknown): void => {
    seen += String(chunk);
  };
  for (const stream of output) stream?.on('data', hear);
  const says = (pattern: RegExp): Promise<RegExpExecArray> => {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(seen);
        if (match !== null) resolve(match);
      };
      for (const stream of output) stream?.on('data', look);
      child.once('close', (code, signal) => {
        reject(new Error(`qcr ended (${code ?? signal}) without saying ${pattern}: ${seen}`));
      });
      look();
    });
  };
  return { child, match: await says(ready), says };
}

/** Tells a process to stop, and waits until it has. */
export async function stopped({ child }: Pick<Started, 'child'>, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
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
export function spawnQcr(
  args: readonly string[],
  input: 'ignore' | 'pipe' = 'ignore',
  env?: Environment,
  program = main,
): ChildProcess {
  return spawn(process.execPath, [program, ...args], { ...settings(env), stdio: [input, 'pipe', 'pipe'] });
}

type Environment = Readonly<Record<string, string>>;

function settings(more: Environment = {}) {
  const env: NodeJS.ProcessEnv = { ...process.env, QCR_PORT: '0', QCR_HOST: '127.0.0.1', ...more };
  return { env, stdio: ['ignore', 'pipe', 'pipe'] } as const satisfies SpawnOptions;
}

async function finished(child: ChildProcess): Promise<Finished> {
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)];
  const [code] = await once(child, 'close');
  return { code, out: await out, err: await err };
}

async function textOf(stream: AsyncIterable<unknown> | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
