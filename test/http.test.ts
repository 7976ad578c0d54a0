import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Validator } from '@seriousme/openapi-schema-validator';
import Database from 'better-sqlite3';
import pino from 'pino';
import t from 'tap';
import { commandTypes, kebab } from '../schemas/commands.js';
import { type Scope, scope } from '../schemas/scope.js';
import type { AccessEntry, AccessFilter } from '../src/access-log/access-log.js';
import { SqliteAccessLog } from '../src/access-log/sqlite-access-log.js';
import { profileAnswer } from '../src/http/answers.js';
import { IdentityProvider } from '../src/http/identity-provider.js';
import { type ProblemCode, problems } from '../src/http/problems.js';
import { ProviderSignIn } from '../src/http/provider-sign-in.js';
import { type Fault, testClient } from './support/authorization-server.js';
import { testFolder } from './support/folder.js';
import { audience, startProvider } from './support/identity-provider.js';
import { samples } from './support/samples.js';
import { startServer, type TestServer } from './support/server.js';
import { settingsOf, signInServer } from './support/sign-in-server.js';
import { fictionalUscc, pilotUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const B = fictionalUscc(2);
const noon = Date.parse('2024-06-01T02:00:00.000Z');

/** Whole numbers from one down to another, both among them. */
const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);

t.test('a fact goes in and the profile shows it', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record', 'read:profile');
  const unknown = await server.ask(`/v1/enterprises/${A}`);
  t.match(unknown, { status: 404, json: { code: 'ENTERPRISE_UNKNOWN', title: '该代码名下没有任何记录。' } });
  t.match(unknown.headers.get('content-type'), 'application/problem+json');

  const registered = await server.command(A, 'RegisterEnterprise', {}, { key });
  t.match(registered, { status: 201, json: { outcome: 'recorded', version: 1 } });
  const again = await server.command(A, 'RegisterEnterprise', {}, { key });
  t.match(again, { status: 200, json: { outcome: 'already-recorded', version: 1, state: 'recorded' } });
  const honoured = await server.command(A, 'AwardHonour', {}, { key });
  t.equal(honoured.json.events[0].type, 'HonourAwarded');

  const profile = await server.ask(`/v1/enterprises/${A}?after=${honoured.json.position}`);
  t.match(profile.json, { name: '示例晨光纺织有限公司', registered: true, badge: { listed: [], disputed: false } });
  t.equal(profile.json.honours[0].eventId, honoured.json.events[0].eventId);
  t.match(profile.headers.get('etag'), /^"[0-9a-f]{8}\.public"$/);
  t.equal(profile.headers.get('qcr-valid-at'), '2024-06-01');
  t.equal(profile.headers.get('qcr-known-at'), null, 'the public learns no position');
  t.same(profileAnswer.parse(profile.json), profile.json, 'as documented');

  const own = await server.ask(`/v1/enterprises/${A}`, { key });
  t.equal(own.headers.get('qcr-known-at'), String(honoured.json.position));
  t.match(own.headers.get('etag'), /^"2\.[0-9a-f]{8}\.department"$/);
  t.equal((await server.ask(`/v1/enterprises/${A.toLowerCase()}`)).status, 200, 'a code is normalised');
});

t.test('history: every event, who recorded it and when, page by page', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record', 'read:profile');
  await server.command(A, 'RegisterEnterprise', {}, { key });
  await server.command(A, 'AwardHonour', {}, { key });
  const first = await server.ask(`/v1/enterprises/${A}/history?limit=1`, { key });
  t.match(first.json, {
    axes: { validAt: '2024-06-01', ruleVersion: 'none', viewer: 'department' },
    lines: [
      {
        type: 'EnterpriseRegistered',
        recordedBy: { department: 'scjg' },
        recordedAt: '2024-06-01T02:00:00.000Z',
      },
    ],
  });
  const second = await server.ask(`/v1/enterprises/${A}/history?limit=1&cursor=${first.json.next}`, { key });
  t.match(
    second.json.lines,
    [{ type: 'HonourAwarded', version: undefined }],
    'versions would betray what is withdrawn',
  );
  t.equal(second.json.next, undefined);
  const archive = await server.keyOf('sthj', 'read:archive');
  const whole = await server.ask(`/v1/enterprises/${A}/history?purpose=audit`, { key: archive });
  t.match(whole.json.lines, [{ version: 1 }, { version: 2 }]);
  t.match(await server.ask(`/v1/enterprises/${A}/history`), { status: 401, json: { code: 'KEY_REQUIRED' } });
  t.match(await server.ask(`/v1/enterprises/${B}/history`, { key }), { status: 404 });
});

t.test('versions: If-Match, If-None-Match', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record', 'read:profile');
  await server.command(A, 'RegisterEnterprise', {}, { key });
  const award = await server.command(A, 'AwardHonour', {}, { key, headers: { 'if-match': '"1"' } });
  t.equal(award.status, 201);
  const stale = await server.command(
    A,
    'IssueCertificate',
    {},
    { key, headers: { 'if-match': '"1.0123abcd.department"' } },
  );
  t.match(stale, { status: 412, json: { code: 'VERSION_CONFLICT', actualVersion: 2 } });
  const etag =
    (await server.ask(`/v1/enterprises/${A}?after=${award.json.position}`, { key })).headers.get('etag') ?? '';
  t.equal((await server.command(A, 'IssueCertificate', {}, { key, headers: { 'if-match': etag } })).status, 201);
  t.match(await server.command(A, 'IssueCertificate', {}, { key, headers: { 'if-match': '"x"' } }), {
    status: 400,
    json: { code: 'INPUT_INVALID' },
  });

  const current = await server.ask(`/v1/enterprises/${A}?after=${award.json.position + 1}`, { key });
  const tag = current.headers.get('etag') ?? '';
  for (const none of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
    const answer = await server.ask(`/v1/enterprises/${A}`, { key, headers: { 'if-none-match': none } });
    t.match(answer, { status: 304, text: '' }, none);
  }
  t.equal((await server.ask(`/v1/enterprises/${A}`, { key, headers: { 'if-none-match': etag } })).status, 200);
});

t.test('a repeat under one Idempotency-Key is answered, not recorded', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record');
  const once = { key, headers: { 'idempotency-key': 'abc-1' } };
  const first = await server.command(A, 'RegisterEnterprise', {}, once);
  const second = await server.command(A, 'RegisterEnterprise', {}, once);
  t.same([second.status, second.json], [201, first.json]);
  t.match(await server.command(A, 'RegisterEnterprise', { name: '示例他名有限公司' }, once), {
    status: 422,
    json: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
  t.match(
    await server.command(B, 'RegisterEnterprise', {}, once),
    { status: 422 },
    'another enterprise is another body',
  );
  const other = await server.keyOf('scjg', 'record');
  t.equal(
    (await server.command(B, 'RegisterEnterprise', {}, { ...once, key: other })).status,
    201,
    'keys do not share theirs',
  );
  const bad = await server.command(B, 'AwardHonour', {}, { key, headers: { 'idempotency-key': 'x'.repeat(201) } });
  t.match(bad, { status: 400, json: { errors: [{ field: 'Idempotency-Key' }] } });
});

t.test('as of a day and as known at a position', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record', 'read:lookback');
  await server.command(A, 'RegisterEnterprise', {}, { key });
  const violation = await server.command(A, 'RecordViolation', {}, { key });
  const { position } = violation.json;
  server.rim.turnTo('2024-06-01T05:00:00.000Z');
  await server.command(A, 'AwardHonour', {}, { key });
  const counts = async (query: string) => {
    const { json } = await server.ask(`/v1/enterprises/${A}?${query}`, { key });
    return [json.honours.length, json.violations.length];
  };
  t.same(await counts(`knownAt=${position}`), [0, 1]);
  t.same(await counts('knownAt=2024-06-01T03:00:00Z'), [0, 1], 'an instant is a position');
  t.same(await counts('validAt=2024-03-01'), [1, 0], 'what was decided later is not there yet');
  t.same(await counts('ruleVersion=none'), [1, 1]);
  t.match(await server.ask(`/v1/enterprises/${A}?knownAt=999`, { key }), {
    status: 422,
    json: { code: 'KNOWN_AT_IN_FUTURE' },
  });
  t.match(await server.ask(`/v1/enterprises/${A}?knownAt=2024-06-03T00:00:00Z`, { key }), {
    status: 422,
    json: { code: 'KNOWN_AT_IN_FUTURE' },
  });
  t.match(await server.ask(`/v1/enterprises/${A}?ruleVersion=x@0123456789ab`, { key }), {
    status: 422,
    json: { code: 'RULE_VERSION_UNKNOWN' },
  });
  t.match(await server.ask(`/v1/enterprises/${A}?validAt=2023-02-29`), {
    status: 400,
    json: { errors: [{ field: 'validAt' }] },
  });
  t.match(await server.ask(`/v1/enterprises/${A}?knownAt=1`), { status: 401 }, 'the public asks for days only');
  t.equal((await server.ask(`/v1/enterprises/${A}?validAt=2024-05-01`)).status, 200);
});

t.test('who may do what', async (t) => {
  const server = await startServer(t);
  const admin = await server.keyOf('scjg', 'admin');
  const reader = await server.keyOf('scjg', 'read:profile');
  const archive = await server.keyOf('scjg', 'read:archive');
  await server.command(A, 'RegisterEnterprise', {}, { key: admin });
  const nobody = await server.command(A, 'AwardHonour', {}, {});
  t.match(nobody, { status: 401, json: { code: 'KEY_REQUIRED' } });
  t.equal(nobody.headers.get('www-authenticate'), 'Bearer');
  t.match(await server.command(A, 'AwardHonour', {}, { key: reader }), {
    status: 403,
    json: { code: 'SCOPE_MISSING' },
  });
  const foreign = { source: { department: 'sthj', receivedOn: '2024-05-20' } };
  const recorder = await server.keyOf('scjg', 'record');
  t.match(await server.command(A, 'AwardHonour', foreign, { key: recorder }), {
    status: 403,
    json: { code: 'SOURCE_NOT_OWN' },
  });
  t.equal((await server.command(A, 'AwardHonour', foreign, { key: admin })).status, 201);
  t.match(await server.ask(`/v1/enterprises/${A}`, { key: archive }), {
    status: 403,
    json: { code: 'PURPOSE_MISSING' },
  });
  t.equal(
    (await server.ask(`/v1/enterprises/${A}?purpose=案件核查`, { key: archive })).headers.get('qcr-viewer'),
    'archive',
  );
  t.match(await server.ask(`/v1/enterprises/${A}?purpose=案件核查`, { key: reader }), { status: 403 });
  t.match(await server.ask(`/v1/enterprises/${A}`, { key: `${reader.slice(0, -1)}x` }), {
    status: 401,
    json: { code: 'KEY_INVALID' },
  });
  t.match(await server.ask(`/v1/enterprises/${A}`, { headers: { authorization: 'Basic abc' } }), { status: 401 });
  t.match(
    await server.ask('/v1/departments', { method: 'POST', key: reader, body: { department: 'x1', name: '某局' } }),
    { status: 403 },
  );
});

t.test('departments and keys over HTTP', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'admin');
  const enrol = (body: object) => server.ask('/v1/departments', { method: 'POST', key, body });
  t.equal((await enrol({ department: 'czj', name: '示例市财政局' })).status, 201);
  t.equal((await enrol({ department: 'czj', name: '示例市财政局' })).status, 200);
  t.match(await enrol({ department: 'czj', name: '别名' }), {
    status: 409,
    json: { code: 'DEPARTMENT_ALREADY_ENROLLED' },
  });
  t.match(await enrol({ department: 'A', name: '某局' }), { status: 400, json: { errors: [{ field: 'department' }] } });
  const issued = await server.ask('/v1/departments/czj/keys', {
    method: 'POST',
    key,
    body: { scopes: ['read:profile'] },
  });
  t.match(issued, { status: 201, json: { keyId: /^czj-[0-9a-f]{6}$/, key: /^qcr_czj-[0-9a-f]{6}_[\w-]{43}$/ } });
  t.equal(issued.headers.get('cache-control'), 'no-store');
  const issueOnce = (scopes: readonly string[]) => {
    const headers = { 'idempotency-key': 'ticket-7' };
    return server.ask('/v1/departments/czj/keys', { method: 'POST', key, body: { scopes }, headers });
  };
  t.equal((await issueOnce(['record'])).status, 201);
  t.match(await issueOnce(['record']), { status: 409, json: { code: 'KEY_ISSUED_BEFORE' } }, 'one key, shown once');
  t.match(await issueOnce(['admin']), { status: 422, json: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  t.equal(server.log.streamVersion('department-czj'), 3, 'enrolled, and two keys');
  t.notOk(JSON.stringify(server.log.readAll(0, 1000)).includes(issued.json.key), 'the log holds only its hash');
  await server.command(A, 'RegisterEnterprise', {}, { key });
  t.equal((await server.ask(`/v1/enterprises/${A}/history`, { key: issued.json.key })).status, 200);
  t.equal((await server.ask(`/v1/keys/${issued.json.keyId}`, { method: 'DELETE', key })).status, 204);
  t.equal((await server.ask(`/v1/enterprises/${A}/history`, { key: issued.json.key })).status, 401, 'at once');
  t.match(await server.ask(`/v1/keys/${issued.json.keyId}`, { method: 'DELETE', key }), {
    status: 404,
    json: { code: 'KEY_NOT_FOUND' },
  });
  t.match(await server.ask('/v1/departments/nobody/keys', { method: 'POST', key, body: { scopes: ['record'] } }), {
    status: 404,
  });
  t.match(await server.ask('/v1/departments/czj/keys', { method: 'POST', key, body: { scopes: [] } }), { status: 400 });
});

t.test('bad input is named, and nothing of it is kept', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'admin');
  const { position } = server.log.head();
  const path = `/v1/enterprises/${A}/commands/record-violation`;
  const post = (body: unknown, headers = {}) => server.ask(path, { method: 'POST', key, body, headers });
  t.match(await post('{"a":'), { status: 400, json: { code: 'MALFORMED_JSON' } });
  t.match(await post('"text"'), { status: 400, json: { code: 'INPUT_INVALID' } });
  t.match(await post('[]'), { status: 400 });
  t.match(await post('{"__proto__":{"x":1}}'), { status: 400 });
  t.match(await post(`{"summary":"${'长'.repeat(22_000)}"}`), { status: 413, json: { code: 'BODY_TOO_LARGE' } });
  t.match(await post('<a/>', { 'content-type': 'text/xml' }), {
    status: 415,
    json: { code: 'MEDIA_TYPE_UNSUPPORTED' },
  });
  t.match(await post('{}', { 'content-type': 'text/plain' }), { status: 415 });
  for (const path of ['/v1/nothing', '/v1/enterprises/%E0%A4%A', `/v1/enterprises/${'9'.repeat(200)}`]) {
    const lost = await server.ask(path);
    t.match(lost, { status: 404, json: { code: 'ROUTE_UNKNOWN' } }, path);
    t.match(lost.headers.get('content-type'), 'application/problem+json');
    t.equal(lost.json.instance, `urn:uuid:${lost.headers.get('x-request-id')}`);
  }

  const errorsOf = async (fields: object) => {
    const { status, json } = await server.command(A, 'RecordViolation', fields, { key });
    t.equal(status, 400);
    return json.errors.map(({ field }: { field: string }) => field);
  };
  t.same(await errorsOf({ decidedOn: '2023-02-29' }), ['decidedOn']);
  t.same(await errorsOf({ decidedOn: 20230201 }), ['decidedOn']);
  t.same(await errorsOf({ statedPublicUntil: '2024-04-30' }), ['statedPublicUntil']);
  t.same(await errorsOf({ undeclared: 1, other: 2 }), ['undeclared', 'other']);
  t.same(await errorsOf({ conduct: { type: 'product-quality', summary: '甲', undeclared: 1 } }), [
    'conduct.undeclared',
  ]);
  t.same(await errorsOf({ conduct: { type: 'product-quality', summary: '电话13812345678' } }), ['conduct.summary']);
  t.same(await errorsOf({ conduct: { type: 'product-quality', summary: '证件11010519491231002X' } }), [
    'conduct.summary',
  ]);
  t.same(await errorsOf({ conduct: { type: 'product-quality', summary: 'a\u0000b' } }), ['conduct.summary']);
  t.same(await errorsOf({ conduct: { type: 'product-quality', summary: '\ud800' } }), ['conduct.summary']);
  t.same(await errorsOf({ penalties: [{ kind: 'fine', amountFen: 0, largeAmount: 'no' }] }), ['penalties.0.amountFen']);
  const secret = '联系13812345678';
  const answer = await server.command(
    A,
    'RecordViolation',
    { conduct: { type: 'product-quality', summary: secret } },
    { key },
  );
  t.notOk(answer.text.includes('13812345678'), 'an answer never repeats what it refuses');

  const gbk = Buffer.concat([Buffer.from('{"documentNo":"'), Buffer.from([0xbd, 0xb1]), Buffer.from('"}')]);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json; charset=gbk' };
  const foreign = await fetch(server.address + path, { method: 'POST', headers, body: gbk });
  t.match(await foreign.json(), { code: 'MALFORMED_JSON', errors: [{ field: '(body)', rule: 'must be UTF-8' }] });
  for (const query of ['validAT=2020-01-01', 'after=1&foo=1']) {
    const unknown = await server.ask(`/v1/enterprises/${A}?${query}`);
    t.match(unknown, { status: 400, json: { errors: [{ rule: 'is not a known field' }] } }, query);
  }
  t.match(
    await server.ask('/v1/lists/joint-punishment/measures?limt=5', { key }),
    { status: 400, json: { errors: [{ field: 'limt', rule: 'is not a known field' }] } },
    'also where a route reads no query at all',
  );

  const lookalike = A.replace('0', 'O');
  t.match(await server.ask(`/v1/enterprises/${lookalike}`), {
    status: 400,
    json: { code: 'USCC_INVALID', suggestion: A, errors: [{ field: 'uscc', rule: 'ALPHABET' }] },
  });
  t.match(await server.ask('/v1/enterprises/999999000000001'), {
    status: 400,
    json: { errors: [{ rule: 'OLD_REGISTRATION_NUMBER' }] },
  });
  t.match(await server.command(pilotUscc(1), 'AwardHonour', {}, { key }), {
    status: 422,
    json: { code: 'USCC_EXCEPTION_NEEDS_EVIDENCE' },
  });
  t.equal(server.log.head().position, position, 'nothing was recorded');
});

t.test('a stranger is told to show a key before anything that it sent is judged', async (t) => {
  const server = await startServer(t);
  const sent = { method: 'POST', body: { wrong: true } };
  for (const path of ['/v1/departments', `/v1/enterprises/${A}/commands/award-honour`, '/v1/checks']) {
    t.match(await server.ask(path, sent), { status: 401, json: { code: 'KEY_REQUIRED' } }, path);
  }
  const key = await server.keyOf('scjg', 'read:archive');
  const purpose = encodeURIComponent('核查13812345678');
  t.match(await server.ask(`/v1/enterprises/${A}?purpose=${purpose}`, { key }), {
    status: 400,
    json: { errors: [{ field: 'purpose', rule: 'must not contain a mobile phone number' }] },
  });
});

t.test('what is not even HTTP is answered with a problem too', async (t) => {
  const server = await startServer(t);
  const { hostname, port } = new URL(server.address);
  const answerTo = async (request: string) => {
    const socket = connect(Number(port), hostname);
    socket.write(`GET /v1/enterprises/${A}${request}\r\n\r\n`);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    t.match(head, /application\/problem\+json/);
    return { line: head.split('\r\n')[0], ...JSON.parse(body) };
  };
  t.match(await answerTo('?purpose=案件核查 HTTP/1.1\r\nHost: x'), {
    line: 'HTTP/1.1 400 Bad Request',
    code: 'REQUEST_UNREADABLE',
  });
  t.match(await answerTo(` HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17_000)}`), {
    line: 'HTTP/1.1 431 Request Header Fields Too Large',
    status: 431,
    code: 'HEADERS_TOO_LARGE',
  });
});

t.test('a rate limit holds off a client gone wild, also one that guesses keys', async (t) => {
  const server = await startServer(t, { rateLimit: 5 });
  const key = await server.keyOf('scjg', 'read:profile');
  const statuses: number[] = [];
  for (let turn = 0; turn < 7; turn += 1)
    statuses.push((await server.ask(`/v1/enterprises/${A}`, { key: 'qcr_no' })).status);
  t.same(statuses, [401, 401, 401, 401, 401, 429, 429]);
  const limited = await server.ask(`/v1/enterprises/${A}`);
  t.match(limited.json, { code: 'RATE_EXCEEDED' });
  t.ok(Number(limited.headers.get('retry-after')) > 1, 'until the minute is over');
  t.equal((await server.ask('/v1/nothing')).status, 429, 'also where nothing is');
  t.equal((await server.ask('/health/ready')).status, 200, 'but not a balancer that asks how the node is');
  t.equal((await server.ask(`/v1/enterprises/${A}`, { key })).status, 404, 'each key has its own');
});

t.test('who comes through a proxy that is trusted is told by it, and nobody else is', async (t) => {
  const trusting = await startServer(t, { rateLimit: 2, trustedProxies: ['127.0.0.0/8'] });
  const plain = await startServer(t, { rateLimit: 3 });
  const from = ({ ask }: TestServer, address: string, path = `/v1/enterprises/${A}`) =>
    ask(path, { headers: { 'x-forwarded-for': address, 'x-forwarded-proto': 'https' } });
  const statuses = async (server: TestServer) => {
    const found: number[] = [];
    for (const last of [1, 1, 1, 2]) found.push((await from(server, `192.0.2.${last}`)).status);
    return found;
  };
  t.same(await statuses(trusting), [404, 404, 429, 404], 'each client is counted by itself');
  t.same(await statuses(plain), [404, 404, 404, 429], 'a header alone makes nobody another');
  const metrics = [
    await from(trusting, '192.0.2.3', '/metrics'),
    await from(await startServer(t), '192.0.2.3', '/metrics'),
  ];
  t.match(metrics, [{ status: 401 }, { status: 401 }], 'what a proxy hands on is not of this machine');
  const origin = trusting.address.replace('http:', 'https:');
  const headers = { origin, accept: 'text/html', 'x-forwarded-for': '192.0.2.9', 'x-forwarded-proto': 'https' };
  const body = new URLSearchParams({ key: await trusting.keyOf('scjg', 'read:profile') });
  const signedIn = await fetch(`${trusting.address}/sign-in`, { method: 'POST', headers, body, redirect: 'manual' });
  t.match([signedIn.status, signedIn.headers.get('set-cookie')], [303, /; Secure/], 'TLS ends at the proxy');
  const hosted = { ...headers, origin: 'https://registry.example', 'x-forwarded-host': 'registry.example' };
  const under = (address: string) =>
    fetch(`${address}/sign-in`, { method: 'POST', headers: hosted, body, redirect: 'manual' });
  t.same(
    [(await under(trusting.address)).status, (await under(plain.address)).status],
    [303, 403],
    'and it says the host',
  );
});

t.test('a token of the identity provider stands for a department, as far as it goes, and nobody else', async (t) => {
  const now = Date.parse('2024-06-01T02:00:00.000Z');
  const provider = await startProvider(t, now);
  const settings = { issuer: provider.issuer, audience, secret: 'a secret of the registry of 32 characters' };
  const server = await startServer(t, { provider: settings });
  await server.keyOf('scjg', 'record');
  const ask = async (key: string) => (await server.ask(`/v1/enterprises/${A}/history`, { key })).json.code;
  const token = await provider.token({});
  t.match(await server.command(A, 'RegisterEnterprise', {}, { key: token }), { status: 201 });
  const [event] = server.log.readStream(`enterprise-${A}`);
  t.match(event?.actor, { department: 'scjg', key: /^oidc-[0-9a-f]{32}$/ }, 'the log names no account');
  t.notMatch(JSON.stringify(event), /4711/);

  t.equal(await ask(await provider.token({ scope: 'openid profile' })), 'SCOPE_MISSING', 'other services’ scopes');
  const [head = '', body = ''] = token.split('.');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  const refused = {
    'of another issuer': await provider.token({ issuer: 'https://elsewhere.example' }),
    'for another audience': await provider.token({ audience: 'another-service' }),
    expired: await provider.token({ expires: now / 1000 - 1 }),
    'of a department that is not enrolled': await provider.token({ department: 'nobody' }),
    'of no department': await provider.token({ department: undefined }),
    'signed by a stranger': await provider.forged({}),
    'without signature': `${head}.${body}.`,
    'that says it needs none': `${unsigned}.${body}.`,
    'that is none': 'abc',
  };
  for (const [which, each] of Object.entries(refused)) t.equal(await ask(each), 'KEY_INVALID', which);
});

t.test('what an identity provider signed with known keys goes on holding while it does not answer', async (t) => {
  const now = Date.parse('2024-06-01T02:00:00.000Z');
  const source = await startProvider(t, now);
  const settings = { issuer: source.issuer, audience, secret: 'a secret of the registry of 32 characters' };
  const provider = new IdentityProvider(settings, () => now, 0);
  const token = await source.token({});
  const holder = await provider.identify(token);
  t.match(holder, { department: 'scjg', scopes: new Set(['record', 'read:profile']) });
  const [, body = '', signature = ''] = token.split('.');
  const unknown = Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'another' })).toString('base64url');
  t.equal(await provider.identify(`${unknown}.${body}.${signature}`), undefined, 'asked for, and not there');
  await source.stop();
  for (const isNews of [true, false]) {
    const unasked = provider.identify(`${unknown}.${body}.${signature}`);
    await t.rejects(unasked, { name: 'ProviderUnreachable', isNews }, 'nobody can tell');
    t.same(await provider.identify(token), holder);
  }
});

t.test('an identity provider that does not answer holds up those alone who show a token', async (t) => {
  const provider = { issuer: 'http://127.0.0.1:9', audience, secret: 'a secret of the registry of 32 characters' };
  const server = await startServer(t, { provider });
  const key = await server.keyOf('scjg', 'read:profile');
  const unreachable = { status: 503, json: { code: 'IDENTITY_PROVIDER_UNREACHABLE' } };
  for (const token of ['a.b.c', 'd.e.f'])
    t.match(await server.ask(`/v1/enterprises/${A}`, { key: token }), unreachable);
  t.equal((await server.ask(`/v1/enterprises/${A}`)).status, 404);
  t.equal((await server.ask(`/v1/enterprises/${A}`, { key })).status, 404);
});

t.test(
  'an official signs in at the identity provider and comes back as their department, for as long as the token holds',
  async (t) => {
    const source = await startProvider(t, noon);
    const server = await signInServer(t, source);
    const { open, go, signIn, cookieIn, rim } = server;
    const next = '/record?from=查询';
    t.match(
      await (await open('/sign-in?next=/record')).text(),
      /sign-in\/provider\?next=%2Frecord"[^>]*>用单位统一身份登录</,
    );
    const { away, cookie, location } = await go(next);
    const kept = away.headers.get('set-cookie') ?? '';
    t.match(kept, /^qcr-sign-in=.*; Max-Age=600; Path=\/sign-in; HttpOnly; SameSite=Lax$/);
    const [begun, another] = [new URL(away.headers.get('location') ?? ''), await go()];
    t.not(
      begun.searchParams.get('state'),
      new URL(another.away.headers.get('location') ?? '').searchParams.get('state'),
    );
    t.match(await open(location, another.cookie), { status: 400 }, 'the state of another browser');
    t.match(await open(location), { status: 400 }, 'or of one that was never sent');

    const back = await open(location, cookie);
    t.match([back.status, back.headers.get('location')], [303, `/record?from=${encodeURIComponent('查询')}`]);
    t.match(back.headers.getSetCookie()[0], /^qcr-sign-in=; .*Expires=Thu, 01 Jan 1970/, 'the way there is done with');
    const session = cookieIn(back);
    t.match(back.headers.getSetCookie()[1], /^qcr-session=.*HttpOnly; SameSite=Lax$/);
    t.notMatch(decodeURIComponent(session), /4711/, 'no account of a person');
    t.equal((await open('/record', session)).status, 200);
    t.equal((await open('/access-log', session)).status, 403, 'not what the scopes do not hold');
    const origin = { cookie: session, origin: server.address };
    t.match(await server.command(A, 'RegisterEnterprise', {}, { headers: origin }), { status: 201 });
    const key = await source
      .token({})
      .then((token) => new IdentityProvider(settingsOf(source), rim.now).identify(token));
    const [event] = server.log.readStream(`enterprise-${A}`);
    t.same(event?.actor, { department: 'scjg', key: key?.key }, 'the name that a token of the API has too');
    const sent = await server.ask('/v1/imports?command=report-source', {
      method: 'POST',
      headers: { ...origin, 'content-type': 'text/csv' },
      body: 'department,ground,from,until\nscjg,other,2020-01-01,2024-05-31',
    });
    const file = sent.headers.get('location') ?? '';
    await server.ask(`${file}/progress`, { headers: origin });
    t.match((await server.ask(file, { headers: origin })).json, { status: 'done', recorded: 1 }, 'files too');
    const replayed = await open(location, cookie);
    t.match([replayed.status, await replayed.text()], [400, /本次登录已失效/], 'a code holds once');

    rim.turnTo('2024-06-01T02:05:00.000Z');
    t.match((await open('/record', session)).headers.get('location'), /^\/sign-in/, 'the token is past its term');
    rim.turnTo('2024-06-01T02:00:00.000Z');
    const late = await go();
    rim.turnTo('2024-06-01T02:10:01.000Z');
    t.match(await (await open(late.location, late.cookie)).text(), /本次登录已失效[\s\S]*400 SIGN_IN_STALE/);

    source.signIn.claims = { expires: noon / 1000 + 36_000 };
    rim.turnTo('2024-06-01T02:00:00.000Z');
    let lasting = cookieIn(await signIn('//elsewhere.example/x'));
    for (const minute of ['25', '50']) {
      rim.turnTo(`2024-06-01T02:${minute}:00.000Z`);
      const seen = await open('/record', lasting);
      t.equal(seen.status, 200);
      lasting = cookieIn(seen);
    }
    rim.turnTo('2024-06-01T03:00:00.000Z');
    t.equal((await open('/record', lasting)).status, 303, 'what was taken from somebody is found out within the hour');
  },
);

t.test(
  'what goes wrong on the way to the identity provider is said on the sign-in page, and nobody is signed in',
  async (t) => {
    const lines: string[] = [];
    const source = await startProvider(t, noon);
    const logger = pino({ level: 'trace' }, { write: (line) => lines.push(line) });
    const { go, open } = await signInServer(t, source, { logger });
    const secrets = [testClient.secret];
    /** What the page says, and why the log of the process says so. */
    const outcome = async () => {
      const { away, cookie, location } = await go();
      const asked = new URL(away.headers.get('location') ?? '').searchParams;
      const given = new URL(location, 'http://registry.invalid').searchParams;
      secrets.push(cookie, ...['state', 'nonce'].map((name) => asked.get(name) ?? ''), ...given.getAll('code'));
      const before = lines.length;
      const answer = await open(location, cookie);
      t.notMatch(answer.headers.getSetCookie().join(), /qcr-session/);
      const [, said] = /class="fine">(\d+ \w+) ·/.exec(await answer.text()) ?? [];
      return [answer.status, said, ...lines.slice(before).map((line) => JSON.parse(line).reason)];
    };
    for (const [fault, code, ...reasons] of [
      ['denied', 'SIGN_IN_DENIED'],
      ['busy', 'SIGN_IN_UNANSWERED', /HTTP response status/],
      ['another nonce', 'SIGN_IN_ANSWER_INVALID', /"nonce"/],
      ['another issuer', 'SIGN_IN_ANSWER_INVALID', /"iss"/],
      ['another audience', 'SIGN_IN_ANSWER_INVALID', /"aud"/],
      ['expired', 'SIGN_IN_ANSWER_INVALID', /the ID token is past its term/],
      ['unsigned', 'SIGN_IN_ANSWER_INVALID', /"alg"/],
      ['forged', 'SIGN_IN_ANSWER_INVALID', /not signed as it must be/],
      ['no ID token', 'SIGN_IN_ANSWER_INVALID', /"id_token"/],
    ] as const satisfies readonly (readonly [Fault, ProblemCode, ...RegExp[]])[]) {
      source.signIn.fault = fault;
      const { status } = problems[code];
      t.match(await outcome(), [status, `${status} ${code}`, ...reasons], fault);
    }
    source.signIn.fault = undefined;
    for (const [claims, code] of [
      [{ department: undefined }, 'SIGN_IN_CLAIMS_MISSING'],
      [{ scope: undefined }, 'SIGN_IN_CLAIMS_MISSING'],
      [{ scope: 'openid profile' }, 'SIGN_IN_CLAIMS_MISSING'],
      [{ department: 'nobody' }, 'SIGN_IN_DEPARTMENT_UNKNOWN'],
    ] as const) {
      source.signIn.claims = claims;
      t.same(await outcome(), [403, `403 ${code}`], JSON.stringify(claims));
    }
    source.signIn.claims = {};
    source.signIn.isPublic = true;
    const unknown = [502, '502 SIGN_IN_ANSWER_INVALID', /invalid_client/];
    t.match(await outcome(), unknown, 'a client that is not the one the provider knows');
    for (const secret of secrets) t.notOk(lines.join('').includes(secret), 'the log holds nothing that is secret');
  },
);

t.test(
  'a public client signs in by PKCE alone, and a public address is where the provider leads back to',
  async (t) => {
    const source = await startProvider(t, noon);
    source.signIn.isPublic = true;
    const { secret: _, ...client } = testClient;
    const provider = { ...settingsOf(source), client: { ...client, label: '政务云账号登录' } };
    const { signIn, open } = await signInServer(t, source, { provider });
    t.match(await (await open('/sign-in')).text(), />政务云账号登录</);
    t.equal((await signIn('/record')).headers.get('location'), '/record');
    const behind = await signInServer(t, source, { provider, isReached: false });
    t.match(await (await behind.open('/sign-in')).text(), /href="https:\/\/xinyong.example\/sign-in\/provider/);
    const { away } = await behind.go();
    const { searchParams } = new URL(away.headers.get('location') ?? '');
    t.equal(searchParams.get('redirect_uri'), 'https://xinyong.example/sign-in/callback');
  },
);

t.test('an identity provider that is not there, or falls silent, is waited for no longer than was said', async (t) => {
  const provider = { issuer: 'http://127.0.0.1:9', audience, secret: 'a secret of the registry of 32 characters' };
  const server = await startServer(t, { provider: { ...provider, client: testClient } });
  const page = await server.ask('/sign-in/provider?next=/record', { headers: { accept: 'text/html' } });
  t.match(
    [page.status, page.text],
    [502, /统一身份认证服务无应答[\s\S]*name="next" value="\/record"/],
    'a key still can',
  );
  const source = await startProvider(t, noon);
  const options = { issuer: source.issuer, now: () => noon, timeout: 2 };
  const signIn = new ProviderSignIn(new IdentityProvider(settingsOf(source), () => noon), testClient, options);
  const redirectUri = new URL('http://registry.invalid/sign-in/callback');
  const { pending } = await signIn.begin(redirectUri);
  source.signIn.fault = 'silent';
  const answer = new URL(`?code=any&state=${pending.state}`, redirectUri);
  await t.rejects(signIn.finish(answer, { ...pending, next: '/' }), { code: 'SIGN_IN_UNANSWERED' });
});

t.test('health, readiness, metrics, request ids', async (t) => {
  const server = await startServer(t);
  t.same((await server.ask('/health/live')).json, { status: 'live' });
  t.match(await server.ask('/health/ready'), { status: 200, json: { status: 'ready', clock: 'trusted' } });
  t.match((await server.ask('/metrics')).text, /qcr_log_position 3/);
  const id = '01900000-0000-7000-8000-00000000abcd';
  t.equal((await server.ask('/health/live', { headers: { 'x-request-id': id } })).headers.get('x-request-id'), id);
  t.not(
    (await server.ask('/health/live', { headers: { 'x-request-id': 'Zhang San' } })).headers.get('x-request-id'),
    'Zhang San',
  );
  server.trustClock(false);
  t.match(await server.ask(`/v1/enterprises/${A}`), { status: 503, json: { code: 'CLOCK_UNCONFIRMED' } });
  t.match(await server.ask('/health/ready'), { status: 503, json: { clock: 'unconfirmed' } });
});

t.test('the documentation is valid OpenAPI 3.1 and names every command', async (t) => {
  const server = await startServer(t);
  const { json } = await server.ask('/docs/json');
  const checked = await new Validator().validate(json);
  t.ok(checked.valid, JSON.stringify(checked.errors)?.slice(0, 500));
  t.equal(json.openapi, '3.1.0');
  const paths = Object.keys(json.paths);
  for (const type of commandTypes) t.ok(paths.includes(`/v1/enterprises/{uscc}/commands/${kebab(type)}`), type);
  const { responses } = json.paths['/v1/registers/honours'].get;
  t.same(Object.keys(responses['4XX'].content), ['application/problem+json']);
  t.equal(Object.keys(responses['200'].content).length, 3, 'JSON, CSV and XLSX');
  const names = Object.values<Record<string, { parameters?: { in: string; name: string }[] }>>(json.paths).flatMap(
    (path) => Object.values(path).flatMap(({ parameters = [] }) => parameters.filter((each) => each.in !== 'header')),
  );
  t.same(
    names.map(({ name }) => name).filter((name) => !/^[a-z][A-Za-z]*$/.test(name)),
    [],
    'camel case everywhere',
  );
  const page = await server.ask('/docs/');
  t.match(page.text, /swagger-ui/);
  t.notMatch(page.text, /https?:\/\//, 'nothing is loaded from elsewhere');
  t.match(page.headers.get('content-security-policy'), /default-src 'self'/);
});

const screening = ['screen'] as const;
const recording = ['record', 'admin'] as const;
const profiles = ['read:profile', 'read:lookback', 'screen'] as const;
const commanding = ['record', 'record:repair', 'record:objection', 'admin'] as const;
const importing = ['record', 'record:repair', 'record:objection', 'admin'] as const;
const feeds = ['feed:joint-reward', 'feed:joint-punishment'] as const;
const round = '/v1/award-rounds/anyang-mayor-quality-award.2026';
const span = { ground: 'other', from: '2024-01-01', until: '2024-05-01' };

/** Who may call each route: anyone, or a key with one of the scopes; and a request that is well formed. */
const matrix: Readonly<Record<string, { allowed: 'anyone' | readonly Scope[]; path?: string; body?: unknown }>> = {
  'GET /health/live': { allowed: 'anyone' },
  'GET /health/ready': { allowed: 'anyone' },
  'GET /v1/enterprises': { allowed: 'anyone', path: '/v1/enterprises?q=示例' },
  'GET /v1/registers/honours': { allowed: 'anyone' },
  'GET /v1/registers/certificates': { allowed: 'anyone' },
  'GET /v1/registers/penalties': { allowed: 'anyone' },
  'GET /v1/enterprises/{uscc}': { allowed: 'anyone' },
  'GET /v1/enterprises/{uscc}/history': { allowed: profiles },
  'GET /v1/enterprises/{uscc}/report': { allowed: 'anyone' },
  'GET /v1/enterprises/{uscc}/honours/{eventId}/certificate': {
    allowed: 'anyone',
    path: `/v1/enterprises/${A}/honours/none/certificate`,
  },
  'GET /v1/access-log': { allowed: ['admin'] },
  'GET /v1/lists/{list}': { allowed: ['feed:joint-reward'], path: '/v1/lists/joint-reward' },
  'GET /v1/lists/{list}/diff': {
    allowed: ['feed:joint-punishment'],
    path: '/v1/lists/joint-punishment/diff?from=0&to=1',
  },
  'POST /v1/lists/{list}/jobs': { allowed: ['feed:joint-reward'], path: '/v1/lists/joint-reward/jobs', body: {} },
  'GET /v1/lists/{list}/jobs/{id}': {
    allowed: ['feed:joint-reward'],
    path: '/v1/lists/joint-reward/jobs/019057d0-0000-7000-8000-000000000000',
  },
  'GET /v1/feeds/{list}': { allowed: ['feed:joint-punishment'], path: '/v1/feeds/joint-punishment' },
  'POST /v1/checks': { allowed: feeds, body: { usccs: [A], purpose: '核验' } },
  'GET /v1/checks/{checkNo}': { allowed: feeds, path: '/v1/checks/C-scjg-1' },
  'POST /v1/receipts': {
    allowed: ['feed:joint-punishment'],
    body: { list: 'joint-punishment', cursor: 'x', digest: '0'.repeat(64) },
  },
  'GET /v1/receipts': { allowed: [...feeds, 'admin'] },
  'POST /v1/webhooks': {
    allowed: ['feed:joint-punishment'],
    body: { subscription: 'main', list: 'joint-punishment', url: 'https://example.org/hook' },
  },
  'GET /v1/webhooks': { allowed: feeds },
  'DELETE /v1/webhooks/{subscription}': { allowed: feeds, path: '/v1/webhooks/none' },
  'POST /v1/webhooks/{subscription}/replay': { allowed: feeds, path: '/v1/webhooks/none/replay' },
  'GET /v1/lists/{list}/measures': {
    allowed: ['feed:joint-punishment', 'admin'],
    path: '/v1/lists/joint-punishment/measures',
  },
  'GET /v1/lists/{list}/unanswered': {
    allowed: ['feed:joint-punishment'],
    path: '/v1/lists/joint-punishment/unanswered',
  },
  'GET /v1/lateness': { allowed: recording },
  'GET /v1/impacts': { allowed: ['screen', 'admin'] },
  'GET /v1/objections': { allowed: ['record', 'record:objection', 'admin'] },
  'GET /v1/targets': { allowed: ['read:profile', 'screen', 'admin'] },
  'POST /v1/targets/observations': { allowed: recording, body: samples.TargetObserved },
  'GET /v1/rewards/{year}': { allowed: ['screen', 'admin'], path: '/v1/rewards/2024' },
  'POST /v1/eligibility': { allowed: screening, body: { programme: 'x', year: 2026, usccs: [A] } },
  'POST /v1/eligibility/tables': {
    allowed: screening,
    path: '/v1/eligibility/tables?programme=x&year=2026',
    body: 'uscc',
  },
  'POST /v1/award-rounds': {
    allowed: screening,
    body: { programme: 'x', year: 2026, quota: 5, coolingOffYears: 0, documentNo: '示〔2026〕1号' },
  },
  'POST /v1/award-rounds/{round}/applications': {
    allowed: screening,
    path: `${round}/applications`,
    body: { usccs: [A] },
  },
  'POST /v1/award-rounds/{round}/assessments': { allowed: screening, path: `${round}/assessments`, body: {} },
  'POST /v1/award-rounds/{round}/notice': { allowed: screening, path: `${round}/notice`, body: { usccs: [A] } },
  'POST /v1/award-rounds/{round}/notice-end': { allowed: screening, path: `${round}/notice-end`, body: {} },
  'POST /v1/award-rounds/{round}/decision': {
    allowed: screening,
    path: `${round}/decision`,
    body: { documentNo: '示〔2026〕1号', usccs: [A] },
  },
  'GET /v1/award-rounds': { allowed: screening },
  'GET /v1/award-rounds/{round}': { allowed: screening, path: round },
  'GET /v1/award-rounds/{round}/explain': { allowed: screening, path: `${round}/explain` },
  'POST /v1/calendars': { allowed: ['admin'], body: samples.WorkdayCalendarPublished },
  'POST /v1/departments': { allowed: ['admin'], body: { department: 'fgw', name: '示例委' } },
  'POST /v1/departments/{department}/keys': {
    allowed: ['admin'],
    path: '/v1/departments/scjg/keys',
    body: { scopes: ['record'] },
  },
  'DELETE /v1/keys/{keyId}': { allowed: ['admin'], path: '/v1/keys/scjg-000000' },
  'POST /v1/departments/{department}/source-reports': {
    allowed: recording,
    path: '/v1/departments/scjg/source-reports',
    body: span,
  },
  'POST /v1/departments/{department}/clearances': {
    allowed: recording,
    path: '/v1/departments/scjg/clearances',
    body: { ground: 'other', asOf: '2024-05-01', usccs: [A] },
  },
  'GET /v1/imports': { allowed: importing },
  'POST /v1/imports': { allowed: importing, body: 'uscc' },
  'GET /v1/imports/{id}': { allowed: importing, path: '/v1/imports/01900000-0000-7000-8000-000000000001' },
  'GET /v1/imports/{id}/rejects': {
    allowed: importing,
    path: '/v1/imports/01900000-0000-7000-8000-000000000001/rejects',
  },
  'GET /v1/imports/{id}/progress': {
    allowed: importing,
    path: '/v1/imports/01900000-0000-7000-8000-000000000001/progress',
  },
};

t.test('every route of the documentation opens to the scopes declared here, and to no others', async (t) => {
  const server = await startServer(t);
  const { json } = await server.ask('/docs/json');
  const routes = Object.entries<object>(json.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const isCommand = (route: string): boolean => route.includes('/commands/');
  t.same(routes.filter((route) => !isCommand(route)).toSorted(), Object.keys(matrix).toSorted());
  const keys = new Map<Scope, string>();
  for (const each of scope.codes) keys.set(each, await server.keyOf('scjg', each));
  const statuses = async (method: string, path: string, body: unknown) => {
    const headers = typeof body === 'string' ? { 'content-type': 'text/csv' } : {};
    const open = (await server.ask(path, { method, body, headers })).status;
    const opened: Scope[] = [];
    for (const [each, key] of keys) {
      const { status } = await server.ask(path, { key, method, body, headers });
      if (status !== 403 && status !== 401) opened.push(each);
    }
    return { open, opened };
  };
  for (const [route, { allowed, path: own, body }] of Object.entries(matrix)) {
    const [method = '', path = ''] = route.split(' ');
    const { open, opened } = await statuses(method, own ?? path.replace('{uscc}', A), body);
    if (allowed === 'anyone') t.not(open, 401, route);
    else t.same([open, opened.toSorted()], [401, [...allowed].toSorted()], route);
  }
  const command = await statuses('POST', `/v1/enterprises/${A}/commands/award-honour`, samples.HonourAwarded);
  t.equal(command.open, 401);
  t.same(command.opened.toSorted(), [...commanding].toSorted());
});

t.test('every problem has a sentence in both languages', async (t) => {
  for (const [code, { en, zh, status }] of Object.entries(problems)) {
    t.ok(en.length > 0 && zh.endsWith('。') && status >= 400, code);
  }
});

t.test('who reads what is not public leaves a trace before the answer, and the public leaves none', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record', 'read:profile');
  const archive = await server.keyOf('sthj', 'read:archive');
  const admin = await server.keyOf('scjg', 'admin');
  const recorded = await server.command(A, 'RegisterEnterprise', {}, { key });
  const position = recorded.json.position;
  const trail = async (query = '') => (await server.ask(`/v1/access-log${query}`, { key: admin })).json;
  t.same(await trail(), { entries: [] }, 'a command is an event, and no read');
  await server.ask(`/v1/enterprises/${A}?after=${position}`);
  await server.ask('/v1/registers/honours', { key });
  await server.ask('/v1/enterprises?q=示例', { key });
  const department = await server.ask(`/v1/enterprises/${A}`, { key });
  const why = encodeURIComponent('案件核查');
  await server.ask(`/v1/enterprises/${A}?purpose=${why}&validAt=2024-05-31`, { key: archive });
  await server.ask(`/v1/enterprises/${B}/history`, { key });
  await server.ask(`/v1/enterprises/${A}/history`);
  const axes = { validAt: '2024-06-01', knownAt: server.log.head().position, ruleVersion: 'none' };
  const at = '2024-06-01T02:00:00.000Z';
  const { entries } = await trail(`?uscc=${A}`);
  t.match(entries, [
    {
      at,
      department: 'sthj',
      what: `GET /v1/enterprises/${A}`,
      usccs: [A],
      purpose: '案件核查',
      axes: { validAt: '2024-05-31' },
      status: 200,
    },
    { at, department: 'scjg', what: `GET /v1/enterprises/${A}`, usccs: [A], purpose: undefined, axes, status: 200 },
  ]);
  t.equal(entries.length, 2);
  t.equal(entries[1].result, department.headers.get('etag')?.replaceAll('"', ''), 'and says what was answered');
  const all = await trail();
  t.match(
    all.entries.map(({ what, status, usccs }: { what: string; status: number; usccs: string[] }) => [
      what,
      status,
      usccs,
    ]),
    [
      ['GET /v1/access-log', 200, [A]],
      [`GET /v1/enterprises/${B}/history`, 404, [B]],
      [`GET /v1/enterprises/${A}`, 200, [A]],
      [`GET /v1/enterprises/${A}`, 200, [A]],
      ['GET /v1/access-log', 200, []],
    ],
    'whoever watches is watched; that nothing is on record is an answer too',
  );
  const page = await trail('?limit=2');
  t.same(page.entries.slice(1), all.entries.slice(0, 1));
  t.same((await trail(`?cursor=${page.next}`)).entries, all.entries.slice(1));
  t.same((await trail('?department=sthj')).entries, [entries[0]]);
  t.same((await trail('?from=2024-06-02')).entries, []);
  t.equal((await trail('?until=2024-06-01&department=sthj')).entries.length, 1);
  t.match(await server.ask('/v1/access-log', { key }), { status: 403 });
  await server.ask(`/v1/enterprises/${A}`, { key, method: 'HEAD' });
  t.match((await trail('?limit=1')).entries, [{ what: `HEAD /v1/enterprises/${A}`, usccs: [A] }]);
});

t.test('where no trace can be left, what is not public is not read', async (t) => {
  const server = await startServer(t);
  const key = await server.keyOf('scjg', 'record', 'read:profile');
  const { json } = await server.command(A, 'RegisterEnterprise', {}, { key });
  t.equal((await server.ask(`/v1/enterprises/${A}?after=${json.position}`, { key })).status, 200);
  const db = new Database(join(server.folder, 'access-log.sqlite'));
  db.exec("CREATE TRIGGER full BEFORE INSERT ON access BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
  const refused = await server.ask(`/v1/enterprises/${A}`, { key });
  t.match(refused, { status: 503, json: { code: 'ACCESS_LOG_UNWRITABLE' } });
  t.notMatch(refused.text, /示例/);
  t.equal(refused.headers.get('etag'), null);
  t.equal((await server.ask(`/v1/enterprises/${A}`)).status, 200, 'the public reads on');
  db.exec('DROP TRIGGER full');
  t.throws(() => db.exec('DELETE FROM access'), /never deleted/);
  t.throws(() => db.exec('INSERT OR REPLACE INTO access SELECT * FROM access'), /never replaced/);
  db.close();
  t.equal((await server.ask(`/v1/enterprises/${A}`, { key })).status, 200);
});

t.test(
  'who seldom reads is found far back while others are answered, within days even where a clock went back',
  async (t) => {
    const log = new SqliteAccessLog(join(testFolder(t), 'access-log.sqlite'));
    t.teardown(() => log.close());
    const minutes = (index: number) => (index === 19_700 ? index - 60 : index);
    const seldom = new Set([3, 11_000, 19_699, 19_700, 19_701, 33_332]);
    const entry = (index: number): AccessEntry => ({
      at: new Date(Date.UTC(2024, 0, 1) + minutes(index) * 60_000).toISOString(),
      department: seldom.has(index) ? 'sthj' : 'scjg',
      key: 'scjg-abcdef',
      what: `GET /v1/access-log?${index}`,
      usccs: [],
      purpose: undefined,
      axes: undefined,
      status: 200,
      result: undefined,
    });
    await Promise.all(Array.from({ length: 33_333 }, (_, index) => log.record(entry(index))));
    const found = async (filter: Partial<AccessFilter>) =>
      (await log.entries({ limit: 100, ...filter })).map(({ what }) => Number(what.split('?')[1]));
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 0);
    t.same(await found({ department: 'sthj' }), [33_332, 19_701, 19_700, 19_699, 11_000, 3]);
    clearInterval(counting);
    t.ok(turns > 0, 'others had their turn');
    t.same(await found({ department: 'sthj', limit: 2, before: 19_703 }), [19_701, 19_700]);
    t.same(await found({ department: 'sthj', limit: 2, before: 19_701 }), [19_699, 11_000]);
    t.same(await found({ key: 'sthj-abcdef' }), []);
    t.same(await found({ until: '2023-12-31' }), []);
    t.same(await found({ from: '2025-01-01' }), []);
    t.same(await found({ from: '2024-01-24' }), range(33_332, 24 * 60 * 23 - 8 * 60).slice(0, 100));
    for (const [from, until] of [
      ['2024-01-01', '2024-01-01'],
      ['2024-01-08', '2024-01-09'],
      ['2024-01-14', '2024-01-14'],
    ] as const) {
      const start = Date.parse(`${from}T00:00+08:00`);
      const end = Date.parse(`${until}T24:00+08:00`);
      const within = range(33_332, 0).filter((index) => {
        const at = Date.parse(entry(index).at);
        return at >= start && at < end;
      });
      t.same(await found({ from, until, limit: 5000 }), within, `${from} to ${until}`);
    }
  },
);

t.test('what was read of one enterprise is found however much was read since, also by another process', async (t) => {
  const file = join(testFolder(t), 'access-log.sqlite');
  const [one, other] = [new SqliteAccessLog(file), new SqliteAccessLog(file)];
  const entry = (index: number): AccessEntry => ({
    at: new Date(Date.UTC(2024, 5, 1) + index).toISOString(),
    department: 'scjg',
    key: 'scjg-abcdef',
    what: 'POST /v1/checks',
    usccs: index % 7 === 0 ? [] : [fictionalUscc(index % 7), fictionalUscc(index % 5), A],
    purpose: undefined,
    axes: undefined,
    status: 200,
    result: undefined,
  });
  await Promise.all(Array.from({ length: 1203 }, (_, index) => (index % 2 === 0 ? one : other).record(entry(index))));
  const limit = 2000;
  const all = await one.entries({ limit });
  t.equal(all.length, 1203);
  for (const log of [one, other]) {
    for (const uscc of [1, 2, 3, 4, 5, 6].map((index) => fictionalUscc(index))) {
      t.same(
        await log.entries({ limit, uscc }),
        all.filter(({ usccs }) => usccs.includes(uscc)),
        uscc,
      );
    }
  }
  one.close();
  other.close();
  const db = new Database(file);
  for (const change of ['DELETE FROM access_subject', "UPDATE access_subject SET uscc = ''"]) {
    t.throws(() => db.exec(change), /access log (is never deleted|never changes)/);
  }
  db.close();
});
