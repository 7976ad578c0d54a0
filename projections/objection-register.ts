import type { RecordedEvent } from '../schemas/events.js';
import type { FactRecord } from '../src/domain/enterprise.js';
import type { RegisterProjection } from './projection.js';

type Column = 'filed' | 'objector' | 'record' | 'record_type' | 'department';

/** 待处理异议: every objection without a decision, by the day on which it is due, and the department whose record it is about. */
export const objectionRegister = {
  name: 'objection_register',
  edition: 1,
  columns: ['filed', 'objector', 'record', 'record_type', 'department'],
  rows: ({ state }) =>
    [...state.records.values()].flatMap((record) =>
      openObjections(record).map(({ id, data }) => ({
        event_id: id,
        day: data.dueOn ?? null,
        filed: data.filedOn,
        objector: data.by,
        record: record.event.id,
        record_type: record.event.type,
        department: record.event.data.source.department,
      })),
    ),
} as const satisfies RegisterProjection<Column>;

function openObjections({ followUps, voided }: FactRecord): readonly RecordedEvent<'ObjectionFiled'>[] {
  if (voided) return [];
  const decided = new Set(followUps.flatMap((event) => (event.type === 'ObjectionDecided' ? [event.data.target] : [])));
  return followUps.flatMap((event) => (event.type === 'ObjectionFiled' && !decided.has(event.id) ? [event] : []));
}
