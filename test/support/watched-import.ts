import { once } from 'node:events';
import { watch } from 'node:fs';
import { dataFiles, openLog } from '../../src/cli/data-directory.js';
import type { EventReader } from '../../src/event-log/event-log.js';
import { openSqliteReader } from '../../src/event-log/sqlite.js';
import { spawnQcr } from './qcr.js';

/** The last event of the log as another process saw it: it was on disk by then. */
export interface Seen {
  readonly position: number;
  readonly id: string | undefined;
}

/**
 * Imports a file in a process of its own and watches the log from this one, at each write of the other. Kills the
 * importer (-9) once the log has reached a position. Answers what was seen, commit by commit, before it ended.
 */
export async function watchedImport(data: string, file: string, killAt = Number.POSITIVE_INFINITY) {
  await (await openLog({ data })).close();
  const reader = openSqliteReader(dataFiles(data).log);
  const child = spawnQcr(['--data', data, 'import', file, '--rejects', `${data}.rejects.csv`]);
  const ended = once(child, 'exit');
  const seen: Seen[] = [];
  const watcher = watch(data, () => {
    const { position } = reader.head();
    if (position === (seen.at(-1)?.position ?? 0)) return;
    seen.push({ position, id: reader.readAll(position - 1, 1)[0]?.id });
    if (position >= killAt) child.kill('SIGKILL');
  });
  await ended;
  watcher.close();
  await reader.close();
  return seen;
}

/** What every enterprise's stream tells, in order, with events named by their place instead of their random ids. */
export function toldBy(reader: EventReader): readonly string[] {
  const events = reader.readAll(0, 1_000_000).filter(({ stream }) => stream.startsWith('enterprise-'));
  const places = new Map(events.map(({ id, stream, version }) => [id, `${stream}@${version}`]));
  const named = (text: string): string =>
    text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => places.get(id) ?? id);
  return events.map(({ id, type, data }) => named(JSON.stringify([id, type, data]))).toSorted();
}
