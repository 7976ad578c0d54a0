import { join } from 'node:path';
import { clusterAddress } from '../../src/event-log/eventstoredb/address.js';
import { openEventStoreLog } from '../../src/event-log/eventstoredb.js';
import { openSqliteReader } from '../../src/event-log/sqlite.js';
import { openReplica } from '../../src/event-log/sqlite-schema.js';

/** Follows the log of a cluster into a new replica; says how long it took, and what it held at most in each half. */
const [url = '', folder = '', count = ''] = process.argv.slice(2);
const file = join(folder, 'log.sqlite');
openReplica(file, 'qcr.').close();
const reader = openSqliteReader(file);
const most = [0, 0];
const watch = setInterval(() => {
  const half = reader.head().position * 2 < Number(count) ? 0 : 1;
  most[half] = Math.max(most[half] ?? 0, process.memoryUsage.rss() / 1024 / 1024);
}, 50);
const started = performance.now();
const said = (message: string): void => void process.stderr.write(`${message}\n`);
const log = await openEventStoreLog({ address: clusterAddress(url), file, said });
const seconds = (performance.now() - started) / 1000;
clearInterval(watch);
if (log.head().position < Number(count)) throw new Error('the replica does not hold all there is');
await log.close();
await reader.close();
process.stdout.write(JSON.stringify({ seconds, most }));
