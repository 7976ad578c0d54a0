import { join } from 'node:path';
import t from 'tap';
import { canonicalJson } from '../schemas/canonical.js';
import { recordDay } from '../src/commands/days.js';
import { readSubject } from '../src/event-log/enterprise-history.js';
import { openedDay } from '../src/event-log/opened-day.js';
import { policyEvents } from '../src/event-log/policy-events.js';
import { rulesInForce } from '../src/policy/adoptions.js';
import { listRows } from '../src/policy/joint-lists.js';
import { sightedState } from '../src/policy/sighted.js';
import { compareReadModels } from '../src/read-models/comparison.js';
import { makeFile } from '../src/read-models/file.js';
import { Projector } from '../src/read-models/projector.js';
import { openKeptRegistry } from './support/kept-registry.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const unlinked = { listedOn: '2024-05-28', scheduledOff: '2027-05-28', linkedDecision: undefined };

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
