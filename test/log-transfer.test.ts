import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import type { Test } from 'tap';
import t from 'tap';
import { z } from 'zod';
import { canonicalJson } from '../schemas/canonical.js';
import { enterpriseCommands, kebab, pairedCommand } from '../schemas/commands.js';
import { restoreLog } from '../src/cli/log-transfer.js';
import type { StoredEvent } from '../src/event-log/event-log.js';
import { openSqliteReader } from '../src/event-log/sqlite.js';
import { VerbatimLog } from '../src/event-log/verbatim-log.js';
import { bureau } from './support/enterprise-spec.js';
import { testFolder } from './support/folder.js';
import { feedQcr, qcr, startQcr } from './support/qcr.js';
import { openRegistry } from './support/registry.js';
import { samples } from './support/samples.js';
import { fictionalUscc } from './support/uscc.js';

const listening = /listening on (http:\/\/127\.0\.0\.1:\d+)/;
const keyText = /qcr_[a-z0-9-]+_[\w-]{43}/;
const recorded = z.object({ events: z.array(z.object({ eventId: z.string() })) });

/** A registry of some enterprises with penalties, closed again, and its export. */
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
  t.match(await qcr('--data', registry.folder, 'log', 'export', file), { code: 0, out: /已导出 exported \d+/ });
  return { folder: registry.folder, file, lines: readFileSync(file, 'utf8').trimEnd().split('\n') };
}

const quiet = { print: () => {}, note: () => {}, progress: () => {} };

/** Digests of all read models, made afresh. */
async function digestsOf(folder: string): Promise<readonly string[]> {
  const { code, out } = await qcr('--data', folder, 'rebuild');
  if (code !== 0) throw new Error(out);
  return out.split('\n').filter((line) => line.startsWith('  '));
}

t.test('what is exported and restored is the same registry: positions, ids, salts, commitments, digests', async (t) => {
  const { folder, file } = await exported(t);
  const copy = join(t.testdirName, 'copy');
  t.match(await qcr('--data', copy, 'log', 'restore', file), { code: 0, out: /已恢复 restored 43/ });
  const [one, other] = [join(folder, 'log.sqlite'), join(copy, 'log.sqlite')].map(openSqliteReader);
  t.same(other?.readStored(0, 1000), one?.readStored(0, 1000));
  t.equal(other?.registryId(), one?.registryId());
  await Promise.all([one?.close(), other?.close()]);
  t.same(await digestsOf(copy), await digestsOf(folder));
  t.match(await qcr('--data', copy, 'verify'), { code: 0, out: /everything agrees/ });
  t.equal(
    (await qcr('--data', copy, 'log', 'export')).out,
    readFileSync(file, 'utf8'),
    'and exports as it was exported',
  );
});

t.test('a damaged export is refused with line and rule, and leaves nothing', async (t) => {
  const { lines } = await exported(t, 3);
  const without = (index: number): readonly string[] => lines.filter((_, each) => each !== index);
  const swapped = [...lines.slice(0, 3), lines[4] ?? '', lines[3] ?? '', ...lines.slice(5)];
  const damaged: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['another file', ['{"format":"something else"}'], /line 1: is no header of quality-credit-log\/1/],
    ['no JSON', [lines[0] ?? '', 'nonsense'], /line 2: is no JSON object/],
    ['a line lost', without(4), /line 5: must carry position 4/],
    ['two lines changed round', swapped, /line 4: must carry position 3/],
    ['cut off', lines.slice(0, 6), /line 7: the file ends too early/],
    ['cut off before the end', lines.slice(0, -1), /the file ends too early/],
    [
      'a word changed',
      lines.map((line) => line.replace('示例晨光', '示例晨辉')),
      /the commitment is not that of the body/,
    ],
    ['another end', [...lines.slice(0, -1), '{"end":9,"sha256":""}'], /does not close what stands before it/],
  ];
  for (const [what, text, rule] of damaged) {
    const [file, copy] = [join(t.testdirName, 'damaged.ndjson'), join(t.testdirName, 'copy')];
    writeFileSync(file, `${text.join('\n')}\n`);
    await t.rejects(restoreLog(copy, file, quiet), { name: 'UsageError', message: rule }, what);
    t.same(readdirSync(copy), [], `${what}: nothing is left`);
  }
});

t.test('only an empty folder is restored into', async (t) => {
  const { folder, file } = await exported(t, 1);
  t.match(await qcr('--data', folder, 'log', 'restore', file), { code: 1, err: /has a log already/ });
  t.match(await qcr('--data', folder, 'log', 'restore', 'nowhere.ndjson'), { code: 1, err: /has a log already/ });
  const empty = join(t.testdirName, 'empty');
  t.match(await qcr('--data', empty, 'log', 'restore', 'nowhere.ndjson'), {
    code: 1,
    err: /nowhere.ndjson is not there/,
  });
});

t.test('events of types and shapes that this program does not know travel verbatim', async (t) => {
  const file = join(testFolder(t), 'log.sqlite');
  const stored = (position: number, fields: object): StoredEvent => {
    const salt = Buffer.alloc(16, position);
    const body = canonicalJson({ stream: 'award_round-x.2030', recordedAt: '2030-01-01T00:00:00.000Z', ...fields });
    const commitment = createHash('sha256').update(salt).update(body).digest();
    return { position, salt, commitment, body };
  };
  const events = [
    stored(1, { id: '01900000-0000-7000-8000-000000000001', version: 1, type: 'FromTheFuture', schemaVersion: 9 }),
    stored(2, { id: '01900000-0000-7000-8000-000000000002', version: 2, type: 'DayOpened', schemaVersion: 1 }),
  ];
  const log = new VerbatimLog(file, 'a-registry');
  log.take(events);
  log.finish();
  const reader = openSqliteReader(file);
  t.same(
    reader.readStored(0, 10).map(({ position, salt, commitment, body }) => ({ position, salt, commitment, body })),
    events,
  );
  t.equal(reader.registryId(), 'a-registry');
  await reader.close();
  const gap = new VerbatimLog(join(t.testdirName, 'gap.sqlite'), 'a-registry');
  t.throws(
    () => gap.take([stored(1, { id: '01900000-0000-7000-8000-000000000001', version: 2 })]),
    /version 2 after 0/,
  );
  gap.discard();
});

t.test('a restore that is killed leaves no registry, and is simply run again', async (t) => {
  const { file, lines } = await exported(t, 300);
  const copy = join(t.testdirName, 'copy');
  mkdirSync(copy);
  const changes = watch(copy);
  const child = feedQcr(t, ['--data', copy, 'log', 'restore', '-']);
  child.stdin?.write(`${lines.slice(0, 560).join('\n')}\n`);
  for await (const { filename } of changes) if (filename?.includes('restoring-wal')) break;
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.notOk(existsSync(join(copy, 'log.sqlite')), 'what is half restored is no registry');
  t.match(await qcr('--data', copy, 'log', 'restore', file), { code: 0, out: /restored 603/ });
  t.same(readdirSync(copy), ['log.sqlite']);
  t.match(await qcr('--data', copy, 'verify'), { code: 0, out: /everything agrees/ });
});

t.test(
  'restore drill: a backup taken while a server writes holds every fact acknowledged before it began',
  async (t) => {
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
    const acknowledged: string[] = [];
    let writing = true;
    const write = async (writer: number): Promise<void> => {
      for (let number = 1; writing; number += 1) {
        const body = JSON.stringify({ ...samples.ViolationRecorded, documentNo: `示罚〔2024〕${writer}-${number}号` });
        const path = `/v1/enterprises/${fictionalUscc(writer)}/commands/${kebab('RecordViolation')}`;
        const answer = await fetch(match[1] + path, { method: 'POST', headers, body }).catch(() => undefined);
        if (answer?.status !== 201) return;
        acknowledged.push(...recorded.parse(await answer.json()).events.map(({ eventId }) => eventId));
      }
    };
    const writers = [1, 2, 3, 4].map(write);
    while (acknowledged.length < 40) await new Promise((resolve) => setImmediate(resolve));
    const before = [...acknowledged];
    const kept = join(t.testdirName, 'kept');
    t.match(await qcr('--data', data, 'backup', kept), { code: 0, out: /已备份 backed up \d+/ });
    t.ok(acknowledged.length > before.length, 'the server wrote on meanwhile');
    writing = false;
    child.kill('SIGKILL');
    await Promise.all([...writers, once(child, 'exit')]);
    t.match(await qcr('--data', data, 'backup', kept), { code: 1, err: /is there already/ });
    const reader = openSqliteReader(join(kept, 'log.sqlite'));
    t.same(
      before.filter((id) => reader.eventById(id) === undefined),
      [],
      'nothing acknowledged is missing',
    );
    await reader.close();
    const digests = await digestsOf(kept);
    const restarted = await startQcr(t, ['--data', kept, 'serve'], listening);
    t.equal((await fetch(`${restarted.match[1]}/health/ready`)).status, 200, 'and it serves');
    restarted.child.kill('SIGTERM');
    await once(restarted.child, 'exit');
    t.match(await qcr('--data', kept, 'verify'), { code: 0, out: /everything agrees/ });
    t.ok(digests.length > 0);
  },
);

t.test('a backup that was killed has not got its name, and the next one starts afresh', async (t) => {
  const { folder } = await exported(t, 2);
  const kept = join(t.testdirName, 'kept');
  t.match(await qcr('--data', join(t.testdirName, 'nowhere'), 'backup', kept), {
    code: 1,
    err: /has no log to back up/,
  });
  t.match(await qcr('--data', folder, 'backup', kept), { code: 0 });
  t.same(readdirSync(kept), ['log.sqlite'], 'read models are made again from the log');
});
