import type { EnterpriseEvent, EnterpriseState, FactRecord, FollowUp, RecordType } from '../src/domain/enterprise.js';

/** 审查要件: the records that conditions are asked of, without the texts that none of them reads. */
export const screeningRecords = { name: 'screening_records', edition: 3 } as const;

const unasked: ReadonlySet<RecordType> = new Set<RecordType>([
  'EnterpriseRenamed',
  'RewardDetermined',
  'RewardPaid',
  'MeasureApplied',
  'QualityDutyDeclared',
]);

/** Fields for people; no condition looks at them. */
const texts: ReadonlySet<string> = new Set([
  'documentTitle',
  'documentNo',
  'name',
  'formerNames',
  'legalBasis',
  'remarks',
  'body',
  'failedItems',
  'caseNo',
]);

/** Two fields are texts in some events and codes in others: why a listing was lifted, and how far a repair goes. */
function isText(type: EnterpriseEvent['type'], field: string): boolean {
  if (field === 'reason') return type !== 'BlacklistingLifted';
  if (field === 'scope') return type !== 'CreditRepaired';
  return texts.has(field);
}

/**
 * The records of a state as they are stored: id, type and what is asked of each, in log order. Undefined where nothing
 * may be seen: nobody can tell such a code from one of which nothing was ever recorded.
 */
export function storedRecords({ events, records }: EnterpriseState): string | undefined {
  if (events.length === 0) return undefined;
  const kept = [...records.values()].filter(({ event, voided }) => !voided && !unasked.has(event.type));
  return JSON.stringify(kept.map(slim));
}

function slim({ event, followUps, voided, absorbedFrom }: FactRecord) {
  return { event: slimEvent(event), followUps: followUps.map(slimEvent), voided, absorbedFrom };
}

function slimEvent({ id, type, data }: FactRecord['event'] | FollowUp) {
  const asked = Object.entries(data).filter(([field]) => !isText(type, field));
  return { id, type, data: Object.fromEntries(asked) };
}

/**
 * The stored records again. They are this program's own: a table of another edition is made anew before it is read,
 * so that what lies there has the shape that storedRecords gave it.
 */
export function readRecords(stored: string): ReadonlyMap<string, FactRecord> {
  const parsed: unknown = JSON.parse(stored);
  if (!areRecords(parsed)) throw new Error('the stored records of an enterprise are no records');
  return new Map(parsed.map((record) => [record.event.id, record]));
}

function areRecords(value: unknown): value is readonly FactRecord[] {
  return Array.isArray(value);
}
