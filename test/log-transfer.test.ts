import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Test } from 'tap';
import t from 'tap';
import { z } from 'zod';
import { canonicalJson } from '../schemas/canonical.js';
import { enterpriseCommands, kebab, pairedCommand } from '../schemas/commands.js';
import { SqliteAccessLog } from '../src/access-log/sqlite-access-log.js';
import { exportLog, restoreLog } from '../src/cli/log-transfer.js';
import type { Output } from '../src/cli/output.js';
import { rebuildReadModels } from '../src/cli/rebuild.js';
import { exportLines } from '../src/event-log/export-lines.js';
import { openSqliteReader } from '../src/event-log/sqlite.js';
import { compareReadModels } from '../src/read-models/comparison.js';
import { bureau } from './support/enterprise-spec.js';
import { testFolder } from './support/folder.js';
import { feedQcr, qcr, qcrIntoFull, spawnQcr, startQcr, stopped } from './support/qcr.js';
import { faultsOf, served, servingFile, storyFolder } from './support/read-model-files.js';
import { openRegistry } from './support/registry.js';
import { samples } from './support/samples.js';
import { fictionalUscc } from './support/uscc.js';

const listening = /listening on (http:\/\/127\.0\.0\.1:\d+)/;
const keyText = /qcr_[a-z0-9-]+_[\w-]{43}/;
const quiet: Output = { print: () => undefined, note: () => undefined, progress: () => undefined };
const recorded = z.object({ events: z.array(z.object({ eventId: z.string() })) });

/** A registry of some enterprises with penalties, and its export. */
async function exported(
  t: Test,
  enterprises = 20,
): Promise<{ folder: string; file: string; lines: readonly string[] }> {
  const registry = await openRegistry(t);
  for (let number = 1; number <= enterprises; number += 1) {
    const uscc = fictionalUscc(number);
    for (const [type, fields] of [
      ['RegisterEnterprise', { uscc }],
      ['RecordViolation', { documentNo: `示罚〔2024〕${number}号` }],
    ] as const) {
      const data = { ...samples[enterpriseCommands[type].event], ...fields };
      const command = pairedCommand(type, enterpriseCommands[type].schema.parse(data));
      await registry.commands.execute({ uscc, command, actor: bureau, correlationId: registry.rim.newId() });
    }
  }
  const file = join(t.testdirName, 'log.ndjson');
  await exportLog(registry.folder, file, quiet);
  const elsewhere = join(t.testdirName, 'elsewhere.sqlite');
  cpSync(join(registry.folder, 'log.sqlite'), elsewhere);
  const link = join(t.testdirName, 'link');
  symlinkSync(registry.folder, link);
  for (const [target, message] of [
    [join(registry.folder, 'log.sqlite'), /is in the data folder/],
    [join(link, 'new', 'session-secret'), /is in the data folder/],
    [elsewhere, /is a database/],
    [t.testdirName, /is a folder/],
  ] as const) {
    await t.rejects(exportLog(registry.folder, target, quiet), { name: 'UsageError', message });
  }
  return { folder: registry.folder, file, lines: readFileSync(file, 'utf8').trimEnd().split('\n') };
}

/** Digests of all read models, made afresh. */
async function digestsOf(folder: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await rebuildReadModels(folder, { ...quiet, print: (line) => lines.push(line) });
  return lines.filter((line) => line.startsWith('  '));
}

/** The same of many enterprises, for what must be caught half way. */
const large = await exported(t, 300);

t.test('what is exported and restored is the same registry: positions, ids, salts, commitments, digests', async (t) => {
  const { folder, file } = await exported(t);
  const copy = join(t.testdirName, 'copy');
  t.match(await qcr('--data', folder, 'log', 'export', file), { code: 0, out: /已导出 exported 43/ });
  t.match(await qcr('--data', copy, 'log', 'restore', file), { code: 0, out: /已恢复 restored 43/ });
  const [one, other] = [join(folder, 'log.sqlite'), join(copy, 'log.sqlite')].map(openSqliteReader);
  t.same(other?.readStored(0, 1000), one?.readStored(0, 1000));
  t.equal(other?.registryId(), one?.registryId());
  await Promise.all([one?.close(), other?.close()]);
  t.same(await digestsOf(copy), await digestsOf(folder));
  t.same(await faultsOf(copy), []);
  t.equal(
    (await qcr('--data', copy, 'log', 'export')).out,
    readFileSync(file, 'utf8'),
    'and exports as it was exported',
  );
  t.match(
    await qcrIntoFull('--data', copy, 'log', 'export'),
    { code: 1, err: /^qcr: standard output cannot be written: .*ENOSPC.*\n$/ },
    'or says that it cannot',
  );
  t.match(await qcrIntoFull('--data', copy, 'serve'), { code: 1, err: /^qcr: standard output cannot be written/ });
  t.match(await qcr('--data', copy, 'backup', join(copy, 'kept')), { code: 1, err: /is in the data folder/ });
});

interface Line {
  position: number;
  salt: string;
  commitment: string;
  body: string;
}

/** An export whose events were changed by somebody who knows how to commit and to close it again. */
function resealed(lines: readonly string[], change: (events: Line[]) => void): readonly string[] {
  const events: Line[] = lines.slice(1, -1).map((line) => JSON.parse(line));
  change(events);
  const digest = createHash('sha256');
  for (const event of events) {
    const commitment = createHash('sha256').update(Buffer.from(event.salt, 'hex')).update(event.body).digest();
    event.commitment = commitment.toString('hex');
    digest.update(commitment);
  }
  const header = JSON.stringify({ ...JSON.parse(lines[0] ?? ''), events: events.length });
  const closing = JSON.stringify({ end: events.length, sha256: digest.digest('hex') });
  return [header, ...events.map((event) => JSON.stringify(event)), closing];
}

/** Changes the body of the event at an index. */
function rewrite(events: Line[], index: number, fields: object): void {
  const event = events[index];
  if (event !== undefined) event.body = canonicalJson({ ...JSON.parse(event.body), ...fields });
}

t.test('a damaged export is refused with line and rule, and leaves nothing', async (t) => {
  const { lines } = await exported(t, 3);
  const without = (index: number): readonly string[] => lines.filter((_, each) => each !== index);
  const swapped = [...lines.slice(0, 3), lines[4] ?? '', lines[3] ?? '', ...lines.slice(5)];
  const [first] = resealed(lines, () => undefined).slice(1);
  const id = JSON.parse(JSON.parse(first ?? '').body).id;
  const last = lines.length;
  const damaged: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['another file', ['{"format":"something else"}'], /line 1: format must be quality-credit-log\/1/],
    ['nothing', [''], /line 1: is no JSON/],
    ['no JSON', [lines[0] ?? '', 'nonsense'], /line 2: is no JSON/],
    ['a line lost', without(4), /line 5: position 5 stands where 4 must/],
    ['two lines changed round', swapped, /line 4: position 4 stands where 3 must/],
    ['cut off', lines.slice(0, 6), /line 7: the file ends too early/],
    ['cut off within a line', [...lines.slice(0, 5), lines[5]?.slice(0, 90) ?? ''], /line 6: is no JSON, or cut off/],
    ['cut off before the end', lines.slice(0, -1), new RegExp(`line ${last}: the file ends too early`)],
    [
      'a word changed',
      lines.map((line) => line.replace('示例晨光', '示例晨辉')),
      /line 5: the commitment is not that of the body/,
    ],
    [
      'a salt cut short',
      lines.map((line) => line.replace(/"salt":"../, '"salt":"')),
      /line 2: salt must be 32 lower-case hex digits/,
    ],
    ['another end', [...lines.slice(0, -1), '{"end":9,"sha256":""}'], new RegExp(`line ${last}: sha256 must be`)],
    [
      'an end of another export',
      [...lines.slice(0, -1), resealed(lines, (events) => rewrite(events, 0, { data: {} })).at(-1) ?? ''],
      new RegExp(`line ${last}: does not close what stands before it`),
    ],
    ['two exports in one', [...lines, ...lines], new RegExp(`line ${last + 1}: stands behind the end`)],
    [
      'a version left out, and sealed again',
      resealed(lines, (events) => rewrite(events, 4, { version: 3 })),
      /line 6: enterprise-\w+ has version 3 after 1/,
    ],
    [
      'an id twice, and sealed again',
      resealed(lines, (events) => rewrite(events, 4, { id })),
      new RegExp(`line 6: the id ${id} was used before`),
    ],
    [
      'a stream without name, and sealed again',
      resealed(lines, (events) => rewrite(events, 4, { stream: '' })),
      /line 6: the envelope: stream must be a stream name/,
    ],
    [
      'a thirteenth month, and sealed again',
      resealed(lines, (events) => rewrite(events, 4, { recordedAt: '2024-13-01T00:00:00.000Z' })),
      /line 6: the envelope: recordedAt must be an instant that exists/,
    ],
  ];
  for (const [what, text, rule] of damaged) {
    const [file, copy] = [join(t.testdirName, 'damaged.ndjson'), join(t.testdirName, 'copy')];
    writeFileSync(file, `${text.join('\n')}\n`);
    await t.rejects(restoreLog(copy, file, quiet), { name: 'UsageError', message: rule }, what);
    t.notOk(existsSync(join(copy, 'log.sqlite')), `${what}: no registry`);
    const left = existsSync(copy) ? readdirSync(copy) : [];
    t.same(
      left.filter((name) => name !== 'log.sqlite.restoring.lock'),
      [],
      `${what}: nothing is left`,
    );
  }
});

t.test('lines come out as they went in, however the file is cut into pieces; one without end is refused', async (t) => {
  const linesIn = async (...pieces: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    for await (const line of exportLines(
      (async function* () {
        yield* pieces;
      })(),
    ))
      lines.push(line);
    return lines;
  };
  t.same(await linesIn('一\n', '二', '三\n\n四'), ['一', '二三', '', '四']);
  t.same(await linesIn(), []);
  await t.rejects(linesIn('a\n', ...Array.from({ length: 17 }, () => 'x'.repeat(1024 * 1024))), {
    name: 'ExportDamaged',
    message: /line 2: is longer than 16777216 bytes/,
  });
});

t.test('a log that does not agree with itself is neither exported nor backed up', async (t) => {
  const { folder } = await exported(t, 2);
  const db = new Database(join(folder, 'log.sqlite'));
  db.exec("DROP TRIGGER events_never_change; UPDATE events SET body = replace(body, '晨光', '晨辉')");
  db.close();
  const before = readdirSync(t.testdirName);
  t.match(await qcr('--data', folder, 'log', 'export', join(t.testdirName, 'new', 'log.ndjson')), {
    code: 1,
    err: /event 4: the commitment is not that of the body; nothing was exported/,
  });
  t.same(readdirSync(join(t.testdirName, 'new')), []);
  rmSync(join(t.testdirName, 'new'), { recursive: true });
  t.match(await qcr('--data', folder, 'backup', join(t.testdirName, 'kept')), {
    code: 1,
    err: /the log has 2 faults \(event 4: .*\); nothing was backed up/,
  });
  t.same(readdirSync(t.testdirName), before);
});

t.test('only a folder without a registry is restored into', async (t) => {
  const { folder, file } = await exported(t, 1);
  const before = openSqliteReader(join(folder, 'log.sqlite'));
  const { position } = before.head();
  t.match(await qcr('--data', folder, 'log', 'restore', file), { code: 1, err: /holds log\.sqlite of a registry/ });
  t.equal(before.head().position, position);
  await before.close();
  const leftOver = join(t.testdirName, 'left-over');
  mkdirSync(leftOver);
  writeFileSync(join(leftOver, 'read-models.current'), 'read-models.1.sqlite\n');
  await t.rejects(restoreLog(leftOver, file, quiet), /holds read-models\.current of a registry/);
  const empty = join(t.testdirName, 'empty');
  await t.rejects(restoreLog(empty, join(t.testdirName, 'nowhere.ndjson'), quiet), /nowhere\.ndjson is not there/);
  await t.rejects(restoreLog(empty, t.testdirName, quiet), /is a folder/);
  t.notOk(existsSync(empty));
});

t.test('events of types and shapes that this program does not know travel verbatim', async (t) => {
  const { lines } = await exported(t, 1);
  const unknown = resealed(lines, (events) => {
    rewrite(events, 3, { type: 'EnterprisePraised', schemaVersion: 9, ahead: { of: 'its time' } });
    rewrite(events, 4, { schemaVersion: 99 });
  });
  const [file, copy] = [join(t.testdirName, 'unknown.ndjson'), join(t.testdirName, 'copy')];
  writeFileSync(file, `${unknown.join('\n')}\n`);
  await restoreLog(copy, file, quiet);
  await exportLog(copy, join(t.testdirName, 'again.ndjson'), quiet);
  t.same(readFileSync(join(t.testdirName, 'again.ndjson'), 'utf8'), readFileSync(file, 'utf8'));
});

/** A restore from its standard input, of which it was given the first lines and has written some of them. */
async function halfRestored(t: Test, copy: string, lines: readonly string[]): Promise<ReturnType<typeof feedQcr>> {
  mkdirSync(copy);
  const changes = watch(copy);
  const child = feedQcr(t, ['--data', copy, 'log', 'restore', '-']);
  child.stdin?.write(`${lines.join('\n')}\n`);
  for await (const { filename } of changes) if (filename?.includes('restoring-wal')) break;
  return child;
}

t.test('a restore that is killed leaves no registry, and is simply run again', async (t) => {
  const { file, lines } = large;
  const copy = join(testFolder(t), 'copy');
  const child = await halfRestored(t, copy, lines.slice(0, 560));
  await stopped({ child }, 'SIGKILL');
  t.ok(existsSync(join(copy, 'log.sqlite.restoring')), 'it was killed half way');
  t.notOk(existsSync(join(copy, 'log.sqlite')), 'what is half restored is no registry');
  t.match(await qcr('--data', copy, 'log', 'restore', file), { code: 0, out: /restored 603/ });
  t.same(readdirSync(copy), ['log.sqlite']);
  t.same(await faultsOf(copy), []);
});

t.test('a folder is restored into by one process alone, and not when a server comes there first', async (t) => {
  const { file, lines } = large;
  const copy = join(testFolder(t), 'copy');
  const child = await halfRestored(t, copy, lines.slice(0, 560));
  await t.rejects(restoreLog(copy, file, quiet), /is being restored by another process; nothing was restored/);
  const server = await startQcr(t, ['--data', copy, 'serve'], listening);
  const refused = once(child, 'exit');
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  child.stdin?.end(`${lines.slice(560).join('\n')}\n`);
  t.same(await refused, [1, null]);
  t.match(said.join(''), /log\.sqlite has come there meanwhile; nothing was restored/);
  t.equal((await fetch(`${server.match[1]}/health/ready`)).status, 200, 'the server has not noticed');
  await stopped(server);
  const reader = openSqliteReader(join(copy, 'log.sqlite'));
  t.equal(reader.head().position, 1, 'the log is that of the server');
  await reader.close();
  t.notOk(existsSync(join(copy, 'log.sqlite.restoring')));
});

/** Four writers over HTTP, until they are told to stop or the server is gone: what was acknowledged so far. */
function writing(address: string, headers: Readonly<Record<string, string>>) {
  const acknowledged: string[] = [];
  let going = true;
  let enough: (() => void) | undefined;
  const write = async (writer: number): Promise<void> => {
    for (let number = 1; going; number += 1) {
      const body = JSON.stringify({ ...samples.ViolationRecorded, documentNo: `示罚〔2024〕${writer}-${number}号` });
      const path = `/v1/enterprises/${fictionalUscc(writer)}/commands/${kebab('RecordViolation')}`;
      const answer = await fetch(address + path, { method: 'POST', headers, body }).catch(() => undefined);
      if (answer?.status !== 201) return;
      acknowledged.push(...recorded.parse(await answer.json()).events.map(({ eventId }) => eventId));
      if (acknowledged.length >= 40) enough?.();
    }
  };
  const writers = [1, 2, 3, 4].map(write);
  return {
    acknowledged,
    begun: new Promise<void>((resolve) => {
      enough = resolve;
    }),
    stop: async (): Promise<void> => {
      going = false;
      await Promise.all(writers);
    },
  };
}

t.test('restore drill: a backup made while a server writes holds all that was acknowledged before', async (t) => {
  const data = join(testFolder(t), 'data');
  const naming = ['--department', 'scjg', '--name', '示例局', '--scopes', 'admin,read:profile'];
  const issued = await qcr('--data', data, 'keys', 'issue', ...naming);
  const headers = { authorization: `Bearer ${keyText.exec(issued.out)?.[0]}`, 'content-type': 'application/json' };
  const server = await startQcr(t, ['--data', data, 'serve'], listening);
  const unknown = fictionalUscc(999);
  t.equal((await fetch(`${server.match[1]}/v1/enterprises/${unknown}`, { headers })).status, 404);
  const { acknowledged, begun, stop } = writing(server.match[1] ?? '', headers);
  await begun;
  const before = [...acknowledged];
  const kept = join(t.testdirName, 'kept');
  t.match(await qcr('--data', data, 'backup', kept), { code: 0, out: /已备份 backed up \d+/ });
  t.ok(acknowledged.length > before.length, 'the server wrote on meanwhile');
  await Promise.all([stopped(server, 'SIGKILL'), stop()]);
  t.same(readdirSync(kept), ['access-log.sqlite', 'log.sqlite'], 'read models are made again from the log');
  const accessLog = new SqliteAccessLog(join(kept, 'access-log.sqlite'));
  t.match(await accessLog.entries({ limit: 1, uscc: unknown }), [
    { what: `GET /v1/enterprises/${unknown}`, status: 404 },
  ]);
  accessLog.close();
  t.match(await qcr('--data', data, 'backup', kept), { code: 1, err: /is there already/ });

  const reader = openSqliteReader(join(kept, 'log.sqlite'));
  const missing = before.filter((id) => reader.eventById(id) === undefined);
  t.same(missing, [], `${before.length} were acknowledged before, all are there`);
  const { position } = reader.head();
  await reader.close();
  t.match(await qcr('--data', kept, 'verify'), { code: 0, out: /everything agrees/ });

  const digests = await digestsOf(kept);
  const original = openSqliteReader(join(data, 'log.sqlite'));
  const ofOriginal = compareReadModels(original, servingFile(kept), join(t.testdirName, 'fresh.sqlite'));
  t.match(ofOriginal, { position, differences: [] }, 'as the original says at this position');
  await original.close();

  const restarted = await startQcr(t, ['--data', kept, 'serve'], listening);
  t.equal((await fetch(`${restarted.match[1]}/health/ready`)).status, 200, 'and it serves');
  await stopped(restarted);
  t.same(await faultsOf(kept), []);
  t.same(await digestsOf(kept), digests);
});

/** The name of the first thing that changes in a folder; undefined when the process ends before. */
async function firstIn(folder: string, child: ReturnType<typeof spawnQcr>): Promise<string | undefined> {
  const leave = new AbortController();
  child.once('exit', () => leave.abort());
  try {
    for await (const { filename } of watch(folder, { signal: leave.signal })) return filename ?? undefined;
  } catch (error) {
    if (!leave.signal.aborted) throw error;
  }
  return undefined;
}

t.test('a backup that is killed has not got its name; whatever has it is whole', async (t) => {
  const [data, place] = [join(testFolder(t), 'other'), join(t.testdirName, 'backups')];
  mkdirSync(place);
  await restoreLog(data, large.file, quiet);
  const holder = new Database(join(data, 'log.sqlite'));
  holder.pragma('locking_mode = EXCLUSIVE');
  holder.exec('BEGIN EXCLUSIVE');
  const waiting = spawnQcr(['--data', data, 'backup', join(place, 'first')]);
  t.match(await firstIn(place, waiting), /^first\.partial-/);
  await stopped({ child: waiting }, 'SIGKILL');
  holder.close();
  t.match(readdirSync(place), [/^first\.partial-/]);

  const copying = spawnQcr(['--data', data, 'backup', join(place, 'second')]);
  const draft = await firstIn(place, copying);
  if (draft !== undefined && existsSync(join(place, draft))) await firstIn(join(place, draft), copying);
  if (copying.exitCode === null) await stopped({ child: copying }, 'SIGKILL');
  if (existsSync(join(place, 'second'))) t.same(await faultsOf(join(place, 'second')), []);

  t.match(await qcr('--data', data, 'backup', join(place, 'first')), { code: 0, out: /backed up 603/ });
  t.same(await faultsOf(join(place, 'first')), []);
});

t.test('read models that are ahead of the log were made of another, and are made again', async (t) => {
  const { folder } = await exported(t, 3);
  await served(folder);
  const db = new Database(servingFile(folder));
  db.exec('UPDATE checkpoint SET position = position + 1');
  db.close();
  t.match((await faultsOf(folder)).join('\n'), /ahead of the log/);
  t.match(await served(folder), [/ahead of the log: building the read models from the log/]);
  t.same(await faultsOf(folder), []);
});

t.test('verify finds what is missing of any table of the read models, the full-text index included', async (t) => {
  const { copy } = await storyFolder(t, 40);
  const data = copy('whole');
  await served(data);
  const db = new Database(servingFile(data));
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('checkpoint', 'edition')")
    .pluck()
    .all()
    .map(String)
    .filter((name) => !/^(sqlite|enterprise_tokens)_/.test(name));
  const damage: Readonly<Record<string, string>> = {
    pending_succession: "INSERT INTO pending_succession VALUES ('nobody')",
    enterprise_tokens: "INSERT INTO enterprise_tokens (enterprise_tokens) VALUES ('delete-all')",
  };
  t.same(await faultsOf(data), []);
  for (const name of tables) {
    db.exec(damage[name] ?? `DELETE FROM ${name}`);
    t.match(
      (await faultsOf(data)).filter((line) => line.startsWith(`✗ ${name}: `)),
      [/differ from a fresh/],
      name,
    );
  }
  t.same(tables, [
    'pending_succession',
    'credit_profile',
    'honour_roll',
    'certificate_register',
    'violation_register',
    'reward_year',
    'measure_register',
    'objection_register',
    'enterprise_name',
    'enterprise_search',
    'enterprise_tokens',
    'screening_records',
    'list_changes',
    'report_dates',
  ]);
  db.close();
});
