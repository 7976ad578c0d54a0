#!/usr/bin/env node
import { buildProgram } from './cli/program.js';
import { UsageError } from './cli/settings.js';
import { readSettings } from './config.js';
import { Refusal, refusals } from './domain/refusal.js';
import { LogNotOpened } from './event-log/sqlite-schema.js';

try {
  await buildProgram(readSettings(process.env)).parseAsync();
} catch (error) {
  if (error instanceof Refusal) {
    process.stderr.write(`${error.code}: ${refusals[error.code].zh} ${refusals[error.code].en}\n`);
  } else if (error instanceof UsageError || error instanceof LogNotOpened) {
    process.stderr.write(`qcr: ${error.message}\n`);
  } else {
    throw error;
  }
  process.exitCode = 1;
}
