import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import t from 'tap';
import { parse } from 'yaml';
import { commandTypes, enterpriseCommands, kebab } from '../schemas/commands.js';
import { eventTypes, isEventType } from '../schemas/events.js';
import { scope } from '../schemas/scope.js';
import { readSettings } from '../src/config.js';
import { refusals } from '../src/domain/refusal.js';
import { clusterAddress } from '../src/event-log/eventstoredb/address.js';
import { problems } from '../src/http/problems.js';
import { refusalStatus } from '../src/http/refusal-status.js';
import { fileRefusals } from '../src/imports/file-refused.js';
import { importRejections } from '../src/imports/rejections.js';
import { signInWords } from '../src/web/words/sign-in.js';
import { testFolder } from './support/folder.js';
import { qcrIn } from './support/qcr.js';

const project = fileURLToPath(new URL('../', import.meta.url.replace('/dist/test/', '/test/')));
const read = (name: string): string => readFileSync(join(project, name), 'utf8');
const readme = read('README.md');
const inChinese = read('README.zh-CN.md');

/** The rows of the table under a heading, cell by cell. */
function tableUnder(heading: string, text = readme): readonly (readonly string[])[] {
  const section = text.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

t.test('the tables of events are those of the code, both ways', async (t) => {
  const commands = new Map(commandTypes.map((type) => [enterpriseCommands[type].event as string, kebab(type)]));
  const expected = Object.keys(eventTypes)
    .filter(isEventType)
    .map((type) => {
      const { zh, en } = eventTypes[type].label;
      const command = commands.get(type);
      return { type, zh, en, command: command === undefined ? '' : `\`${command}\`` };
    });
  t.same(
    tableUnder('### Events'),
    expected.map(({ type, zh, en, command }) => [type, `${zh} ${en}`, command]),
  );
  t.same(
    tableUnder('## 事件', inChinese),
    expected.map(({ type, zh, command }) => [type, zh, command]),
  );
});

t.test('the tables of refusals are those of the code, both ways', async (t) => {
  const statusOf = new Map<string, number>(Object.entries(refusalStatus));
  const expected = [
    ...Object.entries(refusals).map(([code, said]) => ({ code, status: String(statusOf.get(code)), ...said })),
    ...Object.entries(problems).map(([code, { status, ...said }]) => ({ code, status: String(status), ...said })),
    ...Object.entries(importRejections).map(([code, said]) => ({ code, status: 'import', ...said })),
    ...Object.entries(fileRefusals).map(([code, said]) => ({ code, status: 'file', ...said })),
  ];
  t.same(
    tableUnder('### Refusals'),
    expected.map(({ code, status, zh, en }) => [code, status, `${zh} ${en}`]),
  );
  t.same(
    tableUnder('## 拒绝代码', inChinese),
    expected.map(({ code, status, zh }) => [code, status, zh]),
  );
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
    trustedProxies: [],
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
    ['QCR_OIDC_CLIENT_ID', ''],
    ['QCR_OIDC_CLIENT_SECRET', ''],
    ['QCR_OIDC_CLIENT_SCOPES', 'openid'],
    ['QCR_OIDC_CLIENT_LABEL', signInWords.provider.zh],
    ['QCR_SECRET', ''],
    ['QCR_WEBHOOK_ALLOW', ''],
    ['QCR_TRUSTED_PROXIES', ''],
    ['QCR_NAME', settings.name],
  ]) {
    t.ok(readme.includes(`| ${variable} | ${value === '' ? '' : `${value} `}|`), String(variable));
  }
  for (const code of scope.codes) t.ok(readme.includes(`\`${code}\``), code);
  t.throws(() => readSettings({ QCR_PORT: 'eighty' }), /QCR_PORT/);
  t.throws(() => readSettings({ QCR_TRUSTED_PROXIES: '10.0.0.0/8,proxy' }), /QCR_TRUSTED_PROXIES.*networks/);
  t.same(readSettings({ QCR_TRUSTED_PROXIES: '10.0.0.0/8,::1' }).trustedProxies, ['10.0.0.0/8', '::1']);
  t.throws(() => readSettings({ QCR_OIDC_ISSUER: 'https://id.example' }), /QCR_OIDC_AUDIENCE: must be set/);
  const provider = { QCR_OIDC_ISSUER: 'https://id.example', QCR_OIDC_AUDIENCE: 'qcr' };
  t.throws(() => readSettings({ ...provider, QCR_SECRET: 'short' }), /QCR_SECRET/);
  const whole = { ...provider, QCR_SECRET: 'a secret of the registry of 32 characters', QCR_OIDC_CLIENT_ID: 'console' };
  t.match(readSettings(whole).provider?.client, { id: 'console', secret: undefined, scopes: 'openid' });
  for (const [env, rule] of [
    [{ QCR_OIDC_CLIENT_ID: 'console' }, /QCR_OIDC_ISSUER: must be set/],
    [
      { ...whole, QCR_OIDC_CLIENT_ID: '', QCR_OIDC_CLIENT_SECRET: 'geheim' },
      /^QCR_OIDC_CLIENT_ID: must be set with the other/,
    ],
    [{ ...whole, QCR_OIDC_CLIENT_SCOPES: 'profile' }, /QCR_OIDC_CLIENT_SCOPES: .*openid/],
    [{ ...whole, QCR_OIDC_ISSUER: 'http://id.example' }, /QCR_OIDC_ISSUER: must begin with https/],
  ] as const) {
    t.throws(() => readSettings(env), { name: 'UsageError', message: rule });
  }
});

t.test('what the image is given suffices to run', async (t) => {
  const folder = testFolder(t);
  const [, last = ''] = read('Dockerfile')
    .split(/^FROM .*$/m)
    .slice(1);
  const copied = [...last.matchAll(/^COPY --from=build \/registry\/(\S+) (\S+)$/gm)].map(([, from = '', to = '']) => ({
    from,
    to: to === './' ? from : to,
  }));
  t.same(
    copied.map(({ from }) => from),
    ['package.json', 'node_modules', 'dist', 'src/imports/mappings', 'src/web/styles'],
  );
  for (const { from, to } of copied) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    if (from === 'node_modules') symlinkSync(join(project, from), join(folder, to));
    else
      cpSync(join(project, from), join(folder, to), {
        recursive: true,
        filter: (name) => !name.includes('/dist/test'),
      });
  }
  const data = join(folder, 'data');
  t.match(await qcrIn(folder, '--data', data, 'policy', 'adopt', 'anyang-2017-25'), { code: 0, out: /adopted/ });
  t.match(await qcrIn(folder, '--data', data, 'import', join(folder, 'package.json'), '--mapping', 'nothing'), {
    code: 1,
    err: /one of crop-seed-licences/,
  });
  t.match(await qcrIn(folder, '--data', data, 'verify'), { code: 0, out: /everything agrees/ });
});

t.test(
  'the image is that of the Node in use, runs as nobody in particular, and says whether it is ready',
  async (t) => {
    const dockerfile = read('Dockerfile');
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    const node = JSON.parse(read('package.json')).engines.node.replace('>=', '');
    t.same(bases, [`node:${node}-bookworm-slim`, `node:${node}-bookworm-slim`]);
    t.match(dockerfile, /^USER node$/m);
    t.match(dockerfile, /^HEALTHCHECK .*\\\n {2}CMD \["node", "-e", ".*\/health\/ready.*"\]$/m);
    const needed = [...dockerfile.matchAll(/^COPY ((?:[\w.-]+ )+)\S+$/gm)].flatMap(([, names = '']) =>
      names.trim().split(' '),
    );
    const kept = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    t.same(
      needed.map((name) => `!${name}`),
      kept,
      'nothing else is sent to the builder, keys and data least of all',
    );
  },
);

t.test(
  'the compose file follows the schema of the compose specification, and the image that of a Dockerfile',
  async (t) => {
    const folder = testFolder(t);
    const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
    /** What is wrong with a compose file; of taste, such as the order of keys, nothing. */
    const errors = (text: string) => {
      const file = join(folder, 'docker-compose.yml');
      writeFileSync(file, text);
      const [found] = linter.lintFiles([file], false);
      return found?.messages.filter(({ type }: Message) => type === 'error').map(({ rule }: Message) => rule);
    };
    const compose = read('docker-compose.yml');
    t.same(errors(compose), []);
    t.match(errors(compose.replace('read_only: true', 'read_onyl: true')), ['invalid-schema']);
    const dockerfile = read('Dockerfile');
    t.same(validate(dockerfile), []);
    t.match(validate(dockerfile.replace('WORKDIR', 'WORKDRI')), [{ message: /Unknown instruction/ }]);
  },
);

/** Of the linter, whose own types do not say so. */
interface Message {
  readonly type: string;
  readonly rule: string;
}

/** Services of the compose file, anchors and merges resolved. */
const composed = () => {
  const text = read('docker-compose.yml');
  const { services, volumes, networks, configs } = parse(text, { merge: true });
  return { text, services, volumes, networks, configs };
};

t.test('compose gives each node a volume, no rights and no secret, and listens on the machine alone', async (t) => {
  const { text, services, volumes } = composed();
  for (const name of ['registry', 'registry-1', 'registry-2']) {
    t.match(services[name], {
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      volumes: [`${name}:/data`],
    });
  }
  const published = Object.values<{ ports?: string[] }>(services).flatMap(({ ports = [] }) => ports);
  t.match(published, [/^127\.0\.0\.1:/, /^127\.0\.0\.1:/]);
  const mounted = Object.values<{ volumes?: string[] }>(services).flatMap(({ volumes = [] }) =>
    volumes.map((volume) => volume.split(':')[0] ?? ''),
  );
  t.same(new Set(mounted), new Set(Object.keys(volumes)));
  t.notMatch(text, /qcr_[a-z0-9-]+_[\w-]{43}|changeit/i);
  const passwords = Object.values<{ environment?: object }>(services).flatMap(({ environment = {} }) =>
    Object.entries(environment).filter(([name]) => name.endsWith('PASSWORD')),
  );
  t.equal(passwords.length, 8);
  t.same(
    passwords.filter(([, value]) => !/^\$\{KURRENTDB_(ADMIN|OPS)_PASSWORD:-\}$/.test(value)),
    [],
    'every password comes from outside',
  );
});

t.test('what is started without a profile is one node on one KurrentDB that nobody else reaches', async (t) => {
  const { services, networks } = composed();
  const plain = Object.keys(services).filter((name) => services[name].profiles === undefined);
  t.same(plain, ['registry', 'kurrentdb']);
  t.same(services.registry.depends_on, { kurrentdb: { condition: 'service_healthy' } });
  t.match(services.kurrentdb, { image: /kurrentdb:\d+\.\d+\.\d+$/, networks: ['log'], healthcheck: { retries: 24 } });
  t.equal(services.kurrentdb.ports, undefined);
  t.same([networks.log.internal, networks.cluster.internal], [true, true]);
  const { default: fallback } =
    /^\$\{EVENTSTOREDB_URL-(?<default>.*)\}$/.exec(services.registry.environment.EVENTSTOREDB_URL)?.groups ?? {};
  t.match(clusterAddress(fallback ?? ''), { spoken: 'esdb://kurrentdb:2113' });
});

t.test('the cluster has three nodes with TLS, each with its certificate, and two of the registry', async (t) => {
  const { services, configs } = composed();
  const numbers = [1, 2, 3];
  for (const number of numbers) {
    const address = `172.30.240.1${number}`;
    const others = numbers.filter((other) => other !== number).map((other) => `172.30.240.1${other}:2113`);
    t.match(services[`kurrentdb-${number}`], {
      profiles: ['cluster'],
      environment: {
        KURRENTDB_CLUSTER_SIZE: '3',
        KURRENTDB_GOSSIP_SEED: others.join(','),
        KURRENTDB_REPLICATION_IP: address,
        KURRENTDB_ADVERTISE_HOST_TO_CLIENT_AS: `kurrentdb-${number}`,
        KURRENTDB_CERTIFICATE_FILE: `/certificates/node${number}/node.crt`,
      },
      volumes: [`kurrentdb-${number}:/var/lib/kurrentdb`, 'certificates:/certificates:ro'],
      networks: { cluster: { ipv4_address: address } },
      depends_on: { certificates: { condition: 'service_completed_successfully' } },
    });
  }
  for (const name of ['registry-1', 'registry-2']) {
    const { EVENTSTOREDB_URL } = services[name].environment;
    t.match(clusterAddress(EVENTSTOREDB_URL.replace(/\$\{\w+:-\}/, 'geheim')), {
      spoken: 'esdb://kurrentdb-1:2113,kurrentdb-2:2113,kurrentdb-3:2113',
      credentials: { username: 'admin', password: 'geheim' },
    });
    t.ok(services[name].volumes.includes('authority:/authority:ro'), 'no registry sees the key of a node');
    t.match(configs.balancer.content, new RegExp(`server ${name} ${name}:8080`));
  }
  t.equal(spawnSync('bash', ['-n', '-c', services.certificates.command[0].replaceAll('$$', '$')]).status, 0);
});
