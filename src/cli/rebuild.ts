import { isPassing } from '../event-log/passing-failure.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { digestFile } from '../read-models/comparison.js';
import { Generations } from '../read-models/generations.js';
import { rebuild } from '../read-models/rebuild.js';
import { dataFiles } from './data-directory.js';
import type { Output } from './output.js';
import { UsageError } from './settings.js';

/** `qcr rebuild`: makes all read models anew beside those that serve, and swaps them in; a server need not stop. */
export async function rebuildReadModels(directory: string, out: Output): Promise<void> {
  const { log, folder } = dataFiles(directory);
  const reader = openSqliteReader(log);
  const generations = new Generations(folder);
  const started = performance.now();
  try {
    const position = rebuild(reader, generations, {
      progress: (done) => out.progress(`${done} 户 enterprises`),
      said: (message) => out.note(message),
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    out.print(`已重建 rebuilt at position ${position} in ${seconds} s`);
    const current = generations.current();
    for (const { table, rows, digest } of current === undefined ? [] : digestFile(current).tables) {
      out.print(`  ${table}  ${rows}  ${digest.slice(0, 16)}`);
    }
  } catch (error) {
    if (!isPassing(error)) throw error;
    throw new UsageError(`the read models could not be rebuilt (${error.message}); those that serve were left alone`);
  } finally {
    await reader.close();
  }
}
