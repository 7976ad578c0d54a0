import t from 'tap';
import { watchReceipts } from '../src/cli/receipt-watch.js';
import { recordDay } from '../src/commands/days.js';
import { receiptAnswer, receiptsAnswer } from '../src/http/receipt-answer.js';
import { Holder, listServer, unlinked } from './support/list-server.js';
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
