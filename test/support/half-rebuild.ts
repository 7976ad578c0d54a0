import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '../../src/event-log/sqlite.js';
import { Generations } from '../../src/read-models/generations.js';
import { buildGeneration } from '../../src/read-models/serving-file.js';

/** A thread that builds a generation, says so after the first batch, and goes on until it is ended. */
const reader = openSqliteReader(`${workerData.data}/log.sqlite`);
buildGeneration(reader, new Generations(workerData.data), () => {
  parentPort?.postMessage('half');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
});
