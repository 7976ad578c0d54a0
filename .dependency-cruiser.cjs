/** The way of a fact, floor by floor: an import may go down, never up, and never to a neighbour on the same floor. */
const floors = [
  ['^schemas/'],
  ['^src/domain/'],
  ['^src/policy/', '^src/event-log/', '^projections/'],
  ['^src/commands/', '^src/read-models/'],
  ['^src/queries/'],
  ['^src/imports/', '^src/list-jobs/', '^src/sheets/', '^src/access-log/', '^src/replica/'],
  ['^src/feeds/', '^src/http/', '^src/web/', '^src/cli/'],
  ['^src/(config|main)\\.ts$'],
];

/** Which package is imported from where, and nowhere else. */
const owners = {
  zod: [
    '^schemas/',
    '^src/imports/',
    '^src/list-jobs/',
    '^src/replica/',
    '^src/http/',
    '^src/web/',
    '^src/cli/',
    '^src/config\\.ts$',
  ],
  canonicalize: ['^schemas/canonical\\.ts$'],
  '@noble/hashes': ['^schemas/record-key\\.ts$'],
  'better-sqlite3': ['^src/event-log/', '^src/read-models/', '^src/access-log/', '^src/replica/'],
  '@eventstore/db-client': ['^src/event-log/eventstoredb/cluster\\.ts$'],
  uuid: ['^src/commands/rim\\.ts$', '^src/cli/demo/simulated-rim\\.ts$'],
  fastify: ['^src/http/', '^src/web/', '^src/cli/(serve|demo/demo)\\.ts$'],
  '@fastify/[^/]+': ['^src/http/'],
  'preact[^/]*': ['^src/web/'],
  'fastify-type-provider-zod': ['^src/http/'],
  'prom-client': ['^src/http/metrics\\.ts$'],
  'pinyin-pro': ['^projections/enterprise-search\\.ts$'],
  'write-excel-file': ['^src/sheets/workbook\\.ts$'],
  'read-excel-file': ['^src/imports/xlsx-rows\\.ts$'],
  standardwebhooks: ['^src/feeds/webhook-sender\\.ts$'],
  pdfkit: ['^src/web/papers/typesetting/sheet\\.ts$'],
  '(fontkit|subset-font|@embedpdf)': ['^src/web/papers/typesetting/typefaces\\.ts$'],
  uqr: ['^src/web/papers/qr\\.ts$'],
  jose: ['^src/http/identity-provider\\.ts$'],
  'openid-client': ['^src/http/provider-sign-in\\.ts$'],
  pino: ['^src/cli/program\\.ts$'],
  commander: ['^src/cli/[a-z]*-?program\\.ts$'],
  'close-with-grace': ['^src/cli/'],
  'csv-parse': ['^src/imports/rows\\.ts$'],
  'csv-stringify': ['^src/imports/reject-list\\.ts$', '^src/cli/import/report-file\\.ts$', '^src/http/csv\\.ts$'],
};

/** Imports that a floor rule would refuse and that are meant. */
const projectionsKnowPolicy = { from: '^projections/', to: '^src/policy/' };
const commandLineServes = { from: '^src/cli/(serve|webhook-service)\\.ts$', to: '^src/(http|feeds)/' };
const pagesSpeakHttp = { from: '^src/web/', to: '^src/http/' };

const upward = floors.flatMap((floor, level) => {
  const above = floors.slice(level + 1).flat();
  return above.length === 0
    ? []
    : [{ name: `floor-${level}-imports-nothing-above`, severity: 'error', from: { path: floor }, to: { path: above } }];
});

const sideways = floors
  .filter((floor) => floor.length > 1)
  .flatMap((floor) =>
    floor.map((room) => ({
      name: `${room}-imports-no-neighbour`,
      severity: 'error',
      from: { path: room, pathNot: [projectionsKnowPolicy.from, commandLineServes.from, pagesSpeakHttp.from] },
      to: { path: floor.filter((other) => other !== room) },
    })),
  );

const owned = Object.entries(owners).map(([name, places]) => ({
  name: `${name}-has-one-place`,
  severity: 'error',
  from: { path: ['^schemas/', '^src/', '^projections/'], pathNot: places },
  to: { path: `node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...sideways,
    ...owned,
    {
      name: 'projections-know-policy-alone',
      severity: 'error',
      from: { path: '^projections/' },
      to: { path: '^src/event-log/' },
    },
    {
      name: 'pages-speak-http-alone',
      severity: 'error',
      from: { path: pagesSpeakHttp.from },
      to: { path: ['^src/feeds/', '^src/cli/'] },
    },
    {
      name: 'pure-floors-touch-no-machine',
      comment: 'Clock, chance and files are arguments of the rim; the same arguments always give the same answer.',
      severity: 'error',
      from: { path: ['^schemas/', '^src/domain/', '^src/policy/', '^projections/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: ['^schemas/', '^src/', '^projections/'] },
      to: { path: '^test/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-dead-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
