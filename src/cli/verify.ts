import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, isCommitted } from '../event-log/codec.js';
import type { EventReader } from '../event-log/event-log.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { compareReadModels } from '../read-models/comparison.js';
import { dataFiles } from './data-directory.js';
import type { Output } from './output.js';

const page = 2000;

/**
 * `qcr verify`: positions and versions dense, every commitment that of what is stored, every stored row equal to a
 * fresh fold. Prints what is wrong, at most 20 lines; answers whether nothing is.
 */
export async function verify(directory: string, out: Output): Promise<boolean> {
  const { log, readModels } = dataFiles(directory);
  const reader = openSqliteReader(log);
  const faults: string[] = [];
  try {
    const events = checkEvents(reader, faults);
    out.print(`事件 events: ${events}`);
    if (existsSync(readModels)) checkReadModels(reader, { log, readModels }, { faults, out });
    else out.print('读模型 read models: none yet, nothing to compare');
  } finally {
    await reader.close();
  }
  for (const fault of faults.slice(0, 20)) out.print(`✗ ${fault}`);
  if (faults.length > 20) out.print(`… and ${faults.length - 20} more`);
  out.print(faults.length === 0 ? '一切相符 everything agrees' : `不符 ${faults.length} faults`);
  return faults.length === 0;
}

function checkEvents(reader: EventReader, faults: string[]): number {
  const versions = new Map<string, number>();
  let position = 0;
  for (;;) {
    const stored = reader.readStored(position, page);
    for (const row of stored) {
      if (row.position !== position + 1) faults.push(`position ${position + 1} is missing`);
      position = row.position;
      if (!isCommitted(row)) faults.push(`event ${position}: the commitment is not that of what is stored`);
      const { stream, version } = decode(row);
      const expected = (versions.get(stream) ?? 0) + 1;
      if (version !== expected)
        faults.push(`event ${position}: ${stream} has version ${version}, expected ${expected}`);
      versions.set(stream, version);
    }
    if (stored.length < page) return position;
  }
}

interface Report {
  readonly faults: string[];
  readonly out: Output;
}

function checkReadModels(
  reader: EventReader,
  files: { log: string; readModels: string },
  { faults, out }: Report,
): void {
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
