import { openSqliteReader } from '../../src/event-log/sqlite.js';
import type { SqliteReader } from '../../src/event-log/sqlite-reader.js';
import { openFile } from '../../src/read-models/file.js';
import { Generations } from '../../src/read-models/generations.js';
import { Projector } from '../../src/read-models/projector.js';
import { rebuild } from '../../src/read-models/rebuild.js';

/**
 * A process that stops in the middle of its work, says where, and waits there to be killed:
 * `stalling FOLDER (build|before-swap|after-swap|page)`.
 */
const [folder = '', where = ''] = process.argv.slice(2);

function stall(): never {
  process.stdout.write(`${where}\n`);
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
}

/** A reader that stalls when the n-th stream is read. */
function stallingReader(reader: SqliteReader, streams: number): SqliteReader {
  const { readStream } = reader;
  let read = 0;
  reader.readStream = (...asked) => {
    read += 1;
    return read > streams ? stall() : readStream.apply(reader, asked);
  };
  return reader;
}

/** Generations whose pointer is about to change, or just has, when everything stops. */
class StallingGenerations extends Generations {
  override pointTo(file: string): void {
    if (where === 'before-swap') stall();
    super.pointTo(file);
    if (where === 'after-swap') stall();
  }
}

const reader = openSqliteReader(`${folder}/log.sqlite`);
const generations = new StallingGenerations(folder);
const quiet = { progress: () => undefined, said: () => undefined };
if (where === 'page') {
  new Projector(stallingReader(reader, 10), openFile(generations.current() ?? '')).catchUp();
} else {
  rebuild(where === 'build' ? stallingReader(reader, 30) : reader, generations, quiet);
}
