import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { StoredEventRefused } from '../event-log/checked-event.js';
import type { EventReader } from '../event-log/event-log.js';
import { AddressRefused, type ClusterAddress, clusterAddress } from '../event-log/eventstoredb/address.js';
import { openEventStoreLog } from '../event-log/eventstoredb.js';
import { firstDifference } from '../event-log/first-difference.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { storedEvents, transfer } from '../event-log/transfer.js';
import { LogPlaceTaken, VerbatimLog } from '../event-log/verbatim-log.js';
import type { Output } from './output.js';
import { scratchFolder } from './scratch-folder.js';
import { UsageError } from './settings.js';

export interface CopyOptions {
  readonly from: string;
  readonly to: string;
}

type Place = { readonly file: string } | { readonly cluster: ClusterAddress };

/** How long the cluster may take to deliver what it was sent last. */
const delivery = 60_000;

/**
 * `qcr log copy`: moves a whole registry from a file to a cluster or back, verbatim: ids, salts, instants, order,
 * positions. After a kill the command is simply run again and goes on. `cluster` stands for the address that the
 * environment names. Throws UsageError when the two ends hold different registries.
 */
export async function copyRegistry(
  { from, to }: CopyOptions,
  configured: ClusterAddress | undefined,
  out: Output,
): Promise<void> {
  const [source, target] = [placeOf(from, configured), placeOf(to, configured)];
  try {
    out.print(`已迁移 copied ${await copied(source, target, out)} 个事件 events`);
  } catch (error) {
    if (!(error instanceof StoredEventRefused || error instanceof LogPlaceTaken)) throw error;
    throw new UsageError(error.message);
  }
}

function placeOf(text: string, configured: ClusterAddress | undefined): Place {
  const [, file] = /^sqlite:(.+)$/.exec(text) ?? [];
  if (file !== undefined) return { file };
  if (text === 'cluster' && configured !== undefined) return { cluster: configured };
  try {
    return { cluster: clusterAddress(text) };
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    throw new UsageError(`name sqlite:FILE, \`cluster\` for EVENTSTOREDB_URL, or an address, which ${error.message}`);
  }
}

function copied(source: Place, target: Place, out: Output): Promise<number> {
  if ('file' in source && 'cluster' in target) return intoCluster(source.file, target.cluster, out);
  if ('cluster' in source && 'file' in target) return intoFile(source.cluster, target.file, out);
  throw new UsageError('one end must be a file and the other a cluster');
}

/** What the cluster holds already must be the beginning of the file; the rest is sent, and then all of it compared. */
async function intoCluster(file: string, address: ClusterAddress, out: Output): Promise<number> {
  const source = openSqliteReader(file);
  const folder = scratchFolder('qcr-copy-');
  try {
    const { position: head } = source.head();
    const target = await openEventStoreLog({ address, file: join(folder, 'log.sqlite'), said: out.note });
    try {
      refuseDifference(source, target, target.head().position);
      const sink = target.sink(source.registryId());
      const events = storedEvents(source, sink.position(), head);
      await transfer(events, sink, (done) => out.progress(`${done} / ${head}`));
      await delivered(target, head);
      refuseDifference(source, target, head);
      return head;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The replica of the cluster stays beside the file until this is whole, so that another run goes on from there. */
async function intoFile(address: ClusterAddress, file: string, out: Output): Promise<number> {
  const replica = `${file}.replica`;
  const source = await openEventStoreLog({ address, file: replica, said: out.note });
  const { position: head } = source.head();
  try {
    const target = new VerbatimLog(file, source.registryId());
    try {
      await transfer(storedEvents(source, 0, head), target, (done) => out.progress(`${done} / ${head}`));
      target.finish();
    } finally {
      target.close();
    }
  } finally {
    await source.close();
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${replica}${suffix}`, { force: true });
  return head;
}

/** Resolves once everything that was sent has come back. */
async function delivered(log: EventReader, head: number): Promise<void> {
  if (log.head().position >= head) return;
  for await (const { position } of log.follow(head - 1, AbortSignal.timeout(delivery))) if (position >= head) return;
}

function refuseDifference(source: EventReader, target: EventReader, to: number): void {
  const position = firstDifference(source, target, to);
  if (position === undefined) return;
  throw new UsageError(`event ${position} is not the same at both ends: the cluster holds another registry`);
}
