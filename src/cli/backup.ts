import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyAccessLog } from '../access-log/copy.js';
import { copyLog } from '../event-log/copy.js';
import { isPassing } from '../event-log/passing-failure.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { syncPath } from '../event-log/sync-path.js';
import { verifyLog } from '../event-log/verification.js';
import { dataFiles, isInside } from './data-directory.js';
import type { Output } from './output.js';
import { UsageError } from './settings.js';

/**
 * `qcr backup FOLDER`: a consistent copy of the log while a server writes, checked event by event before it gets its
 * name, and of who read what on this node. Read models are left out: they are made again from the log when the copy is
 * opened. Throws UsageError.
 */
export async function backup(directory: string, target: string, out: Output): Promise<void> {
  const { log, accessLog } = dataFiles(directory);
  if (!existsSync(log)) throw new UsageError(`${directory} has no log to back up`);
  if (isInside(directory, target)) throw new UsageError(`${target} is in the data folder; name a folder elsewhere`);
  if (existsSync(target)) throw new UsageError(`${target} is there already; name a new folder`);
  try {
    const { events, reads } = await inNewFolder(target, async (draft) => {
      const copy = dataFiles(draft);
      return { events: await verifiedCopy(log, copy.log, out), reads: keptAccessLog(accessLog, copy.accessLog) };
    });
    out.print(`已备份 backed up ${events} 个事件 events, ${reads} 条查询留痕 access log entries  ${target}`);
  } catch (error) {
    if (!isPassing(error)) throw error;
    throw new UsageError(`${target} could not be written (${error.message}); nothing was backed up`);
  }
}

/** Fills a folder that gets its name only when all of it is on disk. When the work fails nothing is left. */
async function inNewFolder<T>(path: string, fill: (draft: string) => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const draft = mkdtempSync(`${path}.partial-`);
  try {
    const result = await fill(draft);
    syncPath(draft);
    renameSync(draft, path);
    syncPath(dirname(path));
    return result;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

function keptAccessLog(accessLog: string, copy: string): number {
  const entries = copyAccessLog(accessLog, copy);
  if (existsSync(copy)) syncPath(copy);
  return entries;
}

async function verifiedCopy(log: string, copy: string, out: Output): Promise<number> {
  out.progress('正在复制 copying');
  copyLog(log, copy);
  syncPath(copy);
  const reader = openSqliteReader(copy);
  try {
    const { events, faults } = verifyLog(reader, (done) => out.progress(`正在核验 verifying  ${done}`));
    if (faults.length === 0) return events;
    throw new UsageError(
      `the log has ${faults.length} faults (${faults[0]}); nothing was backed up: run \`qcr verify\``,
    );
  } finally {
    await reader.close();
  }
}
