import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What signs the sessions of a registry. It follows from the secret of the registry, so that a session holds on every node
 * that has it; without one it is 32 random bytes in a file that only its owner reads. Made once; of two processes that
 * make it at the same time both go by that of the first.
 */
export function sessionSecret(file: string, master: string | undefined): string {
  if (master !== undefined) return createHmac('sha256', master).update('session').digest('base64url');
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
