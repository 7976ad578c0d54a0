import type { Test } from 'tap';

/**
 * A folder of the test's own. It goes after the test's teardowns have run, since tap would otherwise take it away under
 * servers that still write to it: the order is that of who first asked to be told of the end.
 */
export function testFolder(t: Test): string {
  t.teardown(() => {});
  return t.testdir();
}
