import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { type CommandType, enterpriseCommands, kebab } from '../schemas/commands.js';
import { addDays, dayInShanghai } from '../schemas/day.js';
import { type FollowOptions, followList } from '../src/cli/follow.js';
import { watchReceipts } from '../src/cli/receipt-watch.js';
import { recordDay, registryActor } from '../src/commands/days.js';
import { receiptAnswer, receiptsAnswer } from '../src/http/receipt-answer.js';
import { shippedPacks } from '../src/policy/packs.js';
import { ListCopy } from '../src/replica/list-copy.js';
import { Holder, listServer, unlinked } from './support/list-server.js';
import { nextEdition, nextWords } from './support/next-edition.js';
import { qcr, startQcr, stopped } from './support/qcr.js';
import { openRegistry } from './support/registry.js';
import { samples } from './support/samples.js';
import { type Ask, request } from './support/server.js';
import { openSwitchboard } from './support/switchboard.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const B = fictionalUscc(2);
const feed = '/v1/feeds/joint-punishment';

t.test(
  'a receipt says whether a copy is the source, and the registry which withdrawn rows and measures it holds',
  async (t) => {
    const server = await listServer(t);
    const { record, get, ask, punishment, keyOf, admin, log, rim, readModels, receipts } = server;
    const receipt = (holder: Holder, digest = holder.digest(), key = punishment) =>
      ask('/v1/receipts', { method: 'POST', key, body: { list: 'joint-punishment', cursor: holder.cursor, digest } });
    const standing = async (key = admin) => (await get('/v1/receipts?list=joint-punishment', key)).json;
    for (const each of [A, B]) await record(each, 'RegisterEnterprise');
    const listed = await record(A, 'BlacklistEnterprise', unlinked);
    const measure = { department: 'sthj', list: 'joint-punishment', measureCode: 'bonus-cancelled', measureId: 'M-1' };
    const { position, id: applied } = await record(A, 'ApplyMeasure', measure);
    await readModels.waitFor(position, 5000);
    const holder = new Holder();
    holder.take(await get(feed, punishment));
    const first = await receipt(holder);
    t.same(receiptAnswer.parse(first.json), first.json);
    t.match(first, {
      status: 201,
      json: { outcome: 'recorded', verdict: 'equal', changesBehind: 0, withdrawnHeld: [] },
    });
    t.match(await receipt(holder), { status: 200, json: { outcome: 'noted' } }, 'the same again is no event');
    t.match((await standing()).departments, [
      {
        department: 'sthj',
        copies: [{ verdict: 'equal', changesBehind: 0, keyHolds: true }],
        measures: [],
        overdue: [],
      },
    ]);

    const differing = await receipt(holder, 'ab'.repeat(32));
    t.match(differing, {
      status: 201,
      json: { verdict: 'different', digest: holder.digest(), resync: { snapshot: /ndjson/ } },
    });
    const strange = new Holder();
    strange.cursor = 'garbage';
    t.match((await receipt(strange)).json, { status: 409, code: 'RESYNC', errors: [{ field: 'cursor' }] });
    t.equal((await receipt(holder, holder.digest(), admin)).json.code, 'SCOPE_MISSING');
    t.equal((await receipt(holder)).json.outcome, 'recorded', 'equal again is another verdict');

    const lift = { target: listed.id, on: '2024-06-01', reason: 'early-repair' };
    const lifted = await record(A, 'LiftBlacklisting', lift);
    await readModels.waitFor(lifted.position, 5000);
    const [rowId] = [...holder.rows.keys()];
    const behind = await receipt(holder);
    t.match(behind.json, {
      outcome: 'recorded',
      verdict: 'withdrawals-held',
      changesBehind: 1,
      withdrawnHeld: [rowId],
    });
    await recordDay({ date: '2024-06-11', confirmed: true }, log, rim);
    await readModels.waitFor(log.head().position, 5000);
    const late = await standing();
    t.same(receiptsAnswer.parse(late), late);
    t.match(late, {
      day: '2024-06-11',
      overdueDays: 30,
      departments: [
        {
          copies: [{ verdict: 'withdrawals-held', withdrawn: [{ rowId, since: '2024-06-01', days: 10 }] }],
          measures: [{ eventId: applied, uscc: A, leftOn: '2024-06-01', days: 10 }],
          overdue: [],
        },
      ],
    });
    t.equal(late.departments[0].copies.length, 1);
    const after = { measureId: 'M-2', documentNo: '示措〔2024〕2号', appliedOn: '2024-06-10' };
    await record(A, 'ApplyMeasure', { ...measure, ...after });
    await readModels.waitFor(log.head().position, 5000);
    const held = (await standing()).departments[0].measures.map(({ days }: { days: number }) => days);
    t.same(held.sort(), [1, 10], 'one that was applied after the leaving is held since then');
    await recordDay({ date: '2024-07-10', confirmed: true }, log, rim);
    await readModels.waitFor(log.head().position, 5000);
    t.same((await standing()).departments[0].overdue, ['no-receipt', 'withdrawn-rows-held', 'measures-held']);
    const said: string[] = [];
    watchReceipts({ log, readModels, receipts }, (message) => said.push(message)).stop();
    t.same(said, [
      '反馈逾期 overdue: sthj on joint-reward: no-receipt',
      '反馈逾期 overdue: sthj on joint-punishment: no-receipt, withdrawn-rows-held, measures-held',
    ]);
    t.match((await ask('/metrics')).text, /qcr_receipts_overdue{list="joint-punishment"} 1/);
    rim.turnTo('2024-07-10T02:00:00.000Z');
    holder.take(await get(`${feed}?after=${holder.cursor}`, punishment));
    t.equal((await receipt(holder)).json.verdict, 'equal');
    t.same((await standing()).departments[0].overdue, ['measures-held']);
    const unmeasured = await record(A, 'LiftMeasure', { target: applied, on: '2024-07-10' });
    await readModels.waitFor(unmeasured.position, 5000);
    t.match((await standing()).departments, [{ copies: [{ withdrawn: [] }], measures: [], overdue: [] }]);

    const neighbour = await keyOf('scjg', 'feed:joint-punishment');
    t.same(
      (await standing(neighbour)).departments.map(({ department }: { department: string }) => department),
      ['scjg'],
    );
    t.equal((await get('/v1/receipts?department=sthj', neighbour)).json.code, 'SCOPE_MISSING');
  },
);

t.test('what a department checks, acknowledges and subscribes to in one moment is all recorded', async (t) => {
  const { get, ask, punishment } = await listServer(t);
  const holder = new Holder();
  holder.take(await get(feed, punishment));
  const send = async (path: string, body: object) => (await ask(path, { method: 'POST', key: punishment, body })).json;
  const list = 'joint-punishment';
  const asked = Array.from({ length: 6 }, (_, index) => index).map(async (index) => [
    await send('/v1/checks', { usccs: [A], purpose: '核验' }),
    await send('/v1/receipts', { list, cursor: holder.cursor, digest: holder.digest() }),
    await send('/v1/webhooks', { list, subscription: `hook-${index}`, url: 'https://example.org/hook' }),
  ]);
  const answers = await Promise.all(asked);
  t.equal(new Set(answers.map(([check]) => check.checkNo)).size, 6);
  t.same(answers.map(([, receipt]) => receipt.outcome).toSorted(), [...Array(5).fill('noted'), 'recorded']);
  t.same(
    answers.map(([, , webhook]) => webhook.state),
    Array(6).fill('active'),
  );
});

t.test(
  'a copy that has let go of what was withdrawn is on record at once, though its verdict is the same',
  async (t) => {
    const { record, get, ask, punishment, log, readModels } = await listServer(t);
    const listed = await record(A, 'BlacklistEnterprise', unlinked);
    await readModels.waitFor(listed.position, 5000);
    const holder = new Holder();
    const acknowledge = async () => {
      const body = { list: 'joint-punishment', cursor: holder.cursor, digest: holder.digest() };
      return (await ask('/v1/receipts', { method: 'POST', key: punishment, body })).json.outcome;
    };
    holder.take(await get(feed, punishment));
    t.equal(await acknowledge(), 'recorded');
    const another = await record(B, 'BlacklistEnterprise', unlinked);
    await readModels.waitFor(another.position, 5000);
    holder.take(await get(`${feed}?after=${holder.cursor}`, punishment));
    t.equal(await acknowledge(), 'noted');
    const lifted = await record(A, 'LiftBlacklisting', { target: listed.id, on: '2024-06-01', reason: 'early-repair' });
    await readModels.waitFor(lifted.position, 5000);
    holder.take(await get(`${feed}?after=${holder.cursor}`, punishment));
    t.equal(await acknowledge(), 'recorded');
    t.match(log.lastOf('department-sthj'), { type: 'ReceiptAcknowledged', data: { cursor: holder.cursor } });
  },
);

const listening = /listening on (http:\/\/127\.0\.0\.1:\d+)/;
const path = '/v1/lists/joint-punishment';

/** A registry whose lists can be followed from other processes: a key of a department of its own for each follower. */
async function followedRegistry(t: Parameters<typeof openRegistry>[0], followers: number) {
  const { folder, log, rim, keys, policies } = await openRegistry(t);
  const acting = { actor: registryActor, correlationId: rim.newId() };
  rim.turnTo(new Date().toISOString());
  await recordDay({ date: dayInShanghai(rim.now()), confirmed: true }, log, rim);
  for (const pack of shippedPacks) await policies.adopt(pack, acting);
  const readers: string[] = [];
  for (let number = 1; number <= followers; number += 1) {
    const department = `bm${number}`;
    await keys.enrol({ department, name: `示例${number}局` }, acting);
    readers.push((await keys.issue({ department, scopes: ['feed:joint-punishment'] }, acting)).text);
  }
  const admin = (await keys.issue({ department: 'scjg', scopes: ['admin', 'record'] }, acting)).text;
  await log.close();
  const board = await openSwitchboard(t);
  const serve = async (program?: string) => {
    const server = await startQcr(t, ['--data', folder, 'serve'], listening, program === undefined ? {} : { program });
    board.leadTo(server.match[1] ?? '');
    return server;
  };
  const today = dayInShanghai(rim.now());
  const ask = (where: string, asked: Ask) => request(`${board.address}${where}`, asked);
  const command = async (uscc: string, type: CommandType, fields: object) => {
    const body = { ...samples[enterpriseCommands[type].event], ...fields };
    const to = `/v1/enterprises/${uscc}/commands/${kebab(type)}`;
    const { status, json } = await ask(to, { method: 'POST', key: admin, body });
    if (status !== 201) throw new Error(JSON.stringify(json));
    return { id: String(json.events[0].eventId), position: Number(json.position) };
  };
  const list = (number: number) =>
    command(fictionalUscc(number), 'BlacklistEnterprise', {
      documentNo: `示〔2024〕${number}号`,
      listedOn: addDays(today, -3),
      scheduledOff: addDays(today, 900),
      linkedDecision: undefined,
    });
  const lift = (number: number, target: string) =>
    command(fictionalUscc(number), 'LiftBlacklisting', {
      documentNo: `示移〔2024〕${number}号`,
      target,
      on: today,
      reason: 'early-repair',
    });
  return { folder, admin, readers, board, serve, ask, list, lift };
}

/** Follows in this process until the copy has caught up; answers what is said. */
async function followedOnce(url: string, into: Omit<FollowOptions, 'once'>, key: string | undefined): Promise<string> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  await followList(url, { ...into, once: true }, key, { print, note: print, progress: () => undefined });
  return lines.join('\n');
}

/** The rows of a copy by id, and the rows of a snapshot. */
function copied(file: string): ReadonlyMap<string, unknown> {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare<[], { row_id: string; row: string }>('SELECT row_id, row FROM listed ORDER BY row_id').all();
  db.close();
  return new Map(rows.map(({ row_id, row }) => [row_id, JSON.parse(row)]));
}

function shownIn(ndjson: string): ReadonlyMap<string, unknown> {
  const [, ...lines] = ndjson.trim().split('\n');
  const rows: { rowId: string; row: unknown }[] = lines.map((line) => JSON.parse(line));
  return new Map(rows.map(({ rowId, row }) => [rowId, row] as const).sort());
}

t.test('followers end equal to the source, whoever is restarted, rebuilt, updated or killed meanwhile', async (t) => {
  const isLong = process.env.QCR_TEST_LONG !== undefined;
  const count = isLong ? 20 : 5;
  const { folder, admin, readers, board, serve, ask, list, lift } = await followedRegistry(t, count);
  let server = await serve();
  const files = readers.map((_key, index) => join(t.testdirName, `copy-${index}.sqlite`));
  const argsOf = (index: number): string[] => {
    return ['follow', board.address, '--list', 'joint-punishment', '--into', files[index] ?? ''];
  };
  const start = (index: number, ready: RegExp) => startQcr(t, argsOf(index), ready, { QCR_KEY: readers[index] ?? '' });
  const first = await list(1);
  const followers = await Promise.all(readers.map((_key, index) => start(index, /快照 snapshot/)));
  for (const number of [2, 3, 4]) await list(number);
  await lift(1, first.id);

  await stopped(server, 'SIGKILL');
  for (const follower of followers.slice(0, 2)) await stopped(follower, 'SIGKILL');
  await Promise.all(followers.slice(2).map((follower) => follower.says(/no answer for now/)));
  server = await serve();
  const second = await list(5);
  const again = await Promise.all([0, 1].map((index) => start(index, /变动 changes/)));
  const living = [...again, ...followers.slice(2)];

  const rebuilding = qcr('--data', folder, 'rebuild');
  for (const number of [6, 7, 8]) await list(number);
  t.equal((await rebuilding).code, 0);
  await stopped(server);
  server = await serve(nextEdition(join(t.testdirName, 'next')));
  await Promise.all(living.map((follower) => follower.says(/RESYNC[\s\S]*快照 snapshot/)));
  await lift(5, second.id);
  const last = await list(9);

  const { text } = await ask(`${path}?format=ndjson&after=${last.position}`, { key: readers[0] ?? '' });
  const [head = ''] = text.split('\n');
  const { digest } = JSON.parse(head).feed;
  await Promise.all(living.map((follower) => follower.says(new RegExp(digest))));
  for (const { child } of living) child.kill('SIGTERM');
  const ends = await Promise.all(living.map(({ child }) => (child.exitCode === null ? once(child, 'exit') : [0])));
  t.equal(shownIn(text).size, [...text.matchAll(new RegExp(nextWords, 'g'))].length, 'each row is of the new edition');
  t.same(
    ends.map(([code]) => code),
    living.map(() => 0),
    'a signal ends them in order',
  );
  for (const [index, into] of files.entries()) {
    await followedOnce(board.address, { list: 'joint-punishment', into }, readers[index]);
    t.same(copied(into), shownIn(text));
    t.notOk(living[index]?.match.input.includes(readers[index] ?? ''), 'no key is printed');
  }
  const { json } = await ask('/v1/receipts', { key: admin });
  const copies = json.departments.flatMap((each: { copies: unknown[] }) => each.copies);
  t.equal(copies.length, count);
  for (const copy of copies) t.match(copy, { verdict: 'equal', changesBehind: 0, withdrawn: [] });
});

t.test('a copy that has skipped something, or was changed, is caught, and the registry is told', async (t) => {
  const { record, get, address, punishment, admin, readModels } = await listServer(t);
  const file = join(t.testdirName, 'copy.sqlite');
  const follow = (into = file, list = 'joint-punishment', key: string | undefined = punishment) =>
    followedOnce(address, { list, into }, key);
  const listed = await record(A, 'BlacklistEnterprise', unlinked);
  await readModels.waitFor(listed.position, 5000);
  t.match(await follow(), /快照 snapshot {2}行 rows 1 /);
  const whole = readFileSync(file);
  const change = (sql: string, ...values: string[]): void => {
    writeFileSync(file, whole);
    const db = new Database(file);
    db.prepare(sql).run(...values);
    db.close();
  };
  const { position } = await record(B, 'BlacklistEnterprise', unlinked);
  await readModels.waitFor(position, 5000);
  const { headers } = await get(feed, punishment);
  change('UPDATE copy SET cursor = ?', headers.get('qcr-cursor') ?? '');
  await t.rejects(follow(), /differs from its source/, 'it skipped a batch');
  const { json } = await get('/v1/receipts?list=joint-punishment', admin);
  t.match(json.departments, [{ department: 'sthj', copies: [{ verdict: 'different' }] }]);
  writeFileSync(file, whole);
  const copy = new ListCopy(file, 'joint-punishment');
  const before = copy.mark();
  const [{ data: skipped }, { data: taken }] = (await get(feed, punishment)).json;
  const to = { cursor: 'jp1.9', digest: headers.get('qcr-digest') ?? '' };
  for (const [changes, reason] of [
    [[], 'its set adds up to another digest'],
    [[skipped, taken], 'a row that comes was there already'],
    [[{ ...taken, op: 'remove' }], 'a row that leaves was never there'],
    [[{ ...taken, rowId: skipped.rowId }], 'a row is not what its id says'],
  ] as const) {
    t.throws(() => copy.take(changes, to), { message: new RegExp(reason) });
  }
  t.same([copy.mark(), copy.count()], [before, 1], 'and nothing of it is kept');
  copy.take([taken], to);
  t.same([copy.mark(), copy.count()], [to, 2]);
  copy.close();
  change('DELETE FROM listed');
  await t.rejects(follow(), /its rows do not add up/);
  change("UPDATE copy SET cursor = 'jp1.1.1.' || digest");
  t.match(await follow(), /RESYNC[\s\S]*行 rows 2 /, 'who cannot go on starts again');

  await t.rejects(follow(file, 'joint-reward'), /holds joint-punishment/);
  await t.rejects(follow(join(t.testdirName, 'other.sqlite'), 'joint-reward'), /403 SCOPE_MISSING/);
  await t.rejects(follow(file, 'joint-punishment', 'qcr_no'), /401 KEY_INVALID/);
  await t.rejects(followedOnce(address, { list: 'joint-punishment', into: file }, undefined), /QCR_KEY/);
  await t.rejects(followedOnce(`${address}/docs`, { list: 'joint-punishment', into: file }, punishment), /404/);
  const foreign = new Database(join(t.testdirName, 'foreign.sqlite'));
  foreign.exec('CREATE TABLE mine (one TEXT)');
  foreign.close();
  await t.rejects(follow(join(t.testdirName, 'foreign.sqlite')), /is no copy of a list/);
  writeFileSync(join(t.testdirName, 'words.txt'), 'no database, and longer than the head of one would be: '.repeat(40));
  await t.rejects(follow(join(t.testdirName, 'words.txt')), /words\.txt is no copy of a list/);
  await t.rejects(follow(join(t.testdirName, 'nowhere', 'copy.sqlite')), /there is no folder .*nowhere/);
  const both = await Promise.allSettled([follow(), follow()]);
  t.match(both, [{ status: 'fulfilled' }, { reason: /another process follows/ }]);
});
