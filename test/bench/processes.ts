import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  readonly address: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

interface Start {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** `qcr serve` on a data folder, with a rate limit that counts and never refuses. */
export function startRegistry(
  folder: string,
  { preload, env = {} }: { readonly preload?: URL; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ServerProcess> {
  const args = [...(preload === undefined ? [] : ['--import', preload.href]), main, '--data', folder, 'serve'];
  return startServer({ args, env: { QCR_PORT: '0', QCR_HOST: '127.0.0.1', QCR_RATE_LIMIT: '1000000000', ...env } });
}

/** Starts node and waits until it has said on which address it listens. */
export async function startServer({ args, env = {} }: Start): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  if (child.stdout === null) throw new Error('a server without output');
  for await (const line of createInterface(child.stdout)) {
    const address = /listening on (http:\/\/[\d.:]+)/.exec(line)?.[1];
    if (address === undefined) continue;
    child.stdout.resume();
    return { address, child, stop };
  }
  throw new Error(`a server ended before it listened: ${args.join(' ')}`);
}

/** Runs a script of this folder to its end and answers what it printed last, which is JSON. */
export async function runScript(name: string, ...args: readonly string[]): Promise<unknown> {
  const script = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  return JSON.parse(await outputOf([script, ...args]));
}

/** Runs `qcr` to its end. */
export async function runQcr(...args: readonly string[]): Promise<void> {
  await outputOf([main, ...args]);
}

async function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return text;
}
