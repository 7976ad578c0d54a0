import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Command } from 'commander';
import t from 'tap';
import { z } from 'zod';
import { kebab } from '../schemas/commands.js';
import { SqliteAccessLog } from '../src/access-log/sqlite-access-log.js';
import { Chance } from '../src/cli/demo/chance.js';
import { fill } from '../src/cli/demo/demo.js';
import { honoured, troubled } from '../src/cli/demo/lives.js';
import { importFile } from '../src/cli/import/import.js';
import { listKeys } from '../src/cli/keys.js';
import type { Output } from '../src/cli/output.js';
import { adoptPacks, listPacks } from '../src/cli/policy.js';
import { buildProgram } from '../src/cli/program.js';
import { screenFile } from '../src/cli/screen.js';
import { verify } from '../src/cli/verify.js';
import { AccessKeys } from '../src/commands/access-keys.js';
import { registryActor } from '../src/commands/days.js';
import { systemRim } from '../src/commands/rim.js';
import { readSettings } from '../src/config.js';
import { openSqliteLog, openSqliteReader } from '../src/event-log/sqlite.js';
import { verifyLog } from '../src/event-log/verification.js';
import { profileAnswer } from '../src/http/answers.js';
import { shippedPacks } from '../src/policy/packs.js';
import { testFolder } from './support/folder.js';
import { storyLines } from './support/import-story.js';
import { qcr, startQcr } from './support/qcr.js';
import { samples } from './support/samples.js';
import { fictionalUscc } from './support/uscc.js';
import { toldBy, watchedImport } from './support/watched-import.js';

const recorded = z.object({ events: z.array(z.object({ eventId: z.string() })) });
const listening = /listening on (http:\/\/127\.0\.0\.1:\d+)/;
const keyText = /qcr_[a-z0-9-]+_[\w-]{43}/;
const quiet: Output = { print: () => undefined, note: () => undefined, progress: () => undefined };

function collected(): { out: Output; lines: string[] } {
  const lines: string[] = [];
  return { lines, out: { ...quiet, print: (line) => lines.push(line) } };
}

/** A command and all below it. */
function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

t.test('help everywhere', async (t) => {
  const commands = withSubcommands(buildProgram(readSettings({})));
  t.ok(commands.length > 20);
  for (const command of commands) {
    const help = command.helpInformation();
    t.match(help, /^Usage: qcr/);
    t.match(command.description(), /^\p{Script=Han}.* [a-z]/u, `what ${command.name()} does, in both languages`);
    for (const { flags, description } of command.options) {
      t.ok(help.includes(flags), flags);
      t.match(description, /\S/, flags);
    }
  }
  t.match(await qcr('keys', 'issue', '--help'), { code: 0, out: /^Usage: qcr keys issue/ });
  const mistyped = await qcr('serv');
  t.match(mistyped, { code: 1, err: /unknown command/ });
});

t.test('keys are issued, listed and revoked; the key itself is shown once and stored nowhere', async (t) => {
  const data = join(testFolder(t), 'data');
  const issued = await qcr(
    '--data',
    data,
    'keys',
    'issue',
    '--department',
    'scjg',
    '--name',
    '示例局',
    '--scopes',
    'admin,record',
  );
  const key = keyText.exec(issued.out)?.[0] ?? '';
  t.ok(key);
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  t.notOk(JSON.stringify(reader.readAll(0, 100)).includes(key));
  await reader.close();
  const listed = await qcr('--data', data, 'keys', 'list');
  t.match(listed.out, /scjg {2}示例局\n {2}scjg-[0-9a-f]{6} {2}admin record {2}有效 live/);
  const keyId = /scjg-[0-9a-f]{6}/.exec(key)?.[0] ?? '';
  t.match(await qcr('--data', data, 'keys', 'revoke', keyId), { code: 0 });
  t.match(await qcr('--data', data, 'keys', 'revoke', keyId), { code: 1, err: /KEY_NOT_FOUND/ });
  t.match(await qcr('--data', data, 'keys', 'issue', '--department', 'scjg', '--scopes', 'king'), {
    code: 1,
    err: /unknown scope king/,
  });
  t.match(await qcr('--data', data, 'keys', 'issue', '--department', 'czj', '--scopes', 'record'), {
    code: 1,
    err: /DEPARTMENT_NOT_ENROLLED/,
  });
  const refused = async (...words: string[]) => (await qcr('--data', data, 'keys', 'issue', ...words)).err;
  t.match(await refused('--department', 'scjg', '--scopes', 'record', '--until', '2023-02-29'), /--until: must be/);
  t.match(await refused('--department', 'A', '--scopes', 'record'), /--department: must be/);
  t.match(
    await refused('--department', 'czj', '--name', '示例局13812345678', '--scopes', 'record'),
    /name: must not contain a mobile phone number/,
  );
  const after = openSqliteReader(join(data, 'log.sqlite'));
  t.notMatch(JSON.stringify(after.readAll(0, 100)), /2023-02-29|138123/, 'nothing of it was recorded');
  await after.close();
});

t.test('without keys the server stays on loopback', async (t) => {
  const data = join(testFolder(t), 'data');
  t.match(await qcr('--data', data, 'serve', '--host', '0.0.0.0'), { code: 1, err: /no access key has been issued/ });
  t.match(await qcr('--data', data, 'serve', '--port', '99999'), { code: 1, err: /not a port/ });
  const naming = ['--department', 'scjg', '--name', '示例局', '--scopes', 'admin', '--until', '2020-01-01'];
  t.match(await qcr('--data', data, 'keys', 'issue', ...naming), { code: 1, err: /^KEY_TERM_OVER: / });
  t.same(await qcr('--data', data, 'keys', 'list'), { code: 0, out: '', err: '' }, 'nor was the department enrolled');
  const log = await openSqliteLog(join(data, 'log.sqlite'));
  const then = { ...systemRim, now: () => Date.parse('2020-01-01') };
  const acting = { actor: registryActor, correlationId: systemRim.newId() };
  const enrolment = { department: 'scjg', name: '示例局' };
  const request = { department: 'scjg', scopes: ['admin'], until: '2020-01-01', enrolment } as const;
  await new AccessKeys(log, then).issue(request, acting);
  await log.close();
  t.match(await qcr('--data', data, 'keys', 'list'), {
    out: /scjg-[0-9a-f]{6} {2}admin {2}已过期 over since 2020-01-01/,
  });
  t.match(
    await qcr('--data', data, 'serve', '--host', '0.0.0.0'),
    { code: 1, err: /no access key has been issued/ },
    'a key that has expired opens nothing',
  );
  const { child, match } = await startQcr(t, ['--data', data, 'serve'], listening);
  const port = new URL(match[1] ?? '').port;
  t.match(await qcr('--data', `${data}2`, 'serve', '--port', port), {
    code: 1,
    err: /^qcr: cannot listen on .*EADDRINUSE/m,
  });
  child.kill('SIGTERM');
  await once(child, 'exit');
  for (const command of ['verify', 'rebuild']) {
    t.match(await qcr('--data', `${data}3`, command), { code: 1, err: /^qcr: cannot open the event log/ });
  }
});

t.test('a server that is told to stop answers what it took in and loses nothing', async (t) => {
  const data = join(testFolder(t), 'data');
  const issued = await qcr(
    '--data',
    data,
    'keys',
    'issue',
    '--department',
    'scjg',
    '--name',
    '示例局',
    '--scopes',
    'admin',
  );
  const headers = { authorization: `Bearer ${keyText.exec(issued.out)?.[0]}`, 'content-type': 'application/json' };
  const { child, match } = await startQcr(t, ['--data', data, 'serve'], listening);
  const address = match[1] ?? '';
  const award = async (number: number): Promise<string | undefined> => {
    const body = JSON.stringify({ ...samples.ViolationRecorded, documentNo: `示罚〔2024〕${number}号` });
    const path = `/v1/enterprises/${fictionalUscc(number % 7)}/commands/${kebab('RecordViolation')}`;
    const answer = await fetch(address + path, { method: 'POST', headers, body }).catch(() => undefined);
    return answer?.status === 201 ? recorded.parse(await answer.json()).events[0]?.eventId : undefined;
  };
  const first = await award(0);
  t.ok(first);
  const flood = Array.from({ length: 200 }, (_, number) => award(number + 1));
  await Promise.race(flood);
  child.kill('SIGTERM');
  const acknowledged = (await Promise.all(flood)).filter((id) => id !== undefined);
  const [code] = await once(child, 'exit');
  t.equal(code, 0);
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  t.same(
    acknowledged.filter((id) => reader.eventById(id) === undefined),
    [],
    `${acknowledged.length} acknowledged, all there`,
  );
  await reader.close();
  t.ok(await verify(data, quiet));
});

t.test('whatever was answered before a kill stands in the access log', async (t) => {
  const data = join(testFolder(t), 'data');
  const naming = ['--department', 'scjg', '--name', '示例局', '--scopes', 'admin,read:profile'];
  const issued = await qcr('--data', data, 'keys', 'issue', ...naming);
  const { child, match } = await startQcr(t, ['--data', data, 'serve'], listening);
  const headers = { authorization: `Bearer ${keyText.exec(issued.out)?.[0]}` };
  const codes = [1, 2, 3, 4, 5].map((number) => fictionalUscc(number));
  const read = (uscc: string) => fetch(`${match[1]}/v1/enterprises/${uscc}`, { headers });
  const answers = await Promise.all(codes.map(async (uscc) => (await read(uscc)).status));
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.same(answers, [404, 404, 404, 404, 404]);
  const accessLog = new SqliteAccessLog(join(data, 'access-log.sqlite'));
  const entries = await accessLog.entries({ limit: 10 });
  accessLog.close();
  t.same(entries.flatMap(({ usccs }) => usccs).toSorted(), codes.toSorted());
});

/** Sixty enterprises of the demo, for whoever copies them. */
const story = testFolder(t);
await fill(story, 60, quiet);

t.test('a demo tells the same story every time, and everything in it agrees', async (t) => {
  const again = testFolder(t);
  t.equal((await fill(again, 60, quiet)).size, 5, 'a key for each role');
  const bodies = await Promise.all(
    [story, again].map(async (data) => {
      const reader = openSqliteReader(join(data, 'log.sqlite'));
      const events = reader.readAll(0, 5000).filter(({ stream }) => stream.startsWith('enterprise-'));
      await reader.close();
      return events;
    }),
  );
  t.same(bodies[0], bodies[1], `${bodies[0]?.length} facts, ids and salts included`);
  const types = new Set<string>(bodies[0]?.map(({ type }) => type));
  for (const type of ['CreditRepaired', 'ObjectionFiled', 'ReviewOpened', 'EnterpriseRenamed', 'HonourAwarded'])
    t.ok(types.has(type), type);
  const penalties = bodies[0]?.filter(({ type, stream }) => type === 'ViolationRecorded' && stream.endsWith(troubled));
  t.ok((penalties?.length ?? 0) >= 7, 'the firm with nine penalties');
});

t.test('`qcr demo` serves the story and what it suggests works', async (t) => {
  const { child, match } = await startQcr(
    t,
    ['demo', '--enterprises', '60'],
    /address {3}(\S+)[\s\S]*export COMMITTEE=(\S+)[\s\S]*Ctrl-C/,
  );
  const [, address, committee] = match;
  const open = await fetch(`${address}/v1/enterprises/${honoured}`);
  t.equal(open.status, 200);
  const screened = await fetch(`${address}/v1/enterprises/${troubled}`, {
    headers: { authorization: `Bearer ${committee}` },
  });
  t.ok(profileAnswer.parse(await screened.json()).violations.length > 0);
  child.kill('SIGINT');
  t.same(await once(child, 'exit'), [0, null]);
});

t.test('verify finds what does not agree', async (t) => {
  const folder = testFolder(t);
  const data = join(folder, 'data');
  cpSync(story, data, { recursive: true });
  const { child } = await startQcr(t, ['--data', data, 'serve'], listening);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const sound = collected();
  t.ok(await verify(data, sound.out));
  t.match(sound.lines.join('\n'), /everything agrees/);

  const forged = join(folder, 'forged');
  cpSync(data, forged, { recursive: true });
  const readModels = new Database(join(forged, 'read-models.1.sqlite'));
  readModels.exec(`UPDATE credit_profile SET public = CAST('{}' AS BLOB) WHERE uscc = '${honoured}'`);
  readModels.close();
  const row = collected();
  t.notOk(await verify(forged, row.out));
  t.match(
    row.lines.join('\n'),
    new RegExp(`credit_profile: 1 rows differ from a fresh fold at position \\d+\n    ${honoured}: differs`),
  );

  const broken = join(folder, 'broken');
  cpSync(data, broken, { recursive: true });
  const log = new Database(join(broken, 'log.sqlite'));
  log.exec(
    `DROP TRIGGER events_never_change; UPDATE events SET body = replace(body, '"amountFen":', '"amountFen":1') WHERE position IN (SELECT position FROM events WHERE body LIKE '%amountFen%' LIMIT 1)`,
  );
  log.close();
  const event = collected();
  t.notOk(await verify(broken, event.out));
  t.match(event.lines.join('\n'), /the commitment is not that of what is stored/);
  t.match(await qcr('--data', broken, 'verify'), { code: 1 });

  const misfiled = join(folder, 'misfiled');
  cpSync(data, misfiled, { recursive: true });
  const columns = new Database(join(misfiled, 'log.sqlite'));
  columns.exec('DROP TRIGGER events_never_change; UPDATE events SET running_max = 0 WHERE position = 9');
  columns.close();
  const filed = collected();
  t.notOk(await verify(misfiled, filed.out));
  t.match(filed.lines.join('\n'), /event 9: is not filed where it belongs/);
});

t.test('a succession that a crash cut in half is completed at the next start', async (t) => {
  const data = join(testFolder(t), 'data');
  cpSync(story, data, { recursive: true });
  const log = await openSqliteLog(join(data, 'log.sqlite'));
  const stream = `enterprise-${fictionalUscc(5)}`;
  const last = log.lastOf(stream);
  if (last === undefined) throw new Error('the story has no fifth enterprise');
  const sealing = {
    ...last,
    id: '01900000-0000-7000-8000-0000000000ff',
    version: last.version + 1,
    type: 'EnterpriseSucceeded' as const,
    data: { ...samples.EnterpriseSucceeded, by: fictionalUscc(6) },
  };
  const { position: _position, ...event } = sealing;
  await log.append({ stream, expectedVersion: last.version, events: [event] });
  await log.close();
  const { child } = await startQcr(t, ['--data', data, 'serve'], listening);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  t.match(reader.lastOf(`enterprise-${fictionalUscc(6)}`), {
    type: 'PredecessorAbsorbed',
    data: { uscc: fictionalUscc(5) },
  });
  await reader.close();
});

t.test('a table with a byte order mark, in UTF-16, GB18030 or ragged is read as it was meant', async (t) => {
  const folder = testFolder(t);
  const header = 'uscc,command,name,formerNames:list,status';
  const row = (number: number, name: string) => `${fictionalUscc(number)},RegisterEnterprise,${name},,active`;
  const marked = join(folder, 'marked.csv');
  writeFileSync(
    marked,
    `\ufeff${[header, row(1, '"示例甲,乙厂"'), `${row(2, '示例乙厂')},多出`, row(3, '示例丙厂')].join('\r\n')}`,
  );
  const chinese = join(folder, 'gb18030.csv');
  // 示例丁厂, as an office program of the last century writes it.
  const name = Buffer.from('cabec0fdb6a1b3a7', 'hex');
  const [before = '', after = ''] = row(4, '|').split('|');
  writeFileSync(chinese, Buffer.concat([Buffer.from(`${header}\n${before}`), name, Buffer.from(after)]));
  const rejects = join(folder, 'rejects.csv');
  const options = { department: 'scjg', receivedOn: '2024-05-10', rejects };
  const first = await importFile({ data: join(folder, 'data') }, { ...options, file: marked }, quiet);
  t.strictSame([first.read, first.recorded, first.known, first.rejected], [3, 2, 0, 1]);
  t.match(readFileSync(rejects, 'utf8'), /^\ufeffrow,code,field,reason,原因\n3,ROW_RAGGED,,6 cells under 5 headers,/);
  const second = await importFile({ data: join(folder, 'data') }, { ...options, file: chinese }, quiet);
  t.strictSame([second.read, second.recorded], [1, 1]);
  const wide = join(folder, 'utf16.csv');
  const little = Buffer.from(`\ufeff${header}\n${row(5, '示例戊厂')}`, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    writeFileSync(wide, bytes);
    const third = await importFile({ data: join(folder, 'data') }, { ...options, file: wide }, quiet);
    t.strictSame([third.read, third.recorded + third.known], [1, 1]);
  }
  const reader = openSqliteReader(join(folder, 'data', 'log.sqlite'));
  const names = reader.readAll(0, 10).flatMap(({ data }) => ('name' in data ? [data.name] : []));
  await reader.close();
  t.strictSame(names.toSorted(), ['示例丁厂', '示例丙厂', '示例戊厂', '示例甲,乙厂']);
});

t.test('a file of which bytes were lost is refused before anything of it is recorded', async (t) => {
  const folder = testFolder(t);
  const data = join(folder, 'data');
  const header = 'uscc,command,name,formerNames:list,status';
  const rows = [1, 2, 3].map((number) => `${fictionalUscc(number)},RegisterEnterprise,示例第${number}厂,,active`);
  const whole = Buffer.from([header, ...rows].join('\n'));
  const file = join(folder, 'facts.csv');
  const options = { file, department: 'scjg', receivedOn: '2024-05-10', rejects: join(folder, 'rejects.csv') };
  const refused = { name: 'FileRefused', code: 'FILE_UNREADABLE' };
  const last = whole.lastIndexOf('厂');
  const cut = Buffer.concat([whole.subarray(0, last + 2), whole.subarray(last + 3)]);
  for (const [damaged, message] of [
    [cut, /^line 4: /],
    [Buffer.concat([Buffer.from('\ufeff'), cut]), /^line 4: /],
    [Buffer.concat([whole.subarray(0, last), Buffer.from([0xe9]), whole.subarray(last + 3)]), /^line 4: /],
    [Buffer.from(`\ufeff${header}\n\ud800`, 'utf16le'), /no text in utf-16le/],
  ] as const) {
    writeFileSync(file, damaged);
    await t.rejects(importFile({ data }, options, quiet), { ...refused, message });
  }
  const chinese = Buffer.from('cabec0fdb6a1b3a7', 'hex');
  const many = Array.from({ length: 3000 }, (_, number) => {
    const [before = '', after = ''] = `\n${fictionalUscc(number)},RegisterEnterprise,|,,active`.split('|');
    return Buffer.concat([Buffer.from(before), chinese, Buffer.from(after)]);
  });
  const marked = Buffer.from(`\ufeff${header}\n${fictionalUscc(1)},RegisterEnterprise,ACME 厂,,active`);
  const at = marked.lastIndexOf('厂');
  for (const damaged of [
    Buffer.concat([Buffer.from(header), ...many, Buffer.from([0x0a, 0xca])]),
    Buffer.concat([Buffer.from(`\ufeff${header}\n${'示例,'.repeat(40_000)}`, 'utf16le'), Buffer.of(0x41)]),
    Buffer.concat([marked.subarray(0, at + 2), marked.subarray(at + 3)]),
  ]) {
    writeFileSync(file, damaged);
    await t.rejects(importFile({ data }, options, quiet), refused, 'however far in the file the damage is');
  }
  const untouched = openSqliteReader(join(data, 'log.sqlite'));
  t.same(untouched.streamNames('enterprise-', '', 1), [], 'nothing of them was recorded');
  await untouched.close();
  writeFileSync(file, whole.toString().replace('示例第2厂', '示例第\ufffd厂'));
  t.match((await importFile({ data }, options, quiet)).counts(), { recorded: 2, rejected: { FIELD_INVALID: 1 } });
  t.match(readFileSync(options.rejects, 'utf8'), /U\+FFFD/);
  writeFileSync(file, whole);
  const matches = join(folder, 'matches.csv');
  writeFileSync(matches, 'of somebody else');
  const rehearsed = await importFile({ data }, { ...options, matches, dryRun: true }, quiet);
  t.match([rehearsed.counts(), existsSync(options.rejects)], [{ recorded: 1 }, true], 'a rehearsal removes nothing');
  t.match((await importFile({ data }, { ...options, matches }, quiet)).counts(), {
    recorded: 1,
    known: 2,
    rejected: {},
  });
  t.notOk(existsSync(options.rejects), 'the rejects of an earlier run are not left beside a clean one');
  t.equal(readFileSync(matches, 'utf8'), 'of somebody else');
  await t.rejects(importFile({ data }, { ...options, matches: options.rejects }, quiet), {
    name: 'UsageError',
    message: /--rejects and --matches are both/,
  });
});

t.test('kill -9 in the middle of an import loses nothing, and the import goes on as if it had not been', async (t) => {
  const folder = testFolder(t);
  const file = join(folder, 'story.ndjson');
  const enterprises = 32;
  const absorptions = enterprises / 8;
  const [recorded, rejected] = [enterprises * 11 + 2 * absorptions, enterprises];
  writeFileSync(file, storyLines(enterprises).join('\n'));
  const commits = (await watchedImport(join(folder, 'whole'), file)).map(({ position }) => position);
  const whole = openSqliteReader(join(folder, 'whole', 'log.sqlite'));
  const told = toldBy(whole);
  const [first, last] = [commits.find((position) => position > 1) ?? 0, whole.head().position];
  await whole.close();
  t.equal(told.length, recorded + absorptions, 'every fact, and each absorption');

  const seed = Number(process.env.QCR_TEST_SEED ?? randomInt(2 ** 31));
  process.stderr.write(`# imports are killed at points drawn with QCR_TEST_SEED=${seed}\n`);
  const chance = new Chance(seed);
  const middle = commits.filter((position) => position > first && position < last * 0.9);
  const kills = process.env.QCR_TEST_LONG === undefined ? 10 : 50;
  let between = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const data = join(folder, `killed-${kill}`);
    const acknowledged = await watchedImport(data, file, middle[chance.between(0, middle.length - 1)]);
    const left = openSqliteReader(join(data, 'log.sqlite'));
    const { position } = left.head();
    if (position > first && position < last) between += 1;
    t.strictSame(
      acknowledged.filter(({ position, id }) => left.readAll(position - 1, 1)[0]?.id !== id),
      [],
      `seed ${seed}, kill ${kill} at ${position}: nothing that was seen is lost`,
    );
    t.strictSame(verifyLog(left).faults, [], 'nothing is half-written');
    const tally = await importFile({ data }, { file, rejects: `${data}.rejects.csv` }, quiet);
    t.strictSame([tally.read, tally.recorded + tally.known, tally.rejected], [recorded + rejected, recorded, rejected]);
    t.strictSame(toldBy(left), told, 'as an uninterrupted import');
    await left.close();
    rmSync(data, { recursive: true });
  }
  t.ok(
    between >= kills * 0.8,
    `seed ${seed}: ${between} of ${kills} between the first commit at ${first} and the last at ${last}`,
  );
});

const honourHeaders = 'uscc,programme,awardedOn,documentNo,subject.kind,source.department';

t.test('an import names the row as a spreadsheet counts it, the field and the rule', async (t) => {
  const folder = t.testdir();
  const file = join(folder, 'honours.csv');
  const row = (number: number) => `${fictionalUscc(1)},x,2020-01,示奖〔2020〕${number}号,organisation,scjg`;
  writeFileSync(file, [honourHeaders, row(1), '', 'a,b', row(2), row(3).replace('2020-01', '2020-13')].join('\n'));
  const rejects = join(folder, 'rejects.csv');
  const { out, lines } = collected();
  await importFile({ data: join(folder, 'data') }, { file, command: 'award-honour', rejects }, out);
  t.match(lines.join('\n'), '读取 read 4 = 新登记 recorded 2 + 已有 already known 0 + 拒收 rejected 2');
  const [, ...rejected] = readFileSync(rejects, 'utf8').trim().split('\n');
  t.match(rejected, [
    /^4,ROW_RAGGED,,2 cells under 6 headers,/,
    /^6,FIELD_INVALID,awardedOn,"must be a day that exists/,
  ]);
});

t.test('headers of an import are fields, and never reach what every object has', async (t) => {
  const folder = t.testdir();
  const fieldOf = async (header: string): Promise<string | undefined> => {
    const file = join(folder, 'honours.csv');
    writeFileSync(file, `${honourHeaders},${header}\n${fictionalUscc(1)},x,2020,示奖〔2020〕1号,organisation,scjg,1\n`);
    await importFile(
      { data: join(folder, 'data') },
      { file, command: 'award-honour', rejects: join(folder, 'r.csv') },
      quiet,
    );
    return readFileSync(join(folder, 'r.csv'), 'utf8')
      .split('\n')[1]
      ?.replace(/,[^,]*$/, '');
  };
  t.equal(await fieldOf('__proto__.polluted'), '2,FIELD_INVALID,__proto__.polluted,the header is no field path');
  t.equal(
    await fieldOf('constructor.prototype.polluted'),
    '2,FIELD_INVALID,constructor.prototype.polluted,the header is no field path',
  );
  t.notOk('polluted' in {}, 'no object has what a header says');
  t.equal(await fieldOf('subject.kind.deeper'), '2,FIELD_INVALID,subject.kind.deeper,contradicts another header');
  t.equal(await fieldOf('undeclared'), '2,FIELD_INVALID,undeclared,is not a known field');
});

t.test('a table of penalties: no row takes over what another says, and printed amounts are exact', async (t) => {
  const folder = t.testdir();
  const file = join(folder, 'penalties.csv');
  const headers = 'code,name,document_title,violation,decision,fine_yuan,publisher,published,source_url';
  const row = (title: string, decision: string, fine: string) =>
    `${fictionalUscc(1)},示例有限公司,示环罚字〔2017〕${title}号,未批先建,${decision},${fine},示例市生态环境局,2017-05-01,https://example.org/${title}`;
  const rows = [
    row('1', '罚款人民币肆仟叁佰捌拾伍元叁角肆分', '4385'),
    row('2', '责令改正', '0'),
    row('3', '立案查处；罚款267979.50元', '267980'),
    row('4', '拟罚款1万元', '10000'),
  ];
  writeFileSync(file, [headers, ...rows].join('\n'));
  const data = join(folder, 'data');
  const rejects = join(folder, 'rejects.csv');
  await importFile({ data }, { file, mapping: 'environment-penalties', rejects }, quiet);
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  const penalties = reader
    .readAll(0, 100)
    .flatMap(({ type, data }) => (type === 'ViolationRecorded' ? [data.penalties] : []));
  await reader.close();
  const fine = (amountFen: number) => [{ kind: 'fine', amountFen, largeAmount: 'unknown' }];
  t.same(penalties, [fine(438534), [], fine(26797950)]);
  t.match(readFileSync(rejects, 'utf8').split('\n')[1], /^5,NOT_A_DECISION,decision,/);
});

t.test('what is mistyped on the command line is a sentence, and records nothing', async (t) => {
  const folder = t.testdir();
  const data = join(folder, 'data');
  const file = join(folder, 'a.csv');
  writeFileSync(file, `${honourHeaders}\na,b\n`);
  const told = async (...words: string[]) => {
    const { code, err } = await qcr('--data', data, 'import', file, '--command', 'award-honour', ...words);
    return [code, err];
  };
  const day = 'qcr: --received-on: must be a calendar day that exists\n';
  t.same(await told('--received-on', '2023-02-29'), [1, day]);
  t.match(await told('--department', '安阳'), [1, /^qcr: --department: must be/]);
  t.match(await told('--rejects', join(folder, 'nowhere', 'r.csv')), [1, /^qcr: cannot write .*ENOENT/]);
  t.notOk(existsSync(join(folder, 'nowhere')));
  await t.rejects(importFile({ data }, { file, rejects: join(folder, '.', 'a.csv') }, quiet), {
    name: 'UsageError',
    message: /a\.csv is the file that is read/,
  });
  t.equal(
    readFileSync(file, 'utf8'),
    `${honourHeaders}\na,b\n`,
    'a report does not take the place of what it is about',
  );
  const screening = { programme: 'anyang-mayor-quality-award', year: '2024' };
  const screened = (options: object, name = file) => screenFile({ data }, name, { ...screening, ...options }, quiet);
  await t.rejects(screened({}, join(folder, 'none.csv')), { name: 'UsageError', message: /^there is no file/ });
  await t.rejects(screened({ sheet: '表1' }), { name: 'UsageError', message: /^--sheet: .*a\.csv is no workbook/ });
  await t.rejects(screened({ out: file }), { name: 'UsageError', message: /is the file that is read/ });
  await t.rejects(screened({ knownAt: 'yesterday' }), {
    name: 'UsageError',
    message: /^--known-at: must be a position/,
  });
  await t.rejects(screened({ out: join(folder, 'out.txt') }), {
    name: 'UsageError',
    message: /\.csv or an \.xlsx file/,
  });
  const mistyped = { data: join(folder, 'typo') };
  writeFileSync(join(folder, 'codes.csv'), `uscc\n${fictionalUscc(1)}\n`);
  const screeningThere = screenFile(mistyped, join(folder, 'codes.csv'), screening, quiet);
  for (const reading of [listKeys(mistyped, quiet), listPacks(mistyped, quiet), screeningThere]) {
    await t.rejects(reading, { name: 'UsageError', message: /typo holds no registry$/ });
  }
  t.notOk(existsSync(mistyped.data), 'and a mistyped folder is no new registry');
  const [known = ''] = shippedPacks.map(({ id }) => id);
  await t.rejects(adoptPacks({ data }, [known, 'nope'], quiet), { name: 'UsageError', message: /nope/ });
  const lines: string[] = [];
  await listPacks({ data }, { ...quiet, print: (line) => lines.push(line) });
  t.match(lines, [/^随附 shipped/], 'of several packs none is adopted where one is not sound');
  const { TMPDIR } = process.env;
  process.env.TMPDIR = join(folder, 'nowhere');
  const trial = importFile({ data }, { file, command: 'award-honour', dryRun: true }, quiet);
  await t.rejects(trial, { name: 'UsageError', message: /^cannot make a folder under .*TMPDIR/ });
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
});

t.test('days are opened on the machine', async (t) => {
  const data = join(testFolder(t), 'data');
  t.match(await qcr('--data', data, 'day', 'open'), { code: 1, err: /holds no registry/ }, 'a mistyped folder is none');
  mkdirSync(data);
  await (await openSqliteLog(join(data, 'log.sqlite'))).close();
  t.match(await qcr('--data', data, 'day', 'open'), { code: 0, out: /已开启 opened \d{4}-\d{2}-\d{2}/ });
  t.match(await qcr('--data', data, 'day', 'open', '2020-01-01'), { code: 1, err: /DAY_NOT_LATER/ });
  t.match(await qcr('--data', data, 'day', 'open', '2199-01-01'), { code: 1, err: /DAY_TOO_FAR_AHEAD.*--confirm/ });
  t.match(await qcr('--data', data, 'day', 'open', 'morgen'), { code: 1, err: /must be a calendar day/ });
  t.match(await qcr('--data', data, 'day', 'open', '2199-01-01', '--confirm'), { code: 0, out: /2199-01-01/ });
});
