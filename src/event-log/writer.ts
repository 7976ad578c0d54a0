import { parentPort, workerData } from 'node:worker_threads';
import { SqliteAppender } from './sqlite-appender.js';
import { openForWriting } from './sqlite-schema.js';
import type { WriteReply, WriteRequest } from './writing.js';

/** The writing thread: the only writer of its process. A group is what queued up during the last fsync. */
const groupEvents = 500;
const groupMilliseconds = 20;

const port = parentPort;
if (port === null) throw new Error('the writer runs as a worker thread');

const db = openForWriting(String(workerData.file));
const appender = new SqliteAppender(db);
const queue: WriteRequest[] = [];
let closing = false;
let scheduled = false;

port.on('message', (message: readonly WriteRequest[] | 'close') => {
  if (message === 'close') closing = true;
  else queue.push(...message);
  if (scheduled) return;
  scheduled = true;
  setImmediate(drain);
});
port.postMessage('ready');

function drain(): void {
  scheduled = false;
  if (queue.length > 0) writeGroup();
  if (queue.length > 0) {
    scheduled = true;
    setImmediate(drain);
  } else if (closing) {
    db.close();
    port?.close();
  }
}

function writeGroup(): void {
  const group = queue.slice(0, groupLength());
  const replies = attempt(group, timeUp());
  queue.splice(0, replies.length);
  port?.postMessage(replies);
}

/** Whether a group has taken its time, which begins with its first append: until then it may wait for another process. */
function timeUp(): () => boolean {
  let until: number | undefined;
  return () => {
    until ??= performance.now() + groupMilliseconds;
    return performance.now() > until;
  };
}

/** How many of the queued appends hold at most 500 events together; one larger append is a group of its own. */
function groupLength(): number {
  let length = 0;
  let events = 0;
  for (const { rows } of queue) {
    events += rows.length;
    if (events > groupEvents && length > 0) break;
    length += 1;
  }
  return length;
}

/** A group that cannot be committed is refused whole; the thread lives on for the next. */
function attempt(group: readonly WriteRequest[], deadline: () => boolean): readonly WriteReply[] {
  try {
    return appender.write(group, deadline);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return group.map(({ ticket }) => ({ ticket, result: { outcome: 'failed', reason } }));
  }
}
