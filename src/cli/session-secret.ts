import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What signs the sessions of a registry: 32 random bytes in a file that only its owner reads. Made once; of two
 * processes that make it at the same time both go by that of the first.
 */
export function sessionSecret(file: string): string {
  if (!existsSync(file)) make(file);
  return readFileSync(file, 'utf8');
}

function make(file: string): void {
  const draft = `${file}.partial-${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}
