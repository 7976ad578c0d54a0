import { addDays } from '../../../schemas/day.js';
import { lastDay, type Story, yearsAfter } from './story.js';

/** What the decree pays for each, in fen; that of the mayor's award is determined by its own regulation. */
const programmes = [
  ['anyang-mayor-quality-award', '安阳市市长质量奖', 30_000_000],
  ['henan-governor-quality-award', '河南省省长质量奖', 50_000_000],
  ['henan-famous-brand-product', '河南省名牌产品', 10_000_000],
  ['henan-quality-product', '河南省优质产品', 5_000_000],
  ['std-industry', '行业标准', 5_000_000],
  ['std-local', '地方标准', 5_000_000],
] as const;

const schemes = [
  'cert-qms',
  'cert-ems',
  'cert-ohs',
  'cert-energy',
  'cert-haccp',
  'cert-organic',
  'cert-green',
] as const;

/** 荣誉与奖励: some stay, some lapse, one in thirty is revoked; the bonus is paid the year after. */
export function honours(story: Story, from: string): void {
  const { chance } = story;
  for (let count = chance.between(0, 3); count > 0; count -= 1) {
    const awardedOn = story.after(from, 200, 3500);
    const [programme, honourName, amountFen] = chance.pick(programmes);
    const received = story.after(awardedOn, 3, chance.happens(0.05) ? 900 : 25);
    const documentNo = story.number('安政质', awardedOn);
    const validUntil = chance.happens(0.6) ? { validUntil: yearsAfter(awardedOn, 3) } : {};
    const isWinner = chance.happens(0.9);
    const honour = story.add(received, 'AwardHonour', {
      source: 'scjg',
      documentNo,
      programme,
      programmeYear: Number(awardedOn.slice(0, 4)),
      honourName,
      subject: { kind: 'organisation' },
      awardedOn,
      ...validUntil,
      class: isWinner ? 'winner' : 'nominee',
    });
    if (received > lastDay) continue;
    if (chance.happens(0.03)) {
      const on = story.after(received, 100, 900);
      story.add(addDays(on, 3), 'RevokeHonour', {
        source: 'scjg',
        target: honour,
        on,
        reason: '申报材料失实',
        effect: 'from-date',
      });
    } else if (chance.happens(0.4)) {
      pay(story, { honour, programme, awardedOn, amountFen, paidOn: story.after(received, 120, 400), isWinner });
    }
  }
}

interface Bonus {
  readonly honour: string;
  readonly programme: (typeof programmes)[number][0];
  readonly awardedOn: string;
  readonly amountFen: number;
  readonly paidOn: string;
  readonly isWinner: boolean;
}

/** 奖金: a nominee gets none; what the mayor's award pays is determined first. */
function pay(story: Story, { honour, programme, awardedOn, amountFen, paidOn, isWinner }: Bonus): void {
  const voucherNo = story.number('安财支', paidOn);
  if (!isWinner) return;
  const paid = { source: 'czj', honourIds: [honour], amountFen } as const;
  if (programme === 'anyang-mayor-quality-award') {
    story.add(paidOn, 'DetermineReward', { ...paid, regulation: '《安阳市市长质量奖管理办法》' });
  }
  const year = Number(awardedOn.slice(0, 4));
  story.add(paidOn, 'PayReward', { ...paid, year, absorbed: [], paidOn, voucherNo });
}

/** 认证: renewed every three years, sometimes suspended, rarely withdrawn. */
export function certificates(story: Story, from: string): void {
  const { chance } = story;
  for (let count = chance.between(0, 2); count > 0; count -= 1) {
    let start = story.after(from, 60, 2500);
    const scheme = chance.pick(schemes);
    const certificateNo = `DEMO-${scheme.slice(5).toUpperCase()}-${story.uscc.slice(8, 16)}-${count}`;
    const certificate = story.add(story.after(start, 2, 20), 'IssueCertificate', {
      source: 'scjg',
      certificateNo,
      scheme,
      scope: '主要产品的设计、生产和服务',
      body: '演示认证有限公司',
      from: start,
      until: addDays(yearsAfter(start, 3), -1),
    });
    const alive = addDays(start, 25);
    if (alive > lastDay) continue;
    if (chance.happens(0.06)) suspension(story, certificate, alive);
    while (chance.happens(0.75) && yearsAfter(start, 3) < lastDay) {
      start = yearsAfter(start, 3);
      story.add(start, 'RenewCertificate', {
        source: 'scjg',
        target: certificate,
        from: start,
        until: addDays(yearsAfter(start, 3), -1),
      });
    }
  }
}

function suspension(story: Story, target: string, from: string): void {
  const on = story.after(from, 100, 600);
  story.add(on, 'SuspendCertificate', { source: 'scjg', target, on, reason: '监督审核未通过' });
  const later = story.after(on, 30, 120);
  if (story.chance.happens(0.7)) story.add(later, 'ReinstateCertificate', { source: 'scjg', target, on: later });
  else story.add(later, 'WithdrawCertificate', { source: 'scjg', target, on: later, reason: '逾期未整改' });
}

/** 监督检查: mostly passed; a failure is followed by rectification and a second inspection. */
export function inspections(story: Story, from: string): void {
  const { chance } = story;
  for (let count = chance.between(2, 9); count > 0; count -= 1) {
    const inspectedOn = story.after(from, 30, 3900);
    const failed = chance.happens(0.09);
    const product = chance.pick(['主导产品', '出厂成品', '原辅材料']);
    const inspection = story.add(story.after(inspectedOn, 5, 30), 'RecordInspection', {
      source: 'scjg',
      level: chance.pick(['municipal', 'provincial', 'county', 'national']),
      inspectedOn,
      reportNo: story.number('检', inspectedOn),
      product,
      batch: inspectedOn.replaceAll('-', ''),
      result: failed ? 'failed' : 'passed',
      ...(failed ? { failedItems: ['理化指标'] } : {}),
    });
    if (failed && addDays(inspectedOn, 30) <= lastDay) rectification(story, inspection, addDays(inspectedOn, 31));
  }
}

function rectification(story: Story, target: string, on: string): void {
  story.add(on, 'OrderRectification', { source: 'scjg', target, on, dueOn: addDays(on, 30) });
  const verified = story.after(on, 20, 60);
  story.add(verified, 'VerifyRectification', { source: 'scjg', target, on: verified, result: 'passed' });
  story.add(story.after(verified, 5, 40), 'RecordInspection', {
    source: 'scjg',
    level: 'municipal',
    inspectedOn: verified,
    reportNo: story.number('复检', verified),
    result: 'passed',
    reinspectionOf: target,
  });
}

/** 质量责任 and the measures of joint reward. */
export function duties(story: Story, from: string): void {
  const { chance } = story;
  if (chance.happens(0.3)) {
    const on = story.after(from, 30, 900);
    story.add(on, 'DeclareQualityDuty', { source: 'scjg', duty: 'chief-quality-officer', from: on });
  }
  if (chance.happens(0.05)) {
    const on = story.after(from, 700, 2500);
    story.add(on, 'ApplyMeasure', {
      source: 'fgw',
      measureId: story.number('励', on),
      measureCode: 'financing-support',
      list: 'joint-reward',
      department: 'fgw',
      basis: '安政〔2017〕25号 四（二）二',
      appliedOn: on,
    });
  }
}
