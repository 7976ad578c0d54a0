import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { parse } from 'yaml';
import { testFolder } from './support/folder.js';
import { qcrIn } from './support/qcr.js';

const project = fileURLToPath(new URL('../', import.meta.url.replace('/dist/test/', '/test/')));
const read = (name: string): string => readFileSync(join(project, name), 'utf8');

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
    ['package.json', 'node_modules', 'dist', 'src/imports/mappings'],
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

t.test('compose gives it a volume, no rights and no secret, and listens on the machine alone', async (t) => {
  const text = read('docker-compose.yml');
  const { services, volumes } = parse(text);
  t.same(Object.keys(services), ['registry']);
  t.match(services.registry, {
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    volumes: ['registry:/data'],
    ports: [/^127\.0\.0\.1:/],
  });
  t.same(volumes, { registry: null });
  t.notMatch(text, /qcr_[a-z0-9-]+_[\w-]{43}|password|secret/i);
});
