import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '../event-log/sqlite.js';
import { Projector } from './projector.js';
import { openReadModels } from './tables.js';

/** What the projecting thread tells its process. */
export type ProjectorReport =
  | { readonly report: 'reached'; readonly position: number }
  | { readonly report: 'said'; readonly message: string };

/** The projecting thread: follows the log and keeps the read models up to it; an error ends it loudly. */
const port = parentPort;
if (port === null) throw new Error('the projector runs as a worker thread');

const lookEvery = 50;
const tell = (report: ProjectorReport): void => port.postMessage(report);
const reader = openSqliteReader(String(workerData.log));
const db = openReadModels(String(workerData.readModels), (message) => tell({ report: 'said', message }));
const projector = new Projector(reader, db);
let reached = -1;

function look(): void {
  if (reader.head().position === reached) return;
  reached = projector.catchUp();
  tell({ report: 'reached', position: reached });
}

const timer = setInterval(look, lookEvery);
port.on('message', (message: 'look' | 'close') => {
  if (message === 'look') return look();
  clearInterval(timer);
  db.close();
  void reader.close();
  port.close();
});
look();
