import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Runs the tests, or those that are named, each file a process of its own, some at a time; says how each ended as it ends,
 * then what failed, and closes with a line that counts the assertions of the run itself.
 */
const named = process.argv.slice(2).map((file) => file.replace(/^(dist\/)?/, 'dist/').replace(/\.ts$/, '.js'));
const files = named.length > 0 ? named : testFiles();
/** Traces of the files that are named lead to their sources; in a run of all, reading the maps would be a tenth of it. */
const traced = named.length > 0 ? ['--enable-source-maps'] : [];
const minutes = process.env.QCR_TEST_LONG === undefined ? 20 : 60;

/** Where the whole run keeps its files; open, as /tmp is, to whoever a test runs `qcr` as. */
const folder = mkdtempSync(join(roomy('/dev/shm') ?? tmpdir(), 'qcr-tap-'));
chmodSync(folder, 0o1777);
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) endGroup(child);
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

interface Outcome {
  readonly failures: readonly string[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const outcomes: Outcome[] = [];
/** Two more than there are processors: a test that waits for a process, or a browser, leaves its own idle. */
const jobs = Math.min(4, availableParallelism() + 2);
await Promise.all(Array.from({ length: jobs }, runWaiting));

for (const { failures } of outcomes) for (const failure of failures) say(failure);
const total = (count: 'passed' | 'failed' | 'skipped') => outcomes.reduce((sum, outcome) => sum + outcome[count], 0);
const skipped = total('skipped');
say(`${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = total('failed') > 0 ? 1 : 0;

async function runWaiting(): Promise<void> {
  for (let file = files.shift(); file !== undefined; file = files.shift()) {
    const started = performance.now();
    const outcome = await ran(file);
    outcomes.push(outcome);
    const seconds = Math.round((performance.now() - started) / 1000);
    say(`${outcome.failed === 0 ? 'ok' : 'not ok'} ${file} ${outcome.passed} passed in ${seconds} s`);
  }
}

/**
 * A file and what it starts are one group of processes: none is left when it ends, or has taken too long. A browser leads a
 * group of its own, and ends with the pipe by which it is led.
 */
async function ran(file: string): Promise<Outcome> {
  const output = join(folder, `${basename(file)}.tap`);
  const env = { ...process.env, TMPDIR: folder, TAP: '1', TAP_CWD: folder, TAP_TIMEOUT: '0' };
  const child = spawn(process.execPath, [...traced, file], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const late = setTimeout(() => endGroup(child), minutes * 60_000);
  const ended = once(child, 'exit').then(([code, signal]) => {
    endGroup(child);
    return String(signal ?? code);
  });
  await pipeline(child.stdout, createWriteStream(output));
  const how = await ended;
  clearTimeout(late);
  running.delete(child);
  return outcomeOf(file, readFileSync(output, 'utf8'), how);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Counted from tap's own summary of a file, which it writes last; a file that ended otherwise than with 0, or without a
 * summary, failed, even where each of its assertions until then had passed.
 */
function outcomeOf(file: string, report: string, how: string): Outcome {
  const summary = /^# \{ (.*) \}$/m.exec(report)?.[1];
  const count = (what: string): number => Number(new RegExp(`\\b${what}: (\\d+)`).exec(summary ?? '')?.[1] ?? 0);
  const failures = [...report.matchAll(/^( *)not ok .*(\n\1 {2}---\n[\s\S]*?\n\1 {2}\.\.\.)?$/gm)].map(
    ([text]) => text,
  );
  const whole = how === '0' && summary !== undefined;
  const where = summary === undefined ? `, within: ${/.*# Subtest: ([^\n]*)/s.exec(report)?.[1] ?? 'nothing yet'}` : '';
  return {
    failures: whole ? failures : [...failures, `${file} ended with ${how}${where}`],
    passed: count('pass'),
    failed: whole ? count('fail') : Math.max(count('fail'), 1),
    skipped: count('skip') + count('todo'),
  };
}

/**
 * A folder in memory, if it has room for a run: the tests commit again and again, and a disk is asked to have each commit
 * before it is answered. A process that is killed finds there what it had written, as on a disk.
 */
function roomy(place: string): string | undefined {
  if (!existsSync(place)) return undefined;
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize > 2 * 2 ** 30 ? place : undefined;
}

/** Those that take longest come first, so that none of them runs on alone. */
function testFiles(): string[] {
  const longest = 'rebuild cli console imports cluster log-transfer http judgement follow leaks'
    .split(' ')
    .map((name) => `${name}.test.js`);
  const names = readdirSync('dist/test').filter((name) => name.endsWith('.test.js'));
  const others = names.sort().filter((name) => !longest.includes(name));
  return [...longest, ...others].map((name) => `dist/test/${name}`);
}
