import { once } from 'node:events';
import { createReadStream, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import t, { type Test } from 'tap';
import writeXlsxFile from 'write-excel-file/node';
import type { Scope } from '../schemas/scope.js';
import { importFile } from '../src/cli/import/import.js';
import type { Output } from '../src/cli/output.js';
import { AccessKeys } from '../src/commands/access-keys.js';
import { registryActor } from '../src/commands/days.js';
import { systemRim } from '../src/commands/rim.js';
import { openSqliteLog, openSqliteReader } from '../src/event-log/sqlite.js';
import { WorkQueue } from '../src/event-log/work-queue.js';
import { eventStream } from '../src/http/event-stream.js';
import { type ImportStatus, Imports } from '../src/imports/imports.js';
import { Tally } from '../src/imports/tally.js';
import { uploadLimit } from '../src/imports/upload.js';
import { testFolder } from './support/folder.js';
import { onEveryLog } from './support/on-every-log.js';
import { startQcr } from './support/qcr.js';
import { openRegistry } from './support/registry.js';
import { samples } from './support/samples.js';
import { startServer, type TestServer } from './support/server.js';
import { fictionalUscc } from './support/uscc.js';

const quiet: Output = { print: () => undefined, note: () => undefined, progress: () => undefined };
const csvType = { 'content-type': 'text/csv; charset=utf-8' };
const ndjsonType = { 'content-type': 'application/x-ndjson' };

/** What the streams of enterprises hold: order, types and contents, without ids, salts and instants. */
async function factsIn(data: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  const facts = new Map<string, string[]>();
  for (const { stream, type, data: content } of reader.readAll(0, 100_000)) {
    if (!stream.startsWith('enterprise-')) continue;
    facts.set(stream, [...(facts.get(stream) ?? []), `${type} ${JSON.stringify(content)}`]);
  }
  await reader.close();
  return new Map([...facts].sort());
}

type Value = string | number | boolean | Date | null;

function cellOf(value: Value) {
  if (value === null) return null;
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  return { value, type: String };
}

async function workbook(t: Test, name: string, ...sheets: readonly Value[][][]): Promise<string> {
  const file = join(t.testdirName, name);
  const data = sheets.map((rows, index) => ({ data: rows.map((row) => row.map(cellOf)), sheet: `表${index + 1}` }));
  writeFileSync(file, await writeXlsxFile(data).toBuffer());
  return file;
}

const headers = [
  'uscc',
  'programme',
  'programmeYear:integer',
  'awardedOn:day',
  'documentNo',
  'subject.kind',
  'subject.name',
];
const honour = (number: number, ...rest: readonly Value[]): Value[] => [
  fictionalUscc(number),
  'henan-quality-product',
  ...(rest.length > 0 ? rest : [2020, '2020-11-02', `示〔2020〕${number}号`, 'product', '水泥']),
];

t.test('a workbook is imported like the CSV of the same rows', async (t) => {
  testFolder(t);
  const date = new Date('2020-11-02T00:00:00Z');
  const rows: Value[][] = [headers, honour(1, 2020, date, '示〔2020〕1号', 'product', '水泥'), honour(2), honour(2)];
  const xlsx = await workbook(t, 'honours.xlsx', rows, [['说明']]);
  const csv = join(t.testdirName, 'honours.csv');
  writeFileSync(csv, [headers, honour(1), honour(2), honour(2)].map((row) => row.join(',')).join('\n'));
  const notes: string[] = [];
  const out = { ...quiet, note: (line: string) => notes.push(line) };
  const options = { command: 'award-honour', department: 'scjg', receivedOn: '2024-05-20' };
  const [one, other] = [join(t.testdirName, 'one'), join(t.testdirName, 'other')];
  const fromXlsx = await importFile({ data: one }, { file: xlsx, ...options }, out);
  const fromCsv = await importFile({ data: other }, { file: csv, ...options }, out);
  t.same(fromXlsx.counts(), { recorded: 2, known: 1, rejected: {} });
  t.same(fromXlsx.counts(), fromCsv.counts());
  t.same(await factsIn(one), await factsIn(other));
  t.same(notes, ['只读取工作表 only sheet 表1 of 表1, 表2 is read']);
});

t.test('what departments report and answer is imported like facts, on the machine and over HTTP', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record');
  await server.keyOf('sthj', 'record');
  const reports = [
    'department,ground,from,until',
    'scjg,serious-violation,2020-01-01,2024-05-31',
    ',blacklisted,2020-01-01,2024-05-31',
    'scjg,blacklisted,2020-01-01,2024-05-31',
    'sthj,other,2020-01-01,2024-05-31',
    'scjg,other,2024-05-31,2020-01-01',
    'scjg,other,2020-01-01,2024-06-30',
    'nobody,other,2020-01-01,2024-05-31',
  ].join('\n');
  const sent = await send(server, '?command=report-source', { key, headers: csvType, body: reports });
  await eventsOf(server.address + sent.headers.get('location'), key);
  t.match((await server.ask(`/v1/imports/${sent.json.id}`, { key })).json, {
    status: 'done',
    recorded: 2,
    known: 1,
    rejects: [
      { row: 5, code: 'SOURCE_NOT_OWN' },
      { row: 6, code: 'FIELD_INVALID', field: 'until' },
      { row: 7, code: 'DATE_IN_FUTURE' },
      { row: 8, code: 'SOURCE_NOT_OWN' },
    ],
  });
  const answers = join(server.folder, 'answers.ndjson');
  const codes = [fictionalUscc(1), fictionalUscc(2)];
  const answer = { department: 'sthj', ground: 'collective-petition', asOf: '2024-05-31', usccs: codes };
  const lines = [
    { command: 'GiveClearance', data: answer },
    { command: 'GiveClearance', data: { ...answer, usccs: ['x'] } },
  ];
  writeFileSync(answers, lines.map((line) => JSON.stringify(line)).join('\n'));
  const rejects = join(server.folder, 'answers.rejects.csv');
  const tally = await importFile({ data: server.folder }, { file: answers, rejects }, quiet, server.rim);
  t.same(tally.counts(), { recorded: 1, known: 0, rejected: { FIELD_INVALID: 1 } });
  const known = server.spans.knownAt(server.log.head().position);
  t.match(known.general('serious-violation'), [{ from: '2020-01-01', until: '2024-05-31' }]);
  t.match(
    codes.map((code) => known.named('collective-petition', code).length),
    [1, 1],
  );
});

t.test('what a spreadsheet did to a row is said, and nothing is guessed', async (t) => {
  testFolder(t);
  const file = await workbook(t, 'spoilt.xlsx', [
    [...headers, null],
    honour(1),
    [910000000000000000, ...honour(2).slice(1)],
    [null, null, null],
    [999999000000001, ...honour(2).slice(1)],
    honour(3, 2020, '2020-11-02', 2020110212345678, 'product', '水泥'),
    [...honour(4), '旁注'],
    honour(5, 2020, '2020-11-02', 0.1 + 0.2, 'product', true),
  ]);
  const rejects = join(t.testdirName, 'rejects.csv');
  const data = join(t.testdirName, 'data');
  const options = { file, command: 'award-honour', department: 'scjg', receivedOn: '2024-05-20', rejects };
  const tally = await importFile({ data }, options, quiet);
  t.same(tally.counts(), { recorded: 2, known: 0, rejected: { CODE_IN_NUMBERS: 3, ROW_RAGGED: 1 } });
  t.same(
    (await textOf(createReadStream(rejects)))
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',').slice(0, 3)),
    [
      ['3', 'CODE_IN_NUMBERS', 'uscc'],
      ['5', 'CODE_IN_NUMBERS', 'uscc'],
      ['6', 'CODE_IN_NUMBERS', 'documentNo'],
      ['7', 'ROW_RAGGED', ''],
    ],
  );
  const [fifth] = (await factsIn(data)).get(`enterprise-${fictionalUscc(5)}`) ?? [];
  t.match(fifth, /"documentNo":"0\.3".*"name":"是"/);
});

t.test('a file that is no workbook, or too large for one, is refused whole', async (t) => {
  const folder = t.testdir({
    'words.xlsx': 'not a workbook',
    'big.xlsx': 'x'.repeat(8 * 1024 * 1024 + 1),
    'old.xls': 'x',
  });
  const data = join(folder, 'data');
  const named = await workbook(t, 'named.xlsx', [headers]);
  await t.rejects(importFile({ data }, { file: join(folder, 'words.xlsx') }, quiet), { code: 'FILE_UNREADABLE' });
  await t.rejects(importFile({ data }, { file: join(folder, 'big.xlsx') }, quiet), {
    code: 'FILE_TOO_LARGE',
    message: /CSV/,
  });
  await t.rejects(importFile({ data }, { file: join(folder, 'old.xls') }, quiet), { code: 'FILE_KIND_UNKNOWN' });
  await t.rejects(importFile({ data }, { file: named, sheet: '无' }, quiet), {
    message: /has no sheet 无; it has 表1/,
  });
});

onEveryLog(t, 'a file is sent, imported with the rights of the key, and answered for', async (t, adapter) => {
  const server = await startServer(t, { adapter });
  const key = await server.keyOf('scjg', 'record', 'read:profile');
  const body = [
    headers.join(','),
    honour(1).join(','),
    honour(1).join(','),
    ['91999999', ...honour(2).slice(1)].join(','),
    'too,short',
  ].join('\r\n');
  const sent = await send(server, '?command=award-honour&receivedOn=2024-05-20', { key, headers: csvType, body });
  t.match(sent, { status: 202, json: { kind: 'csv', command: 'award-honour', bytes: Buffer.byteLength(body) } });
  const location = sent.headers.get('location') ?? '';
  t.equal(location, `/v1/imports/${sent.json.id}`);
  const last = (await eventsOf(server.address + location, key)).at(-1);
  t.same(last?.data, { id: sent.json.id, status: 'done', row: 5, read: 4, recorded: 1, known: 1, rejected: 2 });
  const { json } = await server.ask(location, { key });
  t.same(json.reasons, [
    { code: 'ROW_RAGGED', count: 1 },
    { code: 'USCC_INVALID', count: 1 },
  ]);
  t.same(json.rejects, [
    { row: 4, code: 'USCC_INVALID', field: 'uscc', reason: 'LENGTH' },
    { row: 5, code: 'ROW_RAGGED', field: '', reason: '2 cells under 7 headers' },
  ]);
  const csv = await server.ask(`${location}/rejects`, { key });
  t.match(csv.headers.get('content-type'), 'text/csv');
  t.equal(csv.text.split('\n')[1], '4,USCC_INVALID,uscc,LENGTH,统一社会信用代码无效。');

  const event = server.log.readStream(`enterprise-${fictionalUscc(1)}`)[0];
  t.match(event, {
    correlationId: sent.json.id,
    actor: { department: 'scjg' },
    data: { source: { department: 'scjg' } },
  });
  const seen = await fetch(`${server.address + location}/progress`, {
    headers: { authorization: `Bearer ${key}`, 'last-event-id': last?.id ?? '' },
  });
  t.equal(seen.status, 204, 'nothing is left to be told');
  t.notOk(existsSync(join(server.folder, 'imports', sent.json.id, 'upload.csv')), 'what was sent is not kept');

  const colleague = await server.keyOf('scjg', 'record');
  const admin = await server.keyOf('sthj', 'admin');
  for (const path of [location, `${location}/rejects`, `${location}/progress`])
    t.match(await server.ask(path, { key: colleague }), { status: 404, json: { code: 'IMPORT_UNKNOWN' } }, path);
  t.equal((await server.ask(location, { key: admin })).status, 200);
  t.same((await server.ask('/v1/imports', { key: colleague })).json, { items: [] });
  t.same((await server.ask('/v1/imports', { key })).json.items, [json]);
});

t.test('a department imports what it reports itself, an administrator for all', async (t) => {
  const server = await startServer(t);
  const line = (department: string): string =>
    JSON.stringify({
      uscc: fictionalUscc(1),
      command: 'RecordViolation',
      data: { ...samples.ViolationRecorded, documentNo: department, source: { department, receivedOn: '2024-05-20' } },
    });
  const body = [line('scjg'), '', line('sthj')].join('\n');
  const tallyFor = async (key: string) => {
    const sent = await send(server, '', { key, headers: ndjsonType, body });
    await eventsOf(server.address + sent.headers.get('location'), key);
    const { recorded, known, reasons } = (await server.ask(`/v1/imports/${sent.json.id}`, { key })).json;
    return { recorded, known, reasons };
  };
  t.same(await tallyFor(await server.keyOf('scjg', 'record')), {
    recorded: 1,
    known: 0,
    reasons: [{ code: 'SOURCE_NOT_OWN', count: 1 }],
  });
  t.same(await tallyFor(await server.keyOf('scjg', 'admin')), { recorded: 1, known: 1, reasons: [] });
});

t.test('what cannot be taken in is refused, and nothing of it is kept', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record');
  const refusedAs = async (query: string, ask: object) =>
    (await send(server, query, { body: 'a', key, headers: csvType, ...ask })).json.code;
  t.equal(await refusedAs('', { key: 'qcr_no' }), 'KEY_INVALID');
  t.equal(await refusedAs('', { key: await server.keyOf('scjg', 'read:profile') }), 'SCOPE_MISSING');
  t.equal(await refusedAs('', { headers: {} }), 'MEDIA_TYPE_UNSUPPORTED');
  t.equal(await refusedAs('', { headers: { ...csvType, 'content-encoding': 'gzip' } }), 'MEDIA_TYPE_UNSUPPORTED');
  t.equal(await refusedAs('?mapping=../../package', {}), 'INPUT_INVALID');
  t.equal(await refusedAs('?command=win', {}), 'INPUT_INVALID');
  t.equal((await server.ask('/v1/imports/x', { key })).json.code, 'INPUT_INVALID');

  const large = request(`${server.address}/v1/imports`, {
    method: 'POST',
    headers: { ...csvType, authorization: `Bearer ${key}`, 'content-length': uploadLimit + 1 },
  });
  large.flushHeaders();
  const [answer] = await once(large, 'response');
  t.equal(answer.statusCode, 413);
  large.on('error', () => undefined).destroy();
  t.same(uploadsIn(server.folder), []);

  const columns = await send(server, '?mapping=environment-penalties', { key, headers: csvType, body: '甲,乙\n1,2' });
  await eventsOf(`${server.address}${columns.headers.get('location')}`, key);
  t.match((await server.ask(`/v1/imports/${columns.json.id}`, { key })).json, {
    status: 'failed',
    read: 0,
    failure: { code: 'COLUMNS_MISSING', reason: /lacks the columns/ },
  });
});

t.test('a connection that breaks leaves nothing behind, and the file may be sent again', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record');
  const body = [headers.join(','), ...Array.from({ length: 1500 }, (_, number) => honour(number).join(','))].join('\n');
  const { position } = server.log.head();
  const broken = request(`${server.address}/v1/imports?command=award-honour`, {
    method: 'POST',
    headers: { ...csvType, authorization: `Bearer ${key}`, 'content-length': Buffer.byteLength(body) },
  });
  broken.on('error', () => undefined);
  broken.write(body.slice(0, body.length / 2));
  while (!uploadsIn(server.folder).some((file) => statSync(file).size > 0)) await setImmediate();
  broken.destroy();
  while (uploadsIn(server.folder).length > 0) await setImmediate();
  t.same([server.log.head().position, (await server.ask('/v1/imports', { key })).json], [position, { items: [] }]);

  const again = await send(server, '?command=award-honour', { key, headers: csvType, body });
  t.match((await eventsOf(`${server.address}${again.headers.get('location')}`, key)).at(-1), {
    data: { status: 'done', recorded: 1500, rejected: 0 },
  });
});

/** Registrations, honours of which some stand twice or are spoilt, and at the end names that change. */
function history(enterprises: number): string {
  const source = { department: 'scjg', receivedOn: '2024-05-20' };
  const line = (number: number, command: string, data: object): string =>
    JSON.stringify({ uscc: fictionalUscc(number), command, data: { ...data, source } });
  const lines: string[] = [];
  for (let number = 1; number <= enterprises; number += 1) {
    lines.push(
      line(number, 'RegisterEnterprise', { name: `示例第${number}纺织有限公司`, formerNames: [], status: 'active' }),
    );
    lines.push(line(number, 'RenameEnterprise', { name: `示例新${number}纺织有限公司`, on: '2024-05-01' }));
    const award = line(number, 'AwardHonour', { ...samples.HonourAwarded, documentNo: `示〔2024〕${number}号` });
    lines.push(award, number % 10 === 0 ? award : line(number, 'AwardHonour', { programme: '无 此' }));
  }
  return lines.join('\n');
}

t.test('an import that kill -9 cut in half goes on and ends as one that nobody disturbed', async (t) => {
  const folder = testFolder(t);
  const body = history(400);
  const [calm, killed] = await Promise.all(
    ['calm', 'killed'].map(async (name) => {
      const data = join(folder, name);
      mkdirSync(data);
      return { data, key: await keyIn(data, 'scjg', 'record') };
    }),
  );
  if (calm === undefined || killed === undefined) throw new Error('both registries are made');
  const undisturbed = await serve(t, calm.data);
  const sent = await sendTo(undisturbed.address, calm.key, body);
  await eventsOf(sent.location, calm.key);

  const first = await serve(t, killed.data);
  const cut = await sendTo(first.address, killed.key, body);
  await eventsOf(cut.location, killed.key, ({ read }) => read > 0);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  t.ok(uploadsIn(killed.data).length === 1, 'it was in the middle of it');
  const second = await serve(t, killed.data);
  let isWatched = (): void => undefined;
  const watched = new Promise<void>((resolve) => {
    isWatched = resolve;
  });
  const watching = eventsOf(cut.location.replace(first.address, second.address), killed.key, () => {
    isWatched();
    return false;
  });
  await watched;
  second.child.kill('SIGTERM');
  t.same(await once(second.child, 'exit'), [0, null], 'told to stop, it stops between two rows');
  t.ok((await watching).length > 0, 'and ends the stream of events');

  const third = await serve(t, killed.data);
  const resumed = cut.location.replace(first.address, third.address);
  await eventsOf(resumed, killed.key);
  const [quietly, disturbed] = await Promise.all([answer(sent.location, calm.key), answer(resumed, killed.key)]);
  const { id: _id, acceptedAt: _at, ...expected } = quietly;
  const { id: _other, acceptedAt: _then, ...found } = disturbed;
  t.match(expected, { status: 'done', read: 1600, recorded: 1200, known: 40, rejected: 360 });
  t.same(found, expected, 'the same tally and rejects');
  t.same(await text(`${resumed}/rejects`, killed.key), await text(`${sent.location}/rejects`, calm.key));
  t.same(await factsIn(killed.data), await factsIn(calm.data), 'the same facts in the same order');

  const again = await sendTo(third.address, killed.key, body);
  await eventsOf(again.location, killed.key);
  t.match(await answer(again.location, killed.key), { recorded: 0, known: 1240, rejected: 360 }, 'nothing twice');
  for (const { child } of [undisturbed, third]) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});

t.test('a key that ends ends its imports', async (t) => {
  const { imports, open, keys, keyId } = await importing(t);
  const { accepted } = await imports.accept(createReadStream(bigFile(t)), ownWords, { department: 'scjg', key: keyId });
  await imports.close();
  await keys.revoke(keyId, { actor: registryActor, correlationId: systemRim.newId() });
  const after = open();
  const { progress, status } = await ended(after, accepted.id);
  t.match({ status, progress }, { status: 'failed', progress: { failure: { code: 'SENDER_KEY_ENDED' } } });
  t.ok(new Tally(progress.counts).read < 1500);
});

t.test('progress is told until the key ends with which it is watched', async (t) => {
  const watched = { look: () => 7, idOf: String, isLast: () => false, changed: async () => undefined };
  const holds = [true, true, false];
  const { signal: gone } = new AbortController();
  const stillHolds = async () => holds.shift() ?? false;
  t.equal(
    await textOf(eventStream(watched, { lastSeen: undefined, gone, stillHolds })),
    'id: 7\nevent: progress\ndata: 7\n\n',
  );
});

t.test('one process imports into a data folder; when it is gone another takes over', async (t) => {
  const { imports, open, keyId } = await importing(t);
  const other = open();
  const sender = { department: 'scjg', key: keyId };
  const { accepted } = await imports.accept(createReadStream(bigFile(t)), ownWords, sender);
  await t.rejects(other.accept(createReadStream(bigFile(t)), ownWords, sender), { message: /elsewhere/ });
  t.equal(other.find(accepted.id)?.status, 'running');
  await imports.close();
  const second = await other.accept(createReadStream(bigFile(t)), ownWords, sender);
  const left = await ended(other, accepted.id);
  t.match(
    left,
    { status: 'done', progress: { counts: { recorded: 1500, known: 0 } } },
    'what the first left is carried out',
  );
  t.match((await ended(other, second.accepted.id)).progress.counts, { recorded: 0, known: 1500 });
});

const ownWords = {
  kind: 'csv',
  command: 'AwardHonour',
  source: { department: 'scjg', receivedOn: '2024-05-20' },
} as const;

function bigFile(t: Test): string {
  const file = join(t.testdirName, 'big.csv');
  const rows = Array.from({ length: 1500 }, (_, number) => honour(number).join(','));
  writeFileSync(file, [headers.join(','), ...rows].join('\n'));
  return file;
}

/** Imports without a server, and how another process would open them. */
async function importing(t: Test) {
  const registry = await openRegistry(t);
  const acting = { actor: registryActor, correlationId: systemRim.newId() };
  const { keyId } = await registry.keys.issue({ department: 'scjg', scopes: ['record'] }, acting);
  const open = (): Imports => {
    const folder = join(registry.folder, 'imports');
    const opened = Imports.open({ ...registry, folder, wake: () => undefined, note: (message) => t.comment(message) });
    t.teardown(() => opened.close());
    return opened;
  };
  return { ...registry, imports: open(), open, keyId };
}

async function ended(imports: Imports, id: string): Promise<ImportStatus> {
  for (;;) {
    const found = imports.find(id);
    if (found === undefined) throw new Error(`there is no import ${id}`);
    if (found.progress.ended !== undefined) return found;
    await imports.changed(id, new AbortController().signal);
  }
}

function send(server: TestServer, query: string, ask: object) {
  return server.ask(`/v1/imports${query}`, { method: 'POST', ...ask });
}

function uploadsIn(folder: string): readonly string[] {
  const imports = join(folder, 'imports');
  return readdirSync(imports, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('upload'))
    .map((path) => join(imports, path));
}

async function serve(t: Test, data: string) {
  const { child, match } = await startQcr(t, ['--data', data, 'serve'], /listening on (http:\/\/127\.0\.0\.1:\d+)/);
  return { child, address: match[1] ?? '' };
}

async function keyIn(data: string, department: string, ...scopes: readonly [Scope, ...Scope[]]): Promise<string> {
  const log = await openSqliteLog(join(data, 'log.sqlite'));
  const keys = new AccessKeys(log, systemRim);
  const acting = { actor: registryActor, correlationId: systemRim.newId() };
  await keys.enrol({ department, name: '示例局' }, acting);
  const { text } = await keys.issue({ department, scopes }, acting);
  await log.close();
  return text;
}

async function sendTo(address: string, key: string, body: string): Promise<{ readonly location: string }> {
  const headers = { ...ndjsonType, authorization: `Bearer ${key}` };
  const response = await fetch(`${address}/v1/imports`, { method: 'POST', headers, body });
  return { location: `${address}${response.headers.get('location')}` };
}

async function answer(url: string, key: string) {
  return JSON.parse(await text(url, key));
}

async function text(url: string, key: string): Promise<string> {
  return (await fetch(url, { headers: { authorization: `Bearer ${key}` } })).text();
}

interface Told {
  readonly id: string;
  readonly data: { readonly status: string; readonly read: number };
}

/** What an import's stream of events tells, to its end or until it has told enough. */
async function eventsOf(url: string, key: string, enough = (_: Told['data']): boolean => false): Promise<Told[]> {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/progress`, { headers, signal: leaving.signal });
  const events: Told[] = [];
  let rest = '';
  for await (const piece of response.body ?? []) {
    const parts = (rest + new TextDecoder().decode(piece)).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const [, id, data] = /^id: (.*)\nevent: progress\ndata: (.*)$/.exec(part) ?? [];
      if (id !== undefined && data !== undefined) events.push({ id, data: JSON.parse(data) });
    }
    const last = events.at(-1);
    if (last !== undefined && enough(last.data)) break;
  }
  return events;
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let whole = '';
  for await (const chunk of stream) whole += String(chunk);
  return whole;
}

t.test('work is done by one, in order; who cannot tell what is left lets go of the lock', async (t) => {
  const lock = join(testFolder(t), 'lock');
  const done: string[] = [];
  let isReadable = false;
  const left = (): readonly string[] => {
    if (!isReadable) throw new Error('the folder cannot be read');
    return ['left'];
  };
  const queue = () => new WorkQueue<string>({ lock, left, work: async (piece) => void done.push(piece) });
  const [one, other] = [queue(), queue()];
  t.throws(() => one.claim(), /cannot be read/);
  isReadable = true;
  t.same([other.claim(), one.claim()], [true, false]);
  other.add('new');
  t.same(other.waiting, ['left', 'new']);
  await setImmediate();
  t.same(done, ['left', 'new']);
  await other.close();
  t.same([other.claim(), one.claim()], [false, true], 'the next goes on');
  await one.close();
  t.same(done, ['left', 'new'], 'but not once it closes');
});
