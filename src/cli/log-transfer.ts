import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { StoredEventRefused } from '../event-log/checked-event.js';
import { ExportDamaged, ExportReader, ExportWriter, lineOf } from '../event-log/export-format.js';
import { exportLines } from '../event-log/export-lines.js';
import { isPassing } from '../event-log/passing-failure.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import type { SqliteReader } from '../event-log/sqlite-reader.js';
import { storedEvents, transfer } from '../event-log/transfer.js';
import { LogPlaceTaken, VerbatimLog } from '../event-log/verbatim-log.js';
import { dataFiles, isInside } from './data-directory.js';
import { fileHead } from './file-head.js';
import { newFile } from './new-file.js';
import type { Output } from './output.js';
import { UsageError } from './settings.js';

/**
 * `qcr log export`: every event verbatim, up to where the log stands now, to a file or (`-`) to standard output. The
 * file gets its name when it is whole. Throws UsageError when an event is not what it is committed to.
 */
export async function exportLog(directory: string, target: string, out: Output): Promise<void> {
  refuseTarget(directory, target);
  const reader = openSqliteReader(dataFiles(directory).log);
  try {
    if (target === '-') {
      await writeExport(reader, toStandardOutput, out);
      return;
    }
    const events = await newFile(target, (write) => writeExport(reader, write, out));
    out.print(`已导出 exported ${events} 个事件 events  ${target}`);
  } catch (error) {
    if (error instanceof StoredEventRefused) {
      throw new UsageError(`${error.message}; nothing was exported: run \`qcr verify\`, and go back to a backup`);
    }
    if (isPassing(error)) throw new UsageError(`${target} could not be written (${error.message})`);
    throw error;
  } finally {
    await reader.close();
  }
}

/** What is there already goes when the export gets its name: it must be none of a registry's files. */
function refuseTarget(directory: string, target: string): void {
  if (target === '-') return;
  if (isInside(directory, target)) {
    throw new UsageError(`${target} is in the data folder; export to another`);
  }
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new UsageError(`${target} is a folder; name a file`);
  if (stats?.isFile() && isDatabase(target)) throw new UsageError(`${target} is a database; export to another file`);
}

function isDatabase(file: string): boolean {
  return fileHead(file, 16).toString('latin1') === 'SQLite format 3\0';
}

async function writeExport(reader: SqliteReader, write: (text: string) => Promise<void>, out: Output): Promise<number> {
  const { position: head } = reader.head();
  const writer = new ExportWriter(write);
  await writer.begin({ registry: reader.registryId(), events: head });
  const events = await transfer(storedEvents(reader, 0, head), writer, (done) => out.progress(`${done} / ${head}`));
  await writer.end();
  return events;
}

function toStandardOutput(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * `qcr log restore`: moves an export into a data folder that holds no registry, verifying each event before it is
 * written. The log appears only when it is whole; after a kill the command is simply run again. Throws UsageError that
 * names line and rule.
 */
export async function restoreLog(directory: string, source: string, out: Output): Promise<void> {
  refuseInhabited(directory);
  try {
    const reader = new ExportReader(exportLines(openExport(source)));
    const header = await reader.header();
    mkdirSync(directory, { recursive: true });
    const log = new VerbatimLog(dataFiles(directory).log, header.registry);
    try {
      await transfer(reader.events(header), log, (done) => out.progress(`${done} / ${header.events}`));
      log.finish();
    } finally {
      log.close();
    }
    out.print(`已恢复 restored ${header.events} 个事件 events  ${directory}`);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(`${source}: ${reason}; nothing was restored`);
  }
}

/** The reason in words, when it lies in the file, the folder or the machine. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof StoredEventRefused) return `line ${lineOf(error.position)}: ${error.rule}`;
  if (error instanceof ExportDamaged || error instanceof LogPlaceTaken || isPassing(error)) return error.message;
  return undefined;
}

/** Read models or imports of another registry would be taken for those of the restored one. */
function refuseInhabited(directory: string): void {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const found = names.find((name) => /^(log\.sqlite(-\w+)?|read-models\..*|imports)$/.test(name));
  if (found === undefined) return;
  throw new UsageError(`${directory} holds ${found} of a registry already; restore into an empty folder`);
}

function openExport(source: string): AsyncIterable<Uint8Array | string> {
  if (source === '-') return process.stdin;
  const stats = statSync(source, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`${source} is not there`);
  if (stats.isDirectory()) throw new UsageError(`${source} is a folder; name the exported file`);
  return createReadStream(source);
}
