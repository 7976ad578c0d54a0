import { availableParallelism, tmpdir } from 'node:os';
import t from 'tap';

/**
 * The test files that are named, each a process of its own, some at a time: TAP inside TAP. They start through a shell that
 * takes away what the runner would load into every process and, again, into every thread of it: its hook on each import
 * makes a server that starts in a test three times as slow, and leaks into the programs that a test starts. Their folders
 * are made where the run keeps its files.
 */
const minutes = process.env.QCR_TEST_LONG === undefined ? 10 : 60;

t.setTimeout(0);
/** One more than there are processors: a test that waits for a process, or a browser, leaves its own idle. */
t.jobs = Math.min(3, availableParallelism() + 1);
for (const file of process.argv.slice(2)) {
  const plainly = ['-c', 'unset NODE_OPTIONS; exec "$0" "$@"', process.execPath, '--enable-source-maps', file];
  const env = { ...process.env, TAP_CWD: tmpdir() };
  t.spawn('sh', plainly, { buffered: true, timeout: minutes * 60_000, env }, file);
}
