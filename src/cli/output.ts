/** Where a command writes: results, and on a terminal a line that is written over. */
export interface Output {
  /** A line of the result, on standard output. */
  print(line: string): void;
  /** A line about the work itself, on standard error. */
  note(line: string): void;
  /** Replaces the line of progress; without a terminal it is left out. */
  progress(line: string): void;
}

/**
 * Standard output and error of this process. Whoever reads it may stop: `qcr … | head` is no failure. Where the output
 * cannot be written, as on a full disk, the command ends with 1, since its result is not whole.
 */
export function processOutput(): Output {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`qcr: standard output cannot be written: ${error.message}\n`);
    process.exit(1);
  });
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  return {
    print: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    note: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!process.stderr.isTTY) return;
      clear();
      process.stderr.write(line);
      shown = [...line].reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 0);
    },
  };
}
