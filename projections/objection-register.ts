import type { RecordedEvent } from '../schemas/events.js';
import type { FactRecord } from '../src/domain/enterprise.js';
import { isTheirs } from '../src/domain/holder.js';
import type { RegisterProjection } from './projection.js';

type Column = 'filed' | 'objector' | 'record' | 'record_type' | 'department' | 'answered' | 'outcome';

/**
 * 异议: every objection by the day on which it is due, the department whose record it is about, and how it was decided;
 * none about a record that is withdrawn. `answered` is the day on which the decision was received; null while it waits.
 */
export const objectionRegister = {
  name: 'objection_register',
  edition: 3,
  columns: ['filed', 'objector', 'record', 'record_type', 'department', 'answered', 'outcome'],
  rows: ({ state, day: on }) =>
    [...state.records.values()].flatMap((record) => {
      if (!isTheirs(state, record, on)) return [];
      const decisions = decisionsOn(record);
      return objectionsTo(record).map(({ id, data }) => ({
        event_id: id,
        day: data.dueOn ?? null,
        filed: data.filedOn,
        objector: data.by,
        record: record.event.id,
        record_type: record.event.type,
        department: record.event.data.source.department,
        answered: decisions.get(id)?.source.receivedOn ?? null,
        outcome: decisions.get(id)?.outcome ?? null,
      }));
    }),
} as const satisfies RegisterProjection<Column>;

function objectionsTo({ followUps, voided }: FactRecord): readonly RecordedEvent<'ObjectionFiled'>[] {
  return voided ? [] : followUps.flatMap((event) => (event.type === 'ObjectionFiled' ? [event] : []));
}

function decisionsOn({ followUps }: FactRecord) {
  const decisions = followUps.flatMap((event) => (event.type === 'ObjectionDecided' ? [event.data] : []));
  return new Map(decisions.map((decision) => [decision.target, decision]));
}
