#!/usr/bin/env node
import { buildProgram } from './cli/program.js';
import { UsageError } from './cli/settings.js';
import { readSettings } from './config.js';
import { Refusal, refusals } from './domain/refusal.js';
import { FileRefused } from './imports/file-refused.js';

const selfExplaining = new Set([
  'LogNotOpened',
  'AppendFailed',
  'ClusterUnreachable',
  'NodeStale',
  'NotYetReplicated',
  'ReadModelsStopped',
]);

/** Said in words, without a stack: files that cannot be used. From another thread an error brings only its name. */
function isSelfExplaining(error: unknown): error is Error {
  return error instanceof Error && selfExplaining.has(error.name);
}

try {
  await buildProgram(readSettings(process.env)).parseAsync();
} catch (error) {
  if (error instanceof Refusal) {
    process.stderr.write(`${error.code}: ${refusals[error.code].zh} ${refusals[error.code].en}\n`);
  } else if (error instanceof UsageError || error instanceof FileRefused || isSelfExplaining(error)) {
    process.stderr.write(`qcr: ${error.message}\n`);
  } else {
    throw error;
  }
  process.exitCode = 1;
}
