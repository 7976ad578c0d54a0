import { readFileSync } from 'node:fs';
import t from 'tap';
import { commandTypes, enterpriseCommands, kebab } from '../schemas/commands.js';
import { eventTypes, isEventType } from '../schemas/events.js';
import { scope } from '../schemas/scope.js';
import { readSettings } from '../src/config.js';
import { refusals } from '../src/domain/refusal.js';
import { problems, refusalStatus } from '../src/http/problems.js';
import { fileRefusals } from '../src/imports/file-refused.js';
import { importRejections } from '../src/imports/rejections.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, cell by cell. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = readme.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

t.test('the table of events is that of the code, both ways', async (t) => {
  const commands = new Map(commandTypes.map((type) => [enterpriseCommands[type].event as string, kebab(type)]));
  const expected = Object.keys(eventTypes)
    .filter(isEventType)
    .map((type) => {
      const { zh, en } = eventTypes[type].label;
      const command = commands.get(type);
      return [type, `${zh} ${en}`, command === undefined ? '' : `\`${command}\``];
    });
  t.same(tableUnder('### Events'), expected);
});

t.test('the table of refusals is that of the code, both ways', async (t) => {
  const own = Object.entries(refusals).map(([code, { zh, en }]) => {
    const status = Object.entries(refusalStatus).find(([known]) => known === code)?.[1];
    return [code, String(status), `${zh} ${en}`];
  });
  const http = Object.entries(problems).map(([code, { status, zh, en }]) => [code, String(status), `${zh} ${en}`]);
  const rows = Object.entries(importRejections).map(([code, { zh, en }]) => [code, 'import', `${zh} ${en}`]);
  const files = Object.entries(fileRefusals).map(([code, { zh, en }]) => [code, 'file', `${zh} ${en}`]);
  t.same(tableUnder('### Refusals'), [...own, ...http, ...rows, ...files]);
});

t.test('every address of the tour is one that a shell can send, in both languages', async (t) => {
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const written = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const addresses = [...written.matchAll(/https?:\/\/[^\s'"`）]+/g)].map(([address]) => address);
    t.ok(addresses.length > 0, file);
    t.same(
      addresses.filter((address) => !/^[\x21-\x7e]+$/.test(address)),
      [],
      file,
    );
  }
});

t.test('settings, scopes and mappings that it names are there', async (t) => {
  const settings = readSettings({});
  const own = { data: 'data', host: '127.0.0.1', port: 8080, rateLimit: 6000, logLevel: 'info' };
  const others = {
    name: '质量信用与荣誉登记系统',
    key: undefined,
    publicUrl: undefined,
    secret: undefined,
    webhookAllow: [],
    provider: undefined,
  };
  t.same(settings, { ...own, ...others });
  for (const [variable, value] of [
    ['QCR_DATA', settings.data],
    ['QCR_HOST', settings.host],
    ['QCR_PORT', String(settings.port)],
    ['QCR_RATE_LIMIT', String(settings.rateLimit)],
    ['QCR_PUBLIC_URL', ''],
    ['QCR_LOG_LEVEL', settings.logLevel],
    ['QCR_OIDC_ISSUER', ''],
    ['QCR_OIDC_AUDIENCE', ''],
    ['QCR_SECRET', ''],
    ['QCR_WEBHOOK_ALLOW', ''],
    ['QCR_NAME', settings.name],
  ]) {
    t.ok(readme.includes(`| ${variable} | ${value === '' ? '' : `${value} `}|`), String(variable));
  }
  for (const code of scope.codes) t.ok(readme.includes(`\`${code}\``), code);
  t.throws(() => readSettings({ QCR_PORT: 'eighty' }), /QCR_PORT/);
  t.throws(() => readSettings({ QCR_OIDC_ISSUER: 'https://id.example' }), /QCR_OIDC_AUDIENCE: must be set/);
  const provider = { QCR_OIDC_ISSUER: 'https://id.example', QCR_OIDC_AUDIENCE: 'qcr' };
  t.throws(() => readSettings({ ...provider, QCR_SECRET: 'short' }), /QCR_SECRET/);
});
