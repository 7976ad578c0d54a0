import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventReader } from '../event-log/event-log.js';
import { isPassing } from '../event-log/passing-failure.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { verifyLog } from '../event-log/verification.js';
import { compareReadModels } from '../read-models/comparison.js';
import { isUnreadable } from '../read-models/file.js';
import { Generations } from '../read-models/generations.js';
import { dataFiles } from './data-directory.js';
import type { Output } from './output.js';
import { scratchFolder } from './scratch-folder.js';
import { UsageError } from './settings.js';

/**
 * `qcr verify`: positions and versions dense, every commitment that of what is stored, every stored row equal to a
 * fresh fold. Prints what is wrong, at most 20 lines; answers whether nothing is.
 */
export async function verify(directory: string, out: Output): Promise<boolean> {
  const files = dataFiles(directory);
  const reader = openSqliteReader(files.log);
  const faults: string[] = [];
  try {
    const log = verifyLog(reader, (done) => out.progress(`${done} 个事件 events`));
    faults.push(...log.faults);
    out.print(`事件 events: ${log.events}`);
    const serving = new Generations(files.folder).current();
    if (serving !== undefined) faults.push(...checkReadModels(reader, serving, out));
    else out.print('读模型 read models: none yet, nothing to compare');
  } finally {
    await reader.close();
  }
  for (const fault of faults.slice(0, 20)) out.print(`✗ ${fault}`);
  if (faults.length > 20) out.print(`… and ${faults.length - 20} more`);
  out.print(faults.length === 0 ? '一切相符 everything agrees' : `不符 ${faults.length} faults`);
  return faults.length === 0;
}

/** Prints the digest of each table and answers what differs from a fresh fold. */
function checkReadModels(reader: EventReader, file: string, out: Output): readonly string[] {
  const scratch = scratchFolder('qcr-verify-');
  try {
    const { position, tables, otherEditions, differences } = compareReadModels(
      reader,
      file,
      join(scratch, 'fresh.sqlite'),
    );
    out.print(`读模型 read models at position ${position}:`);
    for (const { table, rows, digest } of tables) out.print(`  ${table}  ${rows}  ${digest.slice(0, 16)}`);
    if (position > reader.head().position) return [`${file} is ahead of the log; the next start builds it anew`];
    for (const table of otherEditions) out.print(`  ${table}  另一版本，未比较 of another edition, not compared`);
    return differences;
  } catch (error) {
    if (isPassing(error)) {
      throw new UsageError(
        `${file} cannot be opened (${error.message}): verify needs a folder it can write to, or a copy`,
      );
    }
    if (!isUnreadable(error)) throw error;
    return [`${file} cannot be read: ${error.message}; the next start builds it anew`];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
