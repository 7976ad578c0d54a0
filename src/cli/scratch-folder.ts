import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from './settings.js';

/** Makes a folder for what is thrown away afterwards. Throws UsageError where the system's place for such cannot be used. */
export function scratchFolder(prefix: string): string {
  const place = tmpdir();
  try {
    return mkdtempSync(join(place, prefix));
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new UsageError(`cannot make a folder under ${place} (TMPDIR names another place): ${reason}`);
  }
}
