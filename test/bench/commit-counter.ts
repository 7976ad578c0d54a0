import { BroadcastChannel, isMainThread } from 'node:worker_threads';
import Database from 'better-sqlite3';

/**
 * Loaded before a server under measurement, in each of its threads: counts the commits of the writing thread, each of
 * which is one fsync, and lets the log go without fsync when QCR_BENCH_SYNCHRONOUS=OFF. The product has no such switch.
 */
const channel = new BroadcastChannel('qcr-bench-commits');
channel.unref();

if (isMainThread) {
  let commits = 0;
  channel.onmessage = () => {
    commits += 1;
  };
  process.on('message', () => process.send?.(commits));
  process.channel?.unref();
} else {
  const wanted = `synchronous = ${process.env.QCR_BENCH_SYNCHRONOUS ?? 'FULL'}`;
  Database.prototype.pragma = new Proxy(Database.prototype.pragma, {
    apply: (pragma, db, [source, options]) =>
      Reflect.apply(pragma, db, [String(source).replace('synchronous = FULL', wanted), options]),
  });
  Database.prototype.prepare = new Proxy(Database.prototype.prepare, {
    apply: (prepare, db, [source]) => {
      const statement = Reflect.apply(prepare, db, [source]);
      return source === 'COMMIT' ? counted(statement) : statement;
    },
  });
}

/** The statement, which says so each time it has run. */
function counted(statement: Database.Statement): Database.Statement {
  const { run } = statement;
  statement.run = (...values) => {
    const result = run.apply(statement, values);
    channel.postMessage(1);
    return result;
  };
  return statement;
}
