import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '../event-log/sqlite.js';
import { Generations } from './generations.js';
import { Projector } from './projector.js';
import { openServing, type ServingFile } from './serving-file.js';

/** What the projecting thread tells its process. */
export type ProjectorReport =
  /** The rows of `file` hold everything up to the position. */
  | { readonly report: 'reached'; readonly position: number; readonly file: string }
  /** The rows could not be written just now; it is tried again. */
  | { readonly report: 'stuck'; readonly message: string }
  | { readonly report: 'said'; readonly message: string };

/** The projecting thread: follows the log and keeps the read models up to it; what it cannot foresee ends it loudly. */
const port = parentPort;
if (port === null) throw new Error('the projector runs as a worker thread');

const lookEvery = 50;
const tell = (report: ProjectorReport): void => port.postMessage(report);
const said = (message: string): void => tell({ report: 'said', message });

const reader = openSqliteReader(String(workerData.log));
const generations = new Generations(String(workerData.folder));
let serving: ServingFile = openServing(reader, generations, said);
let projector = new Projector(reader, serving.db);
let reached = -1;

function look(): void {
  try {
    changeOver();
    if (reader.head().position === reached) return;
    reached = projector.catchUp();
    tell({ report: 'reached', position: reached, file: serving.file });
  } catch (error) {
    if (!isPassing(error)) throw error;
    tell({ report: 'stuck', message: error.message });
  }
}

/** Another process may have rebuilt and swapped; a generation that was taken away is built again. */
function changeOver(): void {
  if (generations.current() === serving.file) return;
  serving.db.close();
  serving = openServing(reader, generations, said);
  projector = new Projector(reader, serving.db);
  reached = -1;
}

/** A full disk, a lock held too long: what may be over at the next look. */
function isPassing(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && /^SQLITE_(FULL|BUSY|IOERR|READONLY|CANTOPEN)/.test(String(error.code))
  );
}

const timer = setInterval(look, lookEvery);
port.on('message', (message: 'look' | 'close') => {
  if (message === 'look') return look();
  clearInterval(timer);
  serving.db.close();
  void reader.close();
  port.close();
});
look();
