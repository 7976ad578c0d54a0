import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import jsQR from 'jsqr';
import t from 'tap';
import { Press } from '../src/web/papers/press.js';
import { sendPaper } from '../src/web/papers/sending.js';
import { noBrowser, openBrowser } from './support/browser.js';
import { consoleStory, listed, odd, sound } from './support/console-story.js';
import { readPdf } from './support/pdf.js';
import { hardName, reportPaper } from './support/report-paper.js';

const story = await consoleStory(t);
const { server, keys } = story;
const press = new Press();
t.teardown(() => press.close());

async function fetchPdf(path: string, key?: string) {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(`${server.address}${path}`, { headers });
  t.match([response.status, response.headers.get('content-type')], [200, 'application/pdf'], path);
  const bytes = Buffer.from(await response.arrayBuffer());
  const etag = response.headers.get('etag') ?? '';
  const [, number = ''] = /^"(.*)\./.exec(etag) ?? [];
  return { ...(await readPdf(bytes)), bytes, etag, number, headers: response.headers };
}

const page = async (path: string): Promise<string> => (await server.ask(path)).text;

/** The address in the QR of a page, read as a camera reads it. */
function scanned(html: string): URL {
  const [, size = '0', path = ''] = /class="qr" viewBox="-2 -2 (\d+) \d+"[\s\S]*?<path d="(M\d[^"]*)"/.exec(html) ?? [];
  const side = Number(size);
  const scale = 4;
  const pixels = new Uint8ClampedArray(side * side * scale * scale * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = 0; row < scale; row += 1) {
      const from = (((Number(y) + 2) * scale + row) * side + Number(x) + 2) * scale;
      for (let at = from; at < from + Number(length) * scale; at += 1) pixels.fill(0, at * 4, at * 4 + 3);
    }
  }
  const code = jsQR.default(pixels, side * scale, side * scale);
  if (code === null) throw new Error('no QR can be read');
  return new URL(code.data);
}

t.test('a report says what was asked and what is on record, in the order of the standard', async (t) => {
  const report = await fetchPdf(`/v1/enterprises/${listed}/report`, keys.regulator);
  t.match(report, { isTagged: true, language: 'zh-CN', title: /^企业质量信用报告 XB20261201(-[0-9A-Z]{4}){4}$/ });
  const { number } = report;
  const { position } = server.log.head();
  for (const said of [
    `报告编号${number}`,
    '查询对象示例远航建材有限公司',
    '查询时点2026-12-01',
    `数据截止登记位置${position}（`,
    '查询视角部门（含公示期满）',
    '查询单位示例市市场监督管理局',
    '名单标识严重违法失信名单·示例市市场监督管理局·2026-06-02起',
    '未记载某事项，不表示该事项不存在。',
    '第1页共2页·本报告仅反映本登记系统截至查询时点的记录，不构成信用担保',
  ])
    t.ok(report.text.includes(said), said);
  const standard =
    '一、概况 二、基础信息 三、行政管理 四、诚实守信 五、严重失信 六、经营异常 七、信用承诺 八、信用评价 九、司法判决 十、其他';
  const places = standard.split(' ').map((heading) => report.text.indexOf(heading));
  t.same(
    places.toSorted((one, other) => one - other),
    places,
  );
  t.ok(!places.includes(-1));
  t.same(
    [...new Set(report.structure)].toSorted(),
    ['Document', 'Figure', 'H1', 'H2', 'H3', 'P', 'TD', 'TH', 'TR', 'Table'].toSorted(),
  );
  t.match(report.headers.get('content-disposition'), `inline; filename="${number}.pdf"`);
  const again = await fetchPdf(
    `/v1/enterprises/${listed}/report?knownAt=${position}&validAt=2026-12-01`,
    keys.regulator,
  );
  t.ok(report.bytes.equals(again.bytes), 'the same question has the same answer, byte for byte');
  const headers = { 'if-none-match': report.etag };
  t.equal((await server.ask(`/v1/enterprises/${listed}/report`, { key: keys.regulator, headers })).status, 304);
  const english = await fetchPdf(`/v1/enterprises/${listed}/report?language=en`, keys.regulator);
  t.match(english, { language: 'en', title: `Quality credit report ${number}` });
});

t.test('each viewer is given what the profile shows, and reading what is not public leaves a trace', async (t) => {
  const open = await fetchPdf(`/v1/enterprises/${listed}/report`);
  t.notMatch(open.text, /登记位置|查询单位/, 'the public is told no position');
  t.match(open.text, /查询视角公众/);
  const { json: found } = await server.command(listed, 'RecordPetitionFinding', {}, { key: keys.regulator });
  const asked = `/v1/enterprises/${listed}?after=${found.position}`;
  const { json: profile } = await server.ask(asked, { key: keys.regulator });
  const own = await fetchPdf(`/v1/enterprises/${listed}/report`, keys.regulator);
  t.equal(profile.petitionFindings[0].type, 'PetitionFindingRecorded');
  t.notMatch(own.text, /上访/, 'a petition finding stays inside');
  const past = await fetchPdf(`/v1/enterprises/${listed}/report?validAt=2026-05-20`);
  t.match(past.text, /名单标识无在案名单记录/);
  const why = encodeURIComponent('案件核查');
  const archive = await fetchPdf(`/v1/enterprises/${listed}/report?purpose=${why}`, keys.archive);
  t.match(archive.text, /查询事由案件核查/);
  t.match(await server.ask(`/v1/enterprises/${listed}/report?knownAt=1`), { status: 401 });
  t.match(await server.ask(`/v1/enterprises/${listed}/report`, { key: keys.archive }), {
    status: 403,
    json: { code: 'PURPOSE_MISSING' },
  });
  t.match(await server.ask(`/v1/enterprises/${listed}/report?validAt=2026-13-01`), { status: 400 });
  t.match(await server.ask(`/v1/enterprises/${listed}/report?validAt=2030-01-01`), {
    status: 400,
    json: { errors: [{ field: 'validAt', rule: 'must not be after the last day opened' }] },
  });
  const nobody = await server.ask('/v1/enterprises/91999999000000991Y/report');
  t.match(nobody.json.code, /ENTERPRISE_UNKNOWN|USCC_INVALID/);
  const { json } = await server.ask(`/v1/access-log?uscc=${listed}&limit=1`, { key: keys.admin });
  t.match(json.entries, [
    {
      what: `GET /v1/enterprises/${listed}/report`,
      purpose: '案件核查',
      axes: { validAt: '2026-12-01', knownAt: server.log.head().position },
      result: archive.etag.replaceAll('"', ''),
    },
  ]);
});

t.test('a name of forty characters, of rare characters and of overrides is printed as it was recorded', async (t) => {
  const { text } = await fetchPdf(`/v1/enterprises/${odd}/report`);
  t.match(text, /示例<script>alert\(1\)<\/script>\[U\+20BB7\]\[U\+202E\]野家精密装备/);
  t.match(text, /形如\[U\+20BB7\]者为字库未收/, 'and the report says what that means');
  t.notMatch((await fetchPdf(`/v1/enterprises/${sound}/report`)).text, /字库未收/);
});

t.test('two hundred records go over pages, each with the head of the table, and are the same everywhere', async (t) => {
  const pdf = await press.print(reportPaper(200), 'test');
  const { pages, text } = await readPdf(pdf);
  t.ok(pages.length > 10, String(pages.length));
  for (const [index, each] of pages.slice(0, -1).entries()) {
    t.match(each, '日期事项文号与机关期限状态', `page ${index + 1}`);
    t.match(each, `第${index + 1}页共${pages.length}页`);
  }
  const numbers = [...text.matchAll(/第(\d+)次抽查/g)].map(([, number]) => Number(number));
  t.same(
    numbers,
    Array.from({ length: 200 }, (_, index) => index),
  );
  t.equal(text.split('不合格项目').length - 1, 400, 'also a record that is longer than a page');
  t.ok(text.includes(hardName.replace('𠮷', '[U+20BB7]').replace('\u202e', '[U+202E]').replace('\u2066', '[U+2066]')));
  const program = fileURLToPath(new URL('support/press-process.js', import.meta.url));
  const elsewhere = execFileSync(process.execPath, [program, '200'], { encoding: 'utf8' });
  t.equal(elsewhere, createHash('sha256').update(pdf).digest('hex'));
});

t.test('the press says when too many papers wait, and what was waiting when it was stopped', async (t) => {
  const paper = reportPaper(1);
  const busy = { name: 'Problem', code: 'PRESS_BUSY' };
  const waiting = Array.from({ length: 16 }, (_, index) =>
    t.rejects(press.print(paper, `asker-${index % 4}`), /the press was stopped/),
  );
  t.throws(() => press.print(paper, 'another'), busy);
  await Promise.all([...waiting, press.close()]);
  const app = Fastify();
  app.get('/', (request, reply) => sendPaper(request, reply, paper, press));
  await app.ready();
  const asker = '127.0.0.1';
  const own = Array.from({ length: 4 }, () => press.print(paper, asker));
  t.throws(() => press.print(paper, asker), busy, 'one asker leaves room for others');
  const { statusCode, headers } = await app.inject('/');
  t.same([statusCode, headers.etag], [500, undefined], 'what is refused is not the paper');
  t.ok((await own[0])?.length, 'and begins again');
  const rest = Promise.allSettled(own);
  await press.close();
  await rest;
});

t.test('the QR of a report leads to its verification, which knows what was invented', async (t) => {
  const own = await page(`/public/enterprises/${sound}/report`);
  const address = scanned(own);
  t.equal(address.origin, 'https://xinyong.example');
  const { pathname, search, searchParams } = address;
  t.equal(searchParams.get('number'), (await fetchPdf(`/v1/enterprises/${sound}/report`)).number);
  t.match(await page(pathname + search), /属实[\s\S]*示例晨光纺织有限公司[\s\S]*与本登记系统现时公示的记录一致/);
  for (const [field, value] of [
    ['number', 'XB20261201-0000-0000-0000-0000'],
    ['number', (searchParams.get('number') ?? '').replace('XB20261201', 'XB20261130')],
    ['number', ''],
    ['uscc', listed],
    ['uscc', 'x'],
    ['check', `committee.${server.log.head().position}.0123456789abcdef`],
    ['check', (searchParams.get('check') ?? '').replace('public', 'archive')],
  ] as const) {
    const forged = new URLSearchParams(searchParams);
    forged.set(field, value);
    const html = await page(`${pathname}?${forged}`);
    t.match(html, /未能核验/, `${field}=${value}`);
    t.notMatch(html, /属实|晨光/);
  }
  const typed = new URLSearchParams(searchParams);
  typed.set('number', (searchParams.get('number') ?? '').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'));
  typed.set('number', ` ${(typed.get('number') ?? '').replace(/^xb.{8}/, 'xb20261201')}`);
  t.match(await page(`${pathname}?${typed}`), /属实/, 'as somebody types it');
  t.match(await page('/public/verify'), /照录编号/, 'and it can be typed in');
});

t.test('of a report the verification tells whether the public is shown something else now, and no more', async (t) => {
  const { pathname, search } = scanned(await page(`/public/enterprises/${sound}/report`));
  const departments = await fetchPdf(`/v1/enterprises/${sound}/report`, keys.regulator);
  const check = /校验码(lookback\.\d+\.[0-9a-f]{16})/.exec(departments.text)?.[1] ?? '';
  const query = new URLSearchParams({ number: departments.number, uscc: sound, check });
  const notPublic = await page(`/public/verify?${query}`);
  t.match(notPublic, /属实[\s\S]*部门（含公示期满）[\s\S]*此后有无变动不在此公布/);
  await server.command(
    sound,
    'AwardHonour',
    { documentNo: '示〔2026〕99号', awardedOn: '2026-11-30' },
    { key: keys.regulator },
  );
  t.match(await page(pathname + search), /属实[\s\S]*此后公示的记录已有变动/);
  t.equal(await page(`/public/verify?${query}`), notPublic, 'what is not public tells not even of a change');
});

t.test('a certificate names an honour, and its QR leads to what has become of it', async (t) => {
  const award = async (fields: object): Promise<string> => {
    const { json } = await server.command(sound, 'AwardHonour', fields, { key: keys.regulator });
    return json.events[0].eventId;
  };
  const honourName = '第三届示例市市长质量奖（制造业类）提名奖暨质量管理卓越组织荣誉称号';
  const years = { awardedOn: '2023-01-09', validUntil: '2026-01-08' };
  const standing = await award({ honourName, documentNo: '示质奖〔2026〕1号', awardedOn: '2026-01-09' });
  const lapsed = await award({ documentNo: '示质奖〔2023〕1号', ...years });
  const revoked = await award({ documentNo: '示质奖〔2026〕2号' });
  const voided = await award({ documentNo: '示质奖〔2026〕3号' });
  const pathOf = (eventId: string): string => `/v1/enterprises/${sound}/honours/${eventId}/certificate`;
  const verified = async (eventId: string): Promise<string> => {
    const { figures } = await fetchPdf(pathOf(eventId));
    return figures[0]?.split('https://xinyong.example')[1] ?? '';
  };
  const certificate = await fetchPdf(pathOf(standing), keys.regulator);
  t.match(certificate, { isTagged: true, title: /^荣誉证书 RY(-[0-9A-Z]{4}){4}$/, pages: { length: 1 } });
  for (const said of [
    '荣誉证书示例晨光纺织有限公司',
    honourName,
    '授予机关示例市市场监督管理局',
    '文号示质奖〔2026〕1号',
    '授予日期2026-01-09',
  ])
    t.ok(certificate.text.includes(said), said);
  t.ok((await fetchPdf(pathOf(standing))).bytes.equals(certificate.bytes), 'honours are the same for everybody');
  const { json } = await server.ask(`/v1/access-log?uscc=${sound}&limit=1`, { key: keys.admin });
  t.match(json.entries, [{ what: `GET ${pathOf(standing)}`, result: certificate.etag.replaceAll('"', '') }]);
  const addresses = await Promise.all([standing, lapsed, revoked, voided].map(verified));
  const states = async () => Promise.all(addresses.map(async (address) => stateIn(await page(address))));
  t.same(await states(), ['在案有效', '有效期已满', '在案有效', '在案有效']);
  const follow = { key: keys.regulator };
  await server.command(sound, 'RevokeHonour', { target: revoked, on: '2026-11-30' }, follow);
  await server.command(sound, 'VoidRecord', { target: voided }, follow);
  t.same(await states(), ['在案有效', '有效期已满', '已被撤销', '登记已撤回']);
  t.match(await server.ask(pathOf(revoked)), { status: 409, json: { code: 'HONOUR_ALREADY_REVOKED' } });
  t.match(await server.ask(pathOf(voided)), { status: 404, json: { code: 'TARGET_NOT_FOUND' } });
  t.match(await server.ask(pathOf('none')), { status: 404 });
  const moved = addresses[0]?.replace(standing, lapsed) ?? '';
  t.match(await page(moved), /未能核验/, 'a number holds for one honour');
  await server.readModels.waitFor(server.log.head().position, 10_000);
  const html = await page(`/public/enterprises/${sound}`);
  t.ok(html.includes(`/public/enterprises/${sound}/honours/${standing}/certificate.pdf`), 'the evidence offers it');
  t.notOk(html.includes(`${revoked}/certificate.pdf`));
});

/** What a verification page says of an honour. */
function stateIn(html: string): string | undefined {
  return /在案有效|有效期已满|已被撤销|登记已撤回/.exec(html)?.[0];
}

t.test(
  'the page of a report is printed as a document: all of it, and nothing around it',
  { skip: noBrowser },
  async (t) => {
    const browser = await openBrowser(t);
    const window = await browser.newPage();
    await window.goto(`${server.address}/public/enterprises/${listed}/report`);
    t.equal(await window.getByRole('button', { name: '打印' }).count(), 1);
    const { text } = await readPdf(await window.pdf({ preferCSSPageSize: true }));
    t.match(text, /^示例登记系统企业质量信用报告示例远航建材有限公司/);
    t.match(text, /五、严重失信[\s\S]*严重违法失信名单[\s\S]*十、其他[\s\S]*不构成信用担保$/);
    t.notMatch(text, /检索企业|管理台|菜单/);
  },
);
