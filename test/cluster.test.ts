import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  type AllStreamSubscription,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import Database from 'better-sqlite3';
import pino from 'pino';
import t, { type Test } from 'tap';
import { openLog } from '../src/cli/data-directory.js';
import { importFile } from '../src/cli/import/import.js';
import { issueKey } from '../src/cli/keys.js';
import { copyRegistry } from '../src/cli/log-copy.js';
import type { Output } from '../src/cli/output.js';
import { rebuildReadModels } from '../src/cli/rebuild.js';
import { startServing } from '../src/cli/serve.js';
import { verify } from '../src/cli/verify.js';
import { recordDay } from '../src/commands/days.js';
import { systemRim } from '../src/commands/rim.js';
import { ClusterUnreachable, NodeStale, NotYetReplicated } from '../src/event-log/append-failures.js';
import type { EventLog } from '../src/event-log/event-log.js';
import { AddressRefused, clusterAddress } from '../src/event-log/eventstoredb/address.js';
import { type ClusterLogOptions, openEventStoreLog } from '../src/event-log/eventstoredb.js';
import { openSqliteReader } from '../src/event-log/sqlite.js';
import { openForWriting } from '../src/event-log/sqlite-schema.js';
import { verifyLog } from '../src/event-log/verification.js';
import { BreakableWire } from './support/eventstoredb/breakable-wire.js';
import { EventStoreDouble } from './support/eventstoredb/double.js';
import { identityIn } from './support/eventstoredb/identity.js';
import { testFolder } from './support/folder.js';
import { eventStoreAdapter, logFile } from './support/log-adapters.js';
import { LogChild } from './support/log-child.js';
import { appended, renamings, streamOf } from './support/log-events.js';
import { spawnQcr, stopped } from './support/qcr.js';
import { samples } from './support/samples.js';
import { startServer } from './support/server.js';
import { ThreadlessLog } from './support/threadless-log.js';
import { fictionalUscc } from './support/uscc.js';

const quiet: Output = { print: () => undefined, note: () => undefined, progress: () => undefined };

/** A node of the double, and the bare client of it. */
async function cluster(t: Test, options?: { batches: boolean }) {
  const double = await EventStoreDouble.start(options);
  const client = EventStoreDBClient.connectionString(double.url);
  t.teardown(async () => {
    await client.dispose();
    double.stop();
  });
  return { double, client };
}

function noted(text: string) {
  return jsonEvent({ id: randomUUID(), type: 'Noted', data: { text } });
}

/** The next `count` ids that a subscription brings, then it is unsubscribed. */
async function taken(subscription: AllStreamSubscription, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  try {
    for await (const { event } of subscription) {
      ids.push(event?.id ?? '');
      if (ids.length === count) break;
    }
  } finally {
    await subscription.unsubscribe();
  }
  return ids;
}

/** The type of the client's error with which a call fails. */
function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'type' in error ? error.type : error),
  );
}

for (const batches of [true, false]) {
  t.test(`the double writes by ${batches ? 'BatchAppend' : 'Append'} as the server does`, async (t) => {
    const { double, client } = await cluster(t, { batches });
    const pair = [noted('一'), noted('二')];
    const first = await client.appendToStream('note-1', pair, { expectedRevision: NO_STREAM });
    t.equal(first.nextExpectedRevision, 1n);

    const again = await client.appendToStream('note-1', pair, { expectedRevision: NO_STREAM });
    t.strictSame(again, first, 'the identical call is answered as the first');

    for (const others of [[noted('三')], [pair[0] ?? noted('一'), noted('三')]]) {
      const refused = client.appendToStream('note-1', others, { expectedRevision: NO_STREAM });
      const error = await refused.catch((reason: unknown) => reason);
      t.ok(error instanceof WrongExpectedVersionError && error.actualVersion === 1n, 'other ids are refused');
    }
    const used = await client.appendToStream('note-1', pair, { expectedRevision: 1n });
    t.equal(used.nextExpectedRevision, 3n, 'used ids at the current revision are written again');

    const read: string[] = [];
    for await (const { event } of client.readStream('note-1')) read.push(event?.id ?? '');
    t.strictSame(
      read,
      [...pair, ...pair].map(({ id }) => id),
    );
    t.equal(double.stored.all.length, 4);
  });

  t.test(`an answer lost by ${batches ? 'BatchAppend' : 'Append'} is given to the identical call`, async (t) => {
    const { double, client } = await cluster(t, { batches });
    const note = noted('一');
    const write = () => client.appendToStream('note-1', note, { expectedRevision: NO_STREAM });
    double.faults.on('append', 'unavailable', 'not-leader', 'lost-answer');
    t.equal(await failure(write()), 'unavailable');
    t.equal(await failure(write()), 'not-leader');
    t.equal(double.stored.all.length, 0);
    t.equal(await failure(write()), 'unavailable');
    t.equal(double.stored.all.length, 1);
    t.equal((await write()).nextExpectedRevision, 0n);
    t.equal(double.stored.all.length, 1);
  });
}

t.test('a subscription to $all brings what its prefix names, past and new, and starts after a position', async (t) => {
  const { double, client } = await cluster(t);
  const notes = [noted('一'), noted('二'), noted('三')] as const;
  const [first] = await Promise.all([
    client.appendToStream('a-1', notes[0], { expectedRevision: NO_STREAM }),
    client.appendToStream('b-1', noted('他'), { expectedRevision: NO_STREAM }),
  ]);
  await client.appendToStream('a-2', notes[1], { expectedRevision: NO_STREAM });
  const filter = streamNameFilter({ prefixes: ['a-'] });
  const fromStart = taken(client.subscribeToAll({ fromPosition: START, filter }), 3);
  const fromFirst = taken(client.subscribeToAll({ fromPosition: first.position ?? START, filter }), 2);
  await client.appendToStream('a-1', notes[2], { expectedRevision: 0n });
  t.strictSame(
    await fromStart,
    notes.map(({ id }) => id),
  );
  t.strictSame(
    await fromFirst,
    notes.slice(1).map(({ id }) => id),
  );
  double.faults.on('read', 'twice');
  const twice = await taken(client.subscribeToAll({ fromPosition: START, filter }), 4);
  t.strictSame(
    twice,
    [notes[0], notes[0], notes[1], notes[1]].map(({ id }) => id),
  );
});

t.test('a checkpoint is reached though nothing passes the filter, and a dropped subscription ends', async (t) => {
  const { double, client } = await cluster(t);
  const others = Array.from({ length: 40 }, (_, index) => noted(String(index)));
  await client.appendToStream('b-1', others, { expectedRevision: NO_STREAM });
  let ended: Promise<unknown> | undefined;
  const reached = new Promise((resolve) => {
    const filter = streamNameFilter({
      prefixes: ['a-'],
      maxSearchWindow: 32,
      checkpointReached: async (_, position) => resolve(position.commit),
    });
    const subscription = client.subscribeToAll({ fromPosition: START, filter });
    ended = failure(taken(subscription, 1));
  });
  t.equal(await reached, double.stored.all[31]?.position);
  t.equal(double.reads.size, 1);
  double.dropReads();
  t.equal(await ended, 'unavailable');
});

/** The log of a double, short of patience; `said` is what it had to say. */
async function clusterLog(
  t: Test,
  given: { double?: EventStoreDouble; file?: string } & Pick<ClusterLogOptions, 'patience'> = {},
) {
  const double = given.double ?? (await EventStoreDouble.start());
  let opened: EventLog | undefined;
  t.teardown(async () => {
    await opened?.close();
    double.stop();
  });
  const file = given.file ?? logFile(testFolder(t));
  const said: string[] = [];
  const log = await openEventStoreLog({
    address: clusterAddress(double.url),
    file,
    said: (message) => said.push(message),
    patience: { call: 250, renewal: 50, silence: 250, ...given.patience },
  });
  opened = log;
  return { double, file, log, said };
}

/** Resolves when something has come true. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await setTimeout(5);
}

/** What a log holds, told apart by position, stream and version. */
function held(log: EventLog): readonly string[] {
  return log.readAll(0, 1000).map(({ position, stream, version }) => `${position} ${stream} ${version}`);
}

t.test('an append asks for no capabilities, so a node that does not tell them is written to', async (t) => {
  const { double, log } = await clusterLog(t);
  double.faults.last('features', 'hang');
  t.equal(await appended(log, renamings(streamOf(1), 0)), 1);
  t.equal(double.calls.features, 0);
});

t.test('an append whose outcome stayed unknown is repeated as it was, and recorded once', async (t) => {
  const { double, log } = await clusterLog(t);
  double.faults.on('append', 'hang', 'unavailable', 'not-leader', 'lost-answer', 'lost-answer');
  t.equal(await appended(log, renamings(streamOf(1), 0, { count: 3 })), 3);
  t.strictSame([double.calls.append, double.stored.all.length], [6, 3]);
});

t.test('a node that stays silent is given up, and not before it was asked again', async (t) => {
  const { double, log } = await clusterLog(t, { patience: { call: 50, append: 300 } });
  double.faults.last('append', 'hang');
  const append = renamings(streamOf(1), 0);
  await t.rejects(log.append(append), ClusterUnreachable);
  t.ok(double.calls.append > 1);
  double.faults.lift();
  t.equal(await appended(log, append), 1, 'and the next call gets through');
});

t.test('an append outlives the death of a node', async (t) => {
  const { double, log } = await clusterLog(t);
  await appended(log, renamings(streamOf(1), 0));
  double.stop();
  const waiting = appended(log, renamings(streamOf(1), 1));
  const again = await double.restarted();
  t.teardown(() => again.stop());
  t.equal(await waiting, 2);
  t.strictSame(held(log), [`1 ${streamOf(1)} 1`, `2 ${streamOf(1)} 2`]);
});

t.test('what goes wrong with another client of the process does not touch an append', async (t) => {
  const { double, log } = await clusterLog(t, { patience: { call: 5000 } });
  const other = await cluster(t);
  double.faults.on('append', 'late');
  const waiting = appended(log, renamings(streamOf(1), 0));
  await until(() => double.faults.held === 1);
  other.double.faults.on('append', 'unavailable');
  t.equal(await failure(other.client.appendToStream('note-1', noted('一'))), 'unavailable');
  double.faults.release();
  t.equal(await waiting, 1);
  t.equal(double.calls.append, 1);
});

t.test('data that no message can carry is refused before anything is sent', async (t) => {
  const { double, log } = await clusterLog(t);
  const [event] = renamings(streamOf(1), 0).events;
  const data = JSON.parse('{"date":"2026-03-01"}');
  const large = { ...event, type: 'DayOpened', data: { ...data, fen: 1n } } as const;
  await t.rejects(log.append({ stream: streamOf(1), expectedVersion: 0, events: [large] }), TypeError);
  t.equal(double.calls.append, 0);
  t.equal(await appended(log, renamings(streamOf(1), 0)), 1);
});

t.test('what is recorded and not to be read here in time is not called recorded, nor lost', async (t) => {
  const { double, log } = await clusterLog(t, { patience: { replica: 50, silence: 150 } });
  double.faults.last('read', 'hang');
  double.dropReads();
  const append = renamings(streamOf(1), 0, { count: 2 });
  const error = await log.append(append).catch((reason: unknown) => reason);
  t.ok(error instanceof NotYetReplicated);
  t.match(error, { eventIds: append.events.map(({ id }) => id) });
  double.faults.lift();
  await until(() => log.head().position === 2);
  t.equal(await appended(log, append), 2, 'the identical call learns the position once it is there');
  t.equal(double.stored.all.length, 2);
});

t.test('a node that cannot read the head decides nothing, and goes on when it can', async (t) => {
  const { double, log } = await clusterLog(t, { patience: { stale: 1500, silence: 50 } });
  t.ok(log.isCurrent());
  double.faults.last('read', 'hang');
  double.dropReads();
  await until(() => !log.isCurrent());
  const append = renamings(streamOf(1), 0);
  await t.rejects(log.append(append), NodeStale);
  t.equal(double.calls.append, 0);
  double.faults.lift();
  await until(() => log.isCurrent());
  t.equal(await appended(log, append), 1);
});

t.test(
  'a subscription that is dropped, silent or cut goes on where it was, and skips or doubles nothing',
  async (t) => {
    const { double, log, said } = await clusterLog(t, { patience: { silence: 100 } });
    const following: number[] = [];
    const leave = new AbortController();
    const followed = (async () => {
      for await (const { position } of log.follow(0, leave.signal)) if (following.push(position) === 18) return;
    })();
    for (const fault of ['unavailable', 'hang', 'cut', 'twice', 'not-leader', 'cut'] as const) {
      double.faults.on('read', fault);
      double.dropReads();
      const stream = streamOf(following.length);
      await appended(log, renamings(stream, log.streamVersion(stream), { count: 3 }));
    }
    await followed;
    t.strictSame(
      following,
      Array.from({ length: 18 }, (_, index) => index + 1),
    );
    t.match(said.join(), /is not being followed/);
  },
);

t.test('an append of which only a part has come is not seen', async (t) => {
  const { double, log } = await clusterLog(t);
  const other = await clusterLog(t, { double });
  const seen = new Set<number>();
  double.faults.last('read', 'cut');
  double.dropReads();
  const waiting = log.append(renamings(streamOf(1), 0, { count: 3 }));
  const reads = double.calls.read;
  await until(() => {
    seen.add(other.log.head().position);
    return double.calls.read > reads + 6;
  });
  double.faults.lift();
  t.strictSame(await waiting, { outcome: 'appended', position: 3 });
  await until(() => {
    seen.add(other.log.head().position);
    return seen.has(3);
  });
  t.strictSame([...seen], [0, 3]);
});

t.test('subscriptions are renewed and none is left behind', async (t) => {
  const { double, log } = await clusterLog(t, { patience: { renewal: 1 } });
  await until(() => double.calls.read > 100);
  t.ok(double.reads.size <= 2, `${double.reads.size} are open`);
  await log.close();
  await until(() => double.reads.size === 0);
});

t.test('a replica that could not be written goes on when it can, from a checkpoint too', async (t) => {
  const { double, file, log } = await clusterLog(t);
  const client = EventStoreDBClient.connectionString(double.url);
  t.teardown(() => client.dispose());
  const db = new Database(file);
  t.teardown(() => db.close());
  db.exec(`CREATE TRIGGER full BEFORE UPDATE ON replication BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  const others = Array.from({ length: 40 }, (_, index) => noted(String(index)));
  await client.appendToStream('other-1', others, { expectedRevision: NO_STREAM });
  const waiting = log.append(renamings(streamOf(1), 0));
  const reads = double.calls.read;
  await until(() => double.calls.read > reads + 3);
  t.equal(log.head().position, 0);
  db.exec('DROP TRIGGER full');
  t.strictSame(await waiting, { outcome: 'appended', position: 1 });
});

t.test('only streams of the registry count, and what no registry wrote among them stops the node loudly', async (t) => {
  const { double, file, log, said } = await clusterLog(t, { patience: { stale: 1500 } });
  const client = EventStoreDBClient.connectionString(double.url);
  t.teardown(() => client.dispose());
  await client.appendToStream('other-1', noted('他'), { expectedRevision: NO_STREAM });
  t.equal(await appended(log, renamings(streamOf(1), 0)), 1);
  await client.appendToStream('qcr.other-1', noted('他'), { expectedRevision: NO_STREAM });
  await until(() => !log.isCurrent());
  t.match(said, [/event 2: qcr\.other-1: it was not written by a registry/]);
  t.equal(log.head().position, 1, 'what it holds is still read');
  await t.rejects(clusterLog(t, { double, file: `${file}.other` }), { name: 'LogNotOpened', message: /other-1/ });
});

t.test('a replica is that of one cluster, and no log of its own', async (t) => {
  const { file, log } = await clusterLog(t);
  await appended(log, renamings(streamOf(1), 0));
  await log.close();
  const refused = { name: 'LogNotOpened', message: /replica of a cluster; set EVENTSTOREDB_URL/ };
  t.throws(() => openForWriting(file), refused);
  await t.rejects(clusterLog(t, { file }), /holds events that the cluster does not hold/);
  const own = logFile(t.testdir({ own: {} }));
  openForWriting(own).close();
  await t.rejects(clusterLog(t, { file: own }), { message: /a registry of its own.*qcr log copy/ });
});

t.test('an address says who asks and where, and never shows its password', async (t) => {
  const address = clusterAddress('esdb://ops:p%40ss@one:2113,two:2114/?tlsCAFile=/ca/ca.crt');
  t.match(address, { spoken: 'esdb://one:2113,two:2114', credentials: { username: 'ops', password: 'p@ss' } });
  for (const [url, rule] of [
    ['http://one:2113', /must be esdb:/],
    ['esdb://ops:geheim@one:2113?tls=false', /without TLS no password is sent/],
    ['esdb+discover://ops:geheim@one:2113,two:2113', /takes one name/],
    ['esdb://one:2113', /needs a user and a password/],
    ['esdb://ops:geheim@one:2113?tlsVerifyCert=false', /has no effect/],
    ['esdb://ops:geheim@one:2113?throwOnAppendFailure=false', /not for the registry/],
  ] as const) {
    const error = await Promise.resolve(url)
      .then(clusterAddress)
      .catch((reason: unknown) => reason);
    t.ok(error instanceof AddressRefused && rule.test(error.message) && !error.message.includes('geheim'), url);
  }
  const nowhere = clusterAddress('esdb://ops:geheim@127.0.0.1:1?tls=true&tlsCAFile=/nowhere/ca.crt');
  const refused = openEventStoreLog({
    address: nowhere,
    file: logFile(testFolder(t)),
    said: () => undefined,
    patience: { opening: 50 },
  });
  const error = await refused.catch((reason: unknown) => reason);
  t.match(error, { name: 'LogNotOpened', message: /esdb:\/\/127\.0\.0\.1:1: .*the file of tlsCAFile is not there/ });
  t.notMatch(String(error), /geheim/);
});

t.test(
  'a cluster with TLS is reached by address, by its members and by discovery, by its own user alone',
  async (t) => {
    const folder = testFolder(t);
    const user = { name: 'registry', password: 'p@ss/wört' };
    const double = await EventStoreDouble.start({ identity: await identityIn(folder, user) });
    t.teardown(() => double.stop());
    double.others.push({ port: 1, state: 'leader', isAlive: false }, { port: 1, state: 'follower', isAlive: true });
    const addresses = [
      double.url,
      double.urlOf('esdb', `127.0.0.1:1,127.0.0.1:${double.port}`),
      double.urlOf('esdb+discover', `127.0.0.1:${double.port}`),
    ];
    let nodes = 0;
    const open = (url: string, opening = 10_000) => {
      nodes += 1;
      const place = { file: join(folder, `${nodes}.sqlite`), prefix: 'qcr_tls.', patience: { renewal: 50, opening } };
      return openEventStoreLog({ address: clusterAddress(url), said: () => undefined, ...place });
    };
    for (const [index, url] of addresses.entries()) {
      const asked = double.calls.gossip;
      const log = await open(url);
      await appended(log, renamings(streamOf(1), index, { count: 1 }));
      t.strictSame([log.head().position, log.streamVersion(streamOf(1))], [index + 1, index + 1], url);
      t.equal(
        double.calls.gossip > asked,
        index > 0,
        'only whoever has several addresses, or one of a cluster, discovers',
      );
      await log.close();
    }
    const stranger = double.url.replace(encodeURIComponent(user.password), 'geheim');
    const refused = await open(stranger, 500).catch((error: unknown) => error);
    t.match(refused, { name: 'LogNotOpened', message: /[Uu]nauthenticated|access-denied|UNAUTHENTICATED/ });
    t.notMatch(String(refused), /geheim/);
    mkdirSync(join(folder, 'elsewhere'));
    const elsewhere = await identityIn(join(folder, 'elsewhere'), user);
    const untrusting = double.url.replace(/tlsCAFile=.*/, `tlsCAFile=${elsewhere.authority}`);
    await t.rejects(open(untrusting, 500), { name: 'LogNotOpened' }, 'a node of another authority is not spoken to');
  },
);

t.test('a server on a cluster records, answers repeats, and shows what it recorded', async (t) => {
  const double = await EventStoreDouble.start();
  t.teardown(() => double.stop());
  const server = await startServer(t, { adapter: eventStoreAdapter(double.url) });
  const key = await server.keyOf('scjg', 'admin');
  const uscc = fictionalUscc(1);
  const headers = { 'idempotency-key': 'one' };
  double.faults.on('append', 'lost-answer');
  const first = await server.command(uscc, 'RegisterEnterprise', {}, { key, headers });
  t.match(first, { status: 201, json: { outcome: 'recorded', version: 1 } });
  t.match(await server.command(uscc, 'RegisterEnterprise', {}, { key, headers }), { status: 201, json: first.json });
  const [one, two] = await Promise.all(
    ['示罚〔2024〕1号', '示罚〔2024〕2号'].map((documentNo) =>
      server.command(uscc, 'RecordViolation', { documentNo }, { key }),
    ),
  );
  t.strictSame([one?.status, two?.status, server.log.streamVersion(`enterprise-${uscc}`)], [201, 201, 3]);
  const profile = await server.ask(`/v1/enterprises/${uscc}?after=${server.log.head().position}`, { key });
  t.match(profile, { status: 200, json: { uscc, registered: true } });
  t.match(await server.ask('/health/ready'), { status: 200, json: { status: 'ready', log: 'current' } });
});

t.test('a stale node records nothing and shows only what is public; what it cannot read yet it accepts', async (t) => {
  const double = await EventStoreDouble.start();
  t.teardown(() => double.stop());
  const patience = { stale: 4000, silence: 100, replica: 300, renewal: 50 };
  const server = await startServer(t, { adapter: eventStoreAdapter(double.url, { patience }) });
  const key = await server.keyOf('scjg', 'admin', 'read:profile');
  const uscc = fictionalUscc(1);
  const { json } = await server.command(uscc, 'RegisterEnterprise', {}, { key });
  const profile = `/v1/enterprises/${uscc}?after=${json.position}`;
  double.faults.last('read', 'hang');
  double.dropReads();
  const accepted = await server.command(uscc, 'RecordViolation', {}, { key });
  t.match(accepted, { status: 202, json: { outcome: 'recorded-not-yet-readable', eventIds: [/^[0-9a-f-]{36}$/] } });
  const annulled = () => server.command(uscc, 'AnnulViolation', { target: accepted.json.eventIds[0] }, { key });
  const waits = await annulled();
  t.match(waits, { status: 503, json: { code: 'NODE_STALE' } }, 'nothing is refused on what this node cannot read yet');
  t.equal(waits.headers.get('retry-after'), '1');
  const issued = await server.ask('/v1/departments/scjg/keys', { method: 'POST', key, body: { scopes: ['record'] } });
  t.match(issued, { status: 201, json: { key: /^qcr_scjg-/ } }, 'the text of a key is known this once');
  const page = await server.ask('/departments', {
    method: 'POST',
    key,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: String(new URLSearchParams({ department: 'jyj', name: '示例市教育局' })),
  });
  t.match(page, { status: 202, text: /已登记，本节点稍后可查/ });
  await until(() => !server.log.isCurrent());
  const appends = double.calls.append;
  const stale = { status: 503, json: { code: 'NODE_STALE' } };
  t.match(await server.command(uscc, 'RecordViolation', {}, { key }), stale);
  t.match(await server.ask(profile, { key }), stale);
  t.match(await server.ask(profile), { status: 200, json: { uscc } });
  t.match(await server.ask('/health/ready'), { status: 503, json: { status: 'not-ready', log: 'stale' } });
  t.equal(double.calls.append, appends);
  double.faults.lift();
  await until(() => server.log.isCurrent());
  t.ok(server.log.eventById(accepted.json.eventIds[0]), 'what was accepted is there');
  t.equal((await annulled()).status, 201);
  t.match(await server.ask(profile, { key }), { status: 200 });
});

/** A node of its own folder, as `qcr serve` starts it, and how to ask it. */
async function servingNode(t: Test, data: string, url: string) {
  const settings = {
    data,
    cluster: clusterAddress(url),
    host: '127.0.0.1',
    port: 0,
    rateLimit: 10_000,
    logLevel: 'silent',
    name: '示例登记系统',
    secret: 'a secret of this test of 32 letters',
  };
  const serving = await startServing(settings, pino({ level: 'silent' }));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= serving.close();
    return closed;
  };
  t.teardown(close);
  return { address: serving.address, close };
}

/** Digests of all read models of a folder, made afresh. */
async function digestsOf(folder: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await rebuildReadModels(folder, { ...quiet, print: (line) => lines.push(line) });
  return lines.filter((line) => line.startsWith('  '));
}

t.test('two nodes on one cluster: keys, imports and commands of one are those of the other, digests too', async (t) => {
  const double = await EventStoreDouble.start();
  t.teardown(() => double.stop());
  const folder = testFolder(t);
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  const place = { data: one, cluster: clusterAddress(double.url) };
  const lines: string[] = [];
  const out = { ...quiet, print: (line: string) => lines.push(line) };
  await issueKey(place, { department: 'scjg', name: '示例局', scopes: 'admin,read:profile' }, out);
  const key = /qcr_[a-z0-9-]+_[\w-]{43}/.exec(lines.join('\n'))?.[0];
  const file = join(folder, 'rows.ndjson');
  const rows = Array.from({ length: 60 }, (_, index) => ({
    uscc: fictionalUscc(index % 20),
    command: 'RecordViolation',
    data: { ...samples.ViolationRecorded, documentNo: `示罚〔2024〕${index}号` },
  }));
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const events = double.stored.all.length;
  t.match(await importFile(place, { file, dryRun: true, rejects: `${file}.csv` }, quiet), { recorded: 60 });
  t.equal(double.stored.all.length, events, 'a dry run records nothing');
  t.match(await importFile(place, { file, rejects: `${file}.csv` }, quiet), { recorded: 60 });
  t.match(await importFile({ ...place, data: other }, { file, rejects: `${file}.csv` }, quiet), {
    recorded: 0,
    known: 60,
  });

  const nodes = [await servingNode(t, one, double.url), await servingNode(t, other, double.url)];
  const answers = await Promise.all(
    nodes.map(async ({ address }, index) => {
      const body = JSON.stringify({ ...samples.ViolationRecorded, documentNo: `示罚〔2025〕${index}号` });
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const path = `/v1/enterprises/${fictionalUscc(1)}/commands/record-violation`;
      return (await fetch(address + path, { method: 'POST', headers, body })).status;
    }),
  );
  t.strictSame(answers, [201, 201], 'both may write to one enterprise at once');
  const sent = (node: number, enterprise: number) => {
    const body = JSON.stringify({ ...samples.ViolationRecorded, documentNo: `示罚〔2026〕${enterprise}号` });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'same' };
    const path = `/v1/enterprises/${fictionalUscc(enterprise)}/commands/record-violation`;
    return fetch(`${nodes[node]?.address}${path}`, { method: 'POST', headers, body }).then((answer) => answer.json());
  };
  const head = () => double.stored.all.length;
  const both = await Promise.all([sent(0, 2), sent(1, 3)]);
  const once = head();
  t.match(
    both,
    [{ outcome: 'recorded' }, { outcome: 'recorded' }],
    'one key for two enterprises, at two nodes at once',
  );
  while ((await sent(0, 3)).outcome !== 'recorded') await setTimeout(5);
  t.strictSame([await sent(0, 2), await sent(0, 3)], both, 'each is repeated on its own');
  t.match(await sent(1, 4), { code: 'IDEMPOTENCY_KEY_REUSED' });
  const leased = (name: string) => double.stored.stream(name).map(({ metadata }) => new Map(metadata).get('type'));
  t.equal(leased('$$lease-qcr.webhooks').length, 1, 'the server keeps the last event of a lease only');
  await Promise.all(nodes.map((node) => node.close()));
  t.equal(leased('lease-qcr.webhooks').at(-1), 'LeaseReleased');
  t.equal(double.stored.all.slice(once).filter(({ stream }) => stream.startsWith('qcr.')).length, 0);
  for (const data of [one, other]) await (await openLog({ ...place, data })).close();
  t.strictSame(await digestsOf(other), await digestsOf(one));
  t.ok(await verify(other, quiet));
});

/** Recorded events of a registry of some enterprises, in a file. */
async function ownLog(folder: string, enterprises: number): Promise<string> {
  const file = logFile(folder);
  const log = new ThreadlessLog(file);
  await recordDay({ date: '2024-06-01', confirmed: true }, log, systemRim);
  for (let number = 0; number < enterprises; number += 1)
    await appended(log, renamings(streamOf(number), 0, { count: 3 }));
  await log.close();
  return file;
}

function storedIn(file: string) {
  const reader = openSqliteReader(file);
  const stored = { registry: reader.registryId(), events: reader.readStored(0, 10_000) };
  void reader.close();
  return stored;
}

t.test('a registry moves to a cluster and back, verbatim; a copy that is killed goes on where it was', async (t) => {
  const double = await EventStoreDouble.start();
  t.teardown(() => double.stop());
  const folder = testFolder(t);
  const file = await ownLog(folder, 60);
  const copying = spawnQcr(['log', 'copy', '--from', `sqlite:${file}`, '--to', 'cluster'], 'ignore', {
    EVENTSTOREDB_URL: double.url,
  });
  await until(() => double.stored.all.length > 30);
  await stopped({ child: copying }, 'SIGKILL');
  const before = double.stored.all.length;
  t.ok(before < 181, `${before} of 181 were sent`);
  await copyRegistry({ from: `sqlite:${file}`, to: double.url }, undefined, quiet);
  t.equal(double.stored.all.length, 181, 'nothing was sent twice');

  const back = join(folder, 'back.sqlite');
  await copyRegistry({ from: double.url, to: `sqlite:${back}` }, undefined, quiet);
  t.strictSame(storedIn(back), storedIn(file));
  t.strictSame(
    readdirSync(folder).filter((name) => /replica/.test(name)),
    [],
  );
  const data = join(folder, 'node');
  await (await openLog({ data, cluster: clusterAddress(double.url) })).close();
  t.strictSame(storedIn(logFile(data)), storedIn(file), 'a node holds the same, under the same identity');

  const other = await ownLog(t.testdir({ other: {} }), 1);
  await t.rejects(copyRegistry({ from: `sqlite:${other}`, to: double.url }, undefined, quiet), {
    name: 'UsageError',
    message: /event 1 is not the same at both ends/,
  });
  await t.rejects(copyRegistry({ from: double.url, to: 'cluster' }, undefined, quiet), /name sqlite:FILE/);
  t.equal(double.stored.all.length, 181);
});

/** Reads what a child acknowledges until it is so much; answers all of it. */
async function acknowledgedBy(child: LogChild, count: number): Promise<readonly string[]> {
  const lines: string[] = [];
  while (lines.length < count) lines.push(await child.line());
  return lines;
}

t.test('three nodes write to the same streams; one is killed, one cut off: at the end all hold the same', async (t) => {
  const double = await EventStoreDouble.start();
  const wire = await BreakableWire.to(double.port);
  const folder = testFolder(t);
  t.teardown(() => {
    wire.close();
    double.stop();
  });
  const ports = [double.port, double.port, wire.port];
  const nodes = ports.map((port, index) => {
    const place = join(folder, String(index));
    mkdirSync(place);
    const url = double.url.replace(String(double.port), String(port));
    return { place, adapter: eventStoreAdapter(url, { shared: 'qcr.' }) };
  });
  const openAll = () => Promise.all(nodes.map(({ adapter, place }) => adapter.open(place)));
  const [opened, ...idle] = await openAll();
  if (opened !== undefined) await recordDay({ date: '2026-03-01', confirmed: true }, opened, systemRim);
  await Promise.all([opened, ...idle].map((log) => log?.close()));

  const children = nodes.map(({ adapter, place }) => new LogChild(adapter, place, 'contend'));
  t.teardown(() => Promise.all(children.map((child) => child.kill())));
  const [killed, steady, cutOff] = children;
  if (killed === undefined || steady === undefined || cutOff === undefined) throw new Error('three nodes');
  const lines = (await Promise.all(children.map((child) => acknowledgedBy(child, 15)))).flat();
  lines.push(...(await killed.kill()));
  wire.cut();
  lines.push(...(await acknowledgedBy(steady, 15)));
  wire.mend();
  lines.push(...(await acknowledgedBy(cutOff, 30)), ...(await steady.kill()), ...(await cutOff.kill()));

  const logs = await openAll();
  const [one, ...others] = logs.map((log) => log.readStored(0, 10_000));
  for (const other of others) t.strictSame(other, one);
  for (const log of logs) t.strictSame(verifyLog(log).faults, []);
  const acknowledged = lines.map((line): { position: number; id: string } => JSON.parse(line));
  const found = acknowledged.map(({ position }) => ({ position, id: one?.[position - 1]?.id }));
  t.strictSame(found, acknowledged, `${acknowledged.length} were acknowledged, all are there`);
  await Promise.all(logs.map((log) => log.close()));
  const [digests, ...same] = await Promise.all(nodes.map(({ place }) => digestsOf(place)));
  for (const each of same) t.strictSame(each, digests);
});
