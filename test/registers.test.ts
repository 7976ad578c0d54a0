import readXlsxFile from 'read-excel-file/node';
import t from 'tap';
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
