import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyLog } from '../event-log/copy.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { syncPath } from '../event-log/sync-path.js';
import { verifyLog } from '../event-log/verification.js';
import { dataFiles } from './data-directory.js';
import type { Output } from './output.js';
import { UsageError } from './settings.js';

/**
 * `qcr backup FOLDER`: a consistent copy of the log while a server writes, checked event by event before it gets its
 * name. Read models are left out: they are made again from the log when the copy is opened.
 */
export async function backup(directory: string, target: string, out: Output): Promise<void> {
  const { log } = dataFiles(directory);
  if (!existsSync(log)) throw new UsageError(`${directory} has no log to back up`);
  if (existsSync(target)) throw new UsageError(`${target} is there already; name a new folder`);
  const draft = `${target}.partial`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const copy = dataFiles(draft).log;
  out.progress('正在复制 copying');
  copyLog(log, copy);
  const events = await verified(copy);
  for (const path of [copy, draft]) syncPath(path);
  renameSync(draft, target);
  syncPath(dirname(target));
  out.print(`已备份 backed up ${events} 个事件 events  ${target}`);
}

async function verified(file: string): Promise<number> {
  const reader = openSqliteReader(file);
  try {
    const { events, faults } = verifyLog(reader);
    if (faults.length > 0) throw new Error(`the copy does not agree with itself: ${faults[0]}`);
    return events;
  } finally {
    await reader.close();
  }
}
