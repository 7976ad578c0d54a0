import type { z } from 'zod';
import { eventTypes } from '../../../schemas/events.js';
import {
  administrativeLevel,
  conductType,
  honourClass,
  incidentKind,
  jointList,
  listKind,
  penaltyKind,
  qualityDuty,
} from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { Item } from './item.js';
import { yuan } from './money.js';
import type { Names } from './names.js';

/** What tells an item apart: when, until when, what, and the rest in a word. */
export interface Parts {
  readonly day?: string | undefined;
  readonly until?: string | undefined;
  readonly title: Label;
  readonly detail?: Label | undefined;
}

type Reader = (item: Item, names: Names) => Parts;

function reading<Schema extends z.ZodType>(
  { schema }: { readonly schema: Schema },
  parts: (data: z.output<Schema>, names: Names, item: Item) => Parts,
): Reader {
  return (item, names) => parts(schema.parse(item.data), names, item);
}

const printed = (text: string): Label => ({ zh: text, en: text });

/** Labels side by side; what a document does not say is left out. */
function joined(...labels: readonly (Label | undefined)[]): Label | undefined {
  const said = labels.filter((label) => label !== undefined);
  if (said.length === 0) return undefined;
  return { zh: said.map(({ zh }) => zh).join('，'), en: said.map(({ en }) => en).join(', ') };
}

const readers: Readonly<Record<string, Reader>> = {
  HonourAwarded: reading(eventTypes.HonourAwarded, (data, names) => ({
    day: data.awardedOn,
    until: data.validUntil,
    title: data.honourName === undefined ? names.programme(data.programme) : printed(data.honourName),
    detail: joined(
      data.subject.name === undefined ? undefined : printed(data.subject.name),
      data.programmeYear === undefined
        ? undefined
        : { zh: `${data.programmeYear} 年度`, en: `year ${data.programmeYear}` },
      data.class === undefined ? undefined : honourClass.label(data.class),
    ),
  })),
  CertificateIssued: reading(eventTypes.CertificateIssued, (data, names, item) => ({
    day: data.from,
    until: lastUntil(item) ?? data.until,
    title: names.programme(data.scheme),
    detail: joined(printed(data.certificateNo), printed(data.scope)),
  })),
  ViolationRecorded: reading(eventTypes.ViolationRecorded, (data, _names, item) => ({
    day: data.decidedOn,
    until: item.publicity?.until,
    title: printed(data.conduct.summary),
    detail: joined(
      data.conduct.typeText === undefined ? conductType.label(data.conduct.type) : printed(data.conduct.typeText),
      ...data.penalties.map(({ kind, kindText, amountFen }) => penaltyWords(kindText ?? kind, amountFen)),
      item.severity === undefined
        ? undefined
        : { zh: `严重程度：${item.severity.zh}`, en: `severity: ${item.severity.en}` },
    ),
  })),
  EnterpriseBlacklisted: reading(eventTypes.EnterpriseBlacklisted, (data) => ({
    day: data.listedOn,
    until: data.scheduledOff,
    title: data.listKindText === undefined ? listKind.label(data.listKind) : printed(data.listKindText),
    detail: data.legalBasis.length === 0 ? undefined : printed(data.legalBasis.join('；')),
  })),
  IncidentRecorded: reading(eventTypes.IncidentRecorded, (data) => ({
    day: data.occurredOn ?? data.reportedOn,
    title: incidentKind.label(data.incidentKind),
    detail: data.summary === undefined ? undefined : printed(data.summary),
  })),
  PetitionFindingRecorded: reading(eventTypes.PetitionFindingRecorded, (data) => ({
    day: data.determinedOn,
    title: eventTypes.PetitionFindingRecorded.label,
    detail: printed(data.decisionNo),
  })),
  InspectionRecorded: reading(eventTypes.InspectionRecorded, (data) => ({
    day: data.inspectedOn,
    title: data.product === undefined ? eventTypes.InspectionRecorded.label : printed(data.product),
    detail: joined(
      administrativeLevel.label(data.level),
      data.batch === undefined ? undefined : { zh: `批次 ${data.batch}`, en: `batch ${data.batch}` },
      data.failedItems === undefined || data.failedItems.length === 0
        ? undefined
        : { zh: `不合格项目：${data.failedItems.join('、')}`, en: `failed: ${data.failedItems.join(', ')}` },
    ),
  })),
  RewardDetermined: reading(eventTypes.RewardDetermined, (data) => ({
    title: { zh: `核定 ${yuan(data.amountFen)}`, en: `${yuan(data.amountFen)} determined` },
    detail: printed(data.regulation),
  })),
  RewardPaid: reading(eventTypes.RewardPaid, (data) => ({
    day: data.paidOn,
    title: { zh: `拨付 ${yuan(data.amountFen)}`, en: `${yuan(data.amountFen)} paid` },
    detail: { zh: `${data.year} 年度，凭证 ${data.voucherNo}`, en: `year ${data.year}, voucher ${data.voucherNo}` },
  })),
  MeasureApplied: reading(eventTypes.MeasureApplied, (data, names) => ({
    day: data.appliedOn,
    title: jointList.label(data.list),
    detail: joined(printed(data.basis), printed(names.department(data.department))),
  })),
  QualityDutyDeclared: reading(eventTypes.QualityDutyDeclared, (data) => ({
    day: data.from,
    title: qualityDuty.label(data.duty),
  })),
  DisqualificationFound: reading(eventTypes.DisqualificationFound, (data) => ({
    day: data.foundOn,
    until: data.until,
    title: printed(data.summary),
    detail: printed(data.legalBasis.join('；')),
  })),
};

export function partsOf(item: Item, names: Names): Parts {
  return readers[item.type]?.(item, names) ?? { title: item.label };
}

/** 处罚种类 with its amount. */
function penaltyWords(kind: string, amountFen: number | undefined): Label {
  const known = penaltyKind.codes.find((code) => code === kind);
  const label = known === undefined ? printed(kind) : penaltyKind.label(known);
  if (amountFen === undefined) return label;
  return { zh: `${label.zh} ${yuan(amountFen)}`, en: `${label.en} ${yuan(amountFen)}` };
}

/** A certificate that was renewed lasts as long as its last renewal says. */
function lastUntil({ followUps }: Item): string | undefined {
  const renewed = followUps.filter(({ type }) => type === 'CertificateRenewed');
  const until = renewed.at(-1)?.data.until;
  return typeof until === 'string' ? until : undefined;
}
