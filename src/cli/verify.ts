import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventReader } from '../event-log/event-log.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { verifyLog } from '../event-log/verification.js';
import { compareReadModels } from '../read-models/comparison.js';
import { type DataFiles, dataFiles } from './data-directory.js';
import type { Output } from './output.js';

/**
 * `qcr verify`: positions and versions dense, every commitment that of what is stored, every stored row equal to a
 * fresh fold. Prints what is wrong, at most 20 lines; answers whether nothing is.
 */
export async function verify(directory: string, out: Output): Promise<boolean> {
  const files = dataFiles(directory);
  const reader = openSqliteReader(files.log);
  const faults: string[] = [];
  try {
    const log = verifyLog(reader);
    faults.push(...log.faults);
    out.print(`事件 events: ${log.events}`);
    if (existsSync(files.readModels)) checkReadModels(reader, files, { faults, out });
    else out.print('读模型 read models: none yet, nothing to compare');
  } finally {
    await reader.close();
  }
  for (const fault of faults.slice(0, 20)) out.print(`✗ ${fault}`);
  if (faults.length > 20) out.print(`… and ${faults.length - 20} more`);
  out.print(faults.length === 0 ? '一切相符 everything agrees' : `不符 ${faults.length} faults`);
  return faults.length === 0;
}

interface Report {
  readonly faults: string[];
  readonly out: Output;
}

function checkReadModels(reader: EventReader, files: DataFiles, { faults, out }: Report): void {
  const scratch = mkdtempSync(join(tmpdir(), 'qcr-verify-'));
  try {
    const { position, profiles, differences } = compareReadModels(
      reader,
      files.readModels,
      join(scratch, 'fresh.sqlite'),
    );
    out.print(`档案 profiles: ${profiles} at position ${position}`);
    faults.push(...differences);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
