import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { StoredEvent } from '../event-log/event-log.js';
import { closingLine, ExportDamaged, ExportReader, eventLine, headerLine } from '../event-log/export-format.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import type { SqliteReader } from '../event-log/sqlite-reader.js';
import { VerbatimLog } from '../event-log/verbatim-log.js';
import { dataFiles } from './data-directory.js';
import type { Output } from './output.js';
import { UsageError } from './settings.js';

const page = 500;

/** `qcr log export`: every event verbatim, up to where the log stands now, to a file or (`-`) to standard output. */
export async function exportLog(directory: string, target: string, out: Output): Promise<void> {
  const reader = openSqliteReader(dataFiles(directory).log);
  try {
    const { position } = reader.head();
    if (target === '-') {
      await writeExport(reader, position, process.stdout, out);
      return;
    }
    const draft = `${target}.partial`;
    const file = createWriteStream(draft, { flush: true });
    await writeExport(reader, position, file, out);
    file.end();
    await finished(file);
    renameSync(draft, target);
    out.print(`已导出 exported ${position} 个事件 events  ${target}`);
  } finally {
    await reader.close();
  }
}

async function writeExport(reader: SqliteReader, head: number, to: Writable, out: Output): Promise<void> {
  const digest = createHash('sha256');
  const write = async (line: string): Promise<void> => {
    if (!to.write(`${line}\n`)) await once(to, 'drain');
  };
  await write(headerLine(reader.registryId(), head));
  for (let position = 0; position < head; ) {
    const rows = reader.readStored(position, Math.min(page, head - position));
    for (const row of rows) {
      digest.update(row.commitment);
      await write(eventLine(row));
    }
    position = rows.at(-1)?.position ?? head;
    out.progress(`${position} / ${head}`);
  }
  await write(closingLine(head, digest));
}

/**
 * `qcr log restore`: moves an export into a data folder that has no log, verifying each commitment. The log appears
 * only when it is whole; after a kill the command is simply run again. Throws UsageError that names line and rule.
 */
export async function restoreLog(directory: string, source: string, out: Output): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const { log } = dataFiles(directory);
  if (existsSync(log)) throw new UsageError(`${directory} has a log already; restore into an empty folder`);
  const lines = createInterface({ input: openExport(source), crlfDelay: Number.POSITIVE_INFINITY });
  const reader = new ExportReader(lines);
  try {
    const header = await reader.header();
    const restored = new VerbatimLog(log, header.registry);
    await fill(restored, reader.events(header), (done) => out.progress(`${done} / ${header.events}`));
    out.print(`已恢复 restored ${header.events} 个事件 events  ${directory}`);
  } catch (error) {
    if (error instanceof ExportDamaged) throw new UsageError(`${source}: ${error.message}; nothing was restored`);
    if (isTaken(error)) throw new UsageError(`${directory} was given a log meanwhile; nothing was restored`);
    throw error;
  }
}

function openExport(source: string): NodeJS.ReadableStream {
  if (source === '-') return process.stdin;
  if (!existsSync(source)) throw new UsageError(`${source} is not there`);
  return createReadStream(source);
}

async function fill(
  log: VerbatimLog,
  events: AsyncIterable<StoredEvent>,
  progress: (done: number) => void,
): Promise<void> {
  try {
    let batch: StoredEvent[] = [];
    for await (const event of events) {
      batch.push(event);
      if (batch.length < page) continue;
      log.take(batch);
      batch = [];
      progress(event.position);
    }
    log.take(batch);
  } catch (error) {
    log.discard();
    throw error;
  }
  log.finish();
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
