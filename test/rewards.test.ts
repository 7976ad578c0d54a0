import readXlsxFile from 'read-excel-file/node';
import t from 'tap';
import { type CommandType, enterpriseCommands, pairedCommand } from '../schemas/commands.js';
import type { MunicipalPack } from '../schemas/policy/municipal-pack.js';
import { recordDay, registryActor } from '../src/commands/days.js';
import { EnterpriseCommands } from '../src/commands/enterprise-commands.js';
import { rewardsAnswer } from '../src/http/reward-answer.js';
import { type RewardBill, rewardBill } from '../src/policy/rewards.js';
import { rulesOf } from '../src/policy/rules.js';
import { noReports } from '../src/policy/source-reports.js';
import { bureau, EnterpriseSpec, type Fields, idOf } from './support/enterprise-spec.js';
import { openRegistry, type TestRegistry } from './support/registry.js';
import { reportedPack, rewardPack, rewardPackWith } from './support/reward-pack.js';
import { samples } from './support/samples.js';
import { type Ask, startServer, type TestServer } from './support/server.js';
import { fictionalUscc } from './support/uscc.js';

const A = fictionalUscc(1);
const B = fictionalUscc(2);
const C = fictionalUscc(3);

const assumed = <Value>(value: Value) => ({ value, basis: 'assumed' as const, source: '示例' });

/** A unit of which honours are told; each has a document of its own. */
class Story extends EnterpriseSpec {
  #documents = 0;

  /** The n-th document. */
  #number(): string {
    this.#documents += 1;
    return `示字〔2024〕${this.#documents}号`;
  }

  award(programme: string, fields: Fields = {}): this {
    const plain = {
      programmeYear: undefined,
      validUntil: undefined,
      awardedOn: '2024-03-01',
      subject: subjectOf(programme),
    };
    return this.given('AwardHonour', { programme, documentNo: this.#number(), ...plain, ...fields });
  }

  paid(honours: readonly string[], yuan: number, fields: Fields = {}): this {
    const paid = { honourIds: honours, amountFen: yuan * 100, documentNo: this.#number(), paidOn: '2024-05-20' };
    return this.given('PayReward', { ...paid, ...fields });
  }

  recovered(payment: string, yuan: number): this {
    const fields = { target: payment, amountFen: yuan * 100, recoveredOn: '2024-05-25' };
    return this.given('RecoverReward', { ...fields, documentNo: this.#number() });
  }

  determined(honours: readonly string[], yuan: number, receivedOn = '2024-05-10'): this {
    const source = { department: 'scjg', receivedOn };
    const fields = { honourIds: honours, amountFen: yuan * 100, documentNo: this.#number(), source };
    return this.given('DetermineReward', fields);
  }

  revoked(honour: string, effect: 'from-date' | 'from-start', on = '2024-05-28'): this {
    return this.given('RevokeHonour', { target: honour, effect, on, documentNo: this.#number() });
  }

  blacklisted(listedOn: string, off: string): this {
    const fields = { listedOn, scheduledOff: off, linkedDecision: undefined, documentNo: this.#number() };
    return this.given('BlacklistEnterprise', fields);
  }
}

function subjectOf(programme: string): Fields {
  if (programme === 'model-worker') return { kind: 'individual' };
  if (programme.includes('award') || programme === 'title') return { kind: 'organisation' };
  return { kind: programme === 'standard-provincial' ? 'standard' : 'product', name: '棉纱' };
}

interface Asked {
  readonly year?: number;
  readonly day?: string;
  readonly pack?: MunicipalPack;
}

function billOf({ uscc, state }: EnterpriseSpec, { year = 2024, day = '2024-06-01', pack = rewardPack }: Asked = {}) {
  const rules = rulesOf([{ reference: 'shili-rewards@000000000000', pack }]);
  const bill = rewardBill({ uscc, records: state.records, rules, reports: noReports, year, day });
  if (bill === undefined) throw new Error('there is a municipal pack');
  return bill;
}

/** The outcome, what is due in yuan (below zero: owed back), and what becomes of each honour. */
function told({ outcome, netFen, lines }: RewardBill) {
  return [outcome, netFen === undefined ? null : netFen / 100, ...lines.map((line) => line.standing)];
}

t.test('the year is the calendar year of the award, not that of the programme', async (t) => {
  const story = new Story().award('brand', { programmeYear: 2023, awardedOn: '2024-01-01' });
  t.same(told(billOf(story)), ['due', 100_000, 'entitled']);
  t.same(told(billOf(story, { year: 2023 })), ['nothing-due', 0]);
  const partly = new Story()
    .award('brand', { awardedOn: '2024' })
    .award('provincial-award', { awardedOn: '2023-12-31' });
  t.same(told(billOf(partly)), ['due', 100_000, 'entitled']);
  t.same(told(billOf(partly, { year: 2023 })), ['due', 500_000, 'entitled']);
});

t.test('an award without a day waits for people, in its programme year or in that of its receipt', async (t) => {
  const story = new Story().award('brand', { awardedOn: undefined, programmeYear: 2023 });
  t.same(told(billOf(story, { year: 2023 })), ['needs-review', null, 'undated']);
  t.same(told(billOf(story)), ['nothing-due', 0]);
  t.same(told(billOf(new Story().award('brand', { awardedOn: undefined }))), ['needs-review', null, 'undated']);
});

t.test('families that compete give one bonus together; the others are paid beside it', async (t) => {
  const story = new Story().award('provincial-award').award('brand').award('standard-provincial').award('model-worker');
  const open = billOf(story);
  t.same(told(open), ['due', 500_000, 'entitled', 'absorbed', 'absorbed', 'amount-unknown']);
  t.same(
    open.lines.map(({ decidedBy }) => decidedBy),
    [undefined, idOf(1), idOf(1), undefined],
    'each absorbed one names what absorbs it',
  );
  story.determined(['@4'], 20_000);
  t.same(told(billOf(story)), ['due', 520_000, 'entitled', 'absorbed', 'absorbed', 'entitled']);
  t.same(
    billOf(story).assumed.map(({ name }) => name),
    [
      'rewards.ranking',
      'families.management.competes',
      'families.product.competes',
      'families.standard.competes',
      'families.labour.competes',
    ],
    'it says on which assumed parameters it turns',
  );
  t.same(billOf(story).payable, { honourIds: [idOf(1), idOf(4)], absorbed: [idOf(2), idOf(3)], amountFen: 52_000_000 });
});

t.test('rank: amount, then level, family, day of the award, document number', async (t) => {
  const winner = (story: Story, pack?: MunicipalPack) => {
    const bill = billOf(story, pack === undefined ? {} : { pack });
    return bill.lines.find(({ standing }) => standing === 'entitled')?.eventId;
  };
  t.equal(winner(new Story().award('brand').award('national-award')), idOf(2), 'the higher amount');
  t.equal(winner(new Story().award('brand').award('gi-product')), idOf(2), 'of equal amounts the higher level');
  t.equal(winner(new Story().award('standard-provincial').award('brand')), idOf(2), 'then the earlier family');
  const brand = (name: string, awardedOn: string) => ({ subject: { kind: 'product', name }, awardedOn });
  const days = new Story().award('brand', brand('甲', '2024-03-02')).award('brand', brand('乙', '2024-03-01'));
  t.equal(winner(days), idOf(2), 'then the earlier day');
  const numbered = new Story()
    .award('brand', { ...brand('甲', '2024-03-01'), documentNo: '示〔2024〕9号' })
    .award('brand', { ...brand('乙', '2024-03-01'), documentNo: '示〔2024〕8号' });
  t.equal(winner(numbered), idOf(2), 'then the lower number');
  const levels = rewardPackWith({ ranking: assumed(['level', 'amount']) });
  t.equal(winner(new Story().award('provincial-award').award('gi-product'), levels), idOf(2), 'as the pack says');
});

t.test('three brands of one programme in one year are one bonus', async (t) => {
  const of = (name: string) => ({ subject: { kind: 'product', name } });
  const story = new Story().award('brand', of('甲')).award('brand', of('乙')).award('brand', of('丙'));
  t.same(told(billOf(story)), ['due', 100_000, 'entitled', 'same-programme', 'same-programme']);
  story.award('service-brand', { subject: { kind: 'service', name: '丁' } });
  t.match(billOf(story).lines[3], { standing: 'same-programme' }, 'a programme that another includes is that one');
  const each = rewardPackWith({ onePerProgrammeAndYear: assumed(false) });
  t.same(told(billOf(story, { pack: each })), ['due', 400_000, 'entitled', 'entitled', 'entitled', 'entitled']);
});

t.test('one-off: the same programme and subject pay a unit once ever', async (t) => {
  const old = { awardedOn: '2021-03-01', subject: { kind: 'product', name: '棉纱（精梳）' } };
  const again = { subject: { kind: 'product', name: '棉纱(精梳)' } };
  const story = new Story().award('brand', old);
  story.paid(['@1'], 100_000, { year: 2021, paidOn: '2021-09-01' }).award('brand', again);
  t.same(told(billOf(story)), ['nothing-due', 0, 'one-off']);
  t.equal(billOf(story).lines[0]?.decidedBy, idOf(2), 'by the payment');
  t.same(told(billOf(story, { year: 2021 })), ['nothing-due', 0, 'entitled'], 'its own year is settled');
  story.award('brand', { subject: { kind: 'product', name: '牛仔布' } });
  t.same(told(billOf(story)), ['due', 100_000, 'one-off', 'entitled'], 'another subject is another bonus');
  const nameless = new Story().award('brand', old).paid(['@1'], 100_000, { year: 2021, paidOn: '2021-09-01' });
  nameless.award('brand', { subject: { kind: 'product' } });
  t.same(told(billOf(nameless)), ['needs-review', null, 'one-off-unclear'], 'a subject without a name may be the same');
  const returned = new Story().award('brand', old).paid(['@1'], 100_000, { year: 2021, paidOn: '2021-09-01' });
  returned.recovered('@2', 100_000).award('brand', again);
  t.same(told(billOf(returned)), ['due', 100_000, 'entitled'], 'what was wholly recovered was not paid');
  const absorbed = new Story().award('brand', old).award('provincial-award', { awardedOn: '2021-04-01' });
  absorbed.paid(['@2'], 500_000, { year: 2021, absorbed: ['@1'], paidOn: '2021-09-01' }).award('brand', again);
  t.same(told(billOf(absorbed)), ['due', 100_000, 'entitled'], 'an absorbed honour was not paid');
  const twice = new Story().award('brand', old).paid(['@1'], 100_000, { year: 2021, paidOn: '2021-09-01' });
  twice.award('brand', again).paid(['@3'], 100_000);
  t.same(told(billOf(twice, { year: 2021 })), ['nothing-due', 0, 'entitled'], 'of two payments the earlier counts');
  t.same(told(billOf(twice)), ['recoverable', -100_000, 'one-off'], 'and the later is owed back');
  const yearly = rewardPackWith({ oneOff: assumed(false) });
  t.same(told(billOf(nameless, { pack: yearly })), ['due', 100_000, 'entitled']);
});

t.test('an amount by separate regulation is unknown until determined, and never 0', async (t) => {
  const story = new Story().award('mayor-award');
  const [line] = billOf(story).lines;
  t.same(told(billOf(story)), ['needs-review', null, 'amount-unknown']);
  t.match(line, { amountFen: undefined, regulation: '《示例市质量奖励办法》', determinedBy: undefined });
  story.award('national-award');
  t.same(told(billOf(story)), ['needs-review', null, 'amount-unknown', 'waits'], 'whatever else is in the set');
  story.determined(['@1'], 300_000, '2024-05-10');
  t.same(told(billOf(story)), ['due', 1_000_000, 'absorbed', 'entitled']);
  t.match(billOf(story).lines[0], { amountFen: 30_000_000, determinedBy: idOf(3) });
  t.same(
    told(billOf(story, { day: '2024-05-09' })),
    ['needs-review', null, 'amount-unknown', 'waits'],
    'not yet on that day',
  );
  story.determined(['@1'], 1_200_000, '2024-05-11');
  t.same(told(billOf(story)), ['due', 1_200_000, 'entitled', 'absorbed'], 'the last determination counts');
  const worker = new Story().award('model-worker');
  t.same(told(billOf(worker)), ['needs-review', 0, 'amount-unknown'], 'also outside the set it is not nothing');
  const two = new Story().award('model-worker').award('model-worker').determined(['@1', '@2'], 30_000);
  t.same(told(billOf(two)), ['due', 30_000, 'entitled', 'same-determination'], 'one amount for two is paid once');
});

t.test('a higher honour after payment: the difference is due', async (t) => {
  const story = new Story().award('brand').paid(['@1'], 100_000);
  t.same(told(billOf(story)), ['nothing-due', 0, 'entitled']);
  story.award('provincial-award', { awardedOn: '2024-05-21' });
  const bill = billOf(story);
  t.same(told(bill), ['due', 400_000, 'absorbed', 'entitled']);
  t.match(bill, { entitledFen: 50_000_000, paidFen: 10_000_000, recoveredFen: 0 });
  t.same(bill.payable, { honourIds: [idOf(3)], absorbed: [idOf(1)], amountFen: 40_000_000 });
  const never = rewardPackWith({ differenceAfterPayment: assumed(false) });
  t.same(told(billOf(story, { pack: never })), ['nothing-due', 0, 'absorbed', 'entitled']);
});

t.test('revocation after payment: the paid is recoverable, the next best due, the net shown', async (t) => {
  const story = new Story()
    .award('provincial-award')
    .award('brand')
    .paid(['@1'], 500_000, { absorbed: ['@2'] });
  story.revoked('@1', 'from-date');
  t.same(told(billOf(story)), ['recoverable', -400_000, 'revoked', 'entitled']);
  t.match(billOf(story), {
    entitledFen: 10_000_000,
    paidFen: 50_000_000,
    lines: [{ decidedBy: idOf(4), paidBy: [idOf(3)] }, {}],
  });
  t.same(
    told(billOf(story, { day: '2024-05-27' })),
    ['nothing-due', 0, 'entitled', 'absorbed'],
    'not yet on the day before',
  );
  story.recovered('@3', 400_000);
  t.same(told(billOf(story)), ['nothing-due', 0, 'revoked', 'entitled']);
  t.match(billOf(story), { recoveredFen: 40_000_000, payments: [{ recoveries: [idOf(5)] }] });
  const keeps = rewardPackWith({ recoverableAfter: assumed(['from-start']) });
  const kept = new Story().award('brand').paid(['@1'], 100_000).revoked('@1', 'from-date');
  t.same(told(billOf(kept, { pack: keeps })), ['nothing-due', 0, 'entitled'], 'as the pack says');
  t.same(told(billOf(kept)), ['recoverable', -100_000, 'revoked']);
  const unpaid = new Story().award('brand').revoked('@1', 'from-date');
  t.same(told(billOf(unpaid, { pack: keeps })), ['nothing-due', 0, 'revoked'], 'before payment any effect ends it');
  const start = new Story().award('brand').paid(['@1'], 100_000).revoked('@1', 'from-start');
  t.same(told(billOf(start, { pack: keeps })), ['recoverable', -100_000, 'revoked']);
});

t.test('a payment whose honour was recorded in error is recoverable', async (t) => {
  const story = new Story().award('brand').paid(['@1'], 100_000, { year: 2024 });
  story.given('VoidRecord', { target: '@1', documentNo: '示更〔2024〕1号' });
  t.same(told(billOf(story)), ['recoverable', -100_000]);
});

t.test('a payment belongs to the year of its honours, whatever year it states', async (t) => {
  const story = new Story().award('brand', { awardedOn: '2023-12-20' }).paid(['@1'], 100_000, { year: 2024 });
  t.same(told(billOf(story, { year: 2023 })), ['nothing-due', 0, 'entitled']);
  t.same(told(billOf(story)), ['nothing-due', 0]);
  const mixed = new Story().award('brand', { awardedOn: '2023-12-20' }).award('provincial-award');
  mixed.paid(['@1', '@2'], 600_000);
  t.same(told(billOf(mixed)), ['nothing-due', 0, 'one-off'], 'one that pays two years pays neither again');
});

t.test('nominees get nothing, nor does an honour for which no bonus is set', async (t) => {
  const story = new Story().award('provincial-award', { class: 'nominee' }).award('title').award('unheard-of');
  t.same(told(billOf(story)), ['nothing-due', 0, 'nominee', 'no-bonus', 'no-bonus']);
});

t.test('a ground on the day of the award cancels the bonus, with clause and quotation', async (t) => {
  const story = new Story().blacklisted('2023-01-01', '2023-06-01').award('brand');
  const [line] = billOf(story, { day: '2025-07-01' }).lines;
  t.match(line, {
    standing: 'cancelled',
    grounds: [
      {
        clause: '第六条（一）',
        quote: '列入失信名单的，取消奖励资格',
        outcome: 'fail',
        testedOn: 'awarded-on',
        on: '2024-03-01',
        grounds: [{ reason: 'on-record', eventId: idOf(1) }],
      },
    ],
  });
  t.equal(line?.grounds.length, 1, 'on the day asked about the window is over');
  t.same(told(billOf(story)), ['nothing-due', 0, 'cancelled']);
});

t.test('the window ends on its day, also at the end of February', async (t) => {
  const onDay = (awardedOn: string, off: string) => {
    const story = new Story().blacklisted('2020-01-01', off).award('brand', { awardedOn });
    return billOf(story, { year: Number(awardedOn.slice(0, 4)), day: '2024-06-01' }).lines[0]?.standing;
  };
  t.equal(onDay('2024-02-29', '2022-03-02'), 'cancelled', 'off on 2 March 2022: the last day listed is in the window');
  t.equal(onDay('2024-02-29', '2022-03-01'), 'entitled', 'the window begins after 28 February');
  t.equal(onDay('2024-03-01', '2022-03-01'), 'entitled');
});

t.test('the grounds are tested again on the day of payment, or on the day asked about while unpaid', async (t) => {
  const story = new Story().award('brand').blacklisted('2024-05-10', '2024-05-15');
  t.same(told(billOf(story, { day: '2024-05-09' })), ['due', 100_000, 'entitled']);
  t.match(billOf(story).lines[0], { standing: 'cancelled', grounds: [{ testedOn: 'paid-on', on: '2024-06-01' }] });
  const once = rewardPackWith({ testedOn: assumed(['awarded-on']) });
  t.same(told(billOf(story, { pack: once })), ['due', 100_000, 'entitled'], 'as the pack says');
  const before = new Story().award('brand').paid(['@1'], 100_000, { paidOn: '2024-05-09' });
  before.blacklisted('2024-05-10', '2027-05-10');
  t.same(told(billOf(before)), ['nothing-due', 0, 'entitled'], 'what comes after the payment cancels nothing');
  const late = new Story().award('brand').paid(['@1'], 100_000, { paidOn: '2024-05-20' });
  late.blacklisted('2024-05-10', '2027-05-10');
  t.same(told(billOf(late)), ['recoverable', -100_000, 'cancelled'], 'a ground reported late makes it recoverable');
  t.match(billOf(late).lines[0]?.grounds, [{ testedOn: 'paid-on', on: '2024-05-20' }]);
});

t.test('what nobody can tell waits for people, unless a certain honour ranks above it', async (t) => {
  const incident = (story: Story, grade: string) =>
    story
      .given('RecordIncident', { occurredOn: '2024-02-01', reportedOn: '2024-02-01' })
      .given('DetermineLiability', { target: `@${story.recorded.length}`, grade, determinedOn: '2024-02-20' });
  const larger = incident(new Story(), 'larger').award('brand');
  t.same(told(billOf(larger)), ['needs-review', null, 'ground-unclear']);
  t.match(billOf(larger).lines[0]?.grounds, [{ clause: '第六条（二）', outcome: 'cannot-tell' }, {}]);
  t.same(billOf(larger).payable?.amountFen, 10_000_000, 'whoever pays decides it in favour');
  t.same(told(billOf(incident(new Story(), 'serious').award('brand'))), ['nothing-due', 0, 'cancelled']);
  const awardedOnly = rewardPackWith({ testedOn: assumed(['awarded-on']) });
  const certain = incident(new Story().award('provincial-award', { awardedOn: '2024-01-10' }), 'larger').award('brand');
  t.same(told(billOf(certain, { pack: awardedOnly })), ['due', 500_000, 'entitled', 'absorbed']);
  const doubtful = incident(new Story().award('brand', { awardedOn: '2024-01-10' }), 'larger').award(
    'provincial-award',
  );
  t.same(told(billOf(doubtful, { pack: awardedOnly })), ['needs-review', null, 'waits', 'ground-unclear']);
});

t.test('a day printed in part that straddles a bound cannot tell', async (t) => {
  const story = new Story().blacklisted('2024-03-10', '2024-03-20').award('brand', { awardedOn: '2024-03' });
  const awardedOnly = rewardPackWith({ testedOn: assumed(['awarded-on']) });
  t.match(billOf(story, { pack: awardedOnly }).lines[0], {
    standing: 'ground-unclear',
    grounds: [{ on: '2024-03', outcome: 'cannot-tell', grounds: [{ reason: 'straddles-bound', eventId: idOf(1) }] }],
  });
  const whole = new Story().blacklisted('2024-01-10', '2024-01-20').award('brand', { awardedOn: '2024-03' });
  t.equal(billOf(whole, { pack: awardedOnly }).lines[0]?.standing, 'cancelled', 'listed on every day it may mean');
});

t.test('where nobody has reported, nothing on record passes nothing', async (t) => {
  const story = new Story().award('brand');
  t.match(billOf(story, { pack: reportedPack }).lines[0], {
    standing: 'ground-unclear',
    grounds: [{ grounds: [{ reason: 'no-source' }] }, {}],
  });
});

t.test('what stood against one unit before a merger cancels no bonus of the other', async (t) => {
  const absorbed = new Story(B, 100).given('RegisterEnterprise');
  absorbed.blacklisted('2023-06-01', '2023-09-01').award('brand', { awardedOn: '2024-02-01' });
  const story = new Story().given('RegisterEnterprise').award('provincial-award').paid(['@2'], 500_000);
  absorbed.given('SucceedEnterprise', { by: A, succession: 'restructuring', on: '2024-05-25' });
  const before = told(billOf(story));
  story.absorb(absorbed);
  t.same(before, ['nothing-due', 0, 'entitled']);
  t.same(told(billOf(story)), ['nothing-due', 0, 'entitled', 'cancelled'], 'but that of its own is cancelled');
  const later = new Story().given('RegisterEnterprise').award('provincial-award');
  later.absorb(absorbed);
  t.same(
    told(billOf(later)),
    ['nothing-due', 0, 'cancelled', 'cancelled'],
    'unpaid, it is tested on the day asked about',
  );
});

t.test('an absorption cleans nothing of what stood against the unit that was absorbed', async (t) => {
  const [first, second] = [new Story(C, 200), new Story(B, 100)].map((each) => each.given('RegisterEnterprise'));
  if (first === undefined || second === undefined) throw new Error('two were told');
  first.blacklisted('2023-06-01', '2023-09-01');
  first.given('SucceedEnterprise', { by: B, succession: 'code-change', on: '2023-10-01' });
  second.absorb(first);
  second.given('AwardHonour', { ...award('provincial-award'), documentNo: '示〔2024〕7号' });
  t.same(told(billOf(second)), ['nothing-due', 0, 'cancelled']);
  second.given('SucceedEnterprise', { by: A, succession: 'absorption', on: '2024-05-01' });
  const last = new Story().given('RegisterEnterprise');
  last.absorb(second);
  t.same(told(billOf(last)), ['nothing-due', 0, 'cancelled']);
  const listed = new Story(B, 100).given('RegisterEnterprise').blacklisted('2024-03-10', '2024-04-01');
  listed.award('provincial-award', { awardedOn: '2024-03' });
  listed.given('SucceedEnterprise', { by: A, succession: 'absorption', on: '2024-05-25' });
  const heir = new Story().given('RegisterEnterprise');
  heir.absorb(listed);
  t.same(told(billOf(heir)), ['needs-review', null, 'ground-unclear'], 'in that month the listing began');
});

t.test('a division is asked about under whatever code the unit goes on', async (t) => {
  const parent = new Story(B, 100).given('RegisterEnterprise');
  parent
    .given('SucceedEnterprise', { by: C, succession: 'division', on: '2024-01-01' })
    .given('AwardHonour', award('provincial-award'));
  parent.given('SucceedEnterprise', {
    by: A,
    succession: 'code-change',
    on: '2024-05-01',
    documentNo: '示〔2024〕9号',
  });
  const story = new Story().given('RegisterEnterprise');
  story.absorb(parent);
  t.same(told(billOf(story)), ['needs-review', null, 'ground-unclear']);
});

t.test('a divided unit is for people to say', async (t) => {
  const story = new Story().given('RegisterEnterprise').award('brand');
  story.successorRoot = B;
  story.given('SucceedEnterprise', { by: B, succession: 'division' });
  t.same(told(billOf(story)), ['needs-review', null, 'ground-unclear']);
});

/** Executes commands on the samples of their events, with the fields of the test. */
function executor({ commands, rim }: TestRegistry) {
  return async (uscc: string, type: CommandType, fields: object = {}): Promise<string> => {
    const registration = type === 'RegisterEnterprise' ? { uscc, division: '999999' } : {};
    const data = { ...samples[enterpriseCommands[type].event], ...registration, ...fields };
    const command = pairedCommand(type, enterpriseCommands[type].schema.parse(data));
    const result = await commands.execute({ uscc, command, actor: bureau, correlationId: rim.newId() });
    return result.outcome === 'recorded' ? (result.events[0]?.eventId ?? '') : result.event.eventId;
  };
}

const acting = ({ rim }: TestRegistry) => ({ actor: registryActor, correlationId: rim.newId() });

const award = (programme: string, fields: object = {}) => ({
  programme,
  documentNo: `示${programme}〔2024〕1号`,
  programmeYear: undefined,
  validUntil: undefined,
  awardedOn: '2024-03-01',
  subject: subjectOf(programme),
  ...fields,
});

const payment = (honourIds: readonly string[], yuan: number, fields: object = {}) => ({
  honourIds,
  absorbed: [],
  amountFen: yuan * 100,
  paidOn: '2024-05-20',
  year: 2024,
  ...fields,
});

t.test('a payment is recorded if it says what the bill says, and refused otherwise', async (t) => {
  const registry = await openRegistry(t);
  const execute = executor(registry);
  await registry.policies.adopt(rewardPack, acting(registry));
  const brand = await execute(A, 'AwardHonour', award('brand'));
  const higher = await execute(A, 'AwardHonour', award('provincial-award', { awardedOn: '2024-03-02' }));
  const pay = (honours: readonly string[], yuan: number, fields: object = {}) =>
    execute(A, 'PayReward', payment(honours, yuan, { absorbed: [brand], ...fields }));
  const differs = (field: string) => ({ code: 'REWARD_DIFFERS_FROM_BILL', details: { field } });
  await t.rejects(pay([brand], 100_000), differs('honourIds'), 'an absorbed honour');
  await t.rejects(pay([higher], 500_000, { absorbed: [] }), differs('absorbed'));
  await t.rejects(pay([higher], 600_000), differs('amountFen'));
  await t.rejects(pay([higher], 500_000, { year: 2023 }), differs('honourIds'), 'another year');
  const paid = await pay([higher], 500_000);
  t.equal(await pay([higher], 500_000), paid, 'the same document is already recorded');
  const second = { documentNo: '示财〔2024〕2号' };
  const alreadyPaid = { code: 'REWARD_ALREADY_PAID', details: { eventId: paid } };
  await t.rejects(pay([higher], 500_000, second), alreadyPaid);
  await t.rejects(pay([brand], 100_000, { ...second, absorbed: [] }), alreadyPaid, 'nor for another honour');
  await t.rejects(pay([higher], 500_000, { ...second, paidOn: '2024-05-01' }), alreadyPaid, 'nor on an earlier day');
  const national = await execute(A, 'AwardHonour', award('national-award', { awardedOn: '2024-05-21' }));
  const both = { ...second, absorbed: [brand, higher], paidOn: '2024-05-25' };
  await t.rejects(pay([national], 1_000_000, both), differs('amountFen'), 'only the difference');
  await pay([national], 500_000, both);
  await t.rejects(pay([national], 500_000, { ...both, documentNo: '示财〔2024〕3号' }), {
    code: 'REWARD_ALREADY_PAID',
  });
});

t.test('of two processes that pay in the same moment one pays', async (t) => {
  const registry = await openRegistry(t);
  const rivals = { ...registry, commands: new EnterpriseCommands(registry.log, registry.rim) };
  await registry.policies.adopt(rewardPack, acting(registry));
  const brand = await executor(registry)(A, 'AwardHonour', award('brand'));
  const results = await Promise.allSettled([
    executor(registry)(A, 'PayReward', payment([brand], 100_000)),
    executor(rivals)(A, 'PayReward', payment([brand], 100_000, { documentNo: '示财〔2024〕2号' })),
  ]);
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
  t.same(refusals, ['REWARD_ALREADY_PAID']);
});

t.test('a payment is refused while a ground stands, with the clause, and an honour never is', async (t) => {
  const registry = await openRegistry(t);
  const execute = executor(registry);
  await registry.policies.adopt(rewardPack, acting(registry));
  const listing = await execute(A, 'BlacklistEnterprise', { linkedDecision: undefined, listedOn: '2024-05-01' });
  const brand = await execute(A, 'AwardHonour', award('brand'));
  await t.rejects(execute(A, 'PayReward', payment([brand], 100_000)), {
    code: 'ENTERPRISE_DISQUALIFIED',
    details: { clause: '第六条（一）：列入失信名单的，取消奖励资格', eventId: listing },
  });
  const before = execute(A, 'PayReward', payment([brand], 100_000, { paidOn: '2024-04-30' }));
  await t.resolves(before, 'on a day before the ground it may be paid');
  const mayor = await execute(B, 'AwardHonour', award('mayor-award'));
  await t.rejects(
    execute(B, 'PayReward', payment([mayor], 1)),
    { code: 'REWARD_DIFFERS_FROM_BILL' },
    'an unknown amount',
  );
  await execute(B, 'DetermineReward', { honourIds: [mayor], amountFen: 100 });
  await execute(B, 'PayReward', payment([mayor], 1));
});

t.test('an annulled or repaired ground cancels nothing, and without rules nothing is refused', async (t) => {
  const registry = await openRegistry(t);
  const execute = executor(registry);
  const brand = await execute(A, 'AwardHonour', award('brand'));
  await execute(A, 'PayReward', payment([brand], 7));
  await registry.policies.adopt(rewardPack, acting(registry));
  const other = await execute(B, 'AwardHonour', award('brand'));
  const listing = await execute(B, 'BlacklistEnterprise', { linkedDecision: undefined, listedOn: '2024-05-01' });
  await t.rejects(execute(B, 'PayReward', payment([other], 100_000)), { code: 'ENTERPRISE_DISQUALIFIED' });
  await execute(B, 'LiftBlacklisting', { target: listing, on: '2024-05-25', reason: 'annulled' });
  await execute(B, 'PayReward', payment([other], 100_000));
});

async function year(server: TestServer, of: number, ask: Ask, query = '') {
  if (!(await server.readModels.waitFor(server.log.head().position, 20_000)))
    throw new Error('the read models stay behind');
  return server.ask(`/v1/rewards/${of}?${query}`, ask);
}

t.test('over HTTP', async (t) => {
  const server = await startServer(t);
  const execute = executor(server);
  const key = await server.keyOf('scjg', 'screen');

  t.test('GET /v1/rewards/{year}: every unit, honour by honour, with totals and the axes', async (t) => {
    t.match(
      await year(server, 2024, { key }),
      { status: 422, json: { code: 'RULE_VERSION_UNKNOWN' } },
      'no pack, no list',
    );
    const { reference } = await server.policies.adopt(rewardPack, acting(server));
    for (const uscc of [A, B, C]) await execute(uscc, 'RegisterEnterprise', { name: '=示例有限公司' });
    const brand = await execute(A, 'AwardHonour', award('brand'));
    const known = server.log.head().position;
    await execute(A, 'AwardHonour', award('provincial-award'));
    await execute(B, 'BlacklistEnterprise', { linkedDecision: undefined, listedOn: '2024-05-01' });
    await execute(B, 'AwardHonour', award('brand'));
    await execute(C, 'AwardHonour', award('mayor-award'));
    await execute(fictionalUscc(4), 'AwardHonour', award('title'));
    await execute(fictionalUscc(5), 'AwardHonour', award('brand', { awardedOn: '2023-03-01' }));

    const answer = await year(server, 2024, { key });
    t.same(rewardsAnswer.parse(answer.json), answer.json, 'as documented');
    t.same(answer.json.axes, { validAt: '2024-06-01', knownAt: server.log.head().position, ruleVersion: reference });
    t.same(
      answer.json.bills.map((bill: RewardBill) => [
        bill.uscc,
        bill.outcome,
        bill.lines.map(({ standing }) => standing),
      ]),
      [
        [A, 'due', ['absorbed', 'entitled']],
        [B, 'nothing-due', ['cancelled']],
        [C, 'needs-review', ['amount-unknown']],
      ],
    );
    const sums = { entitledFen: 50_000_000, paidFen: 0, recoveredFen: 0, dueFen: 50_000_000, recoverableFen: 0 };
    t.same(answer.json.totals, {
      all: { units: 3, needsReview: 1, ...sums },
      divisions: [{ id: '999999', zh: '示例区', en: 'Shili district', units: 3, needsReview: 1, ...sums }],
      families: [
        {
          id: 'management',
          zh: '质量管理奖',
          en: 'management',
          honours: 2,
          entitled: 1,
          open: 1,
          entitledFen: 50_000_000,
        },
        { id: 'product', zh: '产品质量奖', en: 'product', honours: 2, entitled: 0, open: 0, entitledFen: 0 },
      ],
      departments: [
        { id: 'scjg', zh: '示例市市场监督管理局', en: 'bureau', honours: 2, entitled: 0, open: 0, entitledFen: 0 },
        { id: null, zh: null, en: null, honours: 2, entitled: 1, open: 1, entitledFen: 50_000_000 },
      ],
    });

    const earlier = (await year(server, 2024, { key }, `knownAt=${known}`)).json;
    t.match(earlier, {
      axes: { knownAt: known },
      bills: [{ uscc: A, netFen: 10_000_000, lines: [{ eventId: brand }] }],
    });
    t.match((await year(server, 2024, { key }, 'validAt=2024-02-29')).json, {
      axes: { validAt: '2024-02-29' },
      bills: [],
    });
    t.match(await year(server, 2024, {}), { status: 401, json: { code: 'KEY_REQUIRED' } });
    t.match(await year(server, 2024, { key: await server.keyOf('scjg', 'read:lookback') }), { status: 403 });
    t.match(await year(server, 2024, { key: await server.keyOf('scjg', 'admin') }), { status: 200 });
    t.match(await year(server, 1234, { key }), { status: 400, json: { errors: [{ field: 'year' }] } });

    t.test('the same as a workbook and as CSV, with reasons in Chinese', async (t) => {
      const authorization = { authorization: `Bearer ${key}` };
      const xlsx = await fetch(`${server.address}/v1/rewards/2024?format=xlsx`, { headers: authorization });
      const [sheet] = await readXlsxFile(Buffer.from(await xlsx.arrayBuffer()));
      const [heading = [], ...rows] = sheet?.data ?? [];
      const cells = (...names: readonly string[]) =>
        rows.map((row) => names.map((name) => row[heading.indexOf(name)] ?? null));
      t.same(cells('企业名称', '所属县区', '荣誉'), [
        ['=示例有限公司', '示例区', '河南省省长质量奖'],
        ['=示例有限公司', '示例区', '河南省省长质量奖'],
        ['=示例有限公司', '示例区', '河南省省长质量奖'],
        ['=示例有限公司', '示例区', '河南省省长质量奖'],
      ]);
      t.same(cells('奖励标准（元）', '认定', '年度结论', '应拨付（元）'), [
        ['100000.00', '不重复奖励，已按最高奖项奖励', '应拨付', '500000.00'],
        ['500000.00', '应予奖励', '应拨付', '500000.00'],
        ['100000.00', '取消奖励资格', '无应拨付', '0.00'],
        ['《示例市质量奖励办法》', '奖励金额尚未核定', '需人工复核', '待定'],
      ]);
      t.same(cells('理由')[2], ['第六条（一） “列入失信名单的，取消奖励资格”（拨付日 2024-06-01：有在案记录）']);
      const csv = await server.ask('/v1/rewards/2024?format=csv', { key });
      t.match(csv.text, /,'=示例有限公司,/, 'formulas are defused');
      t.equal(csv.text.trim().split('\n').length, 5);
    });
  });

  t.test('the payee is the unit that exists now, with what its predecessors won and were paid', async (t) => {
    const [A, B] = [fictionalUscc(11), fictionalUscc(12)];
    for (const uscc of [A, B]) await execute(uscc, 'RegisterEnterprise', { name: `示例${uscc.slice(-2)}有限公司` });
    const brand = await execute(A, 'AwardHonour', award('brand', { awardedOn: '2022-03-01' }));
    const paid = await execute(A, 'PayReward', payment([brand], 100_000, { year: 2022 }));
    const before = server.log.head().position;
    await execute(A, 'SucceedEnterprise', { by: B, succession: 'absorption', on: '2024-05-22' });
    const higher = await execute(B, 'AwardHonour', award('provincial-award', { awardedOn: '2022-05-23' }));
    const { bills } = (await year(server, 2022, { key })).json;
    t.same(
      bills.map(({ uscc, netFen }: { uscc: string; netFen: number }) => [uscc, netFen]),
      [[B, 40_000_000]],
    );
    t.match(bills[0].payments, [{ eventId: paid }]);
    const earlier = (await year(server, 2022, { key }, `knownAt=${before}`)).json;
    t.same(
      earlier.bills.map(({ uscc, netFen }: { uscc: string; netFen: number }) => [uscc, netFen]),
      [[A, 0]],
      'as it was known before the succession',
    );
    const second = { year: 2022, absorbed: [brand], paidOn: '2024-05-30', documentNo: '示财〔2024〕2号' };
    await t.rejects(execute(A, 'PayReward', payment([brand], 100_000, second)), { code: 'ENTERPRISE_SUCCEEDED' });
    await t.rejects(execute(B, 'PayReward', payment([higher], 500_000, second)), {
      code: 'REWARD_DIFFERS_FROM_BILL',
      details: { field: 'amountFen' },
    });
    await execute(B, 'PayReward', payment([higher], 400_000, second));
  });

  t.test('many units are answered page after page, each once, with those whose honour was withdrawn', async (t) => {
    const A = fictionalUscc(13);
    const usccs = Array.from({ length: 45 }, (_, index) => fictionalUscc(100 + index)).sort();
    for (const uscc of usccs) await execute(uscc, 'AwardHonour', award('brand', { awardedOn: '2021-03-01' }));
    const honour = await execute(A, 'AwardHonour', award('brand', { awardedOn: '2021-03-01' }));
    await execute(A, 'PayReward', payment([honour], 100_000, { year: 2021 }));
    await execute(A, 'VoidRecord', { target: honour, documentNo: '示更〔2024〕1号' });
    const { bills, totals } = (await year(server, 2021, { key })).json;
    t.same(
      bills.map(({ uscc }: { uscc: string }) => uscc),
      [A, ...usccs].sort(),
    );
    t.match(totals.all, { units: 46, dueFen: 45 * 10_000_000, recoverableFen: 10_000_000 });
    const withdrawn = bills.find(({ uscc }: { uscc: string }) => uscc === A);
    t.match(withdrawn, { outcome: 'recoverable', lines: [] });
    const csv = await server.ask('/v1/rewards/2021?format=csv', { key });
    t.match(csv.text, /已拨付，所依据的荣誉已撤下/);
  });

  t.test('a rule that changes within the year, and the version that pins the old one', async (t) => {
    const { reference } = await server.policies.adopt(rewardPack, acting(server));
    const later = { ...rewardPackWith({ testedOn: assumed(['awarded-on']) }), from: '2024-06-10' };
    const changed = await server.policies.adopt(later, acting(server));
    const A = fictionalUscc(14);
    await execute(A, 'AwardHonour', award('brand', { awardedOn: '2020-03-01' }));
    await execute(A, 'BlacklistEnterprise', { linkedDecision: undefined, listedOn: '2024-05-01' });
    await recordDay({ date: '2024-06-10', confirmed: false }, server.log, server.rim);
    const net = async (query: string) => {
      const { bills, axes } = (await year(server, 2020, { key }, query)).json;
      return [axes.validAt, axes.ruleVersion, bills.map((bill: RewardBill) => bill.netFen)];
    };
    t.same(await net(''), ['2024-06-10', changed.reference, [10_000_000]]);
    t.same(await net('validAt=2024-06-09'), ['2024-06-09', reference, [0]]);
    t.same(await net(`ruleVersion=${reference}`), ['2024-06-10', reference, [0]]);
  });
});
