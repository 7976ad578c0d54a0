import t from 'tap';
import { commandTypes, enterpriseCommands } from '../schemas/commands.js';
import { recordsOf } from '../src/domain/enterprise.js';
import { recordIndex } from '../src/domain/record-index.js';
import { refusals } from '../src/domain/refusal.js';
import { registrationOn } from '../src/domain/registration.js';
import { statusOn } from '../src/domain/status.js';
import { bureau, EnterpriseSpec, idOf } from './support/enterprise-spec.js';
import { fictionalUscc, pilotUscc } from './support/uscc.js';

const registered = () => new EnterpriseSpec().given('RegisterEnterprise');
const other = { ...bureau, department: 'sthj', name: '示例市生态环境局' };

/** What each command needs before it: as few steps as possible. `@1` is the registration. */
const before: Partial<Record<string, (spec: EnterpriseSpec) => EnterpriseSpec>> = {
  RevokeHonour: (spec) => spec.given('AwardHonour'),
  RenewCertificate: (spec) => spec.given('IssueCertificate'),
  SuspendCertificate: (spec) => spec.given('IssueCertificate'),
  ReinstateCertificate: (spec) => spec.given('IssueCertificate'),
  WithdrawCertificate: (spec) => spec.given('IssueCertificate'),
  CancelCertificate: (spec) => spec.given('IssueCertificate'),
  ModifyViolation: (spec) => spec.given('RecordViolation'),
  AnnulViolation: (spec) => spec.given('RecordViolation'),
  FulfilPenalty: (spec) => spec.given('RecordViolation'),
  ApplyForRepair: (spec) => spec.given('RecordViolation'),
  RefuseRepair: (spec) => spec.given('RecordViolation'),
  RepairCredit: (spec) => spec.given('RecordViolation'),
  OpenReview: (spec) => spec.given('RecordViolation'),
  BlacklistEnterprise: (spec) => spec.given('RecordViolation'),
  LiftBlacklisting: (spec) => spec.given('BlacklistEnterprise', { linkedDecision: undefined }),
  DetermineLiability: (spec) => spec.given('RecordIncident'),
  OrderRectification: (spec) => spec.given('RecordInspection'),
  VerifyRectification: (spec) => spec.given('RecordInspection'),
  FileObjection: (spec) => spec.given('RecordViolation'),
  VoidRecord: (spec) => spec.given('RecordViolation'),
  DetermineReward: (spec) => spec.given('AwardHonour'),
  PayReward: (spec) => spec.given('AwardHonour'),
  RecoverReward: (spec) => spec.given('PayReward', { honourIds: [] }),
  LiftMeasure: (spec) => spec.given('ApplyMeasure'),
};

const about = { target: '@2', linkedDecision: '@2', honourIds: ['@2'] };

t.test('every command records its event, once', async (t) => {
  for (const type of commandTypes) {
    if (['RegisterEnterprise', 'CloseReview', 'DecideObjection', 'RecoverReward'].includes(type)) continue;
    const spec = (before[type] ?? ((given) => given))(registered());
    const shape = Object.keys(enterpriseCommands[type].schema.shape);
    const fields = Object.fromEntries(Object.entries(about).filter(([field]) => shape.includes(field)));
    t.same(spec.when(type, fields), { records: [enterpriseCommands[type].event] }, `${type} is recorded`);
    t.same(spec.when(type, fields), { already: idOf(spec.recorded.length) }, `${type} again is known`);
  }
  const spec = new EnterpriseSpec();
  t.same(spec.when('RegisterEnterprise'), { records: ['EnterpriseRegistered'] });
  t.same(spec.when('RegisterEnterprise'), { already: idOf(1) });
});

t.test('a registration', async (t) => {
  t.same(registered().when('RegisterEnterprise', { name: '示例他名有限公司' }), {
    refused: 'ENTERPRISE_ALREADY_REGISTERED',
  });
  t.same(new EnterpriseSpec().when('RegisterEnterprise', { uscc: fictionalUscc(3) }), { refused: 'USCC_MISMATCH' });
  t.same(new EnterpriseSpec().when('RenameEnterprise'), { refused: 'ENTERPRISE_NOT_REGISTERED' });
  t.same(new EnterpriseSpec().when('AwardHonour'), { records: ['HonourAwarded'] }, 'facts need no registration');
  const nothing = { division: undefined, divisionText: undefined };
  t.same(registered().when('ReclassifyEnterprise', nothing), { refused: 'NOTHING_TO_CHANGE' });
});

t.test('a code that breaks GB 32100 needs evidence before anything is recorded under it', async (t) => {
  const pilot = pilotUscc(1);
  t.same(new EnterpriseSpec(pilot).when('AwardHonour'), { refused: 'USCC_EXCEPTION_NEEDS_EVIDENCE' });
  t.same(new EnterpriseSpec(pilot).when('RegisterEnterprise'), { refused: 'USCC_EXCEPTION_NEEDS_EVIDENCE' });
  const spec = new EnterpriseSpec(pilot).given('RegisterEnterprise', {
    exceptionEvidence: '营业执照扫描件 示档2024-7',
  });
  t.same(spec.when('AwardHonour'), { records: ['HonourAwarded'] });
});

t.test('one document is one fact, however it is written', async (t) => {
  const spec = registered().given('RecordViolation', { documentNo: '示市监罚〔2024〕12号' });
  for (const documentNo of ['示市监罚[2024]12号', '示市监罚（２０２４）12号', ' 示市监罚〔2024〕 12号 ']) {
    t.same(spec.when('RecordViolation', { documentNo }), { already: idOf(2) }, documentNo);
  }
  const elsewhere = { documentNo: '示市监罚〔2024〕12号', source: { department: 'scjg', receivedOn: '2024-05-30' } };
  t.same(spec.when('RecordViolation', elsewhere), { already: idOf(2) }, 'who reported it when is no content');
  t.same(spec.when('RecordViolation', { documentNo: '示市监罚〔2024〕13号' }), { records: ['ViolationRecorded'] });
});

t.test('other content under one number is refused, and accepted once the first is voided', async (t) => {
  const spec = registered().given('RecordViolation');
  const corrected = { penalties: [{ kind: 'fine', amountFen: 100, largeAmount: 'no' }] };
  t.same(spec.when('RecordViolation', corrected), { refused: 'RECORD_KEY_TAKEN' });
  spec.given('VoidRecord', { target: '@2' });
  t.same(spec.when('RecordViolation', corrected), { records: ['ViolationRecorded'] });
  const [live] = recordsOf(spec.state, 'ViolationRecorded');
  t.equal(live?.event.data.replaces, idOf(2), 'it names what it replaces');
  t.same(spec.when('RecordViolation', corrected), { already: idOf(4) });
  t.same(spec.when('RecordViolation'), { already: idOf(2) }, 'and what was voided does not come back');
});

t.test('items of one document are told apart', async (t) => {
  const spec = registered().given('AwardHonour');
  t.same(spec.when('AwardHonour', { programme: 'china-quality-award' }), { records: ['HonourAwarded'] });
  t.same(spec.when('AwardHonour', { subject: { kind: 'product', name: '精梳棉纱' } }), { records: ['HonourAwarded'] });
  t.same(spec.when('AwardHonour', { validUntil: '2028-02-25' }), { refused: 'RECORD_KEY_TAKEN' });
});

t.test('without a number the content is the key', async (t) => {
  const spec = registered().given('RecordViolation', { documentNo: undefined });
  t.same(spec.when('RecordViolation', { documentNo: undefined }), { already: idOf(2) });
  const another = { documentNo: undefined, decidedOn: '2024-05-02' };
  t.same(spec.when('RecordViolation', another), { records: ['ViolationRecorded'] });
});

t.test('a target is named by event id or record key, and must be live and of the kind', async (t) => {
  const spec = registered().given('RecordViolation').given('AwardHonour');
  const key = [...recordIndex(spec.state).byKey].find(([, event]) => event.id === idOf(2))?.[0];
  t.equal(key, 'ViolationRecorded|安示字〔2024〕1号|示例市市场监督管理局');
  t.same(spec.when('FulfilPenalty', { target: key }), { records: ['PenaltyFulfilled'] });
  t.equal(spec.state.records.get(idOf(2))?.followUps[0]?.data.target, idOf(2), 'the event holds the id');
  t.same(spec.when('FulfilPenalty', { target: '@3' }), { refused: 'TARGET_KIND_MISMATCH' });
  t.same(spec.when('FulfilPenalty', { target: '@99' }), { refused: 'TARGET_NOT_FOUND' });
  spec.given('VoidRecord', { target: '@2' });
  t.same(spec.when('FulfilPenalty', { target: '@2', on: '2024-05-20' }), { refused: 'TARGET_VOIDED' });
});

t.test('what is final happens once', async (t) => {
  const twice = { documentNo: '示字〔2024〕99号' };
  const spec = registered().given('AwardHonour').given('RevokeHonour', { target: '@2' });
  t.same(spec.when('RevokeHonour', { target: '@2', ...twice }), { refused: 'HONOUR_ALREADY_REVOKED' });
  const certificate = registered().given('IssueCertificate').given('CancelCertificate', { target: '@2' });
  t.same(certificate.when('WithdrawCertificate', { target: '@2', ...twice }), { refused: 'CERTIFICATE_ALREADY_ENDED' });
  const annulled = registered().given('RecordViolation').given('AnnulViolation', { target: '@2' });
  t.same(annulled.when('AnnulViolation', { target: '@2', ...twice }), { refused: 'VIOLATION_ALREADY_ANNULLED' });
  const repaired = registered().given('RecordViolation').given('RepairCredit', { target: '@2', scope: 'publicity' });
  t.same(
    repaired.when('RepairCredit', { target: '@2', ...twice }),
    { records: ['CreditRepaired'] },
    'full after publicity',
  );
  t.same(repaired.when('RepairCredit', { target: '@2', documentNo: '示字〔2024〕98号' }), {
    refused: 'CREDIT_ALREADY_REPAIRED',
  });
  const listed = registered()
    .given('BlacklistEnterprise', { linkedDecision: undefined })
    .given('LiftBlacklisting', { target: '@2' });
  t.same(listed.when('LiftBlacklisting', { target: '@2', ...twice }), { refused: 'BLACKLISTING_ALREADY_LIFTED' });
  const reviewed = registered().given('RecordViolation').given('OpenReview', { target: '@2' });
  t.same(reviewed.when('CloseReview', { target: '@3' }), { records: ['ReviewClosed'] });
  t.same(reviewed.when('CloseReview', { target: '@3', ...twice }), { refused: 'REVIEW_ALREADY_CLOSED' });
});

t.test('a classification is what its changes state, in the order in which they take effect', async (t) => {
  const nothing = { division: undefined, divisionText: undefined, industry: undefined, kind: undefined };
  const unit = registered()
    .given('ReclassifyEnterprise', { ...nothing, division: '410503', on: '2024-05-01' })
    .given('ReclassifyEnterprise', {
      ...nothing,
      documentNo: '示〔2023〕2号',
      division: '410522',
      industry: '食品制造',
      on: '2023-01-01',
    });
  const on = (day: string) => {
    const { division, industry } = registrationOn(unit.state, day);
    return [division, industry];
  };
  t.same(on('2024-04-30'), ['410522', '食品制造']);
  t.same(on('2024-05-01'), ['410503', '食品制造'], 'a move says nothing of the industry');
});

t.test('nothing is paid for an honour before it is awarded', async (t) => {
  const awarded = (on: string) => registered().given('AwardHonour', { awardedOn: on, validUntil: undefined });
  const payment = { honourIds: ['@2'], absorbed: [], paidOn: '2024-04-30' };
  t.same(awarded('2024-05-01').when('PayReward', payment), { refused: 'PAYMENT_BEFORE_AWARD' });
  t.same(awarded('2024-04-30').when('PayReward', payment), { records: ['RewardPaid'] });
  t.same(awarded('2024').when('PayReward', payment), { records: ['RewardPaid'] }, 'who knows');
});

t.test('a renewal that states no beginning goes on from the term before', async (t) => {
  const certified = registered().given('IssueCertificate', { from: '2021-01-01', until: '2023-12-31' });
  certified.given('RenewCertificate', { target: '@2', from: undefined, until: '2026-12-31' });
  const [certificate] = recordsOf(certified.state, 'CertificateIssued');
  t.equal(certificate && statusOn(certificate, '2024-06-01'), 'in-force');
});

t.test('an upheld objection brings its remedy in the same append', async (t) => {
  const objected = () => registered().given('RecordViolation').given('FileObjection', { target: '@2' });
  const upheld = { target: '@3', outcome: 'upheld' };
  const remedies = [
    [{ kind: 'void', reason: '当事人认定有误' }, 'RecordVoided'],
    [{ kind: 'annul', reason: '认定有误' }, 'ViolationAnnulled'],
    [{ kind: 'modify', penalties: [] }, 'ViolationModified'],
  ] as const;
  for (const [remedy, type] of remedies) {
    t.same(objected().when('DecideObjection', { ...upheld, remedy }), { records: ['ObjectionDecided', type] });
  }
  t.same(objected().when('DecideObjection', { target: '@3' }), { records: ['ObjectionDecided'] });
  const decided = objected().given('DecideObjection', { target: '@3' });
  t.same(decided.when('DecideObjection', { target: '@3', documentNo: '示字〔2024〕99号' }), {
    refused: 'OBJECTION_ALREADY_DECIDED',
  });
  const honour = registered().given('AwardHonour').given('FileObjection', { target: '@2' });
  const annul = { ...upheld, remedy: { kind: 'annul', reason: '有误' } };
  t.same(honour.when('DecideObjection', annul), { refused: 'REMEDY_NOT_APPLICABLE' });
  t.throws(() => objected().when('DecideObjection', upheld), /must stand exactly when/);
  t.same(objected().when('DecideObjection', { ...upheld, remedy: { kind: 'modify' } }), {
    refused: 'NOTHING_TO_CHANGE',
  });
  const voided = { ...upheld, target: '@3', remedy: { kind: 'void', reason: '有误' } };
  const successor = successorOf(registered());
  successor.given('FileObjection', { target: idOf(102) });
  t.same(successor.when('DecideObjection', voided), { refused: 'SUCCESSION_CANNOT_BE_VOIDED' });
  const divided = registered().given('SucceedEnterprise', { succession: 'division' });
  divided.given('FileObjection', { target: '@2' });
  t.same(divided.when('DecideObjection', voided), { records: ['ObjectionDecided', 'RecordVoided'] });
});

/** Who has absorbed a unit; the succession has the id of the 102nd event. */
function successorOf({ uscc }: EnterpriseSpec): EnterpriseSpec {
  const sealed = new EnterpriseSpec(uscc, 100).given('RegisterEnterprise');
  const successor = new EnterpriseSpec(fictionalUscc(2)).given('RegisterEnterprise');
  sealed.given('SucceedEnterprise', { by: successor.uscc });
  successor.absorb(sealed);
  return successor;
}

t.test('a succession seals the record and points to the successor', async (t) => {
  const spec = registered();
  t.same(spec.when('SucceedEnterprise', { by: spec.uscc }), { refused: 'SUCCESSION_TO_ITSELF' });
  spec.successorRoot = spec.uscc;
  t.same(spec.when('SucceedEnterprise'), { refused: 'SUCCESSION_CYCLE' });
  spec.successorRoot = fictionalUscc(9);
  t.same(spec.when('SucceedEnterprise'), { refused: 'SUCCESSOR_ALREADY_SUCCEEDED' });
  spec.successorRoot = undefined;
  t.same(spec.when('SucceedEnterprise'), { records: ['EnterpriseSucceeded'] });
  t.same(spec.when('AwardHonour'), { refused: 'ENTERPRISE_SUCCEEDED' });
  t.same(spec.when('SucceedEnterprise'), { already: idOf(2) }, 'what is on record is still known');
  const divided = registered().given('SucceedEnterprise', { succession: 'division' });
  t.same(divided.when('AwardHonour'), { records: ['HonourAwarded'] }, 'a division seals nothing');
  t.same(divided.when('VoidRecord', { target: '@2' }), { records: ['RecordVoided'] });
  t.same(successorOf(spec).when('VoidRecord', { target: idOf(102) }), { refused: 'SUCCESSION_CANNOT_BE_VOIDED' });
});

t.test('days that lie ahead are refused where something is said to have happened', async (t) => {
  t.same(
    registered().when('RecordViolation', {
      decidedOn: '2024-06-02',
      servedOn: undefined,
      statedPublicUntil: undefined,
    }),
    {
      refused: 'DATE_IN_FUTURE',
    },
  );
  t.same(registered().when('RecordViolation', { decidedOn: '2024', servedOn: undefined }), {
    records: ['ViolationRecorded'],
  });
  t.same(registered().when('RecordViolation', { source: { department: 'scjg', receivedOn: '2024-06-02' } }), {
    refused: 'DATE_IN_FUTURE',
  });
  t.same(
    registered().when('RenameEnterprise', { on: '2024-07-01' }),
    { records: ['EnterpriseRenamed'] },
    'an effect may lie ahead',
  );
  t.same(
    registered().when('RecordViolation', { decidedOn: '1998-03' }),
    { records: ['ViolationRecorded'] },
    'backdated facts are welcome',
  );
});

t.test('who may record what', async (t) => {
  const spec = registered().given('RecordViolation');
  spec.actor = other;
  t.same(spec.when('AwardHonour'), { refused: 'SOURCE_NOT_OWN' }, 'only for itself');
  const own = { source: { department: 'sthj', receivedOn: '2024-05-20' } };
  t.same(spec.when('AnnulViolation', { target: '@2', ...own }), { refused: 'RECORD_NOT_OWN' });
  spec.actor = { ...other, name: '示例市市场监督管理局' };
  t.same(
    spec.when('FulfilPenalty', { target: '@2', ...own }),
    { records: ['PenaltyFulfilled'] },
    'the deciding authority may',
  );
  spec.actor = { ...other, scopes: new Set(['record:repair']) };
  t.same(spec.when('RepairCredit', { target: '@2', ...own }), { records: ['CreditRepaired'] }, 'the repair window may');
  t.same(spec.when('FileObjection', { target: '@2', ...own }), { refused: 'RECORD_NOT_OWN' });
  spec.given('ApplyForRepair', { target: '@2', ...own });
  spec.actor = other;
  t.same(spec.when('VoidRecord', { target: '@2', ...own }), { refused: 'RECORD_NOT_OWN' });
  t.same(spec.when('VoidRecord', { target: '@3', ...own }), { records: ['RecordVoided'] }, 'its own follow-up it may');
  spec.actor = { ...other, scopes: new Set(['record:objection']) };
  t.same(spec.when('FileObjection', { target: '@2', ...own }), { records: ['ObjectionFiled'] });
  spec.actor = { ...other, scopes: new Set(['admin']) };
  t.same(spec.when('AnnulViolation', { target: '@2' }), { records: ['ViolationAnnulled'] }, 'an administrator may');
});

t.test('no more is recovered than was paid', async (t) => {
  const spec = registered()
    .given('AwardHonour')
    .given('PayReward', { honourIds: ['@2'], amountFen: 100 });
  t.same(spec.when('RecoverReward', { target: '@3', amountFen: 60 }), { records: ['RewardRecovered'] });
  const more = { target: '@3', amountFen: 41, documentNo: '示字〔2024〕99号' };
  t.same(spec.when('RecoverReward', more), { refused: 'RECOVERY_EXCEEDS_PAYMENT' });
});

t.test('voiding a follow-up undoes it, and what was about it', async (t) => {
  const spec = registered()
    .given('RecordViolation')
    .given('OpenReview', { target: '@2' })
    .given('CloseReview', { target: '@3' });
  spec.given('VoidRecord', { target: '@3' });
  t.same(spec.state.records.get(idOf(2))?.followUps, []);
  t.same(
    spec.when('OpenReview', { target: '@2' }),
    { already: idOf(3) },
    'what was voided does not come back by itself',
  );
  t.same(
    spec.when('OpenReview', { target: '@2', stayed: true }),
    { records: ['ReviewOpened'] },
    'its key is free again',
  );
});

t.test('a void is voided by nobody, and no new fact is about what it took away', async (t) => {
  const spec = registered().given('RecordViolation').given('OpenReview', { target: '@2' });
  spec.given('CloseReview', { target: '@3' }).given('VoidRecord', { target: '@3' });
  const again = { documentNo: '示字〔2024〕99号' };
  t.same(spec.when('VoidRecord', { target: '@5', ...again }), { refused: 'TARGET_KIND_MISMATCH' });
  for (const target of ['@3', '@4']) {
    t.same(spec.when('VoidRecord', { target, ...again }), { refused: 'TARGET_VOIDED' }, 'what went with it, too');
    t.same(spec.when('FileObjection', { target, ...again }), { refused: 'TARGET_VOIDED' });
  }
  t.same(spec.when('CloseReview', { target: '@3', ...again }), { refused: 'TARGET_VOIDED' });
  spec.given('AwardHonour').given('VoidRecord', { target: '@6', ...again });
  t.same(spec.when('PayReward', { honourIds: ['@6'] }), { refused: 'TARGET_VOIDED' });
});

t.test('a correction that comes in again does not undo itself', async (t) => {
  const spec = registered().given('RecordViolation').given('FulfilPenalty', { target: '@2' });
  const target = 'ViolationRecorded|安示字〔2024〕1号|示例市市场监督管理局';
  const corrected = { penalties: [{ kind: 'fine', amountFen: 100, largeAmount: 'no' }] };
  spec.given('VoidRecord', { target });
  t.same(spec.when('VoidRecord', { target }), { already: idOf(4) }, 'before the replacement');
  spec.given('RecordViolation', corrected);
  t.same(spec.when('VoidRecord', { target }), { already: idOf(4) }, 'and after it');
  t.same(spec.when('FulfilPenalty', { target }), { already: idOf(3) }, 'nor is an old follow-up put on the new record');
  t.same(spec.when('RecordViolation', corrected), { already: idOf(5) });
  t.same(spec.when('FulfilPenalty', { target, on: '2024-05-20' }), { records: ['PenaltyFulfilled'] });
  t.same(
    spec.when('VoidRecord', { target, reason: '再次更正' }),
    { records: ['RecordVoided'] },
    'another void is another',
  );
});

t.test('every refusal has a sentence in both languages', async (t) => {
  for (const [code, { en, zh }] of Object.entries(refusals)) {
    t.match(code, /^[A-Z]+(_[A-Z]+)+$/);
    t.ok(en.endsWith('.') && zh.endsWith('。'), code);
  }
});
