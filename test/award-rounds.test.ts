import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { policyPack } from '../schemas/policy.js';
import { Reactions } from '../src/cli/reactions.js';
import { AwardRounds } from '../src/commands/award-rounds.js';
import { recordDay, registryActor } from '../src/commands/days.js';
import { unsettledRounds } from '../src/commands/round-reactor.js';
import { publishCalendar } from '../src/commands/workdays.js';
import { roundStream } from '../src/domain/award-round.js';
import { NodeStale } from '../src/event-log/append-failures.js';
import type { EventLog } from '../src/event-log/event-log.js';
import { ReportedSpans } from '../src/event-log/reported-spans.js';
import { openSqliteLog } from '../src/event-log/sqlite.js';
import { shippedPacks } from '../src/policy/packs.js';
import { explainRound, roundOf } from '../src/queries/award-rounds.js';
import { ReadModels } from '../src/read-models/read-models.js';
import type { Fields } from './support/enterprise-spec.js';
import { type Before, interpose } from './support/interposed-log.js';
import { openKeptRegistry, recorder } from './support/kept-registry.js';
import type { LogAdapter } from './support/log-adapters.js';
import { onEveryLog } from './support/on-every-log.js';
import shiliData from './support/packs/shili-2020-7.json' with { type: 'json' };
import { qcr } from './support/qcr.js';
import { openRegistry, StandingRim } from './support/registry.js';
import { startServer } from './support/server.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const B = fictionalUscc(2);
const C = fictionalUscc(3);
const D = fictionalUscc(4);
const round = { programme: 'anyang-mayor-quality-award', year: 2024 };
const stream = roundStream(round.programme, round.year);
const terms = { quota: 3, coolingOffYears: 3, documentNo: '示质奖〔2024〕1号' };
const decision = '示质奖〔2024〕2号';

/** 端午 is off, and a Saturday is worked for it: an invented year. */
const calendar = { year: 2024, daysOff: ['2024-06-10'], workdays: ['2024-06-08'], documentNo: '示办〔2023〕7号' };

const largeFine = {
  decidedOn: '2023-03-15',
  servedOn: undefined,
  statedSeverity: undefined,
  statedPublicUntil: undefined,
  penalties: [{ kind: 'fine', amountFen: 20_000_000, largeAmount: 'yes' }],
};
const listing = { linkedDecision: undefined, listKind: 'judgment-defaulter', scheduledOff: undefined };

/** A registry on 1 June 2024 of four enterprises, of which D was fined. */
async function fourEnterprises(t: Test, adapter?: LogAdapter) {
  const registry = await openKeptRegistry(t, adapter);
  const { log, rim, record } = registry;
  for (const [index, uscc] of [A, B, C, D].entries()) {
    await record(uscc, 'RegisterEnterprise', { name: `示例${'甲乙丙丁'[index]}有限公司` });
  }
  await record(D, 'RecordViolation', largeFine);
  const turnTo = async (date: string): Promise<void> => {
    rim.turnTo(`${date}T02:00:00.000Z`);
    await recordDay({ date, confirmed: true }, log, rim);
  };
  return { ...registry, turnTo };
}

/** The same when departments have reported, and the working days of the year are published. */
async function beforeTheRound(t: Test, adapter?: LogAdapter) {
  const registry = await fourEnterprises(t, adapter);
  await registry.reportAll();
  await publishCalendar(registry, calendar, registry.acting);
  return registry;
}

/** The same when the notice of A, B and C has ended, on 12 June. */
async function beforeTheDecision(t: Test) {
  const registry = await beforeTheRound(t);
  const { rounds, acting, turnTo } = registry;
  await rounds.open(round, terms, acting);
  await rounds.apply(round, [A, B, C, D], acting);
  await rounds.assess(round, undefined, acting);
  await rounds.publishNotice(round, [A, B, C], acting);
  await turnTo('2024-06-12');
  await rounds.endNotice(round, acting);
  return registry;
}

const typesOf = (log: EventLog, name: string): readonly string[] => log.readStream(name).map(({ type }) => type);
const honours = (log: EventLog, uscc: string) =>
  log.readStream(`enterprise-${uscc}`).filter(({ type }) => type === 'HonourAwarded');
const refusedIn = (log: EventLog) => [...roundOf(log, round.programme, round.year).refused.values()];

onEveryLog(t, 'a round from its opening to its close', async (t, adapter) => {
  const { log, rounds, acting, turnTo, spans } = await beforeTheRound(t, adapter);
  t.match(await rounds.open(round, terms, acting), { recorded: 1, version: 1 });
  t.match(await rounds.open(round, terms, acting), { recorded: 0, version: 1 }, 'the same again');
  t.match(await rounds.apply(round, [A, B, A], acting), { recorded: 2 });
  t.match(await rounds.apply(round, [A, C, D], acting), { recorded: 2 }, 'only who has not applied yet');
  t.match(await rounds.assess(round, [A], acting), { recorded: 1 });
  t.match(await rounds.assess(round, undefined, acting), { recorded: 3 });
  t.match(
    await rounds.assess(round, undefined, acting),
    { recorded: 0 },
    'the same verdicts on the same day are on record, though the registry has grown since',
  );
  const verdicts = [...roundOf(log, round.programme, round.year).assessments.values()].map(({ data }) => data.verdict);
  t.same(verdicts, ['eligible', 'eligible', 'eligible', 'ineligible']);
  await rounds.publishNotice(round, [A, B, A], acting);
  t.same(roundOf(log, round.programme, round.year).notice, { usccs: [A, B], from: '2024-06-01', until: '2024-06-11' });
  await turnTo('2024-06-12');
  t.match(await rounds.endNotice(round, acting), { recorded: 1 });
  t.match(await rounds.endNotice(round, acting), { recorded: 0 });
  const { version } = log.lastOf(`enterprise-${A}`) ?? {};
  t.match(await rounds.decide(round, { documentNo: decision, usccs: [A, A] }, acting), { recorded: 2 });
  t.same(typesOf(log, stream), [
    'RoundOpened',
    ...Array(4).fill('ApplicationFiled'),
    ...Array(4).fill('EligibilityAssessed'),
    'NoticePublished',
    'NoticeEnded',
    'RoundDecided',
    'RoundClosed',
  ]);
  const state = roundOf(log, round.programme, round.year);
  t.same(state.decided?.data, { documentNo: decision, decidedOn: '2024-06-12', winners: [{ uscc: A, version }] });
  t.match(honours(log, A), [
    {
      causationId: state.decided?.id,
      data: {
        programme: round.programme,
        programmeYear: 2024,
        awardedOn: '2024-06-12',
        class: 'winner',
        documentNo: decision,
        authority: { name: '安阳市人民政府' },
        source: { department: registryActor.department, receivedOn: '2024-06-12' },
      },
    },
  ]);
  t.same([honours(log, A).length, honours(log, B).length], [1, 0]);
  t.match(await rounds.resume(round), { recorded: 0 }, 'nothing is left to do');
  t.same(unsettledRounds({ log }), []);
  const explained = [...explainRound({ log, spans }, state)];
  t.same(
    explained.map(({ uscc, reproduced, holds, change }) => [uscc, reproduced, holds, change]),
    [A, B, C, D].map((uscc) => [uscc, true, true, undefined]),
  );
});

t.test('what a round refuses', async (t) => {
  const { log, rim, rounds, acting, turnTo, record, policies } = await fourEnterprises(t);
  const refuses = async (sentence: string, step: () => Promise<unknown>, code: string, details: Fields = {}) => {
    const { position } = log.head();
    await t.rejects(step, { name: 'Refusal', code, details }, sentence);
    t.equal(log.head().position, position, 'nothing was recorded');
  };
  const step = {
    open: (changed: object = {}) => rounds.open(round, { ...terms, quota: 1, ...changed }, acting),
    apply: (...usccs: string[]) => rounds.apply(round, usccs, acting),
    assess: (...usccs: string[]) => rounds.assess(round, usccs, acting),
    notice: (...usccs: string[]) => rounds.publishNotice(round, usccs, acting),
    end: () => rounds.endNotice(round, acting),
    decide: (...usccs: string[]) => rounds.decide(round, { documentNo: decision, usccs }, acting),
  };

  for (const early of [
    () => step.apply(A),
    () => step.assess(A),
    () => step.notice(A),
    step.end,
    () => step.decide(A),
  ]) {
    await refuses('a step of a round that is not open', early, 'ROUND_NOT_OPEN');
  }
  const unheard = { programme: 'shili-old-shop', year: 2021 };
  await refuses('a programme of no pack', () => rounds.open(unheard, terms, acting), 'PROGRAMME_UNKNOWN');
  await policies.adopt(policyPack.parse(shiliData), acting);
  await refuses('a year after the last', () => rounds.open(unheard, terms, acting), 'PROGRAMME_CLOSED', {
    field: 'year',
  });
  await step.open();
  await refuses('another quota', () => step.open({ quota: 2 }), 'ROUND_ALREADY_OPEN');
  await refuses('another document', () => step.open({ documentNo: '示质奖〔2024〕9号' }), 'ROUND_ALREADY_OPEN');
  await step.apply(A, B, D);
  await refuses('an assessment of who has not applied', () => step.assess(A, C), 'APPLICANT_UNKNOWN', { reason: C });
  await refuses('a notice before any calendar', () => step.notice(A), 'WORKDAYS_UNKNOWN', { reason: '2024' });
  await publishCalendar({ log, rim }, calendar, acting);
  await refuses('a candidate who has not applied', () => step.notice(C), 'APPLICANT_UNKNOWN', { reason: C });
  await refuses('a candidate who was not assessed', () => step.notice(A), 'CANDIDATE_NOT_ASSESSED', { reason: A });
  await step.assess(A, B, D);
  await refuses('a candidate who is ineligible', () => step.notice(A, D), 'CANDIDATE_INELIGIBLE', { reason: D });
  await refuses('the end of no notice', step.end, 'NOTICE_NOT_PUBLISHED');
  await refuses('a decision before any notice', () => step.decide(A), 'NOTICE_STILL_RUNNING');
  await step.notice(A, B);
  await refuses('another notice', () => step.notice(A), 'NOTICE_ALREADY_PUBLISHED');
  await refuses('a late application', () => step.apply(C), 'NOTICE_ALREADY_PUBLISHED');
  await turnTo('2024-06-11');
  await refuses('the end on the last day', step.end, 'NOTICE_STILL_RUNNING', { reason: '2024-06-11' });
  await turnTo('2024-06-12');
  await refuses('a decision before the notice was ended', () => step.decide(A), 'NOTICE_STILL_RUNNING');
  await step.end();
  await refuses('more winners than places', () => step.decide(A, B), 'QUOTA_EXCEEDED', { reason: '1' });
  await refuses('a winner who was not in the notice', () => step.decide(D), 'WINNER_NOT_IN_NOTICE', { reason: D });
  await record(A, 'BlacklistEnterprise', listing);
  await refuses('a winner who was listed since (veto)', () => step.decide(A), 'WINNER_INELIGIBLE', {
    reason: `${A} 四（三）奖励原则 一`,
  });
  t.equal(
    await record(A, 'AwardHonour', { documentNo: '示政〔2024〕8号' }),
    log.head().position,
    'a document is recorded',
  );
  await step.decide(B);
  for (const late of [
    () => step.apply(C),
    () => step.assess(A),
    () => step.notice(A),
    step.end,
    () => step.decide(A),
  ]) {
    await refuses('a step of a round that was decided', late, 'ROUND_ALREADY_DECIDED');
  }
});

t.test('a step is decided on nothing that this node cannot read yet', async (t) => {
  const { log, rim, spans } = await openRegistry(t);
  const acting = { actor: registryActor, correlationId: rim.newId() };
  const behind = new Proxy(log, {
    get: (target, key) => {
      if (key === 'readable') return () => Promise.reject(new NodeStale());
      const member: unknown = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const rounds = new AwardRounds({ log: behind, rim, spans });
  await t.rejects(rounds.apply(round, [A], acting), NodeStale);
});

t.test('the day of the decision decides, also where no day was opened yet', async (t) => {
  const { rounds, acting, rim, record } = await beforeTheDecision(t);
  await record(A, 'DeregisterEnterprise', { on: '2024-06-14' });
  rim.turnTo('2024-06-14T02:00:00.000Z');
  await t.rejects(rounds.decide(round, { documentNo: decision, usccs: [A] }, acting), { code: 'WINNER_INELIGIBLE' });
});

t.test('a pack that gives no veto lets the round decide', async (t) => {
  const { rounds, acting, record, policies, turnTo, log, rim } = await beforeTheRound(t);
  await policies.adopt(policyPack.parse(shiliData), acting);
  const craft = { programme: 'shili-craft-brand', year: 2024 };
  const E = fictionalUscc(5);
  await record(E, 'RegisterEnterprise', { name: '示例戊有限公司', division: '999999' });
  await publishCalendar({ log, rim }, calendar, acting);
  await rounds.open(craft, terms, acting);
  await rounds.apply(craft, [E], acting);
  await rounds.assess(craft, undefined, acting);
  await rounds.publishNotice(craft, [E], acting);
  await turnTo('2024-06-20');
  await rounds.endNotice(craft, acting);
  await record(E, 'DeregisterEnterprise', { on: '2024-06-01' });
  for (const batch of ['1', '2']) await record(E, 'RecordInspection', { batch });
  await rounds.decide(craft, { documentNo: decision, usccs: [E] }, acting);
  t.equal(honours(log, E).length, 1);
});

/** Decides on A, B and C while something else happens before an append. */
async function decidedWhile(t: Test, before: (count: number, record: ReturnType<typeof recorder>) => Promise<void>) {
  const registry = await beforeTheDecision(t);
  const { log, rim, spans, acting } = registry;
  const interfering: Before = (count) => before(count, recorder(log, rim));
  const rounds = new AwardRounds({ log: interpose(log, interfering), rim, spans });
  await rounds.decide(round, { documentNo: decision, usccs: [A, B, C] }, acting);
  t.equal(typesOf(log, stream).at(-1), 'RoundClosed');
  return { ...registry, counts: [A, B, C].map((uscc) => honours(log, uscc).length) };
}

t.test('winners are units, whoever carries them on', async (t) => {
  const successions = { succession: 'restructuring', on: '2024-06-12' };
  const decide = async ({ rounds, acting }: Awaited<ReturnType<typeof beforeTheDecision>>, ...usccs: string[]) =>
    rounds.decide(round, { documentNo: decision, usccs }, acting);
  const twins = await beforeTheDecision(t);
  await twins.record(A, 'SucceedEnterprise', { by: B, ...successions });
  await t.rejects(decide(twins, A, B), { code: 'WINNERS_ONE_UNIT', details: { reason: `${A} ${B}` } });
  t.match(await decide(twins, A), { recorded: 2 });
  t.equal(honours(twins.log, B).length, 1, 'A is B now');
  const carriedOn = await beforeTheDecision(t);
  await carriedOn.record(A, 'SucceedEnterprise', { by: D, ...successions });
  await t.rejects(decide(carriedOn, A), { code: 'WINNER_INELIGIBLE' }, 'D was fined, and D is what A has become');
  const ahead = await beforeTheDecision(t);
  await ahead.record(A, 'BlacklistEnterprise', { ...listing, listedOn: '2024-06-11' });
  await ahead.record(A, 'SucceedEnterprise', { by: B, succession: 'code-change', on: '2024-07-01' });
  await t.rejects(decide(ahead, A), { code: 'WINNER_INELIGIBLE' }, 'what A did is not yet that of B');
});

t.test('a newer fact between the decision and an award', async (t) => {
  t.test('that changes nothing is judged afresh, and the award made', async (t) => {
    const { counts, log } = await decidedWhile(t, async (count, record) => {
      if (count === 2) await record(A, 'RenameEnterprise', { name: '示例甲集团有限公司', on: '2024-06-11' });
    });
    t.same(counts, [1, 1, 1]);
    t.same(typesOf(log, `enterprise-${A}`), ['EnterpriseRegistered', 'EnterpriseRenamed', 'HonourAwarded']);
    t.same(refusedIn(log), []);
  });

  t.test('that stands against the winner has the winner refused, and nobody else', async (t) => {
    const { counts, log } = await decidedWhile(t, async (count, record) => {
      if (count === 2) await record(B, 'BlacklistEnterprise', listing);
    });
    t.same(counts, [1, 0, 1]);
    const clause = '四（三）奖励原则 一';
    t.same(refusedIn(log), [{ uscc: B, clause, reason: `决定作出后新登记的事实使其不符合条件：${clause}` }]);
  });

  t.test('that needs review alone does not refuse the winner', async (t) => {
    const { counts } = await decidedWhile(t, async (count, record) => {
      if (count === 2) await record(B, 'RecordViolation', { ...largeFine, authority: undefined });
    });
    t.same(counts, [1, 1, 1]);
  });

  t.test('that is the award itself, from the printed decision, settles the winner', async (t) => {
    const { counts, log } = await decidedWhile(t, async (count, record) => {
      if (count !== 2) return;
      const printed = {
        documentNo: decision,
        programme: round.programme,
        programmeYear: 2024,
        awardedOn: '2024-06-12',
      };
      await record(A, 'AwardHonour', { ...printed, authority: { name: '安阳市人民政府' }, validUntil: undefined });
    });
    t.same(counts, [1, 1, 1]);
    t.same(refusedIn(log), []);
  });

  t.test('that takes the award by another reading of the same document refuses the winner', async (t) => {
    const { counts, log } = await decidedWhile(t, async (count, record) => {
      if (count !== 2) return;
      const printed = {
        documentNo: decision,
        programme: round.programme,
        programmeYear: 2024,
        awardedOn: '2024-06-12',
      };
      const nominated = { ...printed, class: 'nominee', authority: { name: '安阳市人民政府' }, validUntil: undefined };
      await record(A, 'AwardHonour', nominated);
    });
    t.same(counts, [1, 1, 1], 'the nomination, and two awards');
    t.match(refusedIn(log), [{ uscc: A, clause: 'RECORD_KEY_TAKEN' }]);
  });

  t.test('that has the winner absorbed awards the unit that exists now', async (t) => {
    const { counts, log } = await decidedWhile(t, async (count, record) => {
      if (count === 2) await record(A, 'SucceedEnterprise', { by: D, succession: 'restructuring', on: '2024-06-12' });
    });
    t.same(counts, [0, 1, 1]);
    t.same(honours(log, D).length, 0);
    t.match(refusedIn(log), [{ uscc: A }], 'D was fined, and D is what A has become');
  });
});

t.test('two processes that react to one decision award once', async (t) => {
  const { log, rim, spans, acting, folder } = await beforeTheDecision(t);
  const full: Before = (count) => {
    if (count > 1) throw new Error('the disk is full');
  };
  const cut = new AwardRounds({ log: interpose(log, full), rim, spans });
  const usccs = [A, B, C];
  await t.rejects(cut.decide(round, { documentNo: decision, usccs }, acting), { message: 'the disk is full' });
  t.equal(unsettledRounds({ log }).length, 1, 'decided, and nobody awarded');
  const others = await Promise.all(
    [1, 2].map(async () => {
      const other = await openSqliteLog(join(folder, 'log.sqlite'));
      t.teardown(() => other.close());
      return new AwardRounds({ log: other, rim, spans: new ReportedSpans(other) });
    }),
  );
  await Promise.all(others.map((each) => each.resume(round)));
  t.same(
    usccs.map((uscc) => honours(log, uscc).length),
    [1, 1, 1],
  );
  t.equal(typesOf(log, stream).filter((type) => type === 'RoundClosed').length, 1);
});

t.test('what could not be recorded after a decision is recorded when it is taken again, or by itself', async (t) => {
  const { log, rim, spans, acting, folder } = await beforeTheDecision(t);
  let isFull = true;
  const full: Before = (_count, { events: [first] }) => {
    if (isFull && first.type !== 'RoundDecided') throw new Error('the disk is full');
  };
  const rounds = new AwardRounds({ log: interpose(log, full), rim, spans });
  const readModels = await ReadModels.open({ log: join(folder, 'log.sqlite'), folder }, (text) => t.comment(text));
  t.teardown(() => readModels.close());
  const heard = new EventEmitter<{ said: [string] }>();
  const said = (message: string): void => void heard.emit('said', message);
  const reactions = await Reactions.start({ log, rim, readModels, rounds, said, lookEvery: 5 });
  const complaint = once(heard, 'said');

  const taken = { documentNo: decision, usccs: [A, B] };
  await t.rejects(rounds.decide(round, taken, acting), { message: 'the disk is full' });
  await t.rejects(rounds.decide(round, taken, acting), { message: 'the disk is full' }, 'the same decision goes on');
  await t.rejects(rounds.decide(round, { ...taken, usccs: [A] }, acting), { code: 'ROUND_ALREADY_DECIDED' });
  await t.rejects(rounds.decide(round, { ...taken, documentNo: '示〔1〕' }, acting), { code: 'ROUND_ALREADY_DECIDED' });
  t.match(await complaint, [/^what must follow could not be recorded: the disk is full$/]);
  t.same([honours(log, A).length, honours(log, B).length], [0, 0]);
  isFull = false;
  for await (const { type } of log.follow(0, new AbortController().signal)) if (type === 'RoundClosed') break;
  await reactions.stop();
  t.same(typesOf(log, stream).slice(-2), ['RoundDecided', 'RoundClosed']);
  t.same([honours(log, A).length, honours(log, B).length], [1, 1]);
  t.match(await rounds.decide(round, taken, acting), { recorded: 0 }, 'and again nothing');
});

onEveryLog(t, 'a step with more facts than go into one append records all of them', async (t, adapter) => {
  const { log, rounds, acting } = await openKeptRegistry(t, adapter);
  await rounds.open(round, terms, acting);
  const usccs = Array.from({ length: 3000 }, (_, number) => fictionalUscc(number));
  t.match(await rounds.apply(round, usccs.slice(0, 10), acting), { recorded: 10, version: 11 });
  t.match(await rounds.apply(round, usccs, acting), { recorded: 2990, version: 3001 });
  t.same([...roundOf(log, round.programme, round.year).applications.keys()], usccs);
});

const dyingRound = fileURLToPath(new URL('./support/dying-round.js', import.meta.url));

/** Decides on A, B and C, and blacklists C after the decision, in a process that is killed before its n-th append. */
async function killedBefore(nth: number, folder: string): Promise<unknown> {
  const args = [dyingRound, folder, String(nth), `${round.programme}.${round.year}`, `${A},${B},${C}`, C];
  const [, signal] = await once(spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }), 'close');
  return signal;
}

/** What the registry does when it starts again: how many rounds were left over, and how the round then stands. */
async function takenUp(folder: string) {
  const log = await openSqliteLog(join(folder, 'log.sqlite'));
  const rounds = new AwardRounds({
    log,
    rim: new StandingRim('2024-06-13T02:00:00.000Z'),
    spans: new ReportedSpans(log),
  });
  const left = unsettledRounds({ log });
  for (const each of left) await rounds.resume(each);
  const steps = typesOf(log, stream);
  const awarded = [A, B, C].map((uscc) => honours(log, uscc).length);
  await log.close();
  return { left: left.length, steps: steps.slice(steps.indexOf('NoticeEnded') + 1), awarded };
}

t.test('kill -9 between any two appends: what is left over is taken up', async (t) => {
  const { log, folder } = await beforeTheDecision(t);
  await log.close();
  const undecided = { left: 0, steps: [], awarded: [0, 0, 0] };
  const allAwarded = { left: 1, steps: ['RoundDecided', 'RoundClosed'], awarded: [1, 1, 1] };
  const oneRefused = { left: 1, steps: ['RoundDecided', 'WinnerRefused', 'RoundClosed'], awarded: [1, 1, 0] };
  const outcomes = [undecided, allAwarded, allAwarded, oneRefused, oneRefused, oneRefused, { ...oneRefused, left: 0 }];
  await Promise.all(
    outcomes.map(async (outcome, index) => {
      const copy = `${folder}-${index + 1}`;
      cpSync(folder, copy, { recursive: true });
      const isKilled = index < outcomes.length - 1;
      t.equal(await killedBefore(index + 1, copy), isKilled ? 'SIGKILL' : null, `append ${index + 1}`);
      t.same(await takenUp(copy), outcome, `killed before append ${index + 1}`);
    }),
  );
});

t.test('an explanation names what changed a verdict', async (t) => {
  const { log, rounds, acting, record, clear, report, spans } = await openKeptRegistry(t);
  for (const [index, uscc] of [A, B, C].entries()) {
    await record(uscc, 'RegisterEnterprise', { name: `示例${index}有限公司` });
  }
  for (const ground of ['serious-violation', 'collective-petition', 'blacklisted', 'other']) await report({ ground });
  await clear({ usccs: [A, C], ground: 'serious-incident', asOf: '2024-06-01' });
  await record(C, 'RecordViolation', largeFine);
  const fined = log.lastOf(`enterprise-${C}`)?.id;
  await rounds.open(round, terms, acting);
  await rounds.apply(round, [A, B, C], acting);
  await rounds.assess(round, undefined, acting);
  const explain = () =>
    [...explainRound({ log, spans }, roundOf(log, round.programme, round.year))].map((each) => [
      each.stored.verdict,
      each.reproduced,
      each.holds,
      each.now.outcome,
      each.change?.laterEvents.map(({ type }) => type),
      each.change?.withdrawn,
    ]);
  t.same(explain(), [
    ['eligible', true, true, 'eligible', undefined, undefined],
    ['needs-review', true, true, 'needs-review', undefined, undefined],
    ['ineligible', true, true, 'ineligible', undefined, undefined],
  ]);
  await record(A, 'RecordViolation', largeFine);
  await clear({ usccs: [B], ground: 'serious-incident', asOf: '2024-06-01' });
  await record(C, 'VoidRecord', { target: fined });
  t.same(explain(), [
    ['eligible', true, false, 'ineligible', ['ViolationRecorded'], undefined],
    ['needs-review', true, false, 'eligible', ['ClearanceGiven'], undefined],
    ['ineligible', true, false, 'eligible', [], ['登记更正，视为从未登记']],
  ]);

  t.test('and an edition that derived it otherwise', async (t) => {
    const known = roundOf(log, round.programme, round.year).assessments.get(A);
    if (known === undefined) throw new Error('A was assessed');
    const expectedVersion = log.streamVersion(stream);
    const { position: _position, ...event } = known;
    const data = { ...known.data, edition: 'judgement-0', verdictDigest: '00'.repeat(32) };
    const again = { ...event, id: '01900000-0000-7000-8000-00000000e001', version: expectedVersion + 1, data };
    await log.append({ stream, expectedVersion, events: [again] });
    const [first] = explainRound({ log, spans }, roundOf(log, round.programme, round.year));
    t.match(first, { reproduced: false, change: { edition: { stored: 'judgement-0', now: 'judgement-2' } } });
  });
});

t.test('a winner of the last years waits as the round asks', async (t) => {
  const { rounds, acting, record, log } = await beforeTheRound(t);
  await record(A, 'AwardHonour', { programme: round.programme, programmeYear: 2022, awardedOn: '2022-11-01' });
  await rounds.open(round, terms, acting);
  await rounds.apply(round, [A, B], acting);
  await rounds.assess(round, undefined, acting);
  const verdicts = [...roundOf(log, round.programme, round.year).assessments.values()].map(({ data }) => data.verdict);
  t.same(verdicts, ['ineligible', 'eligible']);
});

t.test('over HTTP, with calendars of working days', async (t) => {
  const server = await startServer(t);
  const { ask, keyOf, policies, rim, log } = server;
  const acting = { actor: registryActor, correlationId: rim.newId() };
  for (const pack of shippedPacks) await policies.adopt(pack, acting);
  const admin = await keyOf('scjg', 'admin');
  const committee = await keyOf('scjg', 'screen');
  const post = (path: string, body: unknown, key = committee) => ask(path, { method: 'POST', body, key });
  t.match(await post('/v1/calendars', calendar), { status: 403, json: { code: 'SCOPE_MISSING' } });
  t.match(await post('/v1/calendars', calendar, admin), { status: 201, json: { outcome: 'recorded' } });
  t.match(await post('/v1/calendars', calendar, admin), { status: 200, json: { outcome: 'already-recorded' } });
  const wrong = { ...calendar, daysOff: ['2023-06-10'], workdays: ['2024-13-01'] };
  t.match(await post('/v1/calendars', wrong, admin), { status: 400, json: { errors: [{ field: 'workdays.0' }] } });
  const both = { ...calendar, workdays: ['2024-06-10'] };
  t.match(await post('/v1/calendars', both, admin), {
    status: 400,
    json: { errors: [{ field: 'workdays.0', rule: 'must not be a day off' }] },
  });
  await server.command(A, 'RegisterEnterprise', {}, { key: admin });
  const at = `/v1/award-rounds/${round.programme}.${round.year}`;
  t.match(await ask(at, { key: committee }), { status: 404, json: { code: 'ROUND_UNKNOWN' } });
  t.match(await post('/v1/award-rounds', { ...round, ...terms }), { status: 200, json: { recorded: 1, version: 1 } });
  t.match(await post(`${at}/applications`, { usccs: [A] }), { status: 200, json: { recorded: 1 } });
  t.match(await post(`${at}/assessments`, undefined), { status: 200, json: { recorded: 1 } });
  t.match(await post(`${at}/notice`, { usccs: [A] }), { status: 200 });
  t.match(await ask(at, { key: committee }), {
    status: 200,
    json: {
      stage: 'notice',
      quota: 3,
      applicants: [{ uscc: A, verdict: 'needs-review' }],
      notice: { until: '2024-06-11' },
      decision: null,
      refused: [],
    },
  });
  t.match(await post(`${at}/notice-end`, undefined), { status: 409, json: { code: 'NOTICE_STILL_RUNNING' } });
  rim.turnTo('2024-06-12T02:00:00.000Z');
  await recordDay({ date: '2024-06-12', confirmed: true }, log, rim);
  t.match(await post(`${at}/notice-end`, {}), { status: 200, json: { recorded: 1 } });
  t.match(await post(`${at}/decision`, { documentNo: decision, usccs: [A] }), { status: 200, json: { recorded: 2 } });
  t.match((await ask(at, { key: committee })).json, { stage: 'closed', decision: { winners: [A] } });
  const { json } = await ask(`${at}/explain`, { key: committee });
  t.match(json.verdicts, [{ uscc: A, reproduced: true, holds: true, stored: { verdict: 'needs-review' } }]);
  t.match(await ask(`${at}/explain`), { status: 401, json: { code: 'KEY_REQUIRED' } });
  const { entries: reads } = (await ask(`/v1/access-log?uscc=${A}`, { key: admin })).json;
  t.match(
    reads.map(({ what }: { what: string }) => what),
    [`GET ${at}/explain`, `GET ${at}`, `GET ${at}`],
    'who has read a verdict is found by the applicant',
  );

  for (const year of [2025, 2026]) await post('/v1/award-rounds', { ...round, ...terms, year });
  const list = async (query: string) => (await ask(`/v1/award-rounds?${query}`, { key: committee })).json;
  const whole = await list('');
  t.match(whole.items[0], {
    round: `${round.programme}.2024`,
    stage: 'closed',
    openedBy: 'scjg',
    counts: { applicants: 1, eligible: 0, needsReview: 1, notAssessed: 0, candidates: 1, winners: 1, refused: 0 },
  });
  const years = ({ items }: { items: readonly { year: number }[] }) => items.map(({ year }) => year);
  t.same(years(whole), [2024, 2025, 2026]);
  const [first, rest] = [await list('limit=1&stage=open'), 'stage=open&cursor='];
  t.same([years(first), years(await list(rest + first.next))], [[2025], [2026]]);
  t.same(years(await list(`programme=${round.programme}&year=2025`)), [2025]);
  t.same(await list('programme=another'), { items: [] });
  t.match(await list('cursor=x'), { code: 'INPUT_INVALID', errors: [{ field: 'cursor' }] });
});

t.test('qcr day calendar FILE', async (t) => {
  const folder = t.testdir();
  const file = join(folder, 'calendar.json');
  writeFileSync(file, JSON.stringify(calendar));
  const data = join(folder, 'data');
  t.match(await qcr('--data', data, 'day', 'calendar', file), { code: 1, err: /holds no registry/ });
  mkdirSync(data);
  await (await openSqliteLog(join(data, 'log.sqlite'))).close();
  t.match(await qcr('--data', data, 'day', 'calendar', file), { code: 0, out: /published {2}2024/ });
  t.match(await qcr('--data', data, 'day', 'calendar', file), { code: 0, out: /already on record {2}2024/ });
  writeFileSync(file, JSON.stringify({ ...calendar, daysOff: ['2025-01-01'] }));
  t.match(await qcr('--data', data, 'day', 'calendar', file), { code: 1, err: /daysOff\.0: must lie in 2024/ });
});
