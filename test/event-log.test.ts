import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import t from 'tap';
import { AppendFailed } from '../src/event-log/append-failures.js';
import { isCommitted, UnknownEventType } from '../src/event-log/codec.js';
import { openSqliteLog, openSqliteReader } from '../src/event-log/sqlite.js';
import { LogNotOpened } from '../src/event-log/sqlite-schema.js';
import { openedLog } from './support/event-log-contract/opened-log.js';
import { eventLogContract } from './support/event-log-contract.js';
import { EventStoreDouble } from './support/eventstoredb/double.js';
import { testFolder } from './support/folder.js';
import { eventStoreAdapter, logFile, sqliteAdapter } from './support/log-adapters.js';
import { appended, renamings, streamOf } from './support/log-events.js';

eventLogContract(t, sqliteAdapter);

t.test('on a cluster', async (t) => {
  const double = await EventStoreDouble.start();
  t.teardown(() => double.stop());
  eventLogContract(t, eventStoreAdapter(double.url));
});

/** A log of three events, and a connection of somebody who does not go through the port. */
async function foreign(t: Parameters<typeof openedLog>[0]) {
  const { place, log } = await openedLog(t, sqliteAdapter);
  await appended(log, renamings(streamOf(1), 0, { count: 3 }));
  const file = logFile(place);
  const db = new Database(file);
  t.teardown(() => db.close());
  return { place, log, file, db };
}

t.test('no connection can change, delete or replace what is recorded', async (t) => {
  const { log, db } = await foreign(t);
  const before = log.readStored(0, 10);
  const row = 'SELECT 9, stream, 9, zeroblob(16), command, running_max, salt, commitment, body FROM events';
  const replaced = {
    position: row.replace('9', '2'),
    id: row.replace('zeroblob(16)', 'id'),
    version: row.replace(', 9,', ', version,'),
  };
  for (const statement of [
    "UPDATE events SET body = '{}' WHERE position = 2",
    'UPDATE OR REPLACE events SET position = 3 WHERE position = 2',
    'DELETE FROM events WHERE position = 3',
    ...Object.values(replaced).map((select) => `INSERT OR REPLACE INTO events ${select} WHERE position = 2`),
    `INSERT INTO events ${replaced.position} WHERE position = 2 ON CONFLICT DO UPDATE SET body = '{}'`,
    "UPDATE streams SET name = 'calendar'",
    'DELETE FROM streams',
    "INSERT OR REPLACE INTO streams VALUES (1, 'calendar')",
    'INSERT OR REPLACE INTO streams SELECT 7, name FROM streams',
  ]) {
    t.throws(() => db.exec(statement), /never/, statement);
  }
  t.strictSame(log.readStored(0, 10), before);
  t.strictSame(log.streamNames('', '', 10), [streamOf(1)]);
});

t.test('one flipped bit in body, salt or commitment is found, whoever put it there', async (t) => {
  const { log, db } = await foreign(t);
  db.exec('DROP TRIGGER events_never_change');
  const verdicts = () => log.readStored(0, 10).map(isCommitted);
  t.strictSame(verdicts(), [true, true, true]);
  const [inBody, inSalt, inCommitment] = log.readStored(0, 3);
  if (inBody === undefined || inSalt === undefined || inCommitment === undefined) throw new Error('three events');
  const body = withFlippedBit(Buffer.from(inBody.body)).toString();
  db.prepare('UPDATE events SET body = ? WHERE position = 1').run(body);
  db.prepare('UPDATE events SET salt = ? WHERE position = 2').run(withFlippedBit(inSalt.salt));
  db.prepare('UPDATE events SET commitment = ? WHERE position = 3').run(withFlippedBit(inCommitment.commitment));
  t.strictSame(verdicts(), [false, false, false]);
  db.prepare('UPDATE events SET commitment = ? WHERE position = 3').run(inCommitment.commitment.subarray(1));
  t.strictSame(verdicts(), [false, false, false], 'a shortened commitment is a fault, not a crash');
});

function withFlippedBit(bytes: Buffer): Buffer {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(12) ^ 1, 12);
  return flipped;
}

t.test('an event of an unknown type or without schema version stops its reader loudly', async (t) => {
  const { log, db } = await foreign(t);
  const insert = db.prepare(
    `INSERT INTO events SELECT position + 1, stream, version + 1, randomblob(16), NULL, running_max, salt, commitment,
     replace(body, ?, ?) FROM events WHERE position = 3 LIMIT 1`,
  );
  insert.run('EnterpriseRenamed', 'EnterprisePraised');
  t.throws(() => log.readAll(0, 10), UnknownEventType);
  t.equal(log.readStored(0, 10).length, 4);
  await t.rejects(async () => {
    for await (const _ of log.follow(0, new AbortController().signal));
  }, UnknownEventType);
  db.exec('DROP TRIGGER events_never_go; DELETE FROM events WHERE position = 4');
  insert.run('"schemaVersion":1,', '');
  t.throws(() => log.readAll(0, 10), /does not say which version/);
});

t.test('an append that fails fails alone, one that breaks its group takes the group with it', async (t) => {
  const { log, db } = await foreign(t);
  const outcomesWith = async (failure: string, first: number) => {
    db.exec(`CREATE TRIGGER fault BEFORE INSERT ON events WHEN NEW.body LIKE '%坏%'
             BEGIN SELECT RAISE(${failure}, 'a fault'); END; BEGIN IMMEDIATE`);
    const appends = Array.from({ length: 20 }, (_, index) =>
      renamings(streamOf(first + index), 0, { count: 2, name: index === 10 ? '坏' : '好' }),
    );
    const outcomes = Promise.allSettled(appends.map((append) => log.append(append)));
    db.exec('ROLLBACK');
    const settled = await outcomes;
    db.exec('DROP TRIGGER fault');
    const recorded = appends.map(({ stream }) => log.streamVersion(stream));
    return settled.map(({ status }, index) => ({ status, recorded: recorded[index] }));
  };
  const good = { status: 'fulfilled', recorded: 2 };
  const bad = { status: 'rejected', recorded: 0 };

  const alone = await outcomesWith('ABORT', 100);
  t.strictSame(
    alone,
    Array.from({ length: 20 }, (_, index) => (index === 10 ? bad : good)),
  );

  const group = await outcomesWith('ROLLBACK', 200);
  t.strictSame(group[10], bad);
  t.ok(group.filter(({ status }) => status === 'rejected').length > 1, 'others of the group are rejected too');
  t.strictSame(
    group,
    group.map(({ status }) => (status === 'fulfilled' ? good : bad)),
  );

  t.equal(await appended(log, renamings(streamOf(1), 3)), log.head().position, 'the writer lives on');
  t.strictSame(
    log.readStored(0, 1000).map(({ position }) => position),
    Array.from({ length: log.head().position }, (_, index) => index + 1),
  );
});

t.test('a full disk rejects what does not fit, writes nothing of it, and goes on', async (t) => {
  const place = testFolder(t);
  const script = fileURLToPath(new URL('./support/log-process.js', import.meta.url));
  const command = ['-c', 'ulimit -f 4096; exec "$0" "$@"', process.execPath, script, 'sqlite', place, 'overfill'];
  const { stdout } = spawnSync('sh', command, { encoding: 'utf8' });
  t.strictSame(JSON.parse(stdout), ['appended', 'AppendFailed', 'appended']);
  const reader = openSqliteReader(logFile(place));
  t.teardown(() => reader.close());
  t.strictSame(
    reader.readAll(0, 10).map(({ stream, version, position }) => [stream, version, position]),
    [1, 2].map((number) => [streamOf(1), number, number]),
  );
});

t.test('a writing thread that dies rejects what waits and what comes; reading goes on', async (t) => {
  const threads: Worker[] = [];
  const remember = (thread: Worker) => threads.push(thread);
  process.on('worker', remember);
  const { log, db } = await foreign(t);
  process.off('worker', remember);
  db.exec('BEGIN IMMEDIATE');
  const waiting = log.append(renamings(streamOf(1), 3));
  const dead = Promise.all(threads.map((thread) => thread.terminate()));
  db.exec('ROLLBACK');
  await t.rejects(waiting, AppendFailed);
  await dead;
  await t.rejects(log.append(renamings(streamOf(1), 3)), AppendFailed);
  t.equal(log.readAll(0, 10).length, 3);
});

t.test('a reader starts no thread, makes no file, and follows what others record', async (t) => {
  const { log, file } = await foreign(t);
  const threads: Worker[] = [];
  const remember = (thread: Worker) => threads.push(thread);
  process.on('worker', remember);
  const reader = openSqliteReader(file);
  process.off('worker', remember);
  t.teardown(() => reader.close());
  const following = (async () => {
    for await (const event of reader.follow(3, new AbortController().signal)) return event.position;
    return undefined;
  })();
  await appended(log, renamings(streamOf(2), 0));
  t.equal(await following, 4);
  t.equal(threads.length, 0);
  t.throws(() => openSqliteReader(`${file}.typo`), LogNotOpened);
  t.notOk(existsSync(`${file}.typo`));
});

t.test('a file of a newer format, or of somebody else, is refused in clear words and left as it was', async (t) => {
  const { place, log, file, db } = await foreign(t);
  const newer = join(place, 'newer.sqlite');
  db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(file, newer);
  const other = new Database(newer);
  other.exec('UPDATE registry SET format = 2; DROP TRIGGER streams_never_go');
  const before = other.prepare('SELECT sql FROM sqlite_schema').all();
  for (const open of [openSqliteReader, openSqliteLog]) {
    await t.rejects(async () => open(newer), { message: /it has format 2; this program knows 1 and must be updated/ });
  }
  t.strictSame(other.prepare('SELECT sql FROM sqlite_schema').all(), before);
  other.exec('ALTER TABLE registry RENAME TO ledger');
  for (const open of [openSqliteReader, openSqliteLog]) {
    await t.rejects(async () => open(newer), { message: /it holds something else/ });
  }
  other.close();
  t.equal(log.head().position, 3);
});
