import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncPath } from '../event-log/sync-path.js';

/**
 * Writes a file that gets its name only when all of it is on disk; what was under the name before stays until then.
 * When the work fails nothing is left.
 */
export async function newFile<T>(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const draft = `${path}.partial-${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  const file = await open(draft, 'w');
  try {
    const result = await fill((text) => file.appendFile(text));
    await file.sync();
    renameSync(draft, path);
    syncPath(dirname(path));
    return result;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
