import { addDays } from '../../../schemas/day.js';
import { lastDay, type Story, yearsAfter } from './story.js';

const conducts = [
  ['product-quality', '生产销售不符合国家标准的产品', 'scjg', '安市监罚'],
  ['metrology', '使用未经检定的计量器具', 'scjg', '安市监罚'],
  ['certification', '超出认证范围使用认证标志', 'scjg', '安市监罚'],
  ['environment', '未按规定运行污染防治设施', 'sthj', '安环罚'],
  ['work-safety', '未按规定开展安全教育培训', 'yjgl', '安应急罚'],
] as const;

/** 行政处罚, and everything that can become of one. */
export function violations(story: Story, from: string, count: number): void {
  for (let left = count; left > 0; left -= 1) {
    const decidedOn = story.after(from, 100, 2400);
    const violation = decision(story, decidedOn);
    const known = addDays(decidedOn, 31);
    if (known <= lastDay) aftermath(story, violation, known);
  }
}

function decision(story: Story, decidedOn: string): string {
  const { chance } = story;
  const [type, summary, by, word] = chance.pick(conducts);
  const late = chance.happens(0.06);
  const serious = chance.happens(0.7);
  const amountFen = serious ? chance.between(20, 300) * 1_000_000 : chance.between(5, 190) * 50_000;
  return story.add(story.after(decidedOn, 2, late ? 30 : 7), 'RecordViolation', {
    source: by,
    documentNo: story.number(word, decidedOn),
    decidedOn,
    procedure: 'ordinary',
    conduct: { type, summary },
    legalBasis: ['《中华人民共和国产品质量法》（演示）'],
    penalties: [{ kind: 'fine', amountFen, largeAmount: serious ? 'yes' : 'no' }],
    statedSeverity: serious ? 'serious' : 'general',
    statedPublicUntil: addDays(yearsAfter(decidedOn, serious ? 3 : 1), -1),
  });
}

function aftermath(story: Story, target: string, from: string): void {
  const { chance } = story;
  const fulfilled = story.after(from, 5, 90);
  if (chance.happens(0.85)) story.add(fulfilled, 'FulfilPenalty', { source: 'scjg', target, on: fulfilled });
  const turn = chance.next();
  if (turn < 0.3) repair(story, target, addDays(fulfilled, 100));
  else if (turn < 0.4) review(story, target, addDays(from, 5));
  else if (turn < 0.48) objection(story, target, addDays(from, 10));
}

function repair(story: Story, target: string, from: string): void {
  const on = story.after(from, 0, 200);
  story.add(on, 'ApplyForRepair', { source: 'fgw', target, on });
  const decided = story.after(on, 5, 20);
  if (story.chance.happens(0.15)) {
    story.add(decided, 'RefuseRepair', { source: 'fgw', target, on: decided, reason: '未满最短公示期' });
  } else {
    const scope = story.chance.happens(0.8) ? 'full' : 'publicity';
    story.add(decided, 'RepairCredit', {
      source: 'fgw',
      documentNo: story.number('信修', decided),
      target,
      scope,
      effectiveOn: decided,
    });
  }
}

function review(story: Story, target: string, on: string): void {
  const kind = story.chance.pick(['reconsideration', 'litigation']);
  const opened = story.add(on, 'OpenReview', {
    source: 'scjg',
    target,
    review: kind,
    caseNo: story.number('复', on),
    stayed: story.chance.happens(0.2),
    on,
  });
  if (on > lastDay) return;
  const closed = story.after(on, 40, 150);
  const outcome = story.chance.pick(['upheld', 'upheld', 'upheld', 'withdrawn', 'annulled']);
  story.add(closed, 'CloseReview', { source: 'scjg', target: opened, outcome, on: closed });
}

function objection(story: Story, target: string, on: string): void {
  const filed = story.add(on, 'FileObjection', {
    source: 'scjg',
    target,
    by: 'subject',
    filedOn: on,
    dueOn: addDays(on, 10),
  });
  if (on > lastDay || story.chance.happens(0.1)) return;
  const decided = story.after(on, 3, 10);
  const upheld = story.chance.happens(0.4);
  story.add(decided, 'DecideObjection', {
    source: 'scjg',
    target: filed,
    outcome: upheld ? 'upheld' : 'rejected',
    on: decided,
    ...(upheld ? { remedy: { kind: 'void', reason: '当事人认定有误' } } : {}),
  });
}

/** 失信名单: most are lifted in the end. */
export function listing(story: Story, from: string): void {
  const { chance } = story;
  const listedOn = story.after(from, 300, 2400);
  const [listKind, by] = chance.pick([
    ['judgment-defaulter', 'zyfy'],
    ['serious-violation', 'scjg'],
    ['wage-arrears', 'fgw'],
  ] as const);
  const listed = story.add(story.after(listedOn, 1, 5), 'BlacklistEnterprise', {
    source: by,
    documentNo: story.number('列', listedOn),
    listKind,
    legalBasis: ['市场监督管理严重违法失信名单管理办法（演示）'],
    listedOn,
    scheduledOff: yearsAfter(listedOn, 3),
  });
  const known = addDays(listedOn, 6);
  if (known > lastDay || chance.happens(0.4)) return;
  const on = story.after(known, 200, 800);
  story.add(on, 'LiftBlacklisting', {
    source: by,
    target: listed,
    on,
    reason: chance.pick(['fulfilled', 'early-repair', 'annulled']),
  });
}

/** 责任事故, whose liability is determined months later. */
export function incident(story: Story, from: string): void {
  const { chance } = story;
  const occurredOn = story.after(from, 300, 3400);
  const reported = story.add(addDays(occurredOn, 3), 'RecordIncident', {
    source: 'yjgl',
    documentNo: story.number('事', occurredOn),
    incidentKind: chance.pick(['quality', 'safety', 'environment']),
    occurredOn,
    reportedOn: addDays(occurredOn, 1),
  });
  if (addDays(occurredOn, 3) > lastDay || chance.happens(0.2)) return;
  const determinedOn = story.after(occurredOn, 40, 200);
  story.add(determinedOn, 'DetermineLiability', {
    source: 'yjgl',
    target: reported,
    grade: chance.pick(['ordinary', 'ordinary', 'larger', 'serious']),
    liability: chance.pick(['primary', 'secondary', 'none']),
    determinedOn,
  });
}

/** 违规集体上访: a reference to the decision only. */
export function petition(story: Story, from: string): void {
  const on = story.after(from, 400, 3000);
  story.add(on, 'RecordPetitionFinding', { source: 'fgw', decisionNo: story.number('访', on), determinedOn: on });
}
