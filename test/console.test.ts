import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { sign } from '@fastify/cookie';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import t from 'tap';
import writeXlsxFile from 'write-excel-file/node';
import { commandTypes, enterpriseCommands } from '../schemas/commands.js';
import { recordDay } from '../src/commands/days.js';
import { choicesOf } from '../src/web/views/choices.js';
import { formItems } from '../src/web/views/record-form.js';
import { fieldLabel } from '../src/web/words/fields.js';
import { bringAxe, violationsOn } from './support/accessibility.js';
import { noBrowser, openBrowser } from './support/browser.js';
import { bombOf, fillIn, hiddenIn, saidAt } from './support/console-forms.js';
import { type ConsoleStory, consoleStory, listed, odd, oddName, sound } from './support/console-story.js';
import { startProvider } from './support/identity-provider.js';
import { sessionSecret } from './support/server.js';
import { signInServer } from './support/sign-in-server.js';
import { fictionalUscc } from './support/uscc.js';

type Role = keyof ConsoleStory['keys'];

const story = await consoleStory(t);
const { server, keys } = story;
const { address } = server;
const browser = noBrowser === false ? await openBrowser(t) : undefined;

/** Signs in as a form does and answers the cookie. */
async function signIn(key: string, origin = address): Promise<Response> {
  return fetch(`${address}/sign-in`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key, next: '/lists/joint-reward' }),
    redirect: 'manual',
  });
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const sessions = new Map<string, string>();

/** The cookie of a key, signed in once for as long as the clock stands: attempts to sign in are counted. */
async function sessionOf(key: string): Promise<string> {
  const known = `${key} ${server.rim.now()}`;
  const cookie = sessions.get(known) ?? cookieOf(await signIn(key));
  sessions.set(known, cookie);
  return cookie;
}

const open = (path: string, cookie = ''): Promise<Response> =>
  fetch(`${address}${path}`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });

t.test('a key signs in from a page of this registry alone, and the cookie says no more than whose it is', async (t) => {
  const refused = await signIn('qcr_scjg-000000_wrong');
  t.equal(refused.status, 401);
  t.match(await refused.text(), /该密钥无效、已吊销或已过期/);
  t.equal((await signIn(keys.department, 'http://elsewhere.invalid')).status, 403);
  const response = await signIn(keys.department);
  t.match(
    [response.status, response.headers.get('location')],
    [303, '/lists/joint-reward'],
    'and goes on to where it was going',
  );
  const cookie = response.headers.get('set-cookie') ?? '';
  t.match(cookie, /HttpOnly/);
  t.match(cookie, /SameSite=Lax/);
  t.notMatch(cookie, new RegExp(keys.department.split('_').at(-1) ?? ''));
  t.equal((await open('/lists/joint-reward', cookieOf(response))).status, 200);
  t.match(await open('/lists/joint-reward'), { status: 303 });
  t.equal((await open('/')).headers.get('location'), '/public');
  const away = await fetch(`${address}/sign-in?next=//elsewhere.invalid/x`);
  t.match(await away.text(), /name="next" value="\/"/, 'nobody is sent elsewhere afterwards');
});

t.test('a session is refused that is forged, of another registry, idle, or of a key that was revoked', async (t) => {
  const key = await server.keyOf('sthj', 'feed:joint-reward');
  const keyId = key.split('_')[1] ?? '';
  const now = server.rim.now();
  const cookie = (secret: string, seen = now): string =>
    `qcr-session=${encodeURIComponent(sign(`${keyId}.${seen}.${seen}`, secret))}`;
  const status = async (text: string): Promise<number> => (await open('/lists/joint-reward', text)).status;
  t.equal(await status(cookie(sessionSecret)), 200);
  t.equal(await status(cookie('of another registry')), 303);
  t.equal(await status(`qcr-session=${keyId}.${now}.${now}`), 303);
  const said = `oidc-${'0'.repeat(32)}.${now}.${now}.${now + 60_000}.sthj.feed:joint-reward`;
  t.equal(
    await status(`qcr-session=${encodeURIComponent(sign(said, sessionSecret))}`),
    303,
    'tokens are not taken here',
  );
  const idle = cookie(sessionSecret, now - 31 * 60_000);
  t.equal(await status(idle), 303);
  const late = await send('/targets/observe', idle, { target: 'T10' });
  t.match([late.status, await late.text()], [401, /登录已过期。请在另一窗口登录[\s\S]*href="\/sign-in"/], 'a form too');
  await server.ask(`/v1/keys/${keyId}`, { method: 'DELETE', key: keys.admin });
  t.equal(await status(cookie(sessionSecret)), 303);
});

t.test('a session reads the API, and writes to it only from this very origin', async (t) => {
  const headers = { cookie: await sessionOf(keys.admin) };
  t.equal((await server.ask('/v1/access-log', { headers })).status, 200);
  const body = { department: 'fgw', name: '示例委' };
  const enrol = (origin?: string) =>
    server.ask('/v1/departments', {
      method: 'POST',
      body,
      headers: { ...headers, ...(origin === undefined ? {} : { origin }) },
    });
  t.equal((await enrol()).status, 401);
  t.equal((await enrol('http://elsewhere.invalid')).status, 401);
  t.equal((await enrol(address)).status, 201);
});

t.test('a profile page is sent head first, and leaves in the access log the digest of what it tells', async (t) => {
  const parts: string[] = [];
  const { body } = await open(`/enterprises/${sound}`, await sessionOf(keys.regulator));
  for await (const part of body ?? []) parts.push(Buffer.from(part).toString());
  const [head = '', ...rest] = parts;
  t.match(head, /<h1>[\s\S]*class="profile-head"/);
  t.notMatch(head, /class="drawer"/);
  t.match(rest.join(''), /class="drawer"[\s\S]*<\/html>$/);
  t.notMatch(parts.join(''), '\u0000');
  const data = await server.ask(`/v1/enterprises/${sound}`, { key: keys.regulator });
  const { json } = await server.ask(`/v1/access-log?uscc=${sound}&limit=2`, { key: keys.admin });
  const result = data.headers.get('etag')?.replaceAll('"', '');
  t.match(json.entries, [
    { what: `GET /v1/enterprises/${sound}`, result },
    { what: `GET /enterprises/${sound}`, result },
  ]);
});

t.test('pages obey the scopes of the API, and reading what is not public leaves a trace', async (t) => {
  const statusFor = async (role: Role, path: string) => (await open(path, await sessionOf(keys[role]))).status;
  t.equal(await statusFor('committee', '/lists/joint-reward'), 403);
  t.equal(await statusFor('archive', `/enterprises/${sound}`), 403, 'the archive asks why');
  t.equal(await statusFor('archive', `/enterprises/${sound}?purpose=${encodeURIComponent('案件核查')}`), 200);
  t.equal(await statusFor('department', `/enterprises/${listed}`), 200);
  await open(`/public/enterprises/${listed}`, await sessionOf(keys.department));
  const { json } = await server.ask(`/v1/access-log?uscc=${listed}`, { key: keys.admin });
  t.match(json.entries, [
    { department: 'sthj', what: `GET /enterprises/${listed}`, status: 200, usccs: [listed] },
    { department: 'sthj', what: 'POST /v1/checks', status: 201, purpose: '拨付补助' },
  ]);
  t.equal(json.entries.length, 2, 'what the public sees is no secret');
});

t.test('a check sent twice is one check, and what is no code is named before anything is checked', async (t) => {
  const cookie = await sessionOf(keys.department);
  const form = /name="form" value="([^"]+)"/.exec(await (await open('/checks', cookie)).text())?.[1] ?? '';
  const send = (usccs: readonly string[], purpose: string) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ form, purpose, usccs: usccs.join('\n') })) body.set(name, value);
    return fetch(`${address}/checks`, {
      method: 'POST',
      headers: { cookie, origin: address, accept: 'text/html' },
      body,
      redirect: 'manual',
    });
  };
  const position = server.log.head().position;
  const refused = await send([sound, '', `${listed.slice(0, 17)}O`], '拨付补助，电话 13800138000');
  t.equal(refused.status, 400);
  const html = await refused.text();
  t.match(html, new RegExp(`第 3 行“${listed.slice(0, 17)}O”[\\s\\S]*${sound}`), 'and what was typed is kept');
  t.match(html, /核查事由：不得填写手机号码/);
  t.equal(server.log.head().position, position);
  const first = await send([sound, listed], '拨付补助');
  t.match([first.status, first.headers.get('location')], [303, /^\/checks\/C-sthj-\d+$/]);
  t.equal((await send([sound, listed], '拨付补助')).headers.get('location'), first.headers.get('location'));
  t.equal(server.log.head().position, position + 1);
  t.not((await send([sound], '拨付补助')).headers.get('location'), first.headers.get('location'));
});

t.test(
  'a department subscribes, is shown the secret once, sends twice and renews once, replays and ends',
  async (t) => {
    const cookie = await sessionOf(keys.department);
    const post = (path: string, body: Record<string, string> = {}) =>
      fetch(`${address}/sharing/webhooks${path}`, {
        method: 'POST',
        headers: { cookie, origin: address, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(body),
        redirect: 'manual',
      });
    const page = async () => (await open('/sharing/webhooks', cookie)).text();
    const secretIn = (html: string): string | undefined => /<code>(whsec_[^<]+)</.exec(html)?.[1];
    const form = /name="form" value="([^"]+)"/.exec(await page())?.[1] ?? '';
    const wanted = { form, subscription: 'hall', list: 'joint-punishment', url: 'http://intranet.invalid/hook' };
    const refused = await post('', wanted);
    t.match(
      [refused.status, await refused.text()],
      [400, /不向该地址推送[\s\S]*value="http:\/\/intranet.invalid\/hook"/],
    );
    const url = 'https://hall.invalid/hook';
    const first = await post('', { ...wanted, url });
    const secret = secretIn(await first.text());
    t.match([first.status, secret, first.headers.get('cache-control')], [200, /^whsec_/, 'no-store']);
    t.equal(secretIn(await (await post('', { ...wanted, url })).text()), secret, 'the same form again renews nothing');
    t.not(secretIn(await (await post('', { ...wanted, url, form: server.rim.newId() })).text()), secret);
    t.notMatch(await page(), /whsec_/);
    const name = { department: 'sthj', subscription: 'hall', generation: 2 };
    const [from, until] = ['jp1.1.0', 'jp1.2.0'].map((at) => `${at}.${'0'.repeat(64)}`);
    await server.webhooks.failed(name, from ?? '', until ?? '');
    t.match(await page(), /位置 1 至 2[\s\S]*重推未送达/);
    t.match(await post('/hall/replay'), { status: 303 });
    t.match(await page(), /位置 1 至 2[\s\S]*重推中/);
    const asks = await (await open('/sharing/webhooks/hall/end', cookie)).text();
    t.match(asks, /取消后不再推送[\s\S]*hall\.invalid[\s\S]*确认取消/);
    t.match(await (await post('/hall/end')).text(), /确认取消/, 'without the answer it is asked again');
    t.match(await page(), /推送中/);
    const confirmed = hiddenIn(asks);
    t.match(await post('/hall/end', confirmed), { status: 303 });
    t.match(await page(), /已取消/);
    t.equal((await post('/hall/end', confirmed)).status, 404);
    const late = await post('', { ...wanted, url });
    const said = await late.text();
    t.match([late.status, said], [409, /该订阅此后已结束/], 'a form from before the end subscribes to nothing');
    t.equal(secretIn(said), undefined);
  },
);

t.test('pages say what is wrong in words, and hold nothing that a browser would run', async (t) => {
  for (const [path, status, says] of [
    ['/nowhere', 404, /该地址不存在/],
    ['/public/enterprises/9199999900000001O', 400, /91999999/],
    [`/public/enterprises/${odd.slice(0, 17)}?`, 400, /统一社会信用代码/],
    [`/public/enterprises/${sound}?validAt=2026-13-01`, 400, /validAt<\/code> 应为存在的日期/],
    [`/public/enterprises?q=${'x'.repeat(101)}`, 400, /q<\/code> 超出允许的范围/],
    ['/public/enterprises?q=不存在的企业', 200, /没有符合条件的企业/],
  ] as const) {
    const response = await open(path);
    t.equal(response.status, status, path);
    t.match(await response.text(), says, path);
    t.match(response.headers.get('content-security-policy'), /default-src 'none'.*script-src 'self'/);
  }
  const filters = `${server.address}/public/registers/honours?from=2021-01-01`;
  const wrong = await fetch(`${filters}&until=2020-02-30`, { headers: { accept: 'text/html', referer: filters } });
  const page = await wrong.text();
  t.match(
    page,
    /<h1><bdi>所填内容有误<\/bdi><\/h1>[\s\S]*<a href="\/public\/registers\/honours\?from=2021-01-01">返回上一页/,
  );
  t.notMatch(page, /errors/);
  t.match(await server.ask('/nowhere'), { status: 404, json: { code: 'ROUTE_UNKNOWN' } }, 'programs get a problem');
  const html = await (await open(`/public/enterprises/${odd}`)).text();
  t.match(html, /示例&lt;script>alert\(1\)&lt;\/script>𠮷\[U\+202E\]野家/);
  t.notMatch(html, /<script>|\u202e| style=| on[a-z]+=/);
});

t.test('the scripts of a page are far below what a slow line carries', async (t) => {
  const html = await (await open('/public')).text();
  const scripts = [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src]) => src ?? '');
  t.ok(scripts.length > 0);
  let size = 0;
  for (const src of scripts) {
    const response = await open(src);
    t.match(response.headers.get('cache-control'), /immutable/);
    size += gzipSync(await response.text()).length;
  }
  t.ok(size < 10_000, `${size} bytes`);
});

/** A window that somebody is signed in to, and what the pages in it asked for and complained of. */
async function windowOf(role?: Role, options: Parameters<Browser['newContext']>[0] = {}) {
  if (browser === undefined) throw new Error('there is no browser');
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked = new Set<string>();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  if (role !== undefined) {
    await page.goto(`${address}/sign-in`);
    await page.getByLabel('访问密钥').fill(keys[role]);
    await page.getByRole('button', { name: '登录' }).click();
  }
  return { context, page, complaints, asked };
}

async function speakEnglish(context: BrowserContext): Promise<void> {
  await context.addCookies([{ name: 'qcr-language', value: 'en', url: address }]);
}

t.test(
  'an official signs in at the identity provider, sees what they may, and signs out there too',
  { skip: noBrowser },
  async (t) => {
    const source = await startProvider(t, Date.parse('2024-06-01T02:00:00.000Z'), 'localhost');
    source.signIn.claims = { department: 'sthj', scope: 'openid read:profile feed:joint-reward' };
    const { address: own } = await signInServer(t, source);
    const { page, complaints } = await windowOf();
    await page.goto(`${own}/lists/joint-reward`);
    await page.getByRole('link', { name: '用单位统一身份登录' }).click();
    await page.getByRole('link', { name: '4711 登录' }).click();
    await page.waitForURL(`${own}/lists/joint-reward`);
    t.match(await page.locator('.acting').innerText(), '示例市生态环境局');
    t.equal(await page.getByRole('heading', { level: 1 }).innerText(), '守信联合激励名单');
    const offered = await page.locator('.menu a').allInnerTexts();
    t.same(
      [offered.includes('守信联合激励'), offered.includes('失信联合惩戒'), offered.includes('登记录入')],
      [true, false, false],
    );
    t.equal((await page.goto(`${own}/lists/joint-punishment`))?.status(), 403);
    await page.getByRole('button', { name: '退出' }).click();
    await page.waitForURL(`${own}/public`);
    t.equal(source.signIn.ended, 1);
    await page.goto(`${own}/lists/joint-reward`);
    t.match(page.url(), /\/sign-in\?next=%2Flists%2Fjoint-reward$/);
    source.signIn.fault = 'denied';
    await page.getByRole('link', { name: '用单位统一身份登录' }).click();
    await page.getByRole('link', { name: '4711 登录' }).click();
    t.match(await page.getByRole('alert').innerText(), /统一身份认证未予放行，或您已取消登录/);
    t.same(await violationsOn(page), []);
    t.same(
      complaints.filter((text) => !text.includes('403')),
      [],
    );
  },
);

t.test(
  'a regulator finds an enterprise by two characters and reads it as of a past day',
  { skip: noBrowser },
  async (t) => {
    const { page, complaints, asked } = await windowOf('regulator');
    await page.getByRole('combobox').pressSequentially('远航');
    await page.getByRole('option', { name: '示例远航建材有限公司' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${address}/enterprises/${listed}`);
    t.equal(await page.getByRole('heading', { level: 1 }).innerText(), '示例远航建材有限公司');
    t.match(await page.locator('.listed').innerText(), /严重违法失信名单（示例市市场监督管理局，2026-06-02 起）/);
    const drawer = page.locator('.drawer:target');
    await page.locator('#listings').getByRole('link', { name: /依据/ }).click();
    t.match(await drawer.innerText(), /列入日期\s+2026-06-02[\s\S]*示例市市场监督管理局 登记/);
    await page.keyboard.press('Escape');
    t.equal(await drawer.count(), 0);
    await page.getByLabel('截至日期').fill('2026-05-20');
    await page.getByRole('button', { name: '查看' }).click();
    t.match(await page.getByRole('status').innerText(), /您正在查看 2026-05-20 的记录/);
    t.equal(await page.locator('.listed').count(), 0);
    await page.emulateMedia({ media: 'print' });
    t.equal(await page.locator('.menu').isVisible(), false, 'what is printed is the record alone');
    t.equal(await page.locator('#violations').isVisible(), true);
    t.same([complaints, [...asked]], [[], [address]]);
  },
);

t.test(
  'a committee screens a workbook, sees who is in trouble and why, and exports',
  { skip: noBrowser },
  async (t) => {
    const { page, complaints } = await windowOf('committee');
    await page.getByRole('link', { name: '资格审查' }).click();
    const unknown = Array.from({ length: 497 }, (_, index) => fictionalUscc(1000 + index));
    const column = ['统一社会信用代码', ...unknown, sound, listed, odd];
    const buffer = await writeXlsxFile(column.map((value) => [{ value, type: String }])).toBuffer();
    await page.getByLabel(/选取表格/).setInputFiles({ name: '申报.xlsx', mimeType: '', buffer });
    await page.getByRole('button', { name: '审查' }).click();
    await page.locator('.verdicts').waitFor();
    const counts = await page.locator('.verdicts a').allInnerTexts();
    t.same(
      counts.map((text) => text.replace(/\s+/g, ' ').trim()),
      ['不符合 1', '需复核 2', '未能审查 497', '符合 0'],
    );
    t.match(
      await page.locator('#ineligible tbody').innerText(),
      /示例远航建材有限公司[\s\S]*2026-06-02 被列入严重违法失信名单/,
    );
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 XLSX' }).click();
    const [sheet] = await readXlsxFile(await (await file).path());
    t.equal(sheet?.data.length, 501);
    const clauses = page.getByRole('link', { name: '逐条 示例远航建材有限公司' });
    const own = await clauses.getAttribute('href');
    await clauses.click();
    await page.locator('.drawer .clause').first().waitFor();
    t.match(await page.locator('.clause').first().innerText(), /不符合[\s\S]*黑名单[\s\S]*被列入严重违法失信名单/);
    t.same([await violationsOn(page, '.drawer'), await violationsOn(page, '#ineligible')], [[], []]);
    await page.keyboard.press('Escape');
    t.equal(await page.locator('.drawer').count(), 0);
    await page.goto(`${address}${own}`);
    t.match(await page.locator('.clause').first().innerText(), /黑名单/, 'the same stands at an address of its own');
    t.same(await violationsOn(page), []);
    await page.goto(`${address}/screening`);
    t.match(await page.locator('#compareOn-hint').innerText(), /本部门上次审查：2026-12-01 10:00，截至 2026-12-01。/);
    await page.getByLabel(/一行一个统一社会信用代码/).fill('示例');
    const broken = { name: '坏.xlsx', mimeType: '', buffer: Buffer.from('no workbook') };
    await page.getByLabel(/选取表格/).setInputFiles(broken);
    await page.getByRole('button', { name: '审查' }).click();
    t.match(await page.getByRole('alert').innerText(), /粘贴的代码与所选表格只能用其一/);
    t.equal(await page.getByLabel(/一行一个统一社会信用代码/).inputValue(), '示例', 'what was typed is kept');
    t.same(
      complaints.filter((text) => !text.includes('400')),
      [],
    );
  },
);

t.test('a department checks whom it is about to pay, and prints what it found', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await windowOf('department');
  await page.getByRole('link', { name: '付款前核查' }).click();
  await page.getByLabel('核查事由').fill('拨付技术改造补助');
  await page.getByLabel(/一行一个统一社会信用代码/).fill([sound, listed, fictionalUscc(77)].join('\n'));
  await page.getByRole('button', { name: '核查' }).click();
  await page.locator('.found').waitFor();
  const counts = await page.locator('.found > div').allInnerTexts();
  t.same(
    counts.map((text) => text.replace(/\s+/g, ' ').trim()),
    ['守信联合激励名单 1', '失信联合惩戒名单 1', '无在案记录 1', '未见列入 0'],
  );
  t.match(await page.locator('.said').innerText(), /与当时一致/);
  t.match(await page.locator('tbody').innerText(), /示例远航建材有限公司[\s\S]*失信联合惩戒名单/);
  await page.emulateMedia({ media: 'print' });
  t.equal(await page.locator('.signature').isVisible(), true);
  t.equal(await page.locator('.top-bar').isVisible(), false);
  t.same(complaints, []);
});

t.test('a department sees who is on a list, who was, and what changed and why', { skip: noBrowser }, async (t) => {
  const { page } = await windowOf('department');
  await page.getByRole('link', { name: '失信联合惩戒', exact: true }).click();
  t.match(await page.locator('table.lines tbody').innerText(), /示例远航建材有限公司/);
  const lifted = { target: story.listing, on: '2026-11-30', reason: 'early-repair' };
  const followed = page.waitForRequest(/\/v1\/feeds\/joint-punishment/);
  await page.reload();
  await followed;
  await server.command(listed, 'LiftBlacklisting', lifted, { key: keys.regulator });
  await page.getByText('名单刚有变动').waitFor();
  await page.getByRole('link', { name: '刷新' }).click();
  await page.getByText('没有符合条件的企业').waitFor();
  t.match(await page.locator('main').innerText(), /没有符合条件的企业/);
  await page.getByRole('link', { name: '变动', exact: true }).click();
  const changes = await page.locator('table.lines tbody tr').allInnerTexts();
  t.match(changes.at(-1), /移出/);
  await page.goto(`${address}/lists/joint-punishment/enterprises/${listed}`);
  t.notMatch(await page.locator('main').innerText(), /2026-06-02/, 'what was withdrawn is no part of a history');
  await page.goto(`${address}/lists/joint-reward`);
  await page.getByRole('link', { name: '沿革 示例晨光纺织有限公司' }).click();
  await page.getByText('现在名单上').waitFor();
  t.match(await page.locator('table.lines tbody').innerText(), /列入[\s\S]*迟报事实/);
  await page.goto(`${address}/checks`);
  await page.getByLabel('核查编号').fill(story.check);
  await page.getByRole('button', { name: '调阅' }).click();
  t.match(await page.locator('.said').innerText(), /此后有/);
  t.match(await page.locator('tbody').innerText(), /未见列入/, 'what a check told then is not told again');
  const file = page.waitForEvent('download');
  await page.goto(`${address}/lists/joint-reward`);
  await page.getByRole('link', { name: '导出 CSV' }).click();
  t.equal((await file).suggestedFilename(), 'joint-reward.csv');
});

t.test('without a script everything can be read: search, profile, evidence, list', { skip: noBrowser }, async (t) => {
  const { page } = await windowOf(undefined, { javaScriptEnabled: false });
  await page.goto(`${address}/public`);
  await page.getByLabel('检索企业').fill('晨光');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('link', { name: '示例晨光纺织有限公司' }).click();
  await page.locator('#honours').getByRole('link', { name: /依据/ }).click();
  t.match(await page.locator('.drawer:target').innerText(), /河南省省长质量奖/);
  await page.locator('.drawer:target').getByRole('link', { name: '收起' }).click();
  await page.getByRole('link', { name: '质量荣誉名录' }).click();
  t.match(await page.locator('main').innerText(), /共 1 条/);
  await page.getByRole('link', { name: 'English' }).click();
  t.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Honour roll');
});

/** The same of a page in a window without scripts, which can run none that looks at it. */
async function violationsAsShownOn(page: Page): Promise<readonly string[]> {
  const { page: twin } = await windowOf();
  await twin.goto(`${address}/sign-in`);
  await twin.setContent(await page.content());
  return violationsOn(twin);
}

/** Sends a form as the pages do. */
const send = (path: string, cookie: string, fields: Readonly<Record<string, string>>, origin = address) =>
  fetch(`${address}${path}`, {
    method: 'POST',
    headers: { cookie, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

const penalty = {
  文号: '示市监罚〔2026〕88号',
  作出机关: '示例市市场监督管理局',
  决定日期: '2026-11-20',
  处罚程序: '普通程序',
  违法行为类型: '产品质量',
  违法事实: '销售不合格产品',
  法律依据: '产品质量法第三十九条\n产品质量法第五十条',
  处罚种类: '罚款',
  处罚金额: '5,000.50',
  较大数额: '否',
};

t.test(
  'a clerk records a document without a script, and once, however often it is sent',
  { skip: noBrowser },
  async (t) => {
    const { page } = await windowOf('regulator', { javaScriptEnabled: false });
    await page.getByRole('link', { name: '登记录入' }).click();
    await page.getByLabel('检索企业').fill('晨光');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('link', { name: '示例晨光纺织有限公司' }).click();
    await page.getByRole('link', { name: '行政处罚', exact: true }).click();
    await fillIn(page, { ...penalty, 处罚金额: '五千', 处罚程序: '请选择', 决定日期: '2026-11-31' });
    await page.getByRole('button', { name: '核对' }).click();
    t.match(await page.getByRole('alert').innerText(), /有 3 处需要修改/);
    t.match(await saidAt(page, '处罚金额'), /金额应以元填写/);
    t.match(await saidAt(page, '处罚程序'), /请从列表中选择/);
    t.match(await saidAt(page, '决定日期'), /应为存在的日期/);
    t.equal(await page.getByLabel('违法事实').inputValue(), '销售不合格产品', 'what was typed is kept');
    t.same(await violationsAsShownOn(page), []);
    await fillIn(page, { ...penalty, 决定日期: '2027-01-01' });
    await page.getByRole('button', { name: '核对' }).click();
    t.match(await saidAt(page, '决定日期'), /日期晚于今天/, 'what the registry refuses stands at the field too');
    await fillIn(page, penalty);
    await page.getByRole('button', { name: '再加一项' }).click();
    t.equal(await page.getByRole('group', { name: '行政处罚 第 2 项' }).count(), 1);
    await page.getByRole('button', { name: '核对' }).click();
    t.match(await page.locator('.fields').innerText(), /处罚金额\s+¥5,000.50/);
    t.same(await violationsAsShownOn(page), []);
    const before = server.log.head().position;
    const checked = hiddenIn(await page.content());
    await page.getByRole('button', { name: '登记' }).click();
    t.match(await page.getByRole('status').innerText(), /已登记：行政处罚/);
    const again = await send(`/enterprises/${sound}/record/record-violation`, await sessionOf(keys.regulator), {
      ...checked,
      step: 'record',
    });
    t.equal(new URL(again.headers.get('location') ?? '', address).href, page.url());
    t.equal(server.log.head().position, before + 1);
    await page.getByRole('status').getByRole('link', { name: '查看档案' }).click();
    t.match(
      await page.locator('.drawer:target').innerText(),
      /示市监罚〔2026〕88号/,
      'the clerk reads what was written',
    );
    await page.goto(`${address}/enterprises/${sound}/record/record-violation`);
    await fillIn(page, { ...penalty, 文号: '示市监罚(2026) 88号' });
    await page.getByRole('button', { name: '核对' }).click();
    t.match(await page.getByRole('heading', { level: 1 }).innerText(), /已登记在案/);
    await page.goto(`${address}/enterprises/${sound}/record/record-violation`);
    await fillIn(page, { ...penalty, 处罚金额: '6000' });
    await page.getByRole('button', { name: '核对' }).click();
    t.match(await page.getByRole('alert').innerText(), /同一文书已有不同内容的记录/);
    t.match(await page.locator('.card .fields').innerText(), /¥5,000.50/, 'beside what is on record');
    t.equal(server.log.head().position, before + 1);
  },
);

t.test('of two clerks at one enterprise the second sees what changed', async (t) => {
  const cookie = await sessionOf(keys.regulator);
  const path = `/enterprises/${odd}/record/declare-quality-duty`;
  const form = async () => hiddenIn(await (await open(path, cookie)).text());
  const record = (fields: Readonly<Record<string, string>>, origin = address) =>
    send(path, cookie, { from: '2026-10-01', 'source.receivedOn': '2026-11-30', step: 'record', ...fields }, origin);
  const [first, second] = [await form(), await form()];
  t.equal((await record({ ...first, duty: 'lifelong' }, 'http://elsewhere.invalid')).status, 403);
  const done = (await record({ ...first, duty: 'lifelong' })).headers.get('location') ?? '';
  t.match(await (await open(done, cookie)).text(), /已登记：声明质量责任/);
  for (const other of [done.replace(odd, sound), `/enterprises/${odd}/record?done=${server.rim.newId()}`]) {
    t.notMatch(await (await open(other, cookie)).text(), /已登记/, 'an address alone says nothing of the kind');
  }
  const outdated = await record({ ...second, duty: 'first-responsible', documentNo: '示质〔2026〕7号' });
  const html = await outdated.text();
  t.equal(outdated.status, 412);
  t.match(html, /该企业又有新的登记[\s\S]*声明质量责任[\s\S]*质量终身责任/);
  t.match(html, /value="示质〔2026〕7号"/);
  t.match(html, /示例&lt;script>alert\(1\)&lt;\/script>𠮷\[U\+202E\]野家/);
  t.notMatch(html, /<script>|\u202e/);
  const again = { ...hiddenIn(html), duty: 'first-responsible' };
  t.match((await record(again)).status, 303, 'and then records on what is there now');

  const blind = await sessionOf(await server.keyOf('sthj', 'record'));
  const fields = { ...hiddenIn(await (await open(path, blind)).text()), 'form.version': '0', duty: 'lifelong' };
  const untold = await send(
    path,
    blind,
    { from: '2026-11-01', 'source.receivedOn': '2026-11-30', step: 'record', ...fields },
    address,
  );
  t.equal(untold.status, 412);
  t.match(await untold.text(), /新登记的事项不在您的可见范围内/, 'whoever may not read the history is not told it');
});

t.test('an objection waits in the inbox until it is decided, and the decision brings its remedy about', async (t) => {
  const cookie = await sessionOf(keys.regulator);
  const { json: violation } = await server.command(
    odd,
    'RecordViolation',
    { documentNo: '示罚〔2026〕9号' },
    { key: keys.regulator },
  );
  const target = violation.events[0].eventId;
  const fileIt = `/enterprises/${odd}/record/file-objection`;
  const opened = await (await open(`${fileIt}?target=${target}`, cookie)).text();
  t.match(opened, new RegExp(`value="${target}" selected`), 'the record is filled in');
  const filed = {
    ...hiddenIn(opened),
    target,
    by: 'subject',
    filedOn: '2026-11-20',
    dueOn: '2026-11-27',
    step: 'record',
  };
  t.equal((await send(fileIt, cookie, { ...filed, 'source.receivedOn': '2026-11-20' })).status, 303);
  await server.readModels.waitFor(server.log.head().position, 10_000);
  const inbox = await (await open('/objections', cookie)).text();
  t.match(inbox, /2026-11-27[\s\S]*已逾期[\s\S]*行政处罚/);
  const [, decideIt = '', objection = ''] = /href="([^"]*decide-objection)\?target=([^"]*)"/.exec(inbox) ?? [];
  const decision = {
    ...hiddenIn(await (await open(`${decideIt}?target=${objection}`, cookie)).text()),
    target: objection,
    outcome: 'upheld',
    'source.receivedOn': '2026-11-30',
    step: 'record',
  };
  const refused = await send(decideIt, cookie, decision);
  t.equal(refused.status, 400);
  t.match(await refused.text(), /id="e-remedy.kind">异议成立时须选处理方式/);
  const remedied = { 'remedy.kind': 'void', 'remedy.reason': '事实认定有误' };
  t.equal((await send(decideIt, cookie, { ...decision, ...remedied })).status, 303);
  await server.readModels.waitFor(server.log.head().position, 10_000);
  t.match(await (await open('/objections', cookie)).text(), /没有待处理的异议/);
  t.notMatch(await (await open(`/enterprises/${odd}`, cookie)).text(), /示罚〔2026〕9号/);
});

t.test(
  'objections are listed as the pages show them: those that wait, and those decided, for whom they concern',
  async (t) => {
    const key = keys.regulator;
    const disputed = fictionalUscc(70);
    await server.command(disputed, 'RegisterEnterprise', { uscc: disputed }, { key });
    const listing = await server.command(disputed, 'BlacklistEnterprise', { linkedDecision: undefined }, { key });
    const target = listing.json.events[0].eventId;
    const file = async (dueOn: string | undefined, documentNo: string): Promise<string> => {
      const fields = { target, filedOn: '2026-11-20', dueOn, documentNo };
      return (await server.command(disputed, 'FileObjection', fields, { key })).json.events[0].eventId;
    };
    const later = await file(undefined, '示异〔2026〕1号');
    const pressing = await file('2026-12-10', '示异〔2026〕2号');
    const decided = await file('2026-12-20', '示异〔2026〕3号');
    const decision = { target: decided, outcome: 'rejected', remedy: undefined, on: '2026-11-30' };
    t.match(await server.command(disputed, 'DecideObjection', decision, { key }), { status: 201 });
    const after = `after=${server.log.head().position}`;
    const list = (query: string, asker = key) => server.ask(`/v1/objections?${query}`, { key: asker });
    const ids = async (query: string, asker = key): Promise<readonly string[]> =>
      (await list(`${query}&${after}`, asker)).json.items.map(({ eventId }: { eventId: string }) => eventId);

    const first = await list(`limit=1&${after}`);
    const { dueOn, recordType, answeredOn, uscc } = first.json.items[0];
    t.same([dueOn, recordType, answeredOn, uscc], ['2026-12-10', 'EnterpriseBlacklisted', null, disputed]);
    t.same(await ids(`cursor=${first.json.next}`), [later], 'what states no day is due last');
    t.same(await ids('state=answered'), [decided]);
    t.match((await list('state=answered')).json.items, [{ outcome: 'rejected', answeredOn: /^20/ }]);
    t.same(await ids(`uscc=${disputed}&recordType=EnterpriseBlacklisted`), [pressing, later]);
    t.same(await ids('recordType=HonourAwarded'), []);
    t.same(await ids('from=2026-12-10&until=2026-12-10'), [pressing]);
    t.same(
      await ids('', await server.keyOf('sthj', 'record')),
      [],
      'another department’s records are not its business',
    );
    t.same(await ids('', await server.keyOf('sthj', 'record:objection')), [pressing, later], 'but of who decides');
    for (const query of ['cursor=x', 'from=2026-12-02&until=2026-12-01', 'recordType=x', 'state=x'])
      t.equal((await list(query)).status, 400, query);
    const trail = await server.ask(`/v1/access-log?uscc=${disputed}&limit=1`, { key: keys.admin });
    t.match(trail.json.entries, [{ what: 'GET /v1/objections', department: 'sthj' }], 'and leave a trace');

    const cookie = await sessionOf(key);
    t.match(await (await open('/objections', cookie)).text(), /2026-12-10[\s\S]*未载明/);
    t.match(await (await open('/objections?state=answered', cookie)).text(), /已处理异议[\s\S]*异议不成立/);
  },
);

t.test('a file that cannot be taken is refused in words, and what was typed is kept', async (t) => {
  const [committee, regulator] = [await sessionOf(keys.committee), await sessionOf(keys.regulator)];
  let typed: [name: string, text: string] = ['year', '2031'];
  const sendFile = async (path: string, cookie: string, field: string, name: string, bytes: Uint8Array) => {
    const body = new FormData();
    body.set(...typed);
    body.set(field, new File([new Uint8Array(bytes)], name));
    const headers = { cookie, origin: address, accept: 'text/html' };
    const response = await fetch(`${address}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
    return `${response.status} ${await response.text()}`;
  };
  const screened = (bytes: Uint8Array) => sendFile('/screening', committee, 'table', '申报.xlsx', bytes);
  t.match(await screened(Buffer.alloc(20 * 1024 * 1024)), /^400[\s\S]*表格超过 4 MB/);
  t.match(await screened(bombOf(300 * 1024 * 1024)), /^400[\s\S]*表格无法读取[\s\S]*2031/);
  typed = ['usccs', sound];
  t.match(
    await screened(Buffer.from('uscc')),
    new RegExp(`^400[\\s\\S]*粘贴的代码与所选表格只能用其一[\\s\\S]*${sound}`),
    'nothing that was pasted is dropped',
  );
  const applied = (bytes: string) =>
    sendFile(`/award-rounds/${story.round}/applications`, committee, 'table', '申报.csv', Buffer.from(bytes));
  typed = ['step', ''];
  const bad = await applied(`uscc\n${sound}\n示例\n`);
  t.match(bad, /^400[\s\S]*第 2 行“示例”[\s\S]*由所选表格读出/);
  const again = new FormData();
  const { tableDigest = '' } = hiddenIn(bad);
  for (const [name, value] of Object.entries({ tableDigest, usccs: `${sound}\r\n示例` })) again.set(name, value);
  const taken = async (): Promise<string> => {
    again.set('table', new File([`uscc\n${sound}\n不是代码\n`], '申报.csv'));
    const headers = { cookie: committee, origin: address, accept: 'text/html' };
    const path = `/award-rounds/${story.round}/applications`;
    return (await fetch(`${address}${path}`, { method: 'POST', headers, body: again, redirect: 'manual' })).text();
  };
  const replaced = await taken();
  t.match(replaced, /第 2 行“不是代码”/, 'a table that is chosen anew replaces what was read from the one before');
  t.notMatch(replaced, /“示例”/);
  again.set('usccs', `${sound}\n${listed}`);
  t.match(await taken(), /粘贴的代码与所选表格只能用其一/, 'but not what somebody has changed');
  const sent = (name: string, bytes: Uint8Array) => sendFile('/imports', regulator, 'file', name, bytes);
  t.match(await sent('事实.xlsx', Buffer.from('no table')), /^400[\s\S]*只接受 .csv、.ndjson 文件/);
  t.match(await sent('事实.csv', Buffer.alloc(33 * 1024 * 1024)), /^400[\s\S]*文件超过 32 MB/);
  t.match(await sendFile('/imports', '', 'file', '事实.csv', Buffer.from('uscc')), /^401[\s\S]*登录已过期/);
  const { hostname, port } = new URL(address);
  const stranger = connect(Number(port), hostname);
  const head = ['POST /imports HTTP/1.1', 'host: x', 'content-type: multipart/form-data; boundary=x'];
  stranger.write([...head, 'content-length: 30000000', `origin: ${address}`, '', ''].join('\r\n'));
  const [answer] = await once(stranger, 'data');
  t.match(String(answer), /^HTTP\/1\.1 40[13] /, 'what a stranger sends is not even waited for');
  stranger.destroy();
  t.match(await sendFile('/imports', committee, 'file', '事实.csv', Buffer.alloc(33 * 1024 * 1024)), /^403/);
});

t.test(
  'a form with files is refused where none are taken, and an export takes no more lines than a screening',
  async (t) => {
    const [admin, committee] = [await sessionOf(keys.admin), await sessionOf(keys.committee)];
    const [regulator, department] = [await sessionOf(keys.regulator), await sessionOf(keys.department)];
    const body = new FormData();
    body.set('department', 'jyj');
    for (const [path, cookie] of [
      ['/departments', admin],
      ['/award-rounds', committee],
      ['/targets/observe', regulator],
      ['/sharing/webhooks', department],
    ] as const) {
      const headers = { cookie, origin: address, accept: 'text/html' };
      t.equal((await fetch(`${address}${path}`, { method: 'POST', headers, body })).status, 415, path);
    }
    const asked = { programme: 'anyang-mayor-quality-award', year: '2026', format: 'csv' };
    const refused = await send('/screening/export', committee, { ...asked, usccs: 'x\n'.repeat(10_001) });
    t.match([refused.status, await refused.text()], [400, /usccs[\s\S]*10000/]);
  },
);

t.test(
  'a file is imported with progress, with a script and without, and its rejects can be had',
  { skip: noBrowser },
  async (t) => {
    const rows = [
      'uscc,documentNo,duty,from',
      `${sound},示质〔2026〕1号,lifelong,2026-10-01`,
      `${sound},示质〔2026〕2号,nothing,2026-10-01`,
    ];
    const file = { name: '质量责任.csv', mimeType: '', buffer: Buffer.from(rows.join('\n')) };
    for (const javaScriptEnabled of [true, false]) {
      const { page, complaints } = await windowOf('regulator', { javaScriptEnabled });
      await page.getByRole('link', { name: '批量导入' }).click();
      await page.getByLabel(/报送文件/).setInputFiles(file);
      await page.getByLabel('登记事项').selectOption({ label: '声明质量责任' });
      await page.getByRole('button', { name: '报送', exact: true }).click();
      await page.waitForURL(/imports\/[0-9a-f-]{36}$/);
      const rejects = page.getByRole('link', { name: '下载全部拒收行' });
      while (!javaScriptEnabled && (await rejects.count()) === 0) await page.reload();
      await rejects.waitFor();
      const tallies = (await page.locator('.tallies').innerText()).replace(/\s+/g, ' ');
      t.equal(tallies, javaScriptEnabled ? '已处理 2 新登记 1 已在案 0 拒收 1' : '已处理 2 新登记 0 已在案 1 拒收 1');
      t.match(await page.locator('tbody').last().innerText(), /3\s+duty/);
      const saved = page.waitForEvent('download');
      await rejects.click();
      t.equal((await saved).suggestedFilename(), 'rejects.csv');
      t.same(complaints, []);
      if (javaScriptEnabled) t.same(await violationsOn(page), []);
    }
  },
);

t.test('targets show what is counted and what was reported, on any day', async (t) => {
  const cookie = await sessionOf(keys.regulator);
  const governor = async (query = '') =>
    /河南省省长质量奖获奖组织[\s\S]*?<\/tr>/.exec(await (await open(`/targets${query}`, cookie)).text())?.[0] ?? '';
  t.match(await governor(), /达到 2 家[\s\S]*1 家[\s\S]*按在案记录统计[\s\S]*width="50"[\s\S]*未达到/);
  t.match(await governor('?validAt=2026-01-31'), /0 家/);
  const observed = {
    target: 'T10',
    division: '410500',
    value: '约3',
    unit: '家',
    period: '2025',
    documentNo: '示质办〔2026〕2号',
  };
  const refused = await send('/targets/observe', cookie, observed);
  t.match([refused.status, await refused.text()], [400, /id="e-value">应为数字/]);
  const recorded = await send('/targets/observe', cookie, { ...observed, value: '3' });
  const told = recorded.headers.get('location') ?? '';
  t.match(told, /^\/targets\?done=recorded&at=\d+&division=410500$/);
  const page = async (written: string) => (await open(told, `${cookie}; ${written}`)).text();
  t.match(await page(cookieOf(recorded)), /完成值已登记。/);
  t.notMatch(await page(''), /完成值已登记。/, 'an address alone says nothing of the kind');
  const written = `${cookie}; ${cookieOf(recorded)}`;
  const elsewhere = await (await open(told.replace(/at=\d+/, 'at=1'), written)).text();
  t.notMatch(elsewhere, /完成值已登记。/, 'nor does what another form wrote');
  t.match(await governor(), /3 家[\s\S]*填报值（2025）[\s\S]*示质办〔2026〕2号[\s\S]*已达到/);
});

t.test('an administrator enrols, issues a key that is shown once, and revokes it', async (t) => {
  const cookie = await sessionOf(keys.admin);
  const refused = await send('/departments', cookie, { department: 'JYJ', name: '示例市教育局' });
  t.match([refused.status, await refused.text()], [400, /应为 2 至 32 位小写字母/]);
  t.equal((await send('/departments', cookie, { department: 'jyj', name: '示例市教育局' })).status, 303);
  const form = hiddenIn(await (await open('/departments', cookie)).text());
  const issue = () => send('/departments/jyj/keys', cookie, { ...form, 'scope.screen': 'screen', until: '2027-12-31' });
  const issued = await issue();
  t.equal(issued.headers.get('cache-control'), 'no-store');
  const [key = '', keyId = ''] = /qcr_(jyj-[0-9a-f]{6})_[\w-]{43}/.exec(await issued.text()) ?? [];
  t.equal((await signIn(key)).status, 303);
  const position = server.log.head().position;
  const again = await issue();
  const said = await again.text();
  t.match([again.status, said], [409, /该密钥已签发，文本只显示一次；如未记下，请吊销后另行签发/]);
  t.notMatch(said, /qcr_jyj-/);
  t.equal(server.log.head().position, position, 'the same form again issues no other key');
  const shown = await (await open('/departments', cookie)).text();
  t.match(shown, keyId);
  t.notMatch(shown, key);
  t.equal((await send(`/departments/keys/${keyId}/revoke`, cookie, {})).status, 303);
  t.equal((await signIn(key)).status, 401);
  t.equal((await send('/departments', await sessionOf(keys.regulator), { department: 'x1', name: '示' })).status, 403);
  const [before = '', after = ''] = [
    ...(await (await open('/packs', cookie)).text()).matchAll(/<code>(cn-credit-[^<]+)<\/code>/g),
  ].map(([, reference]) => reference);
  t.match(
    await (await open(`/packs?${new URLSearchParams({ before, after })}`, cookie)).text(),
    /共 \d+ 处不同[\s\S]*修改/,
  );
});

t.test('every field of every form has a name in both languages, and every code a word', async (t) => {
  const unnamed = commandTypes.flatMap((type) =>
    formItems(type).flatMap((item) => {
      const { event } = enterpriseCommands[type];
      const fields =
        item.kind === 'repeated' ? item.fields.map((each) => ({ ...each, path: `${item.path}.${each.path}` })) : [item];
      const wordless = (code: string, path: string) => choicesOf(event, path, [code])[0]?.label.zh === code;
      return fields
        .filter(
          ({ path, codes }) =>
            /^[a-zA-Z.]+$/.test(fieldLabel(event, path).zh) || codes.some((code) => wordless(code, path)),
        )
        .map(({ path }) => `${type} ${path}`);
    }),
  );
  t.same(unnamed, []);
});

t.test('each key is offered what its scopes record, and no more', async (t) => {
  const offered = async (cookie: string) =>
    [...(await (await open(`/enterprises/${sound}/record`, cookie)).text()).matchAll(/record\/([a-z-]+)"/g)].map(
      ([, command]) => command,
    );
  const repair = await sessionOf(await server.keyOf('sthj', 'record:repair'));
  t.same(await offered(repair), ['apply-for-repair', 'refuse-repair', 'repair-credit']);
  t.equal((await open(`/enterprises/${sound}/record/award-honour`, repair)).status, 403);
  t.equal((await open('/record', await sessionOf(keys.committee))).status, 403);
  t.equal((await offered(await sessionOf(keys.regulator))).length, 41);
});

/** Every page, and who opens it. */
const pages: readonly (readonly [Role | undefined, string])[] = [
  [undefined, '/public'],
  [undefined, '/sign-in'],
  [undefined, '/nowhere'],
  [undefined, '/public/enterprises?q=示例'],
  [undefined, `/public/enterprises/${sound}`],
  [undefined, '/public/registers/certificates'],
  [undefined, `/public/enterprises/${listed}/report`],
  [undefined, '/public/verify?number=XB20261201&uscc=&check='],
  ['department', '/'],
  ['department', `/enterprises/${odd}`],
  ['department', `/enterprises/${listed}/history`],
  ['department', '/registers/penalties'],
  ['department', '/lists/joint-reward'],
  ['department', '/lists/joint-punishment/changes'],
  ['department', `/lists/joint-reward/enterprises/${sound}`],
  ['department', '/checks'],
  ['department', `/checks/${story.check}`],
  ['department', '/sharing/receipts'],
  ['department', '/sharing/measures'],
  ['department', '/sharing/unanswered?list=joint-reward'],
  ['department', '/sharing/webhooks'],
  ['department', '/sharing/webhooks/desk/end'],
  ['admin', '/sharing/lateness'],
  ['regulator', '/record'],
  ['regulator', `/enterprises/${odd}/record`],
  ['regulator', `/enterprises/${listed}/record/decide-objection`],
  ['regulator', '/objections'],
  ['regulator', '/imports'],
  ['regulator', '/targets'],
  ['regulator', '/targets/observe'],
  ['committee', '/screening'],
  ['committee', '/rewards'],
  ['committee', '/award-rounds'],
  ['committee', `/award-rounds/${story.round}`],
  ['committee', `/award-rounds/${story.round}/verdicts/${listed}`],
  ['admin', '/departments'],
  ['admin', '/packs'],
  ['admin', '/impacts'],
  ['admin', '/access-log'],
];

t.test('every page is accessible in both languages, and fits a phone and a desk', { skip: noBrowser }, async (t) => {
  const lookAt = async (page: Page, path: string, language: string): Promise<void> => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${address}${path}`);
    t.same(await violationsOn(page), [], `${path} in ${language}`);
    for (const width of [390, 1024]) {
      await page.setViewportSize({ width, height: 900 });
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      t.equal(scrollWidth, clientWidth, `${path} in ${language} at ${width}`);
    }
  };
  const subscription = { subscription: 'desk', list: 'joint-reward', url: 'https://desk.invalid/hook' };
  await server.ask('/v1/webhooks', { method: 'POST', key: keys.department, body: subscription });
  const looking = [...new Set(pages.map(([role]) => role))].map(async (role) => {
    const { context, page } = await windowOf(role);
    await bringAxe(context);
    for (const language of ['zh', 'en']) {
      if (language === 'en') await speakEnglish(context);
      await page.emulateMedia({ colorScheme: language === 'zh' ? 'light' : 'dark' });
      for (const [, path] of pages.filter(([who]) => who === role)) await lookAt(page, path, language);
    }
  });
  await Promise.all(looking);
  t.ok([...oddName].length > 40);
});

t.test(
  'a committee takes a round from its opening to the award, and a form that is refused keeps what was typed',
  async (t) => {
    const own = `/award-rounds/${story.round}`;
    const page = async (path = own) => (await open(path, await sessionOf(keys.committee))).text();
    const post = async (path: string, body: Record<string, string> = {}, key = keys.committee) => {
      const response = await fetch(`${address}${path}`, {
        method: 'POST',
        headers: {
          cookie: await sessionOf(key),
          origin: address,
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(body),
        redirect: 'manual',
      });
      return { status: response.status, html: await response.text() };
    };
    const terms = {
      programme: 'anyang-mayor-quality-award',
      year: '2027',
      coolingOffYears: '0',
      documentNo: '示〔1〕',
    };
    t.match(await post('/award-rounds', { ...terms, quota: '0' }), {
      status: 400,
      html: /名额：[\s\S]*value="示〔1〕"/,
    });
    t.match(await post('/award-rounds', { ...terms, quota: '3' }, keys.regulator), { status: 403 });
    t.match(await post('/award-rounds', { ...terms, quota: '3' }), { status: 303 });
    t.match(await page('/award-rounds'), /2026 年度评选[\s\S]*2027 年度评选/);
    t.match(await page(), /示例晨光纺织有限公司[\s\S]*需人工复核[\s\S]*示例远航建材有限公司[\s\S]*不符合条件/);
    t.match(await post(`${own}/notice`, { usccs: '示例' }), { status: 400, html: /第 1 行“示例”/ });
    t.match(await post(`${own}/notice`, { usccs: listed }), { status: 400, html: /不符合条件[\s\S]*>91999999/ });
    await server.ask('/v1/calendars', {
      method: 'POST',
      key: keys.admin,
      body: { year: 2026, documentNo: '示政〔2025〕9号', daysOff: [], workdays: [] },
    });
    t.match(await post(`${own}/notice`, { usccs: sound }), { status: 303 });
    t.match(await page(), /公示中[\s\S]*2026-12-01 至 2026-12-10/);
    t.match(await post(`${own}/notice-end`), { status: 400, html: /公示期尚未结束/ });
    server.rim.turnTo('2026-12-11T02:00:00.000Z');
    t.match(await post(`${own}/notice-end`), { status: 303 });
    const decision = { documentNo: '示政〔2026〕40号' };
    t.match(await post(`${own}/decision`, { ...decision, usccs: `${sound}\n${listed}` }), {
      status: 400,
      html: /超过名额[\s\S]*value="示政〔2026〕40号"/,
    });
    t.match(await post(`${own}/decision`, { ...decision, usccs: '' }), { status: 400, html: /没有填写获奖主体/ });
    const both = { ...decision, usccs: sound, noWinner: 'yes' };
    t.match(await post(`${own}/decision`, both), { status: 400, html: /请只留其一[\s\S]*noWinner[^>]*checked/ });
    t.match(await post(`${own}/decision`, { ...decision, usccs: sound }), { status: 303 });
    t.match(await page(), /已办结[\s\S]*示政〔2026〕40号[\s\S]*获奖/);
    await recordDay({ date: '2026-12-11', confirmed: true }, server.log, server.rim);
    const onList = { listedOn: '2026-12-11', scheduledOff: '2029-12-11', linkedDecision: undefined };
    await server.command(sound, 'BlacklistEnterprise', onList, { key: keys.regulator });
    await server.readModels.waitFor(server.log.head().position, 10_000);
    const screened = async (compareOn: string) => {
      const body = new FormData();
      const fields = { programme: 'anyang-mayor-quality-award', year: '2026', usccs: sound, compareOn };
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const headers = { cookie: await sessionOf(keys.committee), origin: address, accept: 'text/html' };
      return (await fetch(`${address}/screening`, { method: 'POST', headers, body })).text();
    };
    const compared = await screened('2026-12-01');
    t.match(compared, /需人工复核 → 不符合条件[\s\S]*黑名单[^<]*：无法判定 → 不符合/);
    const shownCell = /<td class="change"[\s\S]*?<\/td>/.exec(compared)?.[0] ?? '';
    const onPage = [...shownCell.replace(/<summary>[^<]*<\/summary>/, '').matchAll(/>([^<]+)</g)].map(
      ([, text]) => text,
    );
    const wanted = { ...hiddenIn(compared), usccs: `${sound}\n示例` };
    const csv = await post('/screening/export', { ...wanted, format: 'csv' });
    const [heading, first, second] = csv.html.trim().split('\n');
    t.match(heading, /,变化（对照 2026-12-01）$/);
    t.equal(first?.split(',').at(-1), onPage.join('；'), 'the file says what the page says');
    t.match(second, /,$/, 'and nothing of whoever is named by no code');
    t.match(await post('/screening/export', { ...wanted, compareOn: '2027-01-01', format: 'csv' }), { status: 400 });
    t.match(await screened('2027-01-01'), /无法与 2027-01-01 对照[\s\S]*91999999/);
    t.match(await page(`${own}/verdicts/${listed}`), /存档结论：不符合条件（截至 2026-12-01/);
    const next = '/award-rounds/anyang-mayor-quality-award.2027';
    for (const step of ['applications', 'assessments', 'notice'])
      t.match(await post(`${next}/${step}`, { usccs: odd }), { status: 303 }, step);
    server.rim.turnTo('2026-12-31T02:00:00.000Z');
    t.match(await post(`${next}/notice-end`), { status: 303 });
    t.match(await post(`${next}/decision`, { ...decision, usccs: '', noWinner: 'yes' }), { status: 303 });
    t.match(await page(next), /已办结[\s\S]*奖项空缺，2026-12-31/, 'nobody wins, and the round is closed');
  },
);
