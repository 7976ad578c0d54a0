import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Runs the tests, or those that are named, and closes with a line that counts the assertions of the run itself. */
const named = process.argv.slice(2).map((file) => file.replace(/^(dist\/)?/, 'dist/').replace(/\.ts$/, '.js'));
const files = named.length > 0 ? named : testFiles();

const tap = join(dirname(createRequire(import.meta.url).resolve('tap/package.json')), 'dist', 'esm', 'run.mjs');
/** Where the whole run keeps its files; open, as /tmp is, to whoever a test runs `qcr` as. */
const folder = mkdtempSync(join(roomy('/dev/shm') ?? tmpdir(), 'qcr-tap-'));
chmodSync(folder, 0o1777);
const output = join(folder, 'output.tap');

/** On a terminal tap draws while it runs; anywhere else its drawing would end up inside the lines of a log. */
const reporter = process.stdout.isTTY ? 'terse' : 'silent';
const options = [`--reporter=${reporter}`, `--output-file=${output}`, '--timeout=0'];
const suite = ['dist/test/support/suite.js', ...files.map((file) => `--test-arg=${file}`)];
const running = spawn(process.execPath, [tap, ...options, ...suite], {
  env: { ...process.env, TMPDIR: folder },
  stdio: ['ignore', 'inherit', 'inherit'],
});
running.on('close', (code) => {
  const report = readFileSync(output, 'utf8');
  rmSync(folder, { recursive: true, force: true });
  if (!process.stdout.isTTY) process.stdout.write(`${[...outcomes(report), ...failures(report)].join('\n')}\n`);
  const line = closingLine(report);
  process.stdout.write(`${line ?? 'the run ended without counting its tests'}\n`);
  process.exitCode = line === undefined ? 1 : (code ?? 1);
});

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
function testFiles(): readonly string[] {
  const longest = ['rebuild', 'console', 'cli'].map((name) => `${name}.test.js`);
  const names = readdirSync('dist/test').filter((name) => name.endsWith('.test.js'));
  const others = names.sort().filter((name) => !longest.includes(name));
  return [...longest, ...others].map((name) => `dist/test/${name}`);
}

/** A line a test file, with its time. */
function outcomes(report: string): readonly string[] {
  return [...report.matchAll(/^ {4}((not )?ok \d+ - .*)$/gm)].map(([, line]) => line?.replace(/ \{$/, '') ?? '');
}

/** Every assertion that failed, with its diagnosis. */
function failures(report: string): readonly string[] {
  return [...report.matchAll(/^( +)not ok .*(\n\1 {2}---\n[\s\S]*?\n\1 {2}\.\.\.)?$/gm)].map(([text]) => text);
}

/** tap's last summary, as `N passed, N failed` with `, N skipped` when some were. */
function closingLine(report: string): string | undefined {
  const summary = [...report.matchAll(/^# \{ (.*) \}$/gm)].at(-1)?.[1];
  if (summary === undefined) return undefined;
  const count = (what: string): number => Number(new RegExp(`\\b${what}: (\\d+)`).exec(summary)?.[1] ?? 0);
  const skipped = count('skip') + count('todo');
  return `${count('pass')} passed, ${count('fail')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
