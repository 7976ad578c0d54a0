import { fork } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';
import { type CommandType, enterpriseCommands, pairedCommand } from '../schemas/commands.js';
import { openToday, recordDay } from '../src/commands/days.js';
import { EnterpriseCommands } from '../src/commands/enterprise-commands.js';
import { frameFacts } from '../src/commands/framing.js';
import { systemRim } from '../src/commands/rim.js';
import { settleSuccession } from '../src/commands/succession.js';
import { foldEnterprise, recordsOf } from '../src/domain/enterprise.js';
import { enterpriseStream, readHistory, successionRoot } from '../src/event-log/enterprise-history.js';
import { openedDay } from '../src/event-log/opened-day.js';
import { verifyLog } from '../src/event-log/verification.js';
import { resolveAxes } from '../src/queries/axes.js';
import { historyOf } from '../src/queries/history.js';
import { bureau } from './support/enterprise-spec.js';
import { appended } from './support/log-events.js';
import { onEveryLog } from './support/on-every-log.js';
import { openRegistry, type TestRegistry } from './support/registry.js';
import { samples } from './support/samples.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const B = fictionalUscc(2);
const C = fictionalUscc(3);

/** Executes a command on the sample of its event, with the fields of the test. */
function executor({ commands, rim }: TestRegistry) {
  return (uscc: string, type: CommandType, fields: object = {}, extra: { expectedVersion?: number } = {}) => {
    const registration = type === 'RegisterEnterprise' ? { uscc } : {};
    const data = { ...samples[enterpriseCommands[type].event], ...registration, ...fields };
    const command = pairedCommand(type, enterpriseCommands[type].schema.parse(data));
    return commands.execute({ uscc, command, actor: bureau, correlationId: rim.newId(), ...extra });
  };
}

const stateOf = ({ log }: TestRegistry, uscc: string) => foldEnterprise(readHistory(log, uscc));

onEveryLog(
  t,
  'two writers race on one enterprise in one process: both are recorded, in some order',
  async (t, adapter) => {
    const registry = await openRegistry(t, adapter);
    const execute = executor(registry);
    await execute(A, 'RegisterEnterprise');
    const rivals = new EnterpriseCommands(registry.log, registry.rim);
    const rival = executor({ ...registry, commands: rivals });
    const numbers = Array.from({ length: 20 }, (_, index) => `示罚〔2024〕${index}号`);
    await Promise.all(
      numbers.map((documentNo, index) => (index % 2 ? execute : rival)(A, 'RecordViolation', { documentNo })),
    );
    t.equal(recordsOf(stateOf(registry, A), 'ViolationRecorded').length, 20);
    t.equal(registry.log.streamVersion(`enterprise-${A}`), 21);
  },
);

t.test('processes race on one enterprise: every fact once, versions dense', async (t) => {
  const registry = await openRegistry(t);
  await executor(registry)(A, 'RegisterEnterprise');
  const worker = new URL('./support/racing-writer.js', import.meta.url);
  const runs = Array.from({ length: 3 }, () => {
    const child = fork(worker, [join(registry.folder, 'log.sqlite'), A, '15']);
    return new Promise<number | null>((resolve) => child.on('exit', resolve));
  });
  t.same(await Promise.all(runs), [0, 0, 0]);
  const { events } = readHistory(registry.log, A);
  t.same(
    events.map(({ version }) => version),
    Array.from({ length: 16 }, (_, index) => index + 1),
  );
  t.equal(
    recordsOf(stateOf(registry, A), 'ViolationRecorded').length,
    15,
    'the same fifteen facts came from all three',
  );
});

onEveryLog(t, 'a stated version is kept to, also when a race is lost', async (t, adapter) => {
  const registry = await openRegistry(t, adapter);
  const execute = executor(registry);
  await execute(A, 'RegisterEnterprise');
  const both = await Promise.allSettled([
    execute(A, 'AwardHonour', {}, { expectedVersion: 1 }),
    execute(A, 'IssueCertificate', {}, { expectedVersion: 1 }),
  ]);
  t.same(
    both.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  );
  t.match(both[1], { reason: { code: 'VERSION_CONFLICT', details: { actualVersion: 2 } } });
});

t.test('a clock set back repeats the last instant, and today does not go back', async (t) => {
  const registry = await openRegistry(t);
  const execute = executor(registry);
  await execute(A, 'RegisterEnterprise');
  registry.rim.turnTo('2024-05-15T00:00:00.000Z');
  await execute(A, 'RecordViolation', { source: { department: 'scjg', receivedOn: '2024-06-01' } });
  const instants = readHistory(registry.log, A).events.map(({ recordedAt }) => recordedAt);
  t.same(instants, ['2024-06-01T02:00:00.000Z', '2024-06-01T02:00:00.000Z']);
});

t.test('a successor starts from the sealed prefix', async (t) => {
  const registry = await openRegistry(t);
  const execute = executor(registry);
  for (const uscc of [A, B, C]) await execute(uscc, 'RegisterEnterprise');
  const violation = await execute(A, 'RecordViolation');
  const violationId = violation.outcome === 'recorded' ? violation.events[0]?.eventId : '';
  const succeeded = await execute(A, 'SucceedEnterprise', { by: B });
  t.equal(registry.log.lastOf(`enterprise-${B}`)?.type, 'PredecessorAbsorbed');
  t.equal(recordsOf(stateOf(registry, B), 'ViolationRecorded')[0]?.absorbedFrom?.uscc, A);

  t.test('what was absorbed is repaired in the successor, and gone from both', async (t) => {
    await execute(B, 'RepairCredit', { target: violationId });
    const axes = resolveAxes(registry.log, {});
    for (const uscc of [A, B]) {
      const types = (sight: 'committee' | 'archive') =>
        historyOf(registry.log, { uscc, axes, viewer: { sight }, after: 0, limit: 100 })?.lines.map(({ type }) => type);
      t.notOk(types('committee')?.includes('ViolationRecorded'), `${uscc} shows it to no committee`);
      t.ok(types('archive')?.includes('ViolationRecorded'), `${uscc} shows it to the archive`);
    }
  });

  t.test('successions chain, and never form a circle', async (t) => {
    await execute(B, 'SucceedEnterprise', { by: C });
    t.equal(successionRoot(registry.log, A), C);
    t.equal(recordsOf(stateOf(registry, C), 'ViolationRecorded')[0]?.absorbedFrom?.uscc, A);
    await t.rejects(execute(C, 'SucceedEnterprise', { by: A }), { code: 'SUCCESSION_CYCLE' });
    const D = fictionalUscc(4);
    await execute(D, 'RegisterEnterprise');
    await t.rejects(execute(D, 'SucceedEnterprise', { by: A }), {
      code: 'SUCCESSOR_ALREADY_SUCCEEDED',
      details: { successor: C },
    });
  });

  t.test('a reaction that is run again records nothing again', async (t) => {
    const sealing = registry.log.eventById(
      succeeded.outcome === 'recorded' ? (succeeded.events[0]?.eventId ?? '') : '',
    );
    const { position } = registry.log.head();
    if (sealing?.type !== 'EnterpriseSucceeded') throw new Error('no sealing event');
    await settleSuccession(sealing, registry.log, registry.rim);
    t.equal(registry.log.head().position, position);
  });
});

onEveryLog(
  t,
  'two enterprises that would succeed each other in one instant: one of them is refused',
  async (t, adapter) => {
    const registry = await openRegistry(t, adapter);
    const execute = executor(registry);
    for (const uscc of [A, B]) await execute(uscc, 'RegisterEnterprise');
    const both = await Promise.allSettled([
      execute(A, 'SucceedEnterprise', { by: B }),
      execute(B, 'SucceedEnterprise', { by: A }),
    ]);
    t.same(
      both.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
  },
);

t.test(
  'three that would succeed each other in one instant from three processes: the last seal is voided',
  async (t) => {
    const registry = await openRegistry(t);
    const { log, rim } = registry;
    for (const uscc of [A, B, C]) await executor(registry)(uscc, 'RegisterEnterprise');
    const all = await Promise.allSettled(
      [A, B, C].map((uscc, index) => {
        const process = executor({ ...registry, commands: new EnterpriseCommands(log, rim) });
        return process(uscc, 'SucceedEnterprise', { by: [B, C, A][index] });
      }),
    );
    t.same(
      all.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected'],
    );
    t.match(all[2], { reason: { code: /^(SUCCESSION_CYCLE|SUCCESSOR_ALREADY_SUCCEEDED)$/ } });
    t.same(
      [A, B, C].map((uscc) => successionRoot(log, uscc)),
      [C, C, C],
    );
    t.equal(stateOf(registry, C).sealedBy, undefined);
    t.same(await executor(registry)(C, 'AwardHonour').then(({ outcome }) => outcome), 'recorded', 'life goes on');
    t.same(verifyLog(log).faults, []);
  },
);

t.test('commands that queue around a succession are taken in their order', async (t) => {
  const registry = await openRegistry(t);
  const execute = executor(registry);
  await execute(B, 'RegisterEnterprise');
  const violations = Array.from({ length: 20 }, (_, index) =>
    execute(A, 'RecordViolation', { documentNo: `示罚〔2024〕${index}号` }),
  );
  const registration = execute(A, 'RegisterEnterprise');
  const succession = execute(A, 'SucceedEnterprise', { by: B });
  const target = 'ViolationRecorded|示罚〔2024〕7号|示例市市场监督管理局';
  const outcomes = await Promise.all([
    ...violations,
    registration,
    succession,
    execute(B, 'FulfilPenalty', { target }),
    t.rejects(execute(A, 'AwardHonour'), { code: 'ENTERPRISE_SUCCEEDED' }),
  ]);
  t.equal(outcomes.length, 24);
  t.equal(recordsOf(stateOf(registry, B), 'ViolationRecorded').length, 20);
});

/** Seals a stream as a process does that is killed before it can react. */
async function sealAndDie({ log, rim }: TestRegistry, uscc: string, by: string): Promise<void> {
  const stream = enterpriseStream(uscc);
  const expectedVersion = log.streamVersion(stream);
  const id = rim.newId();
  const frame = { stream, expectedVersion, actor: bureau, correlationId: id, causationId: id };
  const fact = { type: 'EnterpriseSucceeded', data: { ...samples.EnterpriseSucceeded, by } } as const;
  await appended(log, { stream, expectedVersion, events: frameFacts([fact], frame, { rim, reader: log }) });
}

t.test('a succession that a crash cut in half hides what is repaired, and is completed by its repeat', async (t) => {
  const registry = await openRegistry(t);
  const execute = executor(registry);
  for (const uscc of [A, B, C]) await execute(uscc, 'RegisterEnterprise');
  await execute(A, 'RecordViolation');
  await execute(A, 'SucceedEnterprise', { by: B });
  const target = 'ViolationRecorded|安示字〔2024〕1号|示例市市场监督管理局';
  await execute(B, 'RepairCredit', { target });
  await sealAndDie(registry, B, C);
  const axes = resolveAxes(registry.log, {});
  const instant = new Date(registry.rim.now()).toISOString();
  t.equal(
    resolveAxes(registry.log, { knownAt: instant }, 1).knownAt,
    1,
    'where rows lag behind the log, theirs is now',
  );
  const types = historyOf(registry.log, { uscc: A, axes, viewer: { sight: 'committee' }, after: 0, limit: 9 })?.lines;
  t.same(
    types?.map(({ type }) => type),
    ['EnterpriseRegistered', 'EnterpriseSucceeded'],
  );
  t.equal(registry.log.lastOf(enterpriseStream(C))?.type, 'EnterpriseRegistered');
  t.match(await execute(B, 'SucceedEnterprise', { by: C }), { outcome: 'already-recorded' });
  t.equal(registry.log.lastOf(enterpriseStream(C))?.type, 'PredecessorAbsorbed');
});

t.test('days', async (t) => {
  const registry = await openRegistry(t);
  const { log, rim } = registry;
  t.equal(log.readAll(0, 1)[0]?.type, 'DayOpened', 'a registry begins with a day');
  await t.rejects(recordDay({ date: '2024-06-01', confirmed: true }, log, rim), { code: 'DAY_NOT_LATER' });
  await t.rejects(recordDay({ date: '2024-07-12', confirmed: false }, log, rim), { code: 'DAY_TOO_FAR_AHEAD' });
  rim.turnTo('2024-06-30T16:00:00.000Z');
  t.equal(await openToday(log, rim), true);
  t.equal(openedDay(log), '2024-07-01', 'one event covers thirty days');
  t.equal(log.streamVersion('calendar'), 2);
  rim.turnTo('2024-09-01T02:00:00.000Z');
  t.equal(await openToday(log, rim), false, 'a clock far ahead waits for a word');
  await recordDay({ date: '2024-09-01', confirmed: true }, log, rim);
  t.equal(openedDay(log), '2024-09-01');
});

t.test('the ids of the registry itself are time-ordered and lower case', async (t) => {
  const ids = Array.from({ length: 100 }, () => systemRim.newId());
  t.same([...ids].sort(), ids);
  t.ok(ids.every((id) => id === id.toLowerCase()));
});
