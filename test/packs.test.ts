import { readFileSync } from 'node:fs';
import t from 'tap';
import { canonicalJson } from '../schemas/canonical.js';
import { addDays } from '../schemas/day.js';
import type { CreditRegime } from '../schemas/policy/credit-regime.js';
import type { MunicipalPack } from '../schemas/policy/municipal-pack.js';
import type { Target } from '../schemas/policy/target.js';
import { type PolicyPack, packReference, policyPack, ruleVersion } from '../schemas/policy.js';
import { sha256Of } from '../schemas/record-key.js';
import { disqualificationGround } from '../schemas/vocabularies.js';
import { diffPacks } from '../src/policy/pack-diff.js';
import { packProblems } from '../src/policy/pack-problems.js';
import { fieldName } from '../src/policy/pack-words.js';
import { packReferenceOf, shippedPacks } from '../src/policy/packs.js';
import shiliData from './support/packs/shili-2020-7.json' with { type: 'json' };
import { bareValues, fieldsOf, parameterRows, parametersOf, quotationsOf } from './support/provisions.js';

const here = import.meta.url.replace('/dist/test/', '/test/');
const text = (path: string): string => readFileSync(new URL(path, here), 'utf8');
const withoutSpace = (quote: string): string => quote.replace(/\s/g, '');

const shili = municipal(policyPack.parse(shiliData));
const anyang = municipal(shippedPacks[0]);
const regimes = shippedPacks.slice(1).map(regime);
const decree = withoutSpace(text('support/packs/decree-anyang-2017-25.txt'));
const readme = text('../src/policy/README.md');

function municipal(pack: PolicyPack | undefined): MunicipalPack {
  if (pack?.kind !== 'municipal') throw new Error('not a municipal pack');
  return pack;
}

function regime(pack: PolicyPack | undefined): CreditRegime {
  if (pack?.kind !== 'credit-regime') throw new Error('not a credit regime');
  return pack;
}

t.test('随附的规则包', async (t) => {
  t.test('one municipal pack and three regimes are shipped, without a problem, as they are written', async (t) => {
    t.same(
      shippedPacks.map(({ id }) => id),
      ['anyang-2017-25', 'cn-credit-2017', 'cn-credit-2021-09-01', 'cn-credit-2026-04-01'],
    );
    for (const pack of [...shippedPacks, shili]) t.same(packProblems(pack), [], pack.id);
    for (const pack of shippedPacks) t.same(pack, JSON.parse(text(`../src/policy/packs/${pack.id}.json`)), pack.id);
  });

  t.test('a reference pins the wording and nothing else', async (t) => {
    const references = shippedPacks.map(packReferenceOf);
    t.same(references, JSON.parse(text('golden/packs.json')));
    for (const reference of references) t.ok(packReference.safeParse(reference).success, reference);
    t.ok(ruleVersion.safeParse(references.join(',')).success);
    t.equal(references[0], `anyang-2017-25@${sha256Of(canonicalJson(anyang)).slice(0, 12)}`);
    const turned = policyPack.parse(Object.fromEntries(Object.entries(anyang).reverse()));
    t.equal(packReferenceOf(turned), references[0], 'another order of keys');
    t.not(packReferenceOf({ ...anyang, issuedOn: '2017-09-26' }), references[0], 'another day');
  });

  t.test('every number and every yes or no says what it rests on', async (t) => {
    for (const pack of [...shippedPacks, shili]) t.same(bareValues(pack), [], pack.id);
    const { absenceGraceDays, ...rest } = anyang;
    const bare = { ...rest, absenceGraceDays: { value: absenceGraceDays.value, basis: 'assumed' } };
    t.notOk(policyPack.safeParse(bare).success, 'without source it is refused');
    t.notOk(policyPack.safeParse({ ...rest, absenceGraceDays: 31 }).success, 'a bare number is refused');
    t.notOk(policyPack.safeParse({ ...anyang, score: 1 }).success, 'what is not known is refused');
  });

  t.test('what was assumed stands in the README of the policy floor, both ways', async (t) => {
    const assumed = parameterRows(shippedPacks, ({ basis }) => basis === 'assumed');
    const unread = parameterRows(shippedPacks, ({ basis, unverified }) => basis !== 'assumed' && unverified);
    t.same(rowsUnder('## What we had to decide'), assumed);
    t.same(rowsUnder('## What was not read in the regulation itself'), unread);
    const conditions = [...anyang.grounds, ...anyang.general, ...anyang.lists.jointReward.conditions];
    t.same(
      rowsUnder('## Conditions that no text states').map((row) => row.split('|')[1]?.trim()),
      conditions.filter(({ basis }) => basis === 'assumed').map(({ id, zh }) => `${id} ${zh}`),
    );
  });
});

function rowsUnder(heading: string): readonly string[] {
  const section = readme.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);
}

/** Do the numbers of a target stand in its quotation, as digits or as the words for none and for one? */
function isPrinted({ quote, value = '', upTo = '' }: Target): boolean {
  const numbers: readonly string[] = ['', ...(quote.match(/\d+(\.\d+)?/g) ?? [])];
  if (numbers.includes(value) && numbers.includes(upTo)) return true;
  return (value === '0' && quote.includes('不发生')) || (value === '1' && quote.includes('建成'));
}

function countedBy(counted: Target['counted']): readonly string[] {
  if (counted?.from === 'honours') return counted.programmes;
  return counted?.from === 'certificates' ? counted.schemes : [];
}

t.test('安政〔2017〕25号', async (t) => {
  t.test('every quotation stands in the text of the decree', async (t) => {
    const quotations = quotationsOf(anyang);
    t.ok(quotations.length > 180, `${quotations.length} quotations`);
    t.same(
      quotations.filter(({ quote }) => !decree.includes(withoutSpace(quote))),
      [],
    );
  });

  t.test('it names 76 honours and certifications, and every name', async (t) => {
    t.equal(anyang.programmes.length, 76);
    t.equal(anyang.programmes.filter(({ bonus }) => bonus !== undefined).length, 26);
    t.equal(anyang.programmes.filter(({ kind }) => kind === 'certification').length, 17);
    t.same(
      anyang.programmes.filter(({ responsible }) => responsible !== undefined),
      [],
      'it names no department for any of them',
    );
    const levels = Object.fromEntries(anyang.programmes.map((each) => [each.id, each.levels]));
    t.same(levels['model-worker'], ['national', 'provincial', 'municipal']);
    t.same(levels['agri-std-demo'], ['national', 'provincial']);
    t.same(levels['time-honoured'], []);
    t.same(levels['cert-qms'], []);
  });

  t.test('bonuses are the decree’s, in fen', async (t) => {
    const amounts: readonly (readonly [string, number])[] = [
      ['china-quality-award', 100],
      ['henan-governor-quality-award', 50],
      ['china-famous-brand-product', 80],
      ['national-gi-product', 10],
      ['moa-agri-gi', 10],
      ['henan-famous-brand-product', 10],
      ['henan-service-brand', 10],
      ['henan-quality-product', 5],
      ['std-international', 20],
      ['std-national', 10],
      ['std-industry', 5],
      ['std-local', 5],
      ['std-demo-national', 5],
      ['std-demo-provincial', 3],
      ['national-quality-city', 50],
      ['national-brand-zone', 20],
      ['organic-cert-zone', 20],
      ['quality-product-zone', 20],
      ['henan-brand-zone', 10],
      ['henan-quality-county', 10],
    ];
    const paid = anyang.programmes.flatMap(({ id, bonus }) =>
      bonus?.set === 'amount' ? [{ id, fen: bonus.amountFen.value, quote: withoutSpace(bonus.quote) }] : [],
    );
    t.same(
      paid.map(({ id, fen }) => [id, fen]),
      amounts.map(([id, tenThousandYuan]) => [id, tenThousandYuan * 10_000 * 100]),
    );
    for (const { id, fen, quote } of paid) t.ok(quote.includes(`${fen / 1_000_000}万元`), id);
    t.same(
      anyang.programmes.flatMap(({ id, bonus }) => (bonus?.set === 'by-regulation' ? [[id, bonus.regulation]] : [])),
      [
        ['anyang-mayor-quality-award', '《安阳市市长质量奖管理办法》'],
        ['china-wellknown-trademark', '《安阳市商标奖励办法》'],
        ['henan-famous-trademark', '《安阳市商标奖励办法》'],
        ['anyang-known-trademark', '《安阳市商标奖励办法》'],
        ['model-worker', '有关政策规定'],
        ['may-day-medal', '有关政策规定'],
      ],
    );
  });

  t.test(
    'five grounds cancel a bonus, in the order of the decree, each with departments that report on it',
    async (t) => {
      t.same(
        anyang.grounds.map(({ id, asks, source }) => [id, asks.test, source]),
        [
          ['R1.1', 'liable-incident', 'serious-incident'],
          ['R1.2', 'serious-violation', 'serious-violation'],
          ['R1.3', 'petition-finding', 'collective-petition'],
          ['R1.4', 'blacklisted', 'blacklisted'],
          ['R1.5', 'disqualification-found', 'other'],
        ],
      );
      t.same(
        anyang.grounds.map(({ source }) => source),
        disqualificationGround.codes,
      );
      t.ok(decree.includes(anyang.grounds.map(({ quote }) => quote).join('；')), 'they stand one after the other');
      const [incident, , , blacklist] = anyang.grounds.map(({ asks }) => asks);
      t.match(incident, { failFrom: { value: 'serious' }, reviewFrom: { value: 'larger' } });
      const joint = new Set(
        regimes.flatMap(({ listKinds }) => listKinds.flatMap((each) => (each.joint.value ? [each.kind] : []))),
      );
      t.match(blacklist, { kinds: { value: [...joint] } }, 'the joint kinds of the regimes');
      const windows = parametersOf(anyang).filter(({ path }) => path.endsWith('windowMonths'));
      t.equal(windows.length, 6);
      for (const { path, value, basis } of windows) t.same([value, basis], [24, 'assumed'], path);
    },
  );

  t.test('71 targets, comparators as the words say, and what the registry can count', async (t) => {
    t.same(
      anyang.targets.map(({ id }) => id),
      Array.from({ length: 71 }, (_, index) => `T${index + 1}`),
    );
    for (const target of anyang.targets) t.ok(isPrinted(target), `${target.id} ${target.value}`);
    const aspirational = anyang.targets.filter((target) => target.aspirational);
    t.same(
      aspirational.map(({ id }) => id),
      ['T2', 'T18', 'T26', 'T53', 'T54', 'T55', 'T56', 'T57'],
    );
    for (const { id, quote } of aspirational) t.ok(quote.includes('力争'), id);
    const comparators = anyang.targets.map(({ comparator }) => comparator);
    const count = (of: string): number => comparators.filter((each) => each === of).length;
    t.same(
      ['at-least', 'more-than', 'less-than', 'equal', 'range', 'about', 'rank', 'set-by-superior'].map(count),
      [15, 3, 1, 35, 8, 1, 2, 6],
    );
    for (const { id, counted } of anyang.targets) {
      const counts = anyang.programmes.filter((each) => countedBy(counted).includes(each.id));
      t.equal(counts.length, countedBy(counted).length, id);
      for (const programme of counts) t.ok(programme.targets?.includes(id), `${id} ${programme.id}`);
    }
    t.equal(anyang.targets.filter(({ counted }) => counted !== undefined).length, 32);
  });

  t.test('what came after the decree says so and was not read in the decree', async (t) => {
    const later = parametersOf(anyang).filter(({ path }) => /\.(opened|closed|succeededBy)$/.test(path));
    t.same(
      later.map(({ path, value }) => [path, value]),
      [
        ['departments.zjj.succeededBy', '安阳市市场监督管理局'],
        ['programmes.henan-governor-quality-award.opened', '2009'],
        ['programmes.china-famous-brand-product.closed', '2008'],
        ['programmes.moa-agri-gi.closed', '2022-03'],
        ['programmes.henan-famous-brand-product.closed', '2019'],
        ['programmes.henan-service-brand.closed', '2019'],
        ['programmes.henan-famous-trademark.closed', '2018-09-20'],
        ['programmes.cert-pollution-free.closed', '2022'],
      ],
    );
    for (const { path, basis, unverified } of later) t.same([basis, unverified], ['law', true], path);
  });

  t.test('the veto quotes both clauses, the one on assessment and the one on money', async (t) => {
    const { municipalHonourVeto, noticeWorkdays } = anyang.rounds;
    t.match(municipalHonourVeto, { value: true, basis: 'assumed', clause: '三（一）3', also: { clause: /四（三）/ } });
    t.match(noticeWorkdays, { value: 7, basis: 'assumed' });
  });
});

t.test('信用制度', async (t) => {
  t.test(
    'the three regimes follow each other without gap or overlap, and the first covers what was before',
    async (t) => {
      for (const [index, { until }] of regimes.entries()) {
        const next = regimes[index + 1];
        t.equal(until === undefined ? undefined : addDays(until, 1), next?.from);
      }
      t.same(
        regimes.map(({ from, coversEarlier }) => [from, coversEarlier.value]),
        [
          ['2017-01-01', true],
          ['2021-09-01', false],
          ['2026-04-01', false],
        ],
      );
    },
  );

  t.test('terms in months by class, longest publicity and earliest repair', async (t) => {
    t.same(
      regimes.map(({ publicity }) => [publicity.minor.value, publicity.general.value, publicity.serious.value]),
      [
        [12, 12, 36],
        [3, 36, 36],
        [3, 12, 36],
      ],
    );
    t.same(
      regimes.map(({ repair }) => repair.map(({ severity, minimumMonths }) => [severity, minimumMonths.value])),
      [
        [
          ['minor', 3],
          ['general', 3],
          ['serious', 6],
        ],
        [
          ['serious', 36],
          ['general', 12],
          ['general', 6],
          ['minor', 3],
        ],
        [
          ['minor', 0],
          ['general', 3],
          ['serious', 12],
        ],
      ],
    );
  });

  t.test('every kind of list has a row in every regime, and abnormal operation alone is never joint', async (t) => {
    for (const { id, listKinds } of regimes) {
      t.equal(new Set(listKinds.map(({ kind }) => kind)).size, 11, id);
      const joint = listKinds.filter((each) => each.joint.value).map(({ kind }) => kind);
      t.notOk(
        joint.includes('abnormal-operation') || joint.includes('foreign-debarment') || joint.includes('other'),
        id,
      );
    }
  });
});

t.test('a pack of another city shares nothing with Anyang but the shape', async (t) => {
  const idsOf = ({ families, programmes, departments, targets }: MunicipalPack): readonly string[] =>
    [families, programmes, departments, targets].flat().map(({ id }) => id);
  t.same(
    idsOf(shili).filter((id) => idsOf(anyang).includes(id)),
    [],
  );
  const testsOf = ({ grounds, general, programmes }: MunicipalPack): string[] =>
    [...grounds, ...general, ...programmes.flatMap(({ conditions = [] }) => conditions)].map(({ asks }) => asks.test);
  t.same(testsOf(shili).sort(), [
    'certificate-in-force',
    'cooling-off',
    'failed-inspections',
    'failed-inspections',
    'honour-of-level',
    'in-division',
    'registered-for',
  ]);
  t.same(
    testsOf(shili).filter((test) => testsOf(anyang).includes(test)),
    [],
  );
});

t.test('what a pack says wrongly is told by path and rule', async (t) => {
  const [first, second, third, ...others] = shili.programmes;
  const { lists, grounds } = shili;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few programmes');

  t.test('references that lead nowhere', async (t) => {
    const broken: MunicipalPack = {
      ...shili,
      programmes: [
        { ...first, family: 'gold', responsible: 'nobody', targets: ['M1', 'M9'] },
        { ...second, includedIn: 'gone', successor: 'gone' },
        third,
        ...others,
      ],
      lists: {
        ...lists,
        jointReward: { ...lists.jointReward, families: ['craft', 'silver'] },
        measures: lists.measures.map((measure) => ({ ...measure, department: 'nobody' })),
      },
      targets: shili.targets.map((target) =>
        target.counted?.from === 'certificates'
          ? { ...target, counted: { from: 'certificates', schemes: ['shili-craft-award'] } }
          : target,
      ),
    };
    t.same(packProblems(broken), [
      { path: 'programmes.0.family', rule: 'must be a family of this pack, not gold' },
      { path: 'programmes.0.responsible', rule: 'must be a department of this pack, not nobody' },
      { path: 'programmes.1.includedIn', rule: 'must be a programme of this pack, not gone' },
      { path: 'programmes.1.successor', rule: 'must be a programme of this pack, not gone' },
      { path: 'programmes.0.targets.1', rule: 'must be a target of this pack, not M9' },
      { path: 'lists.jointReward.families.1', rule: 'must be a family of this pack, not silver' },
      { path: 'lists.measures.0.department', rule: 'must be a department of this pack, not nobody' },
      { path: 'targets.2.counted.schemes.0', rule: 'must be a certification of this pack, not shili-craft-award' },
    ]);
  });

  t.test('ids that stand twice, also a condition’s that a principle has', async (t) => {
    const [ground] = grounds;
    if (ground === undefined) throw new Error('no ground');
    const broken: MunicipalPack = {
      ...shili,
      programmes: [...shili.programmes, { ...third, id: first.id }],
      grounds: [...grounds, { ...ground, id: 'S5' }],
      divisions: [...shili.divisions, ...shili.divisions],
    };
    t.same(packProblems(broken), [
      { path: 'divisions.1.code', rule: 'must be unique: 999999 stands at divisions.0.code already' },
      { path: 'programmes.6.id', rule: 'must be unique: shili-craft-award stands at programmes.0.id already' },
      { path: 'rewards.principles.0.id', rule: 'must be unique: S5 stands at grounds.2.id already' },
    ]);
  });

  t.test('bounds that contradict each other, and programmes that lead back to themselves', async (t) => {
    const { family, ...withoutFamily } = second;
    const [incident] = anyang.grounds;
    const [rate] = grounds.slice(1);
    if (incident?.asks.test !== 'liable-incident' || rate?.asks.test !== 'failed-inspections') throw new Error('moved');
    const { failFrom, reviewFrom } = incident.asks;
    const broken: MunicipalPack = {
      ...shili,
      until: '2020-03-31',
      programmes: [
        { ...first, opened: { ...failFrom, value: '2021-05' }, closed: { ...failFrom, value: '2021-04-30' } },
        { ...withoutFamily, successor: 'shili-old-shop' },
        third,
        ...others,
      ],
      grounds: [
        { ...incident, asks: { ...incident.asks, failFrom: reviewFrom, reviewFrom: failFrom } },
        { ...rate, asks: { ...rate.asks, atMost: { ...rate.asks.atMost, value: 101 } } },
      ],
      targets: shili.targets.map((target) => (target.upTo === undefined ? target : { ...target, upTo: '20' })),
    };
    t.same(packProblems(broken), [
      { path: 'until', rule: 'must not lie before from' },
      { path: 'programmes.0.closed', rule: 'must not lie before opened' },
      { path: 'programmes.1.family', rule: 'must be given where there is a bonus' },
      { path: 'programmes.1.successor', rule: 'must not lead back to the programme' },
      { path: 'programmes.2.successor', rule: 'must not lead back to the programme' },
      { path: 'grounds.0.asks.reviewFrom', rule: 'must not be a higher grade than failFrom' },
      { path: 'grounds.1.asks.atMost', rule: 'must be at most 100 where it is a rate' },
      { path: 'targets.1.upTo', rule: 'must be greater than value' },
    ]);
    t.equal(family, 'craft');
  });

  t.test('a regime whose rules end in the middle or whose terms cross', async (t) => {
    const modern = regime(regimes[2]);
    const { publicity, repair, severityRules, listKinds } = modern;
    const broken: CreditRegime = {
      ...modern,
      until: '2026-03-31',
      severityRules: [...severityRules.slice(-1), ...severityRules.slice(0, 1), ...severityRules.slice(0, 1)],
      publicity: { ...publicity, general: { ...publicity.general, value: 2 } },
      repair,
      listKinds: listKinds.map((each) =>
        each.earlyAfterMonths === undefined || each.kind !== 'work-safety'
          ? each
          : { ...each, earlyAfterMonths: { ...each.earlyAfterMonths, value: 37 } },
      ),
    };
    t.same(packProblems(broken), [
      { path: 'until', rule: 'must not lie before from' },
      { path: 'severityRules.2.id', rule: 'must be unique: C1 stands at severityRules.1.id already' },
      { path: 'severityRules.0.when', rule: 'must not be otherwise before the last rule' },
      { path: 'severityRules.2.when', rule: 'must be otherwise: the last rule always holds' },
      { path: 'publicity.minor', rule: 'must not be longer than publicity.general' },
      { path: 'repair.1.minimumMonths', rule: 'must not be longer than publicity.general' },
      { path: 'listKinds.5.earlyAfterMonths', rule: 'must not be longer than termMonths' },
    ]);
  });
});

t.test('what a newer wording changes is told in words, Chinese first', async (t) => {
  t.test('the same wording has no differences, whatever the order of its keys', async (t) => {
    for (const pack of shippedPacks) t.same(diffPacks(pack, pack), []);
    const turned = policyPack.parse(Object.fromEntries(Object.entries(anyang).reverse()));
    t.same(diffPacks(anyang, turned), []);
  });

  t.test('entries are added, removed and changed by their names', async (t) => {
    const [first, second, ...others] = shili.programmes;
    if (first?.bonus?.set !== 'amount' || second === undefined) throw new Error('moved');
    const { responsible: _, ...added } = { ...second, id: 'shili-new', zh: '示例新品', en: 'Shili New Product' };
    const raised = { ...first.bonus, amountFen: { ...first.bonus.amountFen, value: 40_000_000 } };
    const newer: MunicipalPack = {
      ...shili,
      programmes: [
        { ...first, bonus: raised, closed: { value: '2024', basis: 'law', source: '示政〔2023〕1号' } },
        added,
        ...others,
      ],
      grounds: shili.grounds.slice(0, 1).map((ground) =>
        ground.asks.test === 'failed-inspections'
          ? {
              ...ground,
              asks: { ...ground.asks, windowMonths: { ...ground.asks.windowMonths, value: 36, basis: 'assumed' } },
            }
          : ground,
      ),
      absenceGraceDays: { ...shili.absenceGraceDays, source: '部门按月报送' },
      rewards: { ...shili.rewards, ranking: { ...shili.rewards.ranking, value: ['amount', 'level'] } },
    };
    t.same(diffPacks(shili, newer), [
      {
        change: 'changed',
        path: 'programmes.shili-craft-award.bonus.amountFen.value',
        zh: '修改 奖项“示例市匠心质量奖”（shili-craft-award） · 奖金 · 金额（分）：30000000 → 40000000',
        en: 'changed programme "Shili Craft Quality Award" (shili-craft-award), bonus, amount in fen: 30000000 -> 40000000',
      },
      {
        change: 'changed',
        path: 'programmes.shili-craft-award.closed',
        zh: '修改 奖项“示例市匠心质量奖”（shili-craft-award） · 停止：无 → 2024',
        en: 'changed programme "Shili Craft Quality Award" (shili-craft-award), closed: none -> 2024',
      },
      {
        change: 'added',
        path: 'programmes.shili-new',
        zh: '新增 奖项“示例新品”（shili-new）',
        en: 'added programme "Shili New Product" (shili-new)',
      },
      {
        change: 'removed',
        path: 'programmes.shili-craft-brand',
        zh: '删去 奖项“示例匠心产品”（shili-craft-brand）',
        en: 'removed programme "Shili Craft Product" (shili-craft-brand)',
      },
      {
        change: 'changed',
        path: 'grounds.S1.asks.windowMonths.value',
        zh: '修改 取消奖励资格情形“监督抽查不合格批次过多”（S1） · 审查内容 · 回溯月数：12 → 36',
        en: 'changed ground "too many failed inspections" (S1), what it asks, look-back in months: 12 -> 36',
      },
      {
        change: 'changed',
        path: 'grounds.S1.asks.windowMonths.basis',
        zh: '修改 取消奖励资格情形“监督抽查不合格批次过多”（S1） · 审查内容 · 回溯月数 · 依据：本决定 → 假定',
        en: 'changed ground "too many failed inspections" (S1), what it asks, look-back in months, basis: the decree -> assumed',
      },
      {
        change: 'removed',
        path: 'grounds.S2',
        zh: '删去 取消奖励资格情形“监督抽查不合格率过高”（S2）',
        en: 'removed ground "too high a share of failed inspections" (S2)',
      },
      {
        change: 'changed',
        path: 'absenceGraceDays.source',
        zh: '修改 零报告宽限天数 · 出处：部门按季度报送 → 部门按月报送',
        en: 'changed grace days of reports, source: 部门按季度报送 -> 部门按月报送',
      },
      {
        change: 'changed',
        path: 'rewards.ranking.value',
        zh: '修改 奖励规则 · 排序：level、amount、awarded-on → amount、level',
        en: 'changed rewards, ranking: level, amount, awarded-on -> amount, level',
      },
    ]);
  });

  t.test('from one regime to the next, with the order of rules and lists named by their kind', async (t) => {
    const [, older, modern] = regimes;
    if (older === undefined || modern === undefined) throw new Error('moved');
    const told = diffPacks(older, modern).map(({ zh }) => zh);
    t.ok(told.includes('修改 公示期限 · 一般（月）：36 → 12'));
    t.ok(told.includes('修改 信用修复“严重”（serious） · 最短公示月数：36 → 12'));
    t.ok(told.includes('删去 信用修复“一般”（general+food-safety+drug-device+special-equipment）'));
    t.ok(told.includes('修改 名单种类“政府采购严重违法失信行为记录名单”（procurement） · 期限（月）：无 → 36'));
    const [first, second, ...rest] = older.severityRules;
    if (first === undefined || second === undefined) throw new Error('moved');
    t.same(diffPacks(older, { ...older, severityRules: [second, first, ...rest] }), [
      {
        change: 'changed',
        path: 'severityRules',
        zh: '修改 严重程度规则 · 顺序：B1、B2、B3、B4 → B2、B1、B3、B4',
        en: 'changed severity rule, order: B1, B2, B3, B4 -> B2, B1, B3, B4',
      },
    ]);
  });

  t.test('every field of a pack has a name to be told by', async (t) => {
    const fields = new Set([...shippedPacks, shili].flatMap((pack) => [...fieldsOf(pack)]));
    const nameless = [...fields].filter((field) => (fieldName(field) ?? fieldName(field, 'publicity')) === undefined);
    t.same(nameless, []);
  });
});
