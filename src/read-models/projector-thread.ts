import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { isPassing } from '../event-log/passing-failure.js';
import { openSqliteReader } from '../event-log/sqlite.js';
import { isUnreadable } from './file.js';
import { Generations } from './generations.js';
import { Projector } from './projector.js';
import { openServing, type ServingFile } from './serving-file.js';

/** What the projecting thread tells its process. */
export type ProjectorReport =
  /** The rows of `file` hold everything up to the position. Another number of `opening`: the file is to be reopened. */
  | { readonly report: 'reached'; readonly position: number; readonly file: string; readonly opening: number }
  /** The rows could not be written just now; it is tried again. */
  | { readonly report: 'stuck'; readonly message: string }
  | { readonly report: 'said'; readonly message: string };

/** What its process tells the projecting thread. */
export type ProjectorTask =
  | { readonly task: 'look' | 'close' }
  /** The rows of an opening cannot be read. */
  | { readonly task: 'replace'; readonly opening: number; readonly reason: string };

/** The projecting thread: follows the log and keeps the read models up to it; what it cannot foresee ends it loudly. */
const port = parentPort;
if (port === null) throw new Error('the projector runs as a worker thread');

const lookEvery = 50;
const restWhenStuck = 500;
const tell = (report: ProjectorReport): void => port.postMessage(report);
const said = (message: string): void => tell({ report: 'said', message });

interface Opened extends ServingFile {
  readonly inode: number;
  readonly projector: Projector;
}

const reader = openSqliteReader(String(workerData.log));
const generations = new Generations(String(workerData.folder));
let opened: Opened | undefined;
let opening = 0;
let reached = -1;
let stuck: string | undefined;
let restingUntil = 0;
let more: NodeJS.Immediate | undefined;

/** Keeps the rows up; what may pass is tried again after a rest, and said once. */
function look(task: () => void = keepUp): void {
  if (performance.now() < restingUntil) return;
  try {
    task();
    if (stuck !== undefined) said('the read models are kept up again');
    stuck = undefined;
  } catch (error) {
    if (!isPassing(error)) throw plain(error);
    if (stuck !== error.message) tell({ report: 'stuck', message: error.message });
    stuck = error.message;
    reached = -1;
    restingUntil = performance.now() + restWhenStuck;
  }
}

/** Another process may have swapped, or taken the file away; one that turns out to be damaged is replaced. */
function keepUp(): void {
  try {
    takeIn(opened !== undefined && isServing(opened) ? opened : open());
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    takeIn(open(error.message));
  }
}

/** An error of the database would lose its words on the way to another thread. */
function plain(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}

/** A page at a time: between pages the thread hears what it is told, so that a long way to go delays no closing. */
function takeIn({ file, projector }: Opened): void {
  const head = reader.head().position;
  if (head === reached) return;
  reached = projector.step();
  if (reached < head) more = setImmediate(look);
  else tell({ report: 'reached', position: reached, file, opening });
}

function isServing({ file, inode }: Opened): boolean {
  return generations.current() === file && statSync(file, { throwIfNoEntry: false })?.ino === inode;
}

/** Opens what serves now; a reason says why the file that was open is not to be trusted. */
function open(reason?: string): Opened {
  const distrusted = opened === undefined || reason === undefined ? undefined : { file: opened.file, reason };
  opened?.db.close();
  opened = undefined;
  const serving = openServing(reader, generations, said, distrusted);
  opened = { ...serving, inode: statSync(serving.file).ino, projector: new Projector(reader, serving.db) };
  opening += 1;
  reached = -1;
  return opened;
}

function replace({ opening: distrusted, reason }: Extract<ProjectorTask, { task: 'replace' }>): void {
  if (distrusted === opening) open(reason);
  keepUp();
}

port.on('message', (message: ProjectorTask) => {
  if (message.task === 'replace') return look(() => replace(message));
  if (message.task === 'look') return look();
  clearInterval(timer);
  clearImmediate(more);
  opened?.db.close();
  void reader.close();
  port.close();
});
try {
  open();
} catch (error) {
  throw plain(error);
}
const timer = setInterval(() => look(), lookEvery);
look();
