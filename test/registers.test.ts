import { setImmediate } from 'node:timers/promises';
import Fastify from 'fastify';
import readXlsxFile from 'read-excel-file/node';
import t from 'tap';
import { recordDay } from '../src/commands/days.js';
import { csvOf } from '../src/http/csv.js';
import { gzippedStream } from '../src/http/gzip.js';
import { listServer, unlinked } from './support/list-server.js';
import { samples } from './support/samples.js';
import { startServer, type TestServer } from './support/server.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const B = fictionalUscc(2);

async function withFacts(
  t: Parameters<typeof startServer>[0],
): Promise<TestServer & { key: string; settle(): Promise<void> }> {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'admin');
  const settle = async (): Promise<void> => {
    t.ok(await server.readModels.waitFor(server.log.head().position, 5000), 'the read models are there');
  };
  return { ...server, key, settle };
}

t.test('registers: filtered, newest first, page by page', async (t) => {
  const server = await withFacts(t);
  const { key } = server;
  await server.command(A, 'RegisterEnterprise', {}, { key });
  await server.command(B, 'RegisterEnterprise', { name: '示例恒达食品有限公司', division: '410581' }, { key });
  for (const [number, uscc] of [A, B, A, B, A].entries()) {
    const awardedOn = `202${number}-02-26`;
    const fields = {
      documentNo: `示奖〔202${number}〕1号`,
      programmeYear: 2020 + number,
      awardedOn,
      validUntil: undefined,
    };
    await server.command(uscc, 'AwardHonour', fields, { key });
  }
  await server.settle();
  const years = async (query: string) => {
    const { json } = await server.ask(`/v1/registers/honours?${query}`);
    return [
      json.total,
      json.items.map(({ item }: { item: { data: { programmeYear: number } } }) => item.data.programmeYear),
    ];
  };
  t.same(await years(''), [5, [2024, 2023, 2022, 2021, 2020]]);
  t.same(await years('division=410581'), [2, [2023, 2021]]);
  t.same(await years('year=2022'), [1, [2022]]);
  t.same(await years('from=2021-01-01&until=2022-12-31'), [2, [2022, 2021]]);
  t.same(await years('programme=china-quality-award'), [0, []]);
  const seen: number[] = [];
  let next = '';
  do {
    const { json } = await server.ask(`/v1/registers/honours?limit=2${next}`);
    seen.push(...json.items.map(({ item }: { item: { data: { programmeYear: number } } }) => item.data.programmeYear));
    next = json.next === undefined ? '' : `&cursor=${json.next}`;
  } while (next !== '');
  t.same(seen, [2024, 2023, 2022, 2021, 2020], 'every line once');
  t.match(await server.ask('/v1/registers/honours?cursor=abc'), {
    status: 400,
    json: { errors: [{ field: 'cursor' }] },
  });
  t.match(await server.ask('/v1/registers/honours?division=安阳'), {
    status: 400,
    json: { errors: [{ field: 'division' }] },
  });
  for (const query of ['colour=red', 'from=2024-01-02&until=2024-01-01']) {
    t.match(
      await server.ask(`/v1/registers/honours?${query}`),
      { status: 400, json: { code: 'INPUT_INVALID' } },
      query,
    );
  }
  t.match(await server.ask('/v1/registers/others'), { status: 404 });
});

t.test('registers as files: for spreadsheets, with formulas defused', async (t) => {
  const server = await withFacts(t);
  const { key } = server;
  await server.command(A, 'RegisterEnterprise', { name: '=HYPERLINK(示例)有限公司' }, { key });
  await server.command(A, 'AwardHonour', { honourName: '+cmd', documentNo: '@示〔2024〕1号' }, { key });
  await server.settle();
  const csv = await server.ask('/v1/registers/honours?format=csv');
  t.match(csv.headers.get('content-disposition'), 'honours.csv');
  const bytes = Buffer.from(await (await fetch(`${server.address}/v1/registers/honours?format=csv`)).arrayBuffer());
  t.same([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'office programs see that it is UTF-8');
  const [heading, line] = csv.text.replace('\ufeff', '').split('\n');
  t.match(heading, /^统一社会信用代码,企业名称,荣誉,/);
  t.match(line, new RegExp(`^${A},'=HYPERLINK`));
  t.match(line, /,'\+cmd,/);
  t.match(line, /,'@示〔2024〕1号,/);
  const xlsx = await fetch(`${server.address}/v1/registers/honours?format=xlsx`);
  const [sheet] = await readXlsxFile(Buffer.from(await xlsx.arrayBuffer()));
  t.same(sheet?.data[1]?.slice(0, 3), [A, '=HYPERLINK(示例)有限公司', '+cmd'], 'every cell is text');
});

t.test('what is withdrawn, hidden or over is in no register', async (t) => {
  const server = await withFacts(t);
  const { key } = server;
  const shown = { statedPublicUntil: '2025-05-01' };
  const first = await server.command(A, 'RecordViolation', { documentNo: '示罚〔2024〕1号', ...shown }, { key });
  await server.command(A, 'RecordViolation', { documentNo: '示罚〔2024〕2号', statedPublicUntil: undefined }, { key });
  await server.command(
    A,
    'RecordViolation',
    { documentNo: '示罚〔2024〕3号', authority: undefined, ...shown },
    { key },
  );
  await server.command(A, 'RecordViolation', { documentNo: '示罚〔2024〕4号', ...shown }, { key });
  await server.settle();
  const numbers = async () => {
    const { json } = await server.ask('/v1/registers/penalties');
    return json.items.map(({ item }: { item: { data: { documentNo: string } } }) => item.data.documentNo);
  };
  t.same((await numbers()).sort(), ['示罚〔2024〕1号', '示罚〔2024〕4号'], 'under publicity, and complete');
  await server.command(A, 'RepairCredit', { target: first.json.events[0].eventId }, { key });
  await server.settle();
  t.same(await numbers(), ['示罚〔2024〕4号']);
});

t.test('certificates end on their day', async (t) => {
  const server = await withFacts(t);
  await server.command(A, 'IssueCertificate', { from: '2023-01-01', until: '2024-06-02' }, { key: server.key });
  const total = async () => {
    await server.settle();
    return (await server.ask('/v1/registers/certificates')).json.total;
  };
  t.equal(await total(), 1);
  for (const [certificateNo, found] of [
    ['DEMO-QMS-0001', 1],
    ['DEMO-QMS-9999', 0],
  ] as const) {
    const { json } = await server.ask(`/v1/registers/certificates?certificateNo=${certificateNo}`);
    t.equal(json.total, found, certificateNo);
  }
  await recordDay({ date: '2024-06-02', confirmed: false }, server.log, server.rim);
  t.equal(await total(), 1);
  await recordDay({ date: '2024-06-03', confirmed: false }, server.log, server.rim);
  t.equal(await total(), 0);
});

t.test('search: name, former name, code, pinyin and initials; two characters suffice', async (t) => {
  const server = await withFacts(t);
  const { key } = server;
  await server.command(
    A,
    'RegisterEnterprise',
    { name: '示例晨光纺织有限公司', formerNames: ['示例红旗棉纺厂'] },
    { key },
  );
  await server.command(B, 'RegisterEnterprise', { name: '示例重庆路商行', formerNames: [] }, { key });
  const sole = fictionalUscc(3, '92');
  await server.command(sole, 'RegisterEnterprise', { name: '示例王某小吃店', formerNames: [] }, { key });
  await server.settle();
  const find = async (q: string) => {
    const { json } = await server.ask(`/v1/enterprises?q=${encodeURIComponent(q)}`);
    return json.items.map(({ uscc }: { uscc: string }) => uscc);
  };
  for (const q of [
    '晨光',
    '纺织',
    '红旗',
    '示例晨光纺织有限公司',
    'chenguang',
    'ChenGuang',
    'slcg',
    'cgfz',
    A,
    A.slice(0, 17),
    `${A.slice(0, 8)} ${A.slice(8)}`,
    A.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ]) {
    t.same(await find(q), [A], q);
  }
  t.same(await find('示例'), [B, A], 'shorter names first');
  t.same(await find('重庆'), [B]);
  t.same(await find('光晨'), [], 'order counts');
  t.same(await find('王某'), [], 'a sole trader is not found by name');
  t.same(await find(sole), [sole]);
  t.notMatch((await server.ask(`/v1/enterprises?q=${sole}`)).text, /王某/);
  t.same(await find('" OR *'), [], 'a query is text');
  await server.command(A, 'RenameEnterprise', { name: '示例朝阳集团有限公司', on: '2024-05-01' }, { key });
  await server.settle();
  t.same([await find('朝阳'), await find('晨光')], [[A], [A]], 'by both names, with the name of today');
  t.match(await server.ask('/v1/enterprises?q=x'), { status: 400 });
});

t.test('search: the very name is found however many have it in theirs', async (t) => {
  const server = await withFacts(t);
  const { key } = server;
  const register = (number: number, name: string) =>
    server.command(fictionalUscc(number), 'RegisterEnterprise', { name, formerNames: [] }, { key });
  await Promise.all(Array.from({ length: 210 }, (_, number) => register(number, `示例银行第${number}支行`)));
  await register(300, '示例银行');
  await server.settle();
  const { json } = await server.ask(`/v1/enterprises?q=${encodeURIComponent('示例银行')}&limit=1`);
  t.match(json.items, [{ uscc: fictionalUscc(300) }]);
});

t.test('a file of which a row cannot be made breaks off, and the server goes on', async (t) => {
  const app = Fastify();
  const rows = async function* () {
    yield ['一'];
    await setImmediate();
    throw new Error('the next row cannot be read');
  };
  app.get('/', (request, reply) => reply.type('text/csv').send(gzippedStream(request, reply, csvOf(rows()))));
  app.get('/still', async () => 'here');
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  t.teardown(() => app.close());
  for (const coding of ['identity', 'gzip']) {
    const read = async () => (await fetch(address, { headers: { 'accept-encoding': coding } })).text();
    await t.rejects(read(), { name: 'TypeError' }, `${coding}: it does not look whole`);
  }
  t.equal(await (await fetch(`${address}/still`)).text(), 'here');
});

t.test('lateness: reports are counted against the working days of the pack, by department and type', async (t) => {
  const { record, get, ask, admin, keyOf, readModels, log } = await listServer(t);
  const violation = (decidedOn: string, receivedOn: string) =>
    record(A, 'RecordViolation', { decidedOn, servedOn: undefined, source: { department: 'scjg', receivedOn } });
  const lateness = async (key = admin, query = '') => {
    await readModels.waitFor(log.head().position, 5000);
    return (await get(`/v1/lateness${query}`, key)).json;
  };
  await violation('2024-05-06', '2024-05-14');
  await violation('2024-05-06', '2024-05-15');
  await violation('2024-05-06', '2024-05-18');
  await violation('2024-05', '2024-05-25');
  const { id } = await violation('2024-01-02', '2024-05-31');
  await record(A, 'BlacklistEnterprise', { ...unlinked, source: { department: 'sthj', receivedOn: '2024-06-01' } });
  const before = await lateness();
  t.match(before, { from: '2024-01-01', until: '2024-06-01', calendarsMissing: [2024], dueWorkdays: { value: 7 } });
  t.match(before.departments[0], {
    department: 'scjg',
    reports: 5,
    onTime: 2,
    late: 2,
    cannotTell: 1,
    longestDays: 150,
  });
  await ask('/v1/calendars', { method: 'POST', key: admin, body: samples.WorkdayCalendarPublished });
  const counted = await lateness();
  t.same(counted.calendarsMissing, []);
  t.same(counted.departments, [
    { department: 'scjg', type: 'ViolationRecorded', reports: 5, onTime: 1, late: 3, cannotTell: 1, longestDays: 150 },
    {
      department: 'sthj',
      type: 'EnterpriseBlacklisted',
      reports: 1,
      onTime: 1,
      late: 0,
      cannotTell: 0,
      longestDays: 0,
    },
  ]);
  await record(A, 'VoidRecord', { target: id });
  t.match((await lateness()).departments[0], { reports: 4, late: 2, longestDays: 12 }, 'what is voided was no report');
  t.match((await lateness(admin, '?from=2024-05-15&until=2024-05-15')).departments, [{ reports: 1 }]);
  const neighbour = await keyOf('sthj', 'record');
  t.match((await lateness(neighbour)).departments, [{ department: 'sthj' }]);
  t.equal((await lateness(neighbour)).departments.length, 1);
  t.equal((await lateness(neighbour, '?department=scjg')).code, 'SCOPE_MISSING');
  t.equal((await lateness(admin, '?from=2024-06-01&until=2024-05-01')).code, 'INPUT_INVALID');
});
