import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import t from 'tap';
import { addDays, dayInShanghai } from '../schemas/day.js';
import { DayClock } from '../src/cli/day-clock.js';
import { recordDay } from '../src/commands/days.js';
import { systemRim } from '../src/commands/rim.js';
import { settleSuccession } from '../src/commands/succession.js';
import { openedDay } from '../src/event-log/opened-day.js';
import { openSqliteLog, openSqliteReader } from '../src/event-log/sqlite.js';
import { compareReadModels, digestFile } from '../src/read-models/comparison.js';
import { makeFile } from '../src/read-models/file.js';
import { Projector } from '../src/read-models/projector.js';
import { comparedTables } from '../src/read-models/tables.js';
import { testFolder } from './support/folder.js';
import { appended, renamings } from './support/log-events.js';
import { onEveryLog } from './support/on-every-log.js';
import { qcr, qcrOnFullDisk, qcrUnprivileged, type Started, startQcr, stopped } from './support/qcr.js';
import { histories, type Project, RandomHistory, type Step } from './support/random-history.js';
import { faultsOf, generationsIn, served, servingFile, storyFolder } from './support/read-model-files.js';
import { openRegistry, registryIn } from './support/registry.js';
import { samples } from './support/samples.js';
import { startServer, type TestServer } from './support/server.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const B = fictionalUscc(2);
const C = fictionalUscc(3);
const listening = /listening on (http:\/\/127\.0\.0\.1:\d+)/;
const story = await storyFolder(t, 40);

const serving = (t: Parameters<typeof startQcr>[0], data: string): Promise<Started> => {
  return startQcr(t, ['--data', data, 'serve'], listening);
};

/** The status of a profile that is on record; asked again while the read models are not there. */
async function statusOf({ match }: Started, path = `/v1/enterprises/${A}`): Promise<number> {
  for (;;) {
    const { status } = await fetch(`${match[1]}${path}`);
    if (status !== 503) return status;
  }
}

onEveryLog(t, 'days: ends of publicity and of certificates show on their day', async (t, adapter) => {
  const server = await startServer(t, { adapter });
  const key = await server.keyOf('scjg', 'admin');
  await server.command(A, 'RecordViolation', { statedPublicUntil: '2025-05-01' }, { key });
  await server.command(A, 'IssueCertificate', { from: '2023-01-01', until: '2025-05-02' }, { key });
  let known = '';
  /** Opens a day; answers how many lines profile and registers show, and whether the profile known before still holds. */
  const shownOn = async (date: string) => {
    if (date > (openedDay(server.log) ?? '')) await recordDay({ date, confirmed: true }, server.log, server.rim);
    const after = `after=${server.log.head().position}`;
    const profile = await server.ask(`/v1/enterprises/${A}?${after}`);
    const again = await server.ask(`/v1/enterprises/${A}`, { headers: { 'if-none-match': known } });
    known = profile.headers.get('etag') ?? '';
    const registers = ['penalties', 'certificates'].map((name) => server.ask(`/v1/registers/${name}?${after}`));
    const [penalties, certificates] = (await Promise.all(registers)).map(({ json }) => json.total);
    const { violations = [], certificates: own = [] } = profile.json ?? {};
    return { penalties: [violations.length, penalties], certificates: [own.length, certificates], again: again.status };
  };
  t.same(await shownOn('2024-06-01'), { penalties: [1, 1], certificates: [1, 1], again: 200 });
  t.same(await shownOn('2025-05-01'), { penalties: [1, 1], certificates: [1, 1], again: 304 }, 'the last day counts');
  t.same(await shownOn('2025-05-02'), { penalties: [0, 0], certificates: [1, 1], again: 200 });
  t.same(await shownOn('2025-05-03'), { penalties: [0, 0], certificates: [0, 0], again: 404 }, 'nothing is on record');
});

t.test('days: what came in after midnight, or bears a partial date, turns when its day is opened', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'admin');
  await server.command(A, 'RegisterEnterprise', { name: '示例旧名有限公司' }, { key });
  await server.command(B, 'AwardHonour', { awardedOn: '2024-06', validUntil: '2024-07' }, { key });
  server.rim.turnTo('2024-06-01T16:00:01.000Z');
  const source = { department: 'scjg', receivedOn: '2024-06-02' };
  t.equal(
    (await server.command(A, 'RenameEnterprise', { name: '示例新名有限公司', on: undefined, source }, { key })).status,
    201,
  );
  const shownOn = async (date: string) => {
    if (date > (openedDay(server.log) ?? '')) await recordDay({ date, confirmed: true }, server.log, server.rim);
    const after = `after=${server.log.head().position}`;
    const [unit, honoured] = await Promise.all([A, B].map((uscc) => server.ask(`/v1/enterprises/${uscc}?${after}`)));
    const status = honoured?.json.honours[0].status.code;
    const register = await server.ask(`/v1/registers/honours?status=${status}&${after}`);
    return [unit?.json.name.slice(2, 4), status, register.json.total];
  };
  t.same(await shownOn('2024-06-01'), ['旧名', 'cannot-tell', 1], 'the day is not opened yet');
  t.same(await shownOn('2024-06-02'), ['新名', 'cannot-tell', 1]);
  t.same(await shownOn('2024-06-29'), ['新名', 'cannot-tell', 1]);
  t.same(await shownOn('2024-06-30'), ['新名', 'in-force', 1], 'by its last day the month has come');
  t.same(await shownOn('2024-07-01'), ['新名', 'in-force', 1]);
  t.same(await shownOn('2024-07-02'), ['新名', 'cannot-tell', 1], 'the end may have been yesterday');
  t.same(await shownOn('2024-08-01'), ['新名', 'expired', 1]);
});

t.test('days: a server opens the next one at midnight in Shanghai, and tries again when it cannot', async (t) => {
  const registry = await openRegistry(t);
  const { log, rim } = registry;
  const said: string[] = [];
  rim.turnTo('2024-06-01T15:59:59.999Z');
  const clock = await DayClock.start({ log, rim, said: (message) => said.push(message), lookEvery: 5 });
  t.teardown(() => clock.stop());
  const { append } = log;
  const failed = new Promise<void>((resolve) => {
    log.append = async () => {
      log.append = append;
      resolve();
      throw Object.assign(new Error('database or disk is full'));
    };
  });
  const leave = new AbortController();
  const next = log.follow(log.head().position, leave.signal)[Symbol.asyncIterator]().next();
  rim.turnTo('2024-06-01T16:00:00.000Z');
  await failed;
  t.match((await next).value, { type: 'DayOpened', data: { date: '2024-06-02' } });
  t.same([openedDay(log), log.streamVersion('calendar')], ['2024-06-02', 2]);
  leave.abort();
});

/** A registry that was last awake some days ago. */
async function asleepFor(folder: string, days: number): Promise<void> {
  const registry = await registryIn(folder);
  const date = addDays(dayInShanghai(Date.now()), -days);
  await recordDay({ date, confirmed: true }, registry.log, registry.rim);
  await registry.log.close();
}

const calendar = async (data: string): Promise<readonly string[]> => {
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  const days = reader
    .readStream('calendar')
    .flatMap(({ type, data }) => (type === 'DayOpened' ? [JSON.stringify(data)] : []));
  await reader.close();
  return days;
};

t.test('days: one event covers thirty days of sleep; after forty-one somebody must confirm the clock', async (t) => {
  const data = join(testFolder(t), 'month');
  await asleepFor(data, 30);
  const before = await calendar(data);
  const server = await serving(t, data);
  t.equal(await statusOf(server, '/v1/registers/honours'), 200);
  await stopped(server);
  const today = JSON.stringify({ date: dayInShanghai(Date.now()) });
  t.same(await calendar(data), [...before, today]);

  const late = `${data}-and-more`;
  await asleepFor(late, 41);
  const untrusted = await serving(t, late);
  const answer = await fetch(`${untrusted.match[1]}/v1/registers/honours`);
  t.match([answer.status, await answer.json()], [503, { code: 'CLOCK_UNCONFIRMED' }]);
  t.equal((await fetch(`${untrusted.match[1]}/health/ready`)).status, 503);
  t.match(await qcr('--data', late, 'day', 'open'), { code: 1, err: /DAY_TOO_FAR_AHEAD/ }, 'not without the word');
  t.match(await qcr('--data', late, 'day', 'open', '--confirm'), { code: 0, out: /opened/ });
  t.equal((await fetch(`${untrusted.match[1]}/v1/registers/honours`)).status, 200, 'at once, in the server that runs');
});

t.test(
  'successions: a repair by the successor goes on hiding while the next succession waits for its reaction',
  async (t) => {
    const server = await startServer(t);
    const key = await server.keyOf('scjg', 'admin');
    for (const uscc of [A, B, C]) await server.command(uscc, 'RegisterEnterprise', {}, { key });
    const penalty = await server.command(A, 'RecordViolation', {}, { key });
    await server.command(A, 'SucceedEnterprise', { by: B }, { key });
    const penalties = async (uscc: string): Promise<number> => {
      const { json } = await server.ask(`/v1/enterprises/${uscc}?after=${server.log.head().position}`);
      const scratch = join(server.folder, `scratch.${server.log.head().position}.${uscc}.sqlite`);
      t.same(compareReadModels(server.log, servingFile(server.folder), scratch).differences, []);
      return json.violations.length;
    };
    t.same([await penalties(A), await penalties(B)], [1, 1]);
    const target = penalty.json.events[0].eventId;
    const repair = await server.command(B, 'RepairCredit', { target, documentNo: '示修〔2024〕1号' }, { key });
    t.same([await penalties(A), await penalties(B)], [0, 0]);
    const position = await sealWithoutReaction(server, B, C);
    t.same([await penalties(A), await penalties(B)], [0, 0], 'nobody has absorbed the repair yet');
    await server.command(C, 'AwardHonour', { validUntil: '2024-06-30' }, { key });
    t.same([await penalties(A), await penalties(C)], [0, 0]);
    const [sealing] = server.log.readAll(position - 1, 1);
    if (sealing?.type !== 'EnterpriseSucceeded') throw new Error('no sealing event');
    await settleSuccession(sealing, server.log, server.rim);
    t.same([await penalties(A), await penalties(B), await penalties(C)], [0, 0, 0]);
    await server.command(
      C,
      'VoidRecord',
      { target: repair.json.events[0].eventId, documentNo: '示废〔2024〕1号' },
      { key },
    );
    t.same(
      [await penalties(A), await penalties(B), await penalties(C)],
      [1, 1, 1],
      'a void in the last shows in the first',
    );
  },
);

/** What a crash leaves between a succession and the reaction to it. */
async function sealWithoutReaction({ log, rim }: TestServer, uscc: string, by: string): Promise<number> {
  const stream = `enterprise-${uscc}`;
  const last = log.lastOf(stream);
  if (last === undefined) throw new Error(`${uscc} has no events`);
  const { position: _position, command: _command, ...envelope } = last;
  const data = { ...samples.EnterpriseSucceeded, by, documentNo: '示继〔2024〕2号' };
  const event = { ...envelope, id: rim.newId(), version: last.version + 1, type: 'EnterpriseSucceeded' as const, data };
  return appended(log, { stream, expectedVersion: last.version, events: [event] });
}

t.test('property: incremental and rebuilt read models are equal, byte for byte, after any history', async (t) => {
  const folder = testFolder(t);
  const seed = Number(process.env.QCR_TEST_SEED ?? Date.now() % 2 ** 31);
  t.comment(`seed ${seed}: QCR_TEST_SEED=${seed} repeats this run`);
  let runs = 0;
  const property = fc.asyncProperty(histories, async (steps) => {
    runs += 1;
    await incrementalEqualsRebuilt(join(folder, String(runs)), steps);
  });
  await fc.assert(property, { seed, numRuns: process.env.QCR_TEST_LONG === '1' ? 80 : 10, endOnFailure: true });
  t.pass(`${runs} histories`);
});

/** Weeks in which nothing happens but days: what turns by time alone, turns then. */
const quietWeeks: readonly Step[] = Array.from({ length: 6 }, (_, index) => index).flatMap((index) => [
  { step: 'tick', days: 1 + 2 * (index % 4) },
  { step: 'project', page: 1 + index, compare: true },
]);

async function incrementalEqualsRebuilt(folder: string, steps: readonly Step[]): Promise<void> {
  const registry = await registryIn(folder);
  const file = join(folder, 'incremental.sqlite');
  const db = makeFile(file);
  let compared = 0;
  const project: Project = ({ page, compare }) => {
    new Projector(registry.log, db, page).catchUp();
    if (!compare) return;
    compared += 1;
    const scratch = join(folder, `rebuilt.${compared}.sqlite`);
    const { position, differences } = compareReadModels(registry.log, file, scratch);
    if (differences.length > 0) throw new Error(differences.join('\n'));
    const [made, anew] = [rowsOf(file), rowsOf(scratch)];
    if (position !== registry.log.head().position || made !== anew) throw new Error(`rows differ at ${position}`);
  };
  try {
    await RandomHistory.live(registry, [...steps, ...quietWeeks], project);
  } finally {
    db.close();
    await registry.log.close();
  }
}

/** Every canonical row of a file, and every token of its full-text index, as text. */
function rowsOf(file: string): string {
  const db = new Database(file);
  db.exec("CREATE VIRTUAL TABLE temp.tokens USING fts5vocab('main', 'enterprise_tokens', 'instance')");
  const tables = comparedTables.map(({ name, key, columns }) => {
    return db.prepare(`SELECT ${columns.map((column) => `hex(${column})`).join()} FROM ${name} ORDER BY ${key.join()}`);
  });
  const tokens = db.prepare('SELECT term, doc, col, offset FROM temp.tokens ORDER BY 1, 2, 3, 4');
  const rows = [...tables, tokens].map((statement) => statement.raw().all());
  db.close();
  return JSON.stringify(rows);
}

t.test('after=<position> waits on every kind of read, and not for ever', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'admin');
  const paths = [
    `/v1/enterprises/${A}?`,
    '/v1/enterprises?q=晨光&',
    '/v1/registers/honours?',
    '/v1/registers/honours?format=csv&',
  ];
  const registered = await server.command(A, 'RegisterEnterprise', {}, { key });
  for (const [index, path] of paths.entries()) {
    const { json } = await server.command(A, 'AwardHonour', { documentNo: `示奖〔2024〕${index}号` }, { key });
    const { status, text } = await server.ask(`${path}after=${json.position}`);
    t.equal(status, 200);
    t.ok(index === 1 ? text.includes(A) : text.includes(`示奖〔2024〕${index}号`), path);
  }
  const never = await Promise.all(paths.map((path) => server.ask(`${path}after=${registered.json.position + 1000}`)));
  t.match(
    never,
    paths.map(() => ({ status: 503, json: { code: 'READ_MODEL_BEHIND' } })),
  );
});

t.test('a rebuild swaps while the server serves: every read goes on, nothing is recorded', async (t) => {
  const data = story.copy('swap');
  const server = await serving(t, data);
  const before = digestFile(servingFile(data));
  const rebuilding = qcr('--data', data, 'rebuild');
  const statuses = new Set<number>();
  let done = false;
  void rebuilding.then(() => {
    done = true;
  });
  while (!done) statuses.add((await fetch(`${server.match[1]}/v1/enterprises/${A}`)).status);
  t.match(await rebuilding, { code: 0, out: new RegExp(`rebuilt at position ${before.position} `) });
  t.same([...statuses], [200]);
  t.same(digestFile(servingFile(data)), before, 'the same rows at the same position: a rebuild has no effect but rows');
  t.same(generationsIn(data), ['read-models.2.sqlite'], 'the old generation is gone');
  const log = await openSqliteLog(join(data, 'log.sqlite'));
  const stream = `enterprise-${A}`;
  const position = await appended(log, renamings(stream, log.streamVersion(stream), { name: '示例重建后有限公司' }));
  await log.close();
  const profile = await fetch(`${server.match[1]}/v1/enterprises/${A}?after=${position}`);
  t.match(await profile.text(), /示例重建后/, 'the server follows in the new generation');
  await stopped(server);
  t.same(await faultsOf(data), []);
});

t.test(
  'only the table of another edition is made again; a newer file is refused in words and left alone',
  async (t) => {
    const data = story.copy('editions');
    t.match(await served(data), [/^no generation serves: building the read models from the log$/]);
    const change = (sql: string): void => {
      const db = new Database(servingFile(data));
      db.exec(sql);
      db.close();
    };
    const count = (sql: string): unknown => {
      const db = new Database(servingFile(data), { readonly: true });
      const found = db.prepare(sql).pluck().get();
      db.close();
      return found;
    };
    change(`UPDATE edition SET edition = 0 WHERE name = 'honour_roll'; DELETE FROM honour_roll;
          UPDATE credit_profile SET version = version + 1000`);
    const [profiles] = (await faultsOf(data)).filter((line) => line.startsWith('✗'));
    t.match(profiles, /✗ credit_profile: \d+ rows differ from a fresh fold at position \d+\n {4}9\w{17}: differs\n/);
    t.notMatch((await faultsOf(data)).join(), /✗ honour_roll/, 'digests of two editions are not compared');
    t.same(await served(data), ['building anew what another edition made: honour_roll']);
    t.ok(count('SELECT count(*) FROM honour_roll'), 'the roll is there again');
    t.ok(count('SELECT min(version) > 1000 FROM credit_profile'), 'the profiles were left alone');
    t.same(generationsIn(data), ['read-models.2.sqlite']);
    change(`DELETE FROM credit_profile WHERE uscc = '${A}'`);
    change(
      `UPDATE enterprise_search SET name = '示例改' WHERE uscc = '${B}'; INSERT INTO enterprise_name VALUES ('名', '${C}')`,
    );
    const sides = (await faultsOf(data)).join('\n');
    for (const line of [`${A}: only in a fresh fold`, `名 ${C}: only in the file`, `${B}: differs`])
      t.ok(sides.includes(line), line);

    const tables = [
      "UPDATE edition SET edition = 99 WHERE name = 'credit_profile'",
      "INSERT INTO edition VALUES ('future', 1)",
    ];
    for (const newer of tables) {
      change(newer);
      const before = readFileSync(servingFile(data));
      const refused = await qcr('--data', data, 'serve');
      t.match(refused, {
        code: 1,
        err: /^qcr: .*was made by a newer program \((credit_profile|future|credit_profile, future)\)/,
      });
      t.notMatch(refused.err, / at .*\.js/, 'in words, without a stack');
      t.same(readFileSync(servingFile(data)), before);
    }
    t.match(await qcr('--data', data, 'rebuild'), { code: 0 }, 'as the words say, a rebuild helps');
    t.same(await faultsOf(data), []);
  },
);

const stalling = fileURLToPath(new URL('./support/stalling.js', import.meta.url));

t.test('kill -9 in the middle of a rebuild, a swap or a tick: the next start goes on from what is whole', async (t) => {
  for (const [where, left] of [
    ['build', ['read-models.1.sqlite', 'read-models.2.sqlite']],
    ['before-swap', ['read-models.1.sqlite', 'read-models.2.sqlite']],
    ['after-swap', ['read-models.1.sqlite', 'read-models.2.sqlite']],
    ['page', ['read-models.1.sqlite']],
  ] as const) {
    const data = story.copy(where);
    await served(data);
    if (where === 'page') {
      const log = await openSqliteLog(join(data, 'log.sqlite'));
      await recordDay({ date: '2031-01-01', confirmed: true }, log, systemRim);
      await log.close();
    }
    const child = spawn(process.execPath, [stalling, data, where], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    t.same(generationsIn(data), left, `${where}: what the kill left`);
    t.same(await faultsOf(data), [], 'what serves is whole');
    t.same(await served(data), [], 'nothing had to be built');
    t.equal(generationsIn(data).length, 1, 'half a generation, or an old one, is thrown away');
    const reader = openSqliteReader(join(data, 'log.sqlite'));
    const db = new Database(servingFile(data));
    t.equal(new Projector(reader, db).catchUp(), reader.head().position);
    db.close();
    await reader.close();
    t.same(await faultsOf(data), []);
  }
});

t.test('kill -9 of an import while a server serves: the read models follow to the last fact', async (t) => {
  const data = story.copy('import');
  const server = await serving(t, data);
  const file = join(data, 'facts.ndjson');
  const fact = (number: number) => ({
    uscc: fictionalUscc(number % 40),
    command: 'AwardHonour',
    data: { ...samples.HonourAwarded, documentNo: `示奖〔2024〕${number}号` },
  });
  writeFileSync(file, Array.from({ length: 20_000 }, (_, number) => `${JSON.stringify(fact(number))}\n`).join(''));
  const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  const before = reader.head().position;
  const options = ['--department', 'scjg', '--rejects', join(data, 'rejects.csv')];
  const child = spawn(process.execPath, [main, '--data', data, 'import', file, ...options], { stdio: 'ignore' });
  const leave = new AbortController();
  child.once('exit', () => leave.abort());
  for await (const { position } of reader.follow(before, leave.signal)) if (position > before + 50) leave.abort();
  const killed = once(child, 'exit');
  child.kill('SIGKILL');
  t.same(await killed, [null, 'SIGKILL']);
  const { position } = reader.head();
  await reader.close();
  t.ok(position < before + 20_000, 'in the middle');
  t.equal((await fetch(`${server.match[1]}/v1/registers/honours?after=${position}&limit=1`)).status, 200);
  t.equal(digestFile(servingFile(data)).position, position);
  t.same(await faultsOf(data), []);
});

/** Bytes that mean nothing to a database. */
const random = (length: number): Buffer => Buffer.alloc(length, Buffer.from(fictionalUscc(7)));

/** Ways in which the files of the read models may come to harm. */
const harms: readonly (readonly [string, (data: string) => void])[] = [
  ['random bytes', (data) => writeFileSync(servingFile(data), random(statSync(servingFile(data)).size))],
  ['cut in half', (data) => truncateSync(servingFile(data), Math.floor(statSync(servingFile(data)).size / 2))],
  ['cut to nothing', (data) => truncateSync(servingFile(data))],
  ['a missing file', (data) => rmSync(servingFile(data))],
  ['a missing pointer', (data) => rmSync(join(data, 'read-models.current'))],
  ['a pointer to nowhere', (data) => writeFileSync(join(data, 'read-models.current'), 'read-models.7.sqlite\n')],
  ['a pointer of random bytes', (data) => writeFileSync(join(data, 'read-models.current'), random(40))],
];

t.test(
  'files that came to harm are made again at the next start, and under a server that goes on, which says so',
  async (t) => {
    const data = story.copy('harm');
    await served(data);
    for (const [harm, harmIt] of harms) {
      harmIt(data);
      t.match(await served(data), [/: building the read models from the log$/], harm);
    }
    const server = await serving(t, data);
    const log = await openSqliteLog(join(data, 'log.sqlite'));
    const stream = `enterprise-${A}`;
    for (const [index, [harm, harmIt]] of harms.entries()) {
      harmIt(data);
      const name = `示例第${index}次修复有限公司`;
      const position = await appended(log, renamings(stream, log.streamVersion(stream), { name }));
      t.equal(await statusOf(server, '/v1/registers/honours'), 200, harm);
      await server.says(new RegExp(`(building the read models from the log[^]*){${index + 1}}`));
      t.equal(await statusOf(server, `/v1/enterprises/${A}?after=${position}`), 200);
      t.match(await (await fetch(`${server.match[1]}/v1/enterprises/${A}?after=${position}`)).text(), new RegExp(name));
    }
    await log.close();
    await stopped(server);
    t.same(await faultsOf(data), []);
  },
);

t.test('a file of another edition that is damaged as well is made anew as a whole', async (t) => {
  const data = story.copy('edition-and-damage');
  await served(data);
  const file = servingFile(data);
  const db = new Database(file);
  db.exec("UPDATE edition SET edition = 0 WHERE name = 'honour_roll'");
  db.close();
  const bytes = readFileSync(file);
  const half = Math.floor(bytes.length / 2);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, half), random(bytes.length - half)]));
  t.match(await served(data), [
    /another edition made: honour_roll$/,
    /cannot be read .*: building the read models from the log$/,
  ]);
  t.same(generationsIn(data), ['read-models.2.sqlite']);
  t.same(await faultsOf(data), []);
});

t.test('a file that is damaged while nothing is recorded shows at the first read, and is made again', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'admin');
  const { json } = await server.command(A, 'RegisterEnterprise', {}, { key });
  t.equal((await server.ask(`/v1/enterprises/${A}?after=${json.position}`)).status, 200);
  const damaged = servingFile(server.folder);
  const db = new Database(damaged);
  db.exec('DROP TABLE honour_roll');
  db.close();
  t.match(await server.ask('/v1/registers/honours'), { status: 503, json: { code: 'READ_MODEL_BEHIND' } });
  let answer = await server.ask('/v1/registers/honours');
  while (answer.status === 503) answer = await server.ask('/v1/registers/honours');
  t.equal(answer.status, 200);
  t.not(servingFile(server.folder), damaged);
});

t.test('a full disk: a rebuild ends in words and leaves what serves; a server waits and goes on', async (t) => {
  const data = story.copy('full');
  await served(data);
  const before = digestFile(servingFile(data));
  const rebuilt = await qcrOnFullDisk(100, '--data', data, 'rebuild');
  t.match(rebuilt, {
    code: 1,
    err: /^qcr: the read models could not be rebuilt \(.*\); those that serve were left alone$/m,
  });
  t.same([digestFile(servingFile(data)), generationsIn(data)], [before, ['read-models.1.sqlite']]);

  const server = await serving(t, data);
  const limit = (bytes: string) =>
    spawnSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:`]).status;
  t.equal(limit('4096'), 0);
  const log = await openSqliteLog(join(data, 'log.sqlite'));
  const stream = `enterprise-${A}`;
  const position = await appended(log, renamings(stream, log.streamVersion(stream), { name: '示例满盘后有限公司' }));
  await log.close();
  await server.says(/disk is full|disk I\/O error/);
  t.match(
    [
      (await fetch(`${server.match[1]}/v1/enterprises/${A}`)).status,
      (await fetch(`${server.match[1]}/health/ready`)).status,
    ],
    [503, 503],
    'rather no row than one that may have been withdrawn',
  );
  t.equal(limit('unlimited'), 0);
  await server.says(/the read models are kept up again/);
  t.match(await (await fetch(`${server.match[1]}/v1/enterprises/${A}?after=${position}`)).text(), /示例满盘后/);
  await stopped(server);
  t.same(await faultsOf(data), []);
});

t.test('a folder that cannot be written to is refused in words, and nothing in it changes', async (t) => {
  const data = story.copy('read-only');
  await served(data);
  const files = ['log.sqlite', 'read-models.1.sqlite', 'read-models.current'].map((name) => join(data, name));
  const before = files.map((file) => readFileSync(file));
  chmodSync(data, 0o555);
  for (const file of files) chmodSync(file, 0o444);
  for (const command of ['serve', 'rebuild', 'verify']) {
    const { code, err } = await qcrUnprivileged('--data', data, command);
    t.equal(code, 1, command);
    t.match(err, /^qcr: .*(readonly|read-only|unable to open|cannot)/m);
    t.notMatch(err, / at .*\.js/, 'without a stack');
  }
  chmodSync(data, 0o755);
  for (const file of files) chmodSync(file, 0o644);
  t.same(
    files.map((file) => readFileSync(file)),
    before,
  );
  t.same(await faultsOf(data), []);
});

t.test('two servers on one folder: made once, both follow what either records, and either may fall', async (t) => {
  const data = story.copy('two');
  const [one, other] = await Promise.all([serving(t, data), serving(t, data)]);
  t.same(generationsIn(data), ['read-models.1.sqlite'], 'one built it, the other waited');
  const log = await openSqliteLog(join(data, 'log.sqlite'));
  const stream = `enterprise-${A}`;
  const both = async (name: string): Promise<readonly boolean[]> => {
    const position = await appended(log, renamings(stream, log.streamVersion(stream), { name }));
    const bodies = [one, other].map(async ({ match }) => {
      return (await fetch(`${match[1]}/v1/enterprises/${A}?after=${position}`)).text();
    });
    return (await Promise.all(bodies)).map((body) => body.includes(name));
  };
  for (let round = 0; round < 10; round += 1) t.same(await both(`示例第${round}轮有限公司`), [true, true]);
  t.same(await faultsOf(data), []);
  await stopped(one, 'SIGKILL');
  const position = await appended(log, renamings(stream, log.streamVersion(stream), { name: '示例余者有限公司' }));
  t.match(await (await fetch(`${other.match[1]}/v1/enterprises/${A}?after=${position}`)).text(), /示例余者/);
  await log.close();
  const port = new URL(other.match[1] ?? '').port;
  const third = await qcr('--data', data, 'serve', '--port', port);
  t.match(third, { code: 1, err: /^qcr: cannot listen on 127\.0\.0\.1, port \d+: .*EADDRINUSE/m });
  t.same(await faultsOf(data), []);
});

t.test('whoever makes a generation makes it alone; the lock ends with its holder', async (t) => {
  const data = story.copy('alone');
  await served(data);
  const child = spawn(process.execPath, [stalling, data, 'before-swap'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const server = await serving(t, data);
  t.equal(await statusOf(server), 200, 'what serves is read while another process builds');
  t.same(
    generationsIn(data),
    ['read-models.1.sqlite', 'read-models.2.sqlite'],
    'and what it builds is not thrown away',
  );
  const waiting = await startQcr(t, ['--data', data, 'rebuild'], /another process is making the read models: waiting/);
  child.kill('SIGKILL');
  await waiting.says(/rebuilt at position/);
  if (waiting.child.exitCode === null) await once(waiting.child, 'exit');
  t.same(generationsIn(data), ['read-models.3.sqlite']);
  await stopped(server);
  t.ok(existsSync(join(data, 'read-models.lock')));
});
