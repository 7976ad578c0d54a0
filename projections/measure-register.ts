import { firstDayOf } from '../schemas/day.js';
import { type FactRecord, recordsOf } from '../src/domain/enterprise.js';
import type { RegisterProjection } from './projection.js';

/** 联合奖惩措施台账: every measure that a department applied, and the day on which it lifted it. */
export const measureRegister = {
  name: 'measure_register',
  edition: 1,
  columns: ['department', 'list', 'measure', 'lifted'],
  rows: ({ state }) =>
    recordsOf(state, 'MeasureApplied').map((record) => {
      const { department, list, measureCode, appliedOn } = record.event.data;
      return {
        event_id: record.event.id,
        day: firstDayOf(appliedOn),
        department,
        list,
        measure: measureCode,
        lifted: liftedOn(record),
      };
    }),
} as const satisfies RegisterProjection<'department' | 'list' | 'measure' | 'lifted'>;

function liftedOn({ followUps }: FactRecord<'MeasureApplied'>): string | null {
  const lift = followUps.find((event) => event.type === 'MeasureLifted');
  return lift?.type === 'MeasureLifted' ? firstDayOf(lift.data.on) : null;
}
