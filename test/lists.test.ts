import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { CloudEvent, HTTP } from 'cloudevents';
import { EventSource } from 'eventsource';
import Fastify from 'fastify';
import t from 'tap';
import { canonicalJson } from '../schemas/canonical.js';
import { recordDay, registryActor } from '../src/commands/days.js';
import { readSubject } from '../src/event-log/enterprise-history.js';
import { openedDay } from '../src/event-log/opened-day.js';
import { policyEvents } from '../src/event-log/policy-events.js';
import { checkAnswer, recheckAnswer } from '../src/http/check-answer.js';
import { judgedAnswer, listAnswer, listChange } from '../src/http/list-answer.js';
import { sendLive } from '../src/http/live-stream.js';
import { ListJobs } from '../src/list-jobs/list-jobs.js';
import { rulesInForce } from '../src/policy/adoptions.js';
import { listRows } from '../src/policy/joint-lists.js';
import { sightedState } from '../src/policy/sighted.js';
import { resolveAxes } from '../src/queries/axes.js';
import { compareReadModels } from '../src/read-models/comparison.js';
import { makeFile } from '../src/read-models/file.js';
import { Projector } from '../src/read-models/projector.js';
import { openKeptRegistry } from './support/kept-registry.js';
import { finishedJob, Holder, listServer, unlinked } from './support/list-server.js';
import { onEveryLog } from './support/on-every-log.js';
import { openSwitchboard } from './support/switchboard.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);

interface Line {
  readonly list: string;
  readonly op: string;
  readonly reason: string;
  readonly row: string | null;
  readonly digest: string;
  readonly row_id: string;
  readonly shown: number;
}

/** A registry with the shipped packs, whose read models follow one event at a time. */
async function openLists(t: Parameters<typeof openKeptRegistry>[0]) {
  const registry = await openKeptRegistry(t);
  const { log, rim, folder } = registry;
  const file = join(folder, 'lists.sqlite');
  const db = makeFile(file);
  t.teardown(() => db.close());
  let compared = 0;
  /** The changes so far; made one event at a time, they equal those made from the whole log at once. */
  const changes = (list?: string): readonly Line[] => {
    new Projector(log, db, 1).catchUp();
    compared += 1;
    t.same(compareReadModels(log, file, join(folder, `fresh.${compared}.sqlite`)).differences, []);
    const lines = db.prepare<[], Line>('SELECT * FROM list_changes ORDER BY position, list, uscc, op DESC').all();
    return lines.filter((line) => list === undefined || line.list === list);
  };
  const moves = (list: string): readonly string[] => changes(list).map(({ op, reason }) => `${op} ${reason}`);
  const open = (date: string): Promise<void> => recordDay({ date, confirmed: true }, log, rim);
  return { ...registry, db, changes, moves, open };
}

t.test('joint reward: a valid honour lists, its end takes off, and a listing excludes', async (t) => {
  const { record, moves, open } = await openLists(t);
  await record(A, 'RegisterEnterprise');
  await record(A, 'AwardHonour', { awardedOn: '2024-05-26', validUntil: '2024-07-25' });
  t.same(moves('joint-reward'), ['add new-fact']);
  await record(A, 'RenameEnterprise', { name: '示例改名有限公司', on: '2024-05-30' });
  t.same(moves('joint-reward'), ['add new-fact', 'remove new-fact', 'add new-fact'], 'a changed row goes and comes');
  await open('2024-07-25');
  t.equal(moves('joint-reward').length, 3, 'the last day counts');
  await open('2024-07-26');
  t.equal(moves('joint-reward').at(-1), 'remove expiry');
});

t.test('joint reward: an open matter changes nothing, so who was not listed waits', async (t) => {
  const { record, moves, log } = await openLists(t);
  const idAt = (position: number): string => log.readAll(position - 1, 1)[0]?.id ?? '';
  const incident = idAt(await record(A, 'RecordIncident', {}));
  await record(A, 'RegisterEnterprise');
  await record(A, 'AwardHonour');
  t.same(moves('joint-reward'), [], 'liability is open');
  await record(A, 'DetermineLiability', { target: incident, liability: 'none' });
  t.same(moves('joint-reward').length, 1);
  await record(A, 'RecordIncident', {});
  t.same(moves('joint-reward').length, 1, 'who is listed stays');
});

t.test('joint punishment: repair takes off, and seals what it stood on; the digest returns to nothing', async (t) => {
  const { record, changes, moves, log } = await openLists(t);
  await record(A, 'RegisterEnterprise');
  await record(A, 'AwardHonour');
  const listing = await record(A, 'BlacklistEnterprise', unlinked);
  t.same(
    [moves('joint-punishment'), moves('joint-reward')],
    [['add new-fact'], ['add late-report', 'remove new-fact']],
  );
  const target = log.readAll(listing - 1, 1)[0]?.id ?? '';
  await record(A, 'BlacklistEnterprise', { ...unlinked, listKind: 'abnormal-operation' });
  t.equal(moves('joint-punishment').length, 1, 'a list that is not joint punishes nobody');
  await record(A, 'BlacklistEnterprise', { ...unlinked, authority: undefined, listKind: 'wage-arrears' });
  t.equal(moves('joint-punishment').length, 1, 'what is incomplete is never listed');
  await record(A, 'LiftBlacklisting', { target, on: '2024-06-01', reason: 'early-repair' });
  const punished = changes('joint-punishment');
  t.same(
    punished.map(({ op, reason, shown }) => [op, reason, shown]),
    [
      ['add', 'new-fact', 2],
      ['remove', 'repair', 2],
    ],
  );
  t.same(punished.at(-1)?.digest, '0'.repeat(64));
  t.same(
    changes('joint-reward').map(({ op, shown }) => [op, shown]),
    [
      ['add', 0],
      ['remove', 1],
      ['add', 1],
    ],
    'what the repair let back in does not name it',
  );
});

t.test('joint punishment: terms end by the day, whoever is asked, and a change of rules is one', async (t) => {
  const { record, moves, open, policies, acting, log } = await openLists(t);
  await record(A, 'BlacklistEnterprise', { ...unlinked, scheduledOff: '2024-06-20' });
  await open('2024-06-19');
  t.same(moves('joint-punishment'), ['add new-fact']);
  await open('2024-06-20');
  t.same(moves('joint-punishment'), ['add new-fact', 'remove expiry']);
  await record(fictionalUscc(2), 'BlacklistEnterprise', { ...unlinked, scheduledOff: undefined });
  const pack = policyEvents(log).find(({ data }) => data.packId === 'anyang-2017-25');
  await policies.retire(`anyang-2017-25@${pack?.data.sha256.slice(0, 12)}`, openedDay(log) ?? '', acting);
  t.equal(moves('joint-punishment').at(-1), 'remove rule-change');
});

t.test('joint punishment: a listing goes on under a new code, and stays with who is absorbed', async (t) => {
  const { record, changes, open, log } = await openLists(t);
  const [B, C, D] = [fictionalUscc(2), fictionalUscc(3), fictionalUscc(4)];
  const listed = () => standing(changes('joint-punishment')).map(({ row }) => row !== null && JSON.parse(row).uscc);
  for (const each of [A, B, C, D]) await record(each, 'RegisterEnterprise');
  for (const each of [A, C]) await record(each, 'BlacklistEnterprise', { ...unlinked, scheduledOff: '2025-05-31' });
  const target = log.lastOf(`enterprise-${C}`)?.id;
  await record(A, 'SucceedEnterprise', { by: B, succession: 'code-change', on: '2024-06-10' });
  await record(C, 'SucceedEnterprise', { by: D, succession: 'absorption', on: '2024-05-31' });
  t.same(listed(), [A, C], 'the succession of A lies ahead');
  await open('2024-06-10');
  t.same(listed(), [C, B]);
  const turned = changes('joint-punishment').slice(-2);
  t.match(turned, [
    { op: 'remove', reason: 'new-fact' },
    { op: 'add', reason: 'new-fact' },
  ]);
  await record(D, 'LiftBlacklisting', { target, on: '2024-06-08', reason: 'fulfilled' });
  t.same(listed(), [B], 'what is recorded with D about the listing of C takes C off');
  const [last] = changes('joint-punishment').slice(-1);
  t.match(last, { op: 'remove', reason: 'new-fact' });
});

t.test('joint punishment: one unit at a time bears a listing, in whatever order successions are dated', async (t) => {
  const { record, changes, open } = await openLists(t);
  const [B, C] = [fictionalUscc(2), fictionalUscc(3)];
  const listed = () => standing(changes('joint-punishment')).map(({ row }) => row !== null && JSON.parse(row).uscc);
  for (const each of [A, B, C]) await record(each, 'RegisterEnterprise');
  await record(A, 'BlacklistEnterprise', unlinked);
  await record(A, 'SucceedEnterprise', { by: B, succession: 'code-change', on: '2024-07-01' });
  await record(B, 'SucceedEnterprise', { by: C, succession: 'code-change', on: '2024-06-10' });
  await open('2024-06-10');
  t.same(listed(), [A]);
  await open('2024-07-01');
  t.same(listed(), [C]);
});

/** The lines that still stand, found by following the changes. */
function standing(lines: readonly Line[]): readonly Line[] {
  const gone = new Set(lines.filter(({ op }) => op === 'remove').map(({ row_id }) => row_id));
  return lines.filter(({ op, row_id }) => op === 'add' && !gone.has(row_id));
}

t.test('lineage: the rows that stand are those of the policy, and their ids sum up to the digest', async (t) => {
  const { record, changes, log } = await openLists(t);
  const usccs = [1, 2, 3, 4].map((each) => fictionalUscc(each));
  for (const [index, uscc] of usccs.entries()) {
    const [type, fields] =
      index % 2 === 0 ? (['AwardHonour', {}] as const) : (['BlacklistEnterprise', unlinked] as const);
    await record(uscc, type, { ...fields, ...(index === 3 ? { listedOn: '2024-05' } : {}) });
    await record(uscc, 'RegisterEnterprise');
  }
  const [day, { position }] = [openedDay(log) ?? '', log.head()];
  const rules = rulesInForce(policyEvents(log), { day, knownAt: position });
  const given = usccs.flatMap((uscc) => {
    const state = sightedState(readSubject(log, uscc, position, position), 'committee', day);
    return listRows(state, { day, rules }, () => true).map((row) => canonicalJson(row));
  });
  t.equal(given.length, 4);
  t.same(
    standing(changes())
      .map(({ row }) => row)
      .sort(),
    given.sort(),
  );
  for (const list of ['joint-reward', 'joint-punishment']) {
    const sum = standing(changes(list)).reduce((total, { row_id }) => total + BigInt(`0x${row_id}`), 0n) % 2n ** 256n;
    t.equal(changes(list).at(-1)?.digest, sum.toString(16).padStart(64, '0'), list);
  }
});

t.test('http: a list is read now, as it was, in every format; its snapshot adds up', async (t) => {
  const { record, get, punishment, reward, ask, readModels } = await listServer(t);
  for (const each of [1, 2, 3]) {
    await record(fictionalUscc(each), 'RegisterEnterprise', { name: `=示例第${each}有限公司` });
    await record(fictionalUscc(each), 'BlacklistEnterprise', unlinked);
  }
  const { position } = await record(A, 'RenameEnterprise', { name: '示例改名有限公司', on: '2024-05-30' });
  const path = '/v1/lists/joint-punishment';
  t.equal((await ask(path)).status, 401, 'not for the public');
  t.equal((await get(path, reward)).json.code, 'SCOPE_MISSING');
  const first = await get(`${path}?after=${position}&limit=2`, punishment);
  t.same(listAnswer.parse(first.json), first.json);
  t.equal(first.json.measures[0].code, 'bonus-cancelled');
  const second = await get(`${path}?limit=2&cursor=${first.json.next}`, punishment);
  t.same(
    [...first.json.items, ...second.json.items].map(({ row }) => row.uscc),
    [1, 2, 3].map((each) => fictionalUscc(each)),
  );
  t.equal(second.json.next, undefined);
  const lines = (await get(`${path}?format=ndjson`, punishment)).text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const holder = new Holder();
  for (const { rowId, row } of lines.slice(1)) holder.rows.set(rowId, row);
  t.same([holder.rows.size, holder.digest()], [3, lines[0].feed.digest]);
  t.equal((await get(`${path}?knownAt=${position - 1}`, punishment)).json.items[0].row.name, '=示例第1有限公司');
  t.equal((await get(`${path}?q=改名`, punishment)).json.items.length, 1);
  t.equal((await get(`${path}?division=410503`, punishment)).json.items.length, 0);
  t.equal((await get(`${path}?validAt=2024-05-31`, punishment)).json.items.length, 0);
  t.match((await get(`${path}?validAt=2024-06-02`, punishment)).json, {
    code: 'INPUT_INVALID',
    errors: [{ field: 'validAt' }],
  });
  t.equal((await get(`${path}?knownAt=${position + 9}`, punishment)).json.code, 'KNOWN_AT_IN_FUTURE');
  t.equal((await get(`${path}/diff?from=0&to=${position + 9}`, punishment)).json.code, 'KNOWN_AT_IN_FUTURE');
  t.match((await get(`${path}?format=csv`, punishment)).text, /,'=示例第2有限公司,/, 'a formula is defused');
  t.equal((await get(`${path}?format=xlsx`, punishment)).text.slice(0, 2), 'PK');
  const diff = await get(`${path}/diff?from=${position - 1}&to=${readModels.position()}`, punishment);
  t.same(
    diff.json.changes.map(({ op, reasonClass }: { op: string; reasonClass: string }) => [op, reasonClass]),
    [
      ['remove', 'new-fact'],
      ['add', 'new-fact'],
    ],
  );
  for (const change of diff.json.changes) t.same(listChange.parse(change), change);
});

onEveryLog(
  t,
  'http: a feed skips nothing, withdraws what was repaired, and never tells it again',
  async (t, adapter) => {
    const { record, get, punishment, readModels, admin } = await listServer(t, adapter);
    const canary = '金丝雀示例有限公司';
    await record(A, 'RegisterEnterprise', { name: canary });
    const listed = await record(A, 'BlacklistEnterprise', unlinked);
    await readModels.waitFor(listed.position, 5000);
    const path = '/v1/feeds/joint-punishment';
    const holder = new Holder();
    const batch = await get(path, punishment);
    t.match(batch.headers.get('content-type'), /^application\/cloudevents-batch\+json/);
    t.match(batch.json, [{ specversion: '1.0', subject: A, data: { op: 'add', row: { name: canary } } }]);
    for (const { data } of batch.json) t.same(listChange.parse(data), data);
    holder.take(batch);
    const again = await get(`${path}?after=${holder.cursor}`, punishment);
    t.same([again.json, again.headers.get('qcr-digest')], [[], holder.digest()], 'nothing new still says where one is');
    const etag = again.headers.get('etag') ?? '';
    t.equal((await get(`${path}?after=${holder.cursor}`, punishment, { 'if-none-match': etag })).status, 304);
    const waiting = get(`${path}?after=${holder.cursor}&timeout=20000`, punishment);
    const lift = { target: listed.id, on: '2024-06-01', reason: 'early-repair' };
    await record(A, 'LiftBlacklisting', lift);
    const woken = await waiting;
    t.match(woken.json, [{ data: { op: 'remove', sealed: true, withdrawal: { reasonClass: 'repair' } } }]);
    t.equal('subject' in woken.json[0], false);
    holder.take(woken);
    t.equal(holder.rows.size, 0);
    const head = readModels.position();
    const told = await Promise.all(
      [
        path,
        `/v1/lists/joint-punishment?knownAt=${listed.position}`,
        `/v1/lists/joint-punishment?knownAt=${listed.position}&format=ndjson`,
        `/v1/lists/joint-punishment?knownAt=${listed.position}&format=csv`,
        `/v1/lists/joint-punishment?knownAt=${listed.position}&q=${encodeURIComponent(canary)}`,
        `/v1/lists/joint-punishment/diff?from=0&to=${head}`,
      ].map((each) => get(each, punishment)),
    );
    t.same(
      told.map(({ status }) => status),
      told.map(() => 200),
    );
    for (const { text } of told) t.notMatch(text, new RegExp(`${canary}|${A}|${listed.id}`));
    const newcomer = new Holder();
    newcomer.take(told[0] ?? batch);
    t.equal(newcomer.rows.size, 0);
    t.equal((await get(path, admin)).json.code, 'SCOPE_MISSING');
  },
);

t.test('http: whoever waits for a change is told nothing once the key has ended', async (t) => {
  const { record, get, keyOf, keys, rim, readModels } = await listServer(t);
  const key = await keyOf('scjg', 'feed:joint-punishment');
  const { waitFor } = readModels;
  const begun = new Promise<void>((resolve) => {
    readModels.waitFor = (...asked) => {
      resolve();
      return waitFor.apply(readModels, asked);
    };
  });
  const waiting = get('/v1/feeds/joint-punishment?timeout=20000', key);
  await begun;
  const keyId = /^qcr_([^_]+)_/.exec(key)?.[1] ?? '';
  await keys.revoke(keyId, { actor: registryActor, correlationId: rim.newId() });
  await record(A, 'BlacklistEnterprise', unlinked);
  t.match(await waiting, { status: 401, json: { code: 'KEY_INVALID' } });
});

t.test('http: a cursor that leads nowhere is told to start again', async (t) => {
  const { record, get, punishment, reward, readModels } = await listServer(t);
  const { position } = await record(A, 'BlacklistEnterprise', unlinked);
  await readModels.waitFor(position, 5000);
  const cursor = (await get('/v1/feeds/joint-punishment', punishment)).headers.get('qcr-cursor') ?? '';
  const [edition, at, n, digest = ''] = cursor.split('.');
  const wrong = [
    'garbage',
    `${edition}.${Number(at) + 100}.${n}.${digest}`,
    `${edition}.${at}.${Number(n) + 1}.${digest}`,
    `${edition}.${at}.${n}.${digest.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`,
    `${edition}.${at}.0.${digest}`,
  ];
  for (const each of wrong) {
    t.match(
      (await get(`/v1/feeds/joint-punishment?after=${each}`, punishment)).json,
      { status: 409, code: 'RESYNC' },
      each,
    );
  }
  t.equal((await get(`/v1/feeds/joint-reward?after=${cursor}`, reward)).json.code, 'RESYNC', 'of another list');
  t.equal(
    (await get(`/v1/feeds/joint-punishment?after=jp9.${at}.7.${digest}`, punishment)).status,
    200,
    'the same set',
  );
  t.equal((await get(`/v1/feeds/joint-punishment?after=jp9.${Number(at) - 1}.7.${digest}`, punishment)).status, 409);
});

t.test('http: server-sent events resume by the last id, and end with the key', async (t) => {
  const { record, address, punishment, admin, ask } = await listServer(t);
  await record(A, 'BlacklistEnterprise', unlinked);
  /** The first event whose data matches, and the id beside it. */
  const heard = async (pattern: RegExp, lastSeen?: string): Promise<string> => {
    const leave = new AbortController();
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${punishment}`,
      ...(lastSeen === undefined ? {} : { 'last-event-id': lastSeen }),
    };
    const { body } = await fetch(`${address}/v1/feeds/joint-punishment`, { headers, signal: leave.signal });
    let text = '';
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString();
      if (pattern.test(text)) break;
    }
    leave.abort();
    return text;
  };
  const first = await heard(/"op":"add".*\n\n/);
  const id = /^id: (.+)$/m.exec(first)?.[1] ?? '';
  const later = heard(/"op":"add".*\n\n/, id);
  await record(fictionalUscc(2), 'BlacklistEnterprise', unlinked);
  const text = await later;
  t.ok(text.includes(fictionalUscc(2)));
  t.notOk(text.includes(A), 'what was heard is not told again');
  const open = await fetch(`${address}/v1/feeds/joint-punishment`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${punishment}`, 'last-event-id': id },
  });
  await ask(`/v1/keys/${punishment.split('_')[1]}`, { method: 'DELETE', key: admin });
  await record(fictionalUscc(3), 'BlacklistEnterprise', unlinked);
  t.notOk((await open.text()).includes(fictionalUscc(3)), 'whoever holds no key any more is told nothing more');
});

t.test('http: a check says what is on record, and afterwards whether it still holds', async (t) => {
  const { record, get, ask, punishment, reward, keyOf, log, readModels } = await listServer(t);
  const [, honoured, plain, nobody, old] = [1, 2, 3, 4, 5].map((each) => fictionalUscc(each));
  for (const each of [A, honoured, plain, old]) await record(each ?? '', 'RegisterEnterprise');
  const listing = await record(A, 'BlacklistEnterprise', unlinked);
  await record(honoured ?? '', 'AwardHonour');
  const { position } = await record(old ?? '', 'SucceedEnterprise', { by: A, succession: 'absorption' });
  const usccs = [A, ` ${plain?.toLowerCase()}`, nobody, old, A.replace('0', 'O'), '示例晨光纺织有限公司', A];
  const body = { usccs, purpose: '拨付前核验', caseNo: '示〔2024〕9号' };
  const made = await ask(`/v1/checks?after=${position}`, { method: 'POST', key: punishment, body });
  t.equal(made.status, 201);
  t.same(checkAnswer.parse(made.json), made.json);
  t.same(
    made.json.results.map(({ outcome, rows }: { outcome: string; rows?: unknown[] }) => [outcome, rows?.length]),
    [
      ['listed', 1],
      ['not-listed-on-record', 0],
      ['unknown', 0],
      ['listed', 1],
      ['unresolved', undefined],
      ['unresolved', undefined],
      ['listed', 1],
    ],
  );
  t.match(made.json.results[3], { uscc: old, succeededBy: A, rows: [{ row: { uscc: A } }] });
  t.match(made.json.results[4], { defect: 'ALPHABET', suggestion: A });
  t.match(made.json.measures, [{ list: 'joint-punishment', code: 'bonus-cancelled' }]);
  const event = log.readAll(made.json.position - 1, 1)[0];
  t.match(event, {
    type: 'CheckMade',
    stream: 'department-sthj',
    data: {
      checkNo: made.json.checkNo,
      list: 'joint-punishment',
      usccs: [A, plain, nobody, old],
      purpose: '拨付前核验',
    },
  });
  const path = `/v1/checks/${made.json.checkNo}`;
  const same = await get(path, punishment);
  t.same(recheckAnswer.parse(same.json), same.json);
  t.match(same.json, { state: 'matches', reproduced: true, now: { results: { length: 4 } } });
  const refused = { usccs, purpose: '拨付前核验', list: 'joint-reward' };
  t.equal((await ask('/v1/checks', { method: 'POST', key: punishment, body: refused })).json.code, 'SCOPE_MISSING');
  t.equal((await get(path, reward)).json.code, 'SCOPE_MISSING');
  const neighbour = await keyOf('scjg', 'feed:joint-punishment', 'feed:joint-reward');
  t.equal((await get(path, neighbour)).json.code, 'CHECK_UNKNOWN', 'a check belongs to who made it');
  t.equal((await get('/v1/checks/C-sthj-1', punishment)).json.code, 'CHECK_UNKNOWN', 'another event of the stream');
  const names = { usccs: ['示例晨光纺织有限公司'], purpose: '核验' };
  t.match((await ask('/v1/checks', { method: 'POST', key: punishment, body: names })).json, {
    code: 'INPUT_INVALID',
    errors: [{ field: 'usccs.0' }],
  });
  const both = await ask('/v1/checks', {
    method: 'POST',
    key: neighbour,
    body: { usccs: [honoured, A], purpose: '核验' },
  });
  t.same(
    both.json.results.map(({ rows }: { rows: { list: string }[] }) => rows.map(({ list }) => list)),
    [['joint-reward'], ['joint-punishment']],
  );
  t.equal(both.json.list, undefined, 'a key that holds both asks for both');
  const renamed = await record(A, 'RenameEnterprise', { name: '示例改名有限公司', on: '2024-05-30' });
  await readModels.waitFor(renamed.position, 5000);
  t.match((await get(path, punishment)).json, { state: 'differs', reproduced: true });
  const lifted = await record(A, 'LiftBlacklisting', { target: listing.id, on: '2024-06-01', reason: 'early-repair' });
  await readModels.waitFor(lifted.position, 5000);
  const after = await get(path, punishment);
  t.match(after.json, { state: 'withdrawn-since', reproduced: true });
  t.match(after.json.now.results[0], { outcome: 'not-listed-on-record', rows: [] });
  t.notMatch(after.text, new RegExp(`${listing.id}|严重违法失信名单`));
});

t.test(
  'http: many checks at one time are all recorded, and each reads only what is new of its department',
  async (t) => {
    const { record, ask, punishment, log, readModels } = await listServer(t);
    const { position } = await record(A, 'BlacklistEnterprise', unlinked);
    await readModels.waitFor(position, 5000);
    const read: number[] = [];
    const { readStream } = log;
    log.readStream = (stream, range = {}) => {
      if (stream === 'department-sthj') read.push(range.afterVersion ?? 0);
      return readStream.call(log, stream, range);
    };
    const before = log.streamVersion('department-sthj');
    const begun = performance.now();
    const usccs = Array.from({ length: 5000 }, (_, index) => fictionalUscc(index + 1));
    const whole = await ask('/v1/checks', { method: 'POST', key: punishment, body: { usccs, purpose: '全量核验' } });
    t.comment(`5,000 codes: ${Math.round(performance.now() - begun)} ms`);
    t.same([whole.status, whole.json.results.length], [201, 5000]);
    const body = { usccs: [A], purpose: '核验' };
    const made = await Promise.all(
      Array.from({ length: 20 }, () => ask('/v1/checks', { method: 'POST', key: punishment, body })),
    );
    t.equal(new Set(made.map(({ json }) => json.checkNo)).size, 20);
    t.equal(log.streamVersion('department-sthj'), before + 21);
    t.ok(Math.min(...read) >= before - 1, 'what was folded is not read again');
    const once = { method: 'POST', key: punishment, body, headers: { 'idempotency-key': 'payment-7' } };
    const repeated = await Promise.all(Array.from({ length: 5 }, () => ask('/v1/checks', once)));
    t.same(
      repeated.map(({ status, json }) => [status, json]),
      repeated.map(() => [201, repeated[0]?.json]),
      'one key, one check',
    );
    t.equal(log.streamVersion('department-sthj'), before + 22);
    const lift = { target: log.readAll(position - 1, 1)[0]?.id, on: '2024-06-01', reason: 'early-repair' };
    await readModels.waitFor((await record(A, 'LiftBlacklisting', lift)).position, 5000);
    const later = await ask('/v1/checks', once);
    t.match(later.json, {
      checkNo: repeated[0]?.json.checkNo,
      resultDigest: repeated[0]?.json.resultDigest,
      results: [{ outcome: 'not-listed-on-record', rows: [] }],
    });
    const other = { ...once, body: { ...body, purpose: '许可前核验' } };
    t.equal((await ask('/v1/checks', other)).json.code, 'IDEMPOTENCY_KEY_REUSED');
    const tooMany = { usccs: [...usccs, A], purpose: '核验' };
    t.match((await ask('/v1/checks', { method: 'POST', key: punishment, body: tooMany })).json, {
      errors: [{ field: 'usccs' }],
    });
  },
);

t.test('http: measures are counted by department, and enterprises named on whom there is none', async (t) => {
  const { record, get, punishment, admin, keyOf, open } = await measuredServer(t);
  const [B, C] = [fictionalUscc(2), fictionalUscc(3)];
  const apply = (uscc: string, number: number, fields: object) =>
    record(uscc, 'ApplyMeasure', {
      measureId: `M-${number}`,
      measureCode: 'bonus-cancelled',
      list: 'joint-punishment',
      department: 'scjg',
      ...fields,
    });
  await record(A, 'RegisterEnterprise');
  const first = await record(A, 'BlacklistEnterprise', unlinked);
  for (const each of [B, C]) await record(each, 'BlacklistEnterprise', unlinked);
  await open('2024-06-05');
  await apply(A, 1, { appliedOn: '2024-06-03' });
  await apply(B, 2, { appliedOn: '2024-06-05' });
  await apply(B, 3, { appliedOn: '2024-06-05', department: 'sthj' });
  const { id } = await apply(A, 4, { appliedOn: '2024-05-01', department: 'sthj' });
  await record(A, 'LiftMeasure', { target: id, on: '2024-06-05' });
  await record(A, 'RenameEnterprise', { name: '示例改名有限公司', on: '2024-06-05' });
  await record(A, 'LiftBlacklisting', { target: first.id, on: '2024-06-05', reason: 'early-repair' });
  await open('2024-06-06');
  const path = '/v1/lists/joint-punishment';
  const { json } = await get(`${path}/measures`, admin);
  t.same(json, {
    list: 'joint-punishment',
    standing: 2,
    withoutAnyResponse: 1,
    departments: [
      {
        department: 'scjg',
        applied: 2,
        lifted: 0,
        answered: 1,
        withoutResponse: 1,
        onAfterLeaving: 1,
        medianResponseDays: 2,
      },
      {
        department: 'sthj',
        applied: 2,
        lifted: 1,
        answered: 1,
        withoutResponse: 1,
        onAfterLeaving: 0,
        medianResponseDays: 0,
      },
    ],
  });
  t.same((await get(`${path}/unanswered`, punishment)).json, { usccs: [C] });
  t.same((await get(`${path}/measures`, punishment)).json.departments, [json.departments[1]]);
  const third = await keyOf('fgw', 'feed:joint-punishment');
  t.same((await get(`${path}/measures`, third)).json.departments, [
    {
      ...json.departments[1],
      department: 'fgw',
      applied: 0,
      lifted: 0,
      answered: 0,
      withoutResponse: 2,
      medianResponseDays: null,
    },
  ]);
  const page = await get(`${path}/unanswered?department=fgw&limit=1`, third);
  t.same(page.json, { usccs: [B], next: B });
  t.same((await get(`${path}/unanswered?department=fgw&cursor=${B}`, third)).json, { usccs: [C] });
  t.equal((await get(`${path}/unanswered?department=scjg`, punishment)).json.code, 'SCOPE_MISSING');
});

t.test('http: a measure is counted with the unit that carries the listing', async (t) => {
  const { record, get, admin, open } = await measuredServer(t);
  const [B, C, D] = [fictionalUscc(2), fictionalUscc(3), fictionalUscc(4)];
  const ids: string[] = [];
  for (const each of [A, B, C, D]) await record(each, 'RegisterEnterprise');
  for (const [number, each] of [A, C].entries()) {
    await record(each, 'BlacklistEnterprise', unlinked);
    const measure = { measureId: `M-${number}`, measureCode: 'bonus-cancelled', appliedOn: '2024-06-01' };
    const fields = { ...measure, list: 'joint-punishment', department: 'scjg' };
    ids.push((await record(each, 'ApplyMeasure', fields)).id);
  }
  await record(A, 'SucceedEnterprise', { by: B, succession: 'code-change', on: '2024-06-01' });
  await record(C, 'SucceedEnterprise', { by: D, succession: 'absorption', on: '2024-06-01' });
  await open('2024-06-02');
  const counts = async () => (await get('/v1/lists/joint-punishment/measures', admin)).json;
  t.match(await counts(), { standing: 2, departments: [{ applied: 2, lifted: 0, onAfterLeaving: 0 }] });
  await record(B, 'LiftMeasure', { target: ids[0], on: '2024-06-02' });
  await record(D, 'LiftMeasure', { target: ids[1], on: '2024-06-02' });
  await open('2024-06-03');
  t.match(await counts(), { departments: [{ applied: 2, lifted: 2, onAfterLeaving: 0 }] });
});

/** A list server whose days can be opened, with a third department. */
async function measuredServer(t: Parameters<typeof listServer>[0]) {
  const server = await listServer(t);
  const { log, rim, keys, readModels } = server;
  await keys.enrol({ department: 'fgw', name: '示例委' }, { actor: registryActor, correlationId: rim.newId() });
  const open = async (date: string): Promise<void> => {
    await recordDay({ date, confirmed: true }, log, rim);
    rim.turnTo(`${date}T02:00:00.000Z`);
    await readModels.waitFor(log.head().position, 5000);
  };
  return { ...server, open };
}

t.test(
  'http: the libraries of others read the feed: cloudevents the batch, eventsource the stream, zlib both',
  async (t) => {
    const { record, address, punishment, get, readModels } = await listServer(t);
    for (const each of [1, 2, 3]) await record(fictionalUscc(each), 'BlacklistEnterprise', unlinked);
    const listed = await record(fictionalUscc(4), 'BlacklistEnterprise', unlinked);
    await readModels.waitFor(listed.position, 5000);
    const batch = await get('/v1/feeds/joint-punishment', punishment);
    const parsed = HTTP.toEvent({ headers: Object.fromEntries(batch.headers), body: batch.text });
    const events = Array.isArray(parsed) ? parsed : [parsed];
    t.same(
      events.map((event) => [event instanceof CloudEvent && event.validate(), event.subject, event.sequence]),
      [1, 2, 3, 4].map((each) => [true, fictionalUscc(each), String(each).padStart(15, '0')]),
    );

    const board = await openSwitchboard(t);
    board.leadTo(address);
    const source = new EventSource(`${board.address}/v1/feeds/joint-punishment`, {
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${punishment}` } }),
    });
    t.teardown(() => source.close());
    const heard: MessageEvent[] = [];
    const hears = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => (heard.length >= count ? resolve() : undefined);
        source.addEventListener('change', look);
        look();
      });
    source.addEventListener('change', (event) => heard.push(event));
    await hears(4);
    t.equal(new Set(heard.map(({ lastEventId }) => lastEventId)).size, 4, 'each event has an id of its own');
    t.equal(heard.at(-1)?.lastEventId.split('.').at(-1), batch.headers.get('qcr-digest'));
    board.cut();
    await record(fictionalUscc(5), 'BlacklistEnterprise', unlinked);
    await hears(5);
    t.same(
      heard.map(({ data }) => JSON.parse(data).subject),
      [1, 2, 3, 4, 5].map((each) => fictionalUscc(each)),
      'who was cut off comes back and hears what is new',
    );
    for (const [index, { lastEventId }] of heard.slice(0, 4).entries()) {
      const rest = await get(`/v1/feeds/joint-punishment?after=${lastEventId}`, punishment);
      t.equal(rest.json.length, 4 - index, 'in the middle of a batch too');
    }

    const raw = (path: string, coding: string) =>
      new Promise<{ coding: string | undefined; body: Buffer }>((resolve, reject) => {
        const headers = { authorization: `Bearer ${punishment}`, 'accept-encoding': coding };
        httpGet(`${address}${path}`, { headers }, (answer) => {
          const { 'content-encoding': used } = answer.headers;
          buffer(answer).then((body) => resolve({ coding: used, body }), reject);
        }).on('error', reject);
      });
    for (const path of ['/v1/feeds/joint-punishment', '/v1/lists/joint-punishment?format=ndjson']) {
      const plain = await raw(path, 'gzip;q=0');
      const zipped = await raw(path, 'br, gzip');
      t.same([plain.coding, zipped.coding], [undefined, 'gzip'], path);
      t.same(gunzipSync(zipped.body), plain.body, path);
    }
  },
);

t.test('http: a reader that takes nothing costs little, is cut off, and nothing more is made for it', async (t) => {
  const app = Fastify();
  let made = 0;
  let ended = false;
  const texts = async function* () {
    try {
      for (;;) {
        made += 1;
        yield `data: ${'x'.repeat(256 * 1024)}\n\n`;
      }
    } finally {
      ended = true;
    }
  };
  app.get('/', (request, reply) => sendLive(request, reply, texts(), 200));
  const { hostname, port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  t.teardown(() => app.close());
  const closed = once(app.server, 'connection').then(([socket]) => once(socket, 'close'));
  const reader = connect(Number(port), hostname);
  reader.pause();
  reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await closed;
  t.ok(made > 0 && made < 200, `${made} quarters of a megabyte were made, and no more`);
  t.ok(ended, 'whoever makes them is told');
  reader.destroy();
});

t.test(
  'http: a list at any day, knowledge and rules is a job; at the axes of a position it is the list there',
  async (t) => {
    const { record, get, ask, punishment, reward, keyOf, log, rim, readModels } = await listServer(t);
    const usccs = [1, 2, 3, 4].map((each) => fictionalUscc(each));
    for (const uscc of usccs) await record(uscc, 'RegisterEnterprise', { name: '=示例有限公司' });
    const listed = await record(A, 'BlacklistEnterprise', unlinked);
    await record(fictionalUscc(2), 'AwardHonour');
    await record(fictionalUscc(3), 'BlacklistEnterprise', { ...unlinked, scheduledOff: '2024-06-20' });
    await recordDay({ date: '2024-06-20', confirmed: true }, log, rim);
    await record(A, 'RenameEnterprise', { name: '示例改名有限公司', on: '2024-06-20' });
    await record(fictionalUscc(4), 'AwardHonour', { awardedOn: '2024-06-10' });
    await record(fictionalUscc(2), 'BlacklistEnterprise', { ...unlinked, listedOn: '2024-06-15' });
    await readModels.waitFor(log.head().position, 5000);
    const keys = { 'joint-punishment': punishment, 'joint-reward': reward };
    const rowsOf = (answer: { json: { items: { row?: unknown }[] } }) =>
      answer.json.items.flatMap(({ row }) => row ?? []);
    /** At each position the job gives the rows that stood there, as far as nothing of them was withdrawn since. */
    const comparesAtAll = async (isHidden: (uscc: string) => boolean): Promise<number> => {
      let rows = 0;
      for (let knownAt = listed.position; knownAt <= log.head().position; knownAt += 2) {
        for (const [list, key] of Object.entries(keys)) {
          const job = await finishedJob({ ask }, list, { knownAt: String(knownAt) }, key);
          const found = rowsOf(await get(job, key)).filter((row) => !isHidden(rowSubject(row)));
          const stood = rowsOf(await get(`/v1/lists/${list}?knownAt=${knownAt}`, key));
          t.same(
            found,
            stood.filter((row) => !isHidden(rowSubject(row))),
            `${list} at ${knownAt}`,
          );
          rows += found.length;
        }
      }
      return rows;
    };
    t.ok((await comparesAtAll(() => false)) > 8);
    const early = await finishedJob({ ask }, 'joint-punishment', { validAt: '2024-06-14' }, punishment);
    const [state, result] = [await get(`${early}?limit=1`, punishment), await get(early, punishment)];
    t.same(judgedAnswer.parse(result.json), result.json);
    t.same(
      result.json.items.map(({ row }: { row: { uscc: string } }) => row.uscc),
      [A, fictionalUscc(3)],
    );
    t.same(result.json.axes, { ...result.json.axes, validAt: '2024-06-14', knownAt: log.head().position });
    t.equal(state.json.items.length, 1);
    t.equal((await get(`${early}?cursor=${Number.MAX_SAFE_INTEGER}`, punishment)).json.code, 'INPUT_INVALID');
    t.same((await get(`${early}?cursor=1000000000000`, punishment)).json.items, []);
    t.same((await get(`${early}?limit=1&cursor=${state.json.next}`, punishment)).json.items, [result.json.items[1]]);
    t.equal(
      (await get(`${early}?q=${encodeURIComponent('改名')}`, punishment)).json.items.length,
      0,
      'its name on that day',
    );
    t.equal((await get(`${early}?format=ndjson`, punishment)).text.trim().split('\n').length, 3);
    t.match((await get(`${early}?format=csv`, punishment)).text, /,'=示例有限公司,/);
    const none = await finishedJob({ ask }, 'joint-punishment', { ruleVersion: 'none' }, punishment);
    t.same((await get(none, punishment)).json.items, [], 'no rules, no list');
    for (const [body, code] of [
      [{ validAt: '2024-06-21' }, 'INPUT_INVALID'],
      [{ knownAt: String(log.head().position + 1) }, 'KNOWN_AT_IN_FUTURE'],
      [{ ruleVersion: 'x@000000000000' }, 'RULE_VERSION_UNKNOWN'],
    ]) {
      t.equal((await ask('/v1/lists/joint-reward/jobs', { method: 'POST', key: reward, body })).json.code, code);
    }
    const neighbour = await keyOf('scjg', 'feed:joint-punishment');
    t.equal((await get(early, neighbour)).json.code, 'LIST_JOB_UNKNOWN', 'a job belongs to who sent it');

    const lift = await record(A, 'LiftBlacklisting', { target: listed.id, on: '2024-06-20', reason: 'early-repair' });
    await readModels.waitFor(lift.position, 5000);
    const told = await get(early, punishment);
    t.same(
      told.json.items.map(({ row }: { row: { uscc: string } }) => row.uscc),
      [fictionalUscc(3)],
    );
    t.notMatch(
      told.text,
      new RegExp(`${listed.id}|改名`),
      'a result that lay there tells nothing of what was withdrawn since',
    );
    t.ok((await comparesAtAll((uscc) => uscc === A)) > 0);
  },
);

function rowSubject(row: unknown): string {
  return typeof row === 'object' && row !== null && 'uscc' in row ? String(row.uscc) : '';
}

t.test(
  'list jobs: what a kill broke off is made again, a result expires, and too many at once are asked to wait',
  async (t) => {
    const { record, log, rim, readModels, folder } = await listServer(t);
    for (const each of [1, 2, 3]) await record(fictionalUscc(each), 'BlacklistEnterprise', unlinked);
    await readModels.waitFor(log.head().position, 5000);
    const place = {
      log,
      readModels,
      rim,
      folder: join(folder, 'other-jobs'),
      note: (message: string) => t.comment(message),
    };
    const axes = { validAt: '2024-06-01', knownAt: log.head().position, ruleVersion: resolveAxes(log, {}).ruleVersion };
    const askedBy = (department: string) =>
      ({ list: 'joint-punishment', axes, sender: { department, key: 'k' } }) as const;
    const asked = askedBy('scjg');
    const first = new ListJobs(place);
    const accept = (department: string) => first.accept(askedBy(department))?.job.id ?? [];
    const own = [1, 2, 3].flatMap(() => accept('scjg'));
    t.equal(own.length, 2, 'one department leaves room for others');
    const accepted = ['sthj', 'sthj', 'jyj', 'jyj', 'fgw', 'fgw', 'rsj'].flatMap(accept);
    t.equal(accepted.length, 6);
    const other = new ListJobs(place);
    t.equal(other.accept(asked), undefined, 'another process of the folder takes none');
    await first.close();
    const [id = ''] = accepted.slice(-1);
    t.equal(other.find(id)?.status, 'queued');
    const [damaged = '', foreign = ''] = [rim.newId(), rim.newId()];
    writeFileSync(join(place.folder, `${damaged}.json`), '{"id":');
    writeFileSync(join(place.folder, `${foreign}.json`), '{}');
    const second = new ListJobs(place);
    t.teardown(() => second.close());
    t.same([second.find(damaged), second.find(foreign)], [undefined, undefined], 'what cannot be read stops nobody');
    while (second.find(id)?.status !== 'done') await setImmediate();
    t.match(second.find(id), { looked: 3, found: 3 });
    t.same(second.codes(id, 1, 5), [fictionalUscc(2), fictionalUscc(3)]);
    const stuck = second.accept(asked)?.job.id ?? '';
    mkdirSync(join(place.folder, `${stuck}.json.new`));
    while (second.find(stuck)?.status !== 'failed') await setImmediate();
    t.match(second.find(stuck), { looked: 3, found: 3 }, 'what a disk did not take has failed');
    const next = second.accept(asked)?.job.id ?? '';
    while (second.find(next)?.status !== 'done') await setImmediate();
    for (let each = 0; each < 8; each += 1) {
      const more = second.accept(asked)?.job.id ?? '';
      while (second.find(more)?.status !== 'done') await setImmediate();
    }
    t.same([second.find(own[0] ?? ''), second.find(id)?.status], [undefined, 'done'], 'ten are kept of a department');
    rim.turnTo('2024-06-03T02:00:00.000Z');
    t.equal(second.find(id), undefined);
  },
);
