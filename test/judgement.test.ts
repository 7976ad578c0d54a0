import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import type { Test } from 'tap';
import t from 'tap';
import writeXlsxFile from 'write-excel-file/node';
import { z } from 'zod';
import type { CommandType } from '../schemas/commands.js';
import { eligibilityOutcome } from '../schemas/verdict.js';
import { tellAll } from '../src/cli/demo/demo.js';
import { recordDay, registryActor } from '../src/commands/days.js';
import { ReportedSpans } from '../src/event-log/reported-spans.js';
import { openSqliteLog } from '../src/event-log/sqlite.js';
import { eligibilityAnswer } from '../src/http/eligibility-answer.js';
import { packReferenceOf, shippedPacks } from '../src/policy/packs.js';
import { answerApplicants } from '../src/queries/applicants.js';
import { openScreening } from '../src/queries/eligibility.js';
import { ReadModels } from '../src/read-models/read-models.js';
import { testFolder } from './support/folder.js';
import { qcr } from './support/qcr.js';
import { startServer, type TestServer } from './support/server.js';
import { fictionalUscc } from './support/uscc.js';

const [A, B, C, D] = [1, 2, 3, 4].map((number) => fictionalUscc(number));
const usccs = { A: A ?? '', B: B ?? '', C: C ?? '', D: D ?? '' };
const grounds = ['serious-incident', 'serious-violation', 'collective-petition', 'blacklisted', 'other'] as const;
const version = shippedPacks.map(packReferenceOf).sort().join(',');

interface Judged {
  readonly server: TestServer;
  readonly keys: { readonly record: string; readonly screen: string; readonly admin: string };
}

/**
 * 1 December 2026 under all shipped packs: A is sound, B was fined gravely in May, C is on a list, D is registered; the
 * bureau has reported on every ground but petitions, and answered on those for A and B.
 */
async function judgedRegistry(t: Test): Promise<Judged> {
  const server = await startServer(t);
  server.rim.turnTo('2026-12-01T02:00:00.000Z');
  await recordDay({ date: '2026-12-01', confirmed: true }, server.log, server.rim);
  const acting = { actor: registryActor, correlationId: server.rim.newId() };
  for (const pack of shippedPacks) await server.policies.adopt(pack, acting);
  const keys = {
    record: await server.keyOf('scjg', 'record'),
    screen: await server.keyOf('sthj', 'screen'),
    admin: await server.keyOf('scjg', 'admin'),
  };
  const record = { key: keys.record };
  for (const [name, uscc] of Object.entries(usccs)) {
    const registered = await server.command(uscc, 'RegisterEnterprise', { name: `示例${name}有限公司`, uscc }, record);
    t.equal(registered.status, 201);
  }
  await server.command(usccs.B, 'RecordViolation', grave, record);
  await server.command(usccs.C, 'BlacklistEnterprise', listed, record);
  for (const ground of grounds.filter((each) => each !== 'collective-petition')) {
    const body = { ground, from: '2020-01-01', until: '2026-11-30' };
    t.match(await server.ask('/v1/departments/scjg/source-reports', { key: keys.record, method: 'POST', body }), {
      status: 201,
      json: { outcome: 'recorded' },
    });
  }
  const body = { ground: 'collective-petition', asOf: '2026-11-30', usccs: [usccs.A, usccs.B, usccs.C] };
  t.match(await server.ask('/v1/departments/scjg/clearances', { key: keys.record, method: 'POST', body }), {
    status: 201,
  });
  await server.readModels.waitFor(server.log.head().position, 10_000);
  return { server, keys };
}

const grave = {
  documentNo: '示罚〔2026〕5号',
  decidedOn: '2026-05-06',
  servedOn: undefined,
  procedure: 'ordinary',
  penalties: [{ kind: 'licence-revocation', largeAmount: 'unknown' }],
  statedSeverity: undefined,
  statedPublicUntil: undefined,
};

const listed = {
  documentNo: '示列〔2026〕1号',
  listKind: 'serious-violation',
  listedOn: '2026-03-02',
  scheduledOff: undefined,
  linkedDecision: undefined,
};

const application = { programme: 'anyang-mayor-quality-award', year: 2026 };

t.test('screening over HTTP: clause by clause, in the order asked, for whoever may screen', async (t) => {
  const { server, keys } = await judgedRegistry(t);
  const asked = [usccs.A, usccs.B, usccs.C, usccs.D, fictionalUscc(9), '示例A有限公司', '9199999900000001O'];
  const body = { ...application, usccs: asked };
  t.match(await server.ask('/v1/eligibility', { method: 'POST', body }), { status: 401 });
  t.match(await server.ask('/v1/eligibility', { key: keys.record, method: 'POST', body }), { status: 403 });

  const { status, text } = await server.ask('/v1/eligibility', { key: keys.screen, method: 'POST', body });
  t.equal(status, 200);
  const answer = eligibilityAnswer.strict().parse(JSON.parse(text));
  t.same(answer.axes, { validAt: '2026-12-01', knownAt: server.log.head().position, ruleVersion: version });
  t.same(
    answer.results.map(({ asked: each, outcome }) => [each, outcome]),
    [
      [usccs.A, 'eligible'],
      [usccs.B, 'ineligible'],
      [usccs.C, 'ineligible'],
      [usccs.D, 'needs-review'],
      [fictionalUscc(9), 'unknown'],
      ['示例A有限公司', 'candidates'],
      ['9199999900000001O', 'invalid-code'],
    ],
  );
  t.same(answer.counts, {
    eligible: 1,
    ineligible: 2,
    'needs-review': 1,
    unknown: 1,
    candidates: 1,
    'invalid-code': 1,
  });
  const open = answer.results.map((each) =>
    'clauses' in each
      ? each.clauses.filter(({ outcome }) => outcome !== 'pass').map(({ id, grounds: why }) => [id, why[0]?.reason])
      : [],
  );
  t.same(open.slice(0, 4), [[], [['R1.2', 'on-record']], [['R1.4', 'on-record']], [['R1.3', 'no-source']]]);
  t.match(answer.results[5], { candidates: [{ uscc: usccs.A, name: '示例A有限公司' }] }, 'a name gets no verdict');
  const [, ineligible] = answer.results;
  t.match(ineligible, { nextChange: '2028-05-06' }, 'and says on which day it would change');
});

t.test('the same screening as NDJSON, CSV and XLSX', async (t) => {
  const { server, keys } = await judgedRegistry(t);
  const ask = (format: string) =>
    server.ask(`/v1/eligibility?format=${format}`, {
      key: keys.screen,
      method: 'POST',
      body: { ...application, usccs: [usccs.A, usccs.B] },
    });
  const lines = (await ask('ndjson')).text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  t.match(lines, [{ programme: application.programme }, { outcome: 'eligible' }, { outcome: 'ineligible' }]);
  const csv = await ask('csv');
  t.match(csv.headers.get('content-disposition'), /anyang-mayor-quality-award-2026\.csv/);
  t.match(
    csv.text,
    /^申报主体,.*\r?\n.*符合条件.*\r?\n.*不符合条件,四（三）奖励原则 一 发生严重违法违规行为,发生严重违法违规行为：有在案记录/,
  );
  const response = await fetch(`${server.address}/v1/eligibility?format=xlsx`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.screen}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...application, usccs: [usccs.A, usccs.B] }),
  });
  const [sheet] = await readXlsxFile(Buffer.from(await response.arrayBuffer()));
  t.same(
    sheet?.data.map((row) => row[3]),
    ['结论', '符合条件', '不符合条件'],
  );
});

t.test(
  'a table of applicants is screened like the codes in it, and refused as a whole rather than in part',
  async (t) => {
    const { server, keys } = await judgedRegistry(t);
    const send = async (
      table: string | Buffer<ArrayBuffer>,
      query = 'programme=anyang-mayor-quality-award&year=2026',
    ) => {
      const response = await fetch(`${server.address}/v1/eligibility/tables?${query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.screen}`, 'content-type': 'text/csv' },
        body: table,
      });
      return { status: response.status, text: await response.text() };
    };
    const table = `\ufeff序号,企业名称,统一社会信用代码\n1,示例甲厂,${usccs.A}\n2,示例B有限公司,\n3,,${usccs.C}\n`;
    const lines = (await send(table)).text.trimEnd().split('\n');
    t.match(lines, [/^申报主体,/, /符合条件/, /仅有名称,.*须以代码申报/, /不符合条件/]);
    const json = await send(
      Buffer.from(`\ufeff${table.slice(1)}`, 'utf16le'),
      `${new URLSearchParams({ ...application, year: '2026', format: 'json' })}`,
    );
    t.match(JSON.parse(json.text), { results: [{ asked: usccs.A }, { outcome: 'candidates' }, { asked: usccs.C }] });
    for (const [bad, rule] of [
      ['', /names no applicant/],
      ['序号,地址\n1,文峰区\n', /COLUMNS_MISSING: the table has none of the columns uscc/],
      [`uscc,name\n${usccs.A},甲\n,\n`, /row 3 names neither code nor name/],
      [`uscc\n${usccs.A},多出\n`, /row 2: ROW_RAGGED 2 cells under 1 headers/],
    ] as const) {
      const { status, text } = await send(bad);
      t.match([status, JSON.parse(text)], [400, { code: 'INPUT_INVALID', errors: [{ field: '(table)', rule }] }], bad);
    }
    t.match(await send(table, 'programme=anyang-mayor-quality-award'), { status: 400, text: /"field":"year"/ });
  },
);

t.test('on the machine: a workbook of applicants in, a workbook of verdicts out, and counts that add up', async (t) => {
  const { server } = await judgedRegistry(t);
  const [table, results] = [join(server.folder, '申报.xlsx'), join(server.folder, '结果.xlsx')];
  const rows = [
    ['企业名称', '统一社会信用代码'],
    ['示例A有限公司', usccs.A],
    ['示例B有限公司', usccs.B],
    ['无代码', null],
    ['', usccs.D],
  ];
  await writeXlsxFile(rows).toFile(table);
  const year = ['--programme', 'anyang-mayor-quality-award', '--year', '2026'];
  const { code, out } = await qcr('--data', server.folder, 'screen', table, ...year, '--out', results);
  t.equal(code, 0);
  t.match(
    out,
    /applicants 4 = 不符合条件 ineligible 1 \+ 仅有名称 by name alone 1 \+ 符合条件 eligible 1 \+ 需人工复核 needs review 1/,
  );
  t.match(out, /无法判定 cannot tell: 无部门报送或回函覆盖回溯期 .* {2}1\n/);
  const [sheet] = await readXlsxFile(results);
  t.same(
    sheet?.data.map((row) => row[3]),
    ['结论', '符合条件', '不符合条件', '仅有名称', '需人工复核'],
  );
  await writeXlsxFile([['uscc'], [910000000000000000]]).toFile(table);
  const lost = await qcr('--data', server.folder, 'screen', table, ...year);
  t.match(lost, { code: 1, err: /row 2: CODE_IN_NUMBERS/ });
  t.match(await qcr('--data', server.folder, 'screen', table, '--programme', 'x', '--year', 'MMXX'), {
    code: 1,
    err: /--year/,
  });
});

t.test('bad requests name the field and the rule', async (t) => {
  const { server, keys } = await judgedRegistry(t);
  const ask = (body: object) => server.ask('/v1/eligibility', { key: keys.screen, method: 'POST', body });
  const fields = { ...application, usccs: [usccs.A] };
  t.match(await ask({ ...fields, programme: 'no-such-award' }), { status: 422, json: { code: 'PROGRAMME_UNKNOWN' } });
  t.match(await ask({ ...fields, ruleVersion: 'anyang-2017-25' }), {
    status: 400,
    json: { errors: [{ field: 'ruleVersion' }] },
  });
  t.match(await ask({ ...fields, ruleVersion: 'none' }), { status: 422, json: { code: 'PROGRAMME_UNKNOWN' } });
  t.match(await ask({ ...fields, usccs: [] }), { status: 400, json: { errors: [{ field: 'usccs' }] } });
  t.match(await ask({ ...fields, knownAt: '999999' }), { status: 422, json: { code: 'KNOWN_AT_IN_FUTURE' } });
  for (const path of ['impacts', 'rewards/2026', 'targets', 'imports']) {
    const answer = await server.ask(`/v1/${path}?yaer=2026`, { key: keys.admin });
    t.match(answer, { status: 400, json: { code: 'INPUT_INVALID', errors: [{ field: 'yaer' }] } }, path);
  }
  const report = { ground: 'other', from: '2026-01-02', until: '2026-01-01' };
  const path = '/v1/departments/scjg/source-reports';
  const post = (key: string, body: object) => server.ask(path, { key, method: 'POST', body });
  t.match(await post(keys.record, report), { status: 400, json: { errors: [{ field: 'until' }] } });
  t.match(await post(keys.record, { ...report, until: '2027-01-01' }), {
    status: 422,
    json: { code: 'DATE_IN_FUTURE' },
  });
  const other = await server.keyOf('sthj', 'record');
  t.match(await post(other, { ...report, until: '2026-01-03' }), { status: 403, json: { code: 'SOURCE_NOT_OWN' } });
  t.match(await post(keys.record, { ...report, until: '2026-01-03' }), { status: 201 });
  t.match(await post(keys.record, { ...report, until: '2026-01-03' }), {
    status: 200,
    json: { outcome: 'already-recorded' },
  });
});

t.test('the regime in force decides severity, publicity and which lists the public sees', async (t) => {
  const { server, keys } = await judgedRegistry(t);
  t.match((await server.ask(`/v1/enterprises/${usccs.B}`)).json, {
    violations: [
      {
        severity: { code: 'serious' },
        publicity: { code: 'under-publicity', until: '2029-05-06' },
        repairableFrom: '2027-05-06',
      },
    ],
  });
  const listing = await server.ask(`/v1/enterprises/${usccs.C}`);
  t.match(listing.json, { badge: { listed: ['serious-violation'] }, listings: [{ status: { code: 'in-force' } }] });
  t.match((await server.ask('/v1/registers/penalties')).json, { total: 1, items: [{ uscc: usccs.B }] });
  const award = { programme: 'anyang-mayor-quality-award', honourName: undefined, validUntil: undefined };
  await server.command(usccs.A, 'AwardHonour', award, { key: keys.record });
  await server.readModels.waitFor(server.log.head().position, 10_000);
  const [heading = '', row = ''] = (await server.ask('/v1/registers/honours?format=csv')).text.split('\n');
  t.match(heading, /,荣誉,项目,项目编号,/);
  t.match(row, /,(.+),\1,anyang-mayor-quality-award,/, 'an honour without a name is called as its programme is');
  const anonymous = { ...listed, documentNo: '示列〔2026〕2号', authority: undefined };
  await server.command(usccs.D, 'BlacklistEnterprise', anonymous, { key: keys.record });
  await server.readModels.waitFor(server.log.head().position, 10_000);
  t.match(
    (await server.ask(`/v1/enterprises/${usccs.D}`, { key: keys.screen })).json,
    { badge: { listed: [] }, listings: [{ marks: ['incomplete'] }] },
    'nobody is badged by a listing that names no authority',
  );

  const retired = { actor: registryActor, correlationId: server.rim.newId() };
  for (const pack of shippedPacks.slice(1)) await server.policies.retire(packReferenceOf(pack), '2026-12-01', retired);
  await server.readModels.waitFor(server.log.head().position, 10_000);
  const without = await server.ask(`/v1/enterprises/${usccs.C}`);
  t.match(without.json, { badge: { listed: [] }, listings: [] }, 'without a regime no list is public');
  t.not(without.headers.get('etag'), listing.headers.get('etag'), 'and a cached page is not taken for it');
  t.match((await server.ask('/v1/registers/penalties')).json, { total: 0 });
  t.match(await server.ask(`/v1/enterprises/${usccs.B}`, { key: keys.screen }), { status: 200 });
});

t.test('what becomes of a sealed unit is recorded with its successor, and shown on both', async (t) => {
  const { server, keys } = await judgedRegistry(t);
  const record = async (uscc: string, type: CommandType, fields: object) => {
    const { status, json } = await server.command(uscc, type, fields, { key: keys.record });
    t.equal(status, 201, type);
    await server.readModels.waitFor(server.log.head().position, 10_000);
    return json.events[0].eventId;
  };
  const shown = async (path: string) => (await server.ask(path)).json;
  const [decision, listing] = [usccs.B, usccs.C].map((uscc) => server.log.lastOf(`enterprise-${uscc}`)?.id);
  const honour = await record(usccs.B, 'AwardHonour', { awardedOn: '2026-10-01', validUntil: undefined });
  await record(usccs.B, 'SucceedEnterprise', { by: usccs.D, succession: 'code-change', on: '2026-11-01' });
  t.match(await shown(`/v1/enterprises/${usccs.B}`), { violations: [{}], honours: [{ status: { code: 'awarded' } }] });
  const publicly = { scope: 'publicity', effectiveOn: '2026-12-01' };
  await record(usccs.D, 'RepairCredit', { ...publicly, target: decision });
  await record(usccs.D, 'RevokeHonour', { target: honour, on: '2026-12-01', effect: 'from-date' });
  for (const uscc of [usccs.B, usccs.D]) {
    t.match(await shown(`/v1/enterprises/${uscc}`), { violations: [], honours: [{ status: { code: 'revoked' } }] });
  }
  t.match(await shown('/v1/registers/penalties'), { total: 0 });
  await record(usccs.C, 'SucceedEnterprise', { by: usccs.A, succession: 'restructuring', on: '2026-12-01' });
  const badges = async () => {
    const [before, now] = [await shown(`/v1/enterprises/${usccs.C}`), await shown(`/v1/enterprises/${usccs.A}`)];
    return [before.badge.listed, now.badge.listed];
  };
  t.same(await badges(), [[], ['serious-violation']], 'a listing goes on with the unit');
  await record(usccs.A, 'RepairCredit', { ...publicly, target: listing });
  t.same(await badges(), [[], []]);
  t.match(await shown(`/v1/enterprises/${usccs.C}`), { badge: { listed: [] }, listings: [] }, 'nor is a listing');
});

t.test('a new fact says what it changes of what was decided', async (t) => {
  const { server, keys } = await judgedRegistry(t);
  const award = {
    programme: 'henan-famous-brand-product',
    programmeYear: 2018,
    awardedOn: '2018-06-01',
    validUntil: undefined,
  };
  const awarded = await server.command(usccs.A, 'AwardHonour', award, { key: keys.record });
  t.equal(awarded.json.impactCount, undefined);
  const honourIds = [awarded.json.events[0].eventId];
  const money = { year: 2018, honourIds, absorbed: [], paidOn: '2018-09-03', amountFen: 10_000_000 };
  const paid = await server.command(usccs.A, 'PayReward', money, { key: keys.admin });
  t.match(paid, { status: 201, json: { impactCount: undefined } });
  const late = { ...listed, documentNo: '示列〔2018〕7号', listedOn: '2018-01-02', scheduledOff: '2021-01-02' };
  const byRecorder = await server.command(usccs.A, 'BlacklistEnterprise', late, { key: keys.record });
  t.match(byRecorder, { status: 201, json: { impactCount: 2 } });
  t.equal(byRecorder.json.impacts, undefined, 'who may not screen learns how many, not which');
  const impacts = await server.ask('/v1/impacts', { key: keys.screen });
  t.match(impacts, {
    status: 200,
    json: {
      complete: true,
      impacts: [
        {
          kind: 'honour-under-ground',
          uscc: usccs.A,
          programme: 'henan-famous-brand-product',
          awardedOn: '2018-06-01',
          clauses: [{ id: 'R1.4', clause: '四（三）奖励原则 一' }],
        },
        {
          kind: 'payment',
          uscc: usccs.A,
          year: 2018,
          eventIds: [paid.json.events[0].eventId],
          paidFen: 10_000_000,
          recoverableFen: 10_000_000,
          clauses: [{ id: 'R1.4', clause: '四（三）奖励原则 一' }],
        },
      ],
    },
  });
  t.match(await server.ask('/v1/impacts', { key: keys.record }), { status: 403 });
  t.same((await server.ask(`/v1/impacts?uscc=${usccs.B}`, { key: keys.screen })).json, { impacts: [], complete: true });
});

const targets = z.object({ targets: z.array(z.looseObject({ id: z.string(), outcome: z.string() })) });

t.test('targets are counted from what is on record and taken from what departments observe', async (t) => {
  const { server, keys } = await judgedRegistry(t);
  const award = { programme: 'henan-governor-quality-award', programmeYear: 2018, awardedOn: '2018-06-01' };
  for (const uscc of [usccs.A, usccs.B, usccs.B]) {
    await server.command(
      uscc,
      'AwardHonour',
      { ...award, documentNo: `示〔2018〕${uscc.slice(-4)}` },
      { key: keys.record },
    );
  }
  await server.readModels.waitFor(server.log.head().position, 10_000);
  const on = async (query: string) => {
    const { json } = await server.ask(`/v1/targets?${query}`, { key: keys.screen });
    return new Map(targets.parse(json).targets.map((target) => [target.id, target]));
  };
  t.match((await on('validAt=2018-12-31')).get('T10'), {
    counted: { value: '2' },
    outcome: 'reached',
    clause: '二（一）',
  });
  await server.command(
    usccs.A,
    'SucceedEnterprise',
    { by: usccs.D, succession: 'absorption', on: '2019-01-01' },
    { key: keys.record },
  );
  await server.readModels.waitFor(server.log.head().position, 10_000);
  for (const day of ['2018-12-31', '2019-01-01']) {
    t.match((await on(`validAt=${day}`)).get('T10'), { counted: { value: '2' } }, 'each unit once, before and after');
  }
  t.match((await on('validAt=2018-05-31')).get('T10'), { counted: { value: '0' }, outcome: 'not-reached' });
  t.equal((await on('validAt=2018-12-31')).get('T1')?.outcome, 'cannot-tell', 'what nobody observed cannot be told');
  const observation = {
    target: 'T1',
    division: '410500',
    period: '2018',
    value: '91.5',
    unit: '%',
    department: 'scjg',
  };
  const post = (body: object) => server.ask('/v1/targets/observations', { key: keys.record, method: 'POST', body });
  t.match(await post({ ...observation, target: 'T99' }), { status: 422, json: { code: 'TARGET_UNKNOWN' } });
  t.match(await post({ ...observation, documentNo: '示统〔2019〕3号' }), { status: 201 });
  await server.readModels.waitFor(server.log.head().position, 10_000);
  t.match((await on('validAt=2018-12-31')).get('T1'), {
    observed: { value: '91.5', period: '2018' },
    outcome: 'reached',
  });
  t.equal((await on('validAt=2018-12-30')).get('T1')?.outcome, 'cannot-tell', 'a period counts once it is over');
});

t.test('packs are checked, compared, adopted and retired on the machine', async (t) => {
  const data = join(testFolder(t), 'data');
  const broken = join(t.testdirName, 'broken.json');
  const pack = JSON.parse(readFileSync(new URL('../../test/support/packs/shili-2020-7.json', import.meta.url), 'utf8'));
  writeFileSync(broken, JSON.stringify({ ...pack, grounds: undefined }));
  t.match(await qcr('policy', 'check', 'anyang-2017-25'), {
    code: 0,
    out: /规则包有效 valid {2}anyang-2017-25@[0-9a-f]{12}/,
  });
  t.match(await qcr('policy', 'check', broken), { code: 1, out: /^grounds: / });
  t.match(await qcr('--data', data, 'policy', 'adopt', broken), { code: 1, err: /broken.json: grounds: / });
  t.match(await qcr('--data', data, 'policy', 'adopt', 'nowhere.json'), {
    code: 1,
    err: /cannot read the pack nowhere.json/,
  });
  const ids = shippedPacks.map(({ id }) => id);
  t.match(await qcr('--data', data, 'policy', 'adopt', ...ids), { code: 0, out: /已采用 adopted/ });
  t.match(await qcr('--data', data, 'policy', 'adopt', 'cn-credit-2017'), {
    code: 0,
    out: /已在采用 already in force/,
  });
  const reference = packReferenceOf(shippedPacks[1] ?? pack);
  t.match(await qcr('--data', data, 'policy', 'retire', reference, '--on', '2026-13-01'), {
    code: 1,
    err: /--on: must be/,
  });
  t.match(await qcr('--data', data, 'policy', 'retire', 'no-pack@0123456789ab', '--on', '2020-01-01'), {
    code: 1,
    err: /RULE_VERSION_UNKNOWN/,
  });
  t.match(await qcr('--data', data, 'policy', 'retire', reference, '--on', '2020-01-01'), { code: 0 });
  const { out } = await qcr('--data', data, 'policy', 'list');
  t.match(out, new RegExp(`${reference} {2}停用 retired 2020-01-01`));
  t.match(out, /anyang-2017-25@[0-9a-f]{12} {2}自 from 2017-09-25 {2}现行 in force/);
  t.match(await qcr('policy', 'diff', 'cn-credit-2017', 'cn-credit-2021-09-01'), { code: 0, out: /修改 .* changed / });
});

t.test('the demo, screened for 河南省名牌产品 2018, gives the committed table', async (t) => {
  const folder = testFolder(t);
  const file = join(folder, 'log.sqlite');
  const log = await openSqliteLog(file);
  t.teardown(() => log.close());
  await tellAll(log, 300, { print: (line) => t.comment(line), note: () => undefined, progress: () => undefined });
  const readModels = await ReadModels.open({ log: file, folder }, (line) => t.comment(line));
  t.teardown(() => readModels.close());
  const evidence = { log, readModels, spans: new ReportedSpans(log) };
  const application = { programme: 'henan-famous-brand-product', year: 2018 };
  const screening = openScreening(evidence, application, { validAt: '2018-12-31' });
  const founded = log
    .streamNames('enterprise-', '', 1000)
    .filter((stream) => (log.readStream(stream)[0]?.recordedAt ?? '') < '2019')
    .map((stream) => stream.replace('enterprise-', ''));
  const lines: string[] = [];
  for await (const answer of answerApplicants(founded, evidence, screening)) {
    const open = 'clauses' in answer ? answer.clauses.filter(({ outcome }) => outcome !== 'pass') : [];
    const reasons = open.map(({ id, grounds: why }) => [id, ...why.map(({ reason }) => reason)].join(':'));
    lines.push([answer.asked, answer.outcome, ...reasons].join(' '));
  }
  const golden = new URL('golden/demo-screening.txt', import.meta.url.replace('/dist/test/', '/test/'));
  if (process.env.QCR_GOLDEN === 'add' && !existsSync(golden)) writeFileSync(golden, `${lines.join('\n')}\n`);
  t.same(lines, readFileSync(golden, 'utf8').trimEnd().split('\n'));
  for (const outcome of eligibilityOutcome.codes) {
    const count = lines.filter((line) => line.split(' ')[1] === outcome).length;
    t.ok(count * 10 >= lines.length, `${outcome} ${count} of ${lines.length}`);
  }
});
