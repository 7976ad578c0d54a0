import { openSqliteReader } from '../../src/event-log/sqlite.js';
import { Generations } from '../../src/read-models/generations.js';
import { rebuild } from '../../src/read-models/rebuild.js';

/** Rebuilds all read models of a log into an empty folder; says how long it took and how much memory it had at most. */
const [log = '', folder = ''] = process.argv.slice(2);
const reader = openSqliteReader(log);
const started = performance.now();
rebuild(reader, new Generations(folder), { progress: () => {}, said: () => {} });
const seconds = (performance.now() - started) / 1000;
await reader.close();
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
