import { canonicalJson } from '../../schemas/canonical.js';
import type { Fact } from '../../schemas/events.js';
import { normaliseKeyPart, recordKey } from '../../schemas/record-key.js';
import type { FollowUpType, RecordType } from './enterprise.js';

/** A fact that came in with a document 文书. */
export type DocumentFact = Fact<RecordType | FollowUpType>;

/**
 * 记录键: what makes two reports the same fact of one enterprise: the event type, the number of the document, the
 * authority, and what tells items of one document apart. Without a number it is the content.
 */
export function recordKeyOf(fact: DocumentFact): string {
  if (fact.type === 'EnterpriseRegistered') return fact.type;
  const { authority, source } = fact.data;
  const printed = printedNumber(fact);
  return recordKey({
    type: fact.type,
    documentNo: printed?.number,
    authority: printed?.by ?? authority?.name,
    department: source.department,
    items: itemsOf(fact).map((item) => (item === undefined ? '' : String(item))),
    content: () => contentOf(fact),
  });
}

/** Equal content: the same canonical data, whoever reported it and whatever it replaced. */
export function sameContent(one: DocumentFact, other: DocumentFact): boolean {
  return one.type === other.type && contentOf(one) === contentOf(other);
}

/** Typography of a number or an authority is no content: 〔2024〕 and (2024) are the same document. */
function contentOf(fact: DocumentFact): string {
  const { source: _source, replaces: _replaces, documentNo, authority, ...content } = fact.data;
  return canonicalJson({
    ...content,
    ...(documentNo === undefined ? {} : { documentNo: normaliseKeyPart(documentNo) }),
    ...(authority === undefined ? {} : { authority: { ...authority, name: normaliseKeyPart(authority.name) } }),
  });
}

/** The number a document goes by: its 文号, else the number that its kind carries, with who gave it. */
function printedNumber(fact: DocumentFact): { number: string; by?: string | undefined } | undefined {
  const own = fact.data.documentNo;
  if (own !== undefined) return { number: own };
  if (fact.type === 'CertificateIssued') return { number: fact.data.certificateNo, by: fact.data.body };
  if (fact.type === 'PetitionFindingRecorded') return { number: fact.data.decisionNo };
  if (fact.type === 'MeasureApplied') return { number: fact.data.measureId, by: fact.data.department };
  if (fact.type === 'RewardPaid') return { number: fact.data.voucherNo };
  if (fact.type === 'InspectionRecorded' && fact.data.reportNo !== undefined) return { number: fact.data.reportNo };
  return undefined;
}

/** What tells the items of one document apart; other kinds have one item a document. */
function itemsOf(fact: DocumentFact): readonly (string | number | undefined)[] {
  if (fact.type === 'HonourAwarded') {
    const { programme, programmeYear, subject } = fact.data;
    return [programme, programmeYear, subject.kind, subject.name];
  }
  if (fact.type === 'CertificateIssued') return [fact.data.certificateNo];
  if (fact.type === 'InspectionRecorded') return [fact.data.product, fact.data.batch];
  if (fact.type === 'EnterpriseBlacklisted') return [fact.data.listKind];
  if (fact.type === 'RewardDetermined') return fact.data.honourIds;
  if (fact.type === 'RewardPaid') return [fact.data.year];
  if (fact.type === 'QualityDutyDeclared') return [fact.data.duty];
  if (fact.type === 'CertificateRenewed') return [fact.data.target, fact.data.from];
  return 'target' in fact.data ? [fact.data.target] : [];
}
