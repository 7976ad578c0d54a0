import { firstDayOf } from '../schemas/day.js';
import { type EnterpriseState, type FactRecord, recordsOf } from '../src/domain/enterprise.js';
import { bearsListing } from '../src/domain/holder.js';
import type { RegisterProjection } from './projection.js';

/**
 * 联合奖惩措施台账: every measure that a department applied, and the day on which it lifted it; under one code, that of the
 * unit that carries the listing.
 */
export const measureRegister = {
  name: 'measure_register',
  edition: 2,
  columns: ['department', 'list', 'measure', 'lifted'],
  rows: ({ state, day: on }) =>
    measuresOf(state, on).map((record) => {
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

/** A listing passes on with the unit, but to nobody who absorbs it; a measure stays with it. */
function measuresOf(state: EnterpriseState, day: string): readonly FactRecord<'MeasureApplied'>[] {
  return recordsOf(state, 'MeasureApplied').filter((record) => bearsListing(state, record, day));
}

function liftedOn({ followUps }: FactRecord<'MeasureApplied'>): string | null {
  const lift = followUps.find((event) => event.type === 'MeasureLifted');
  return lift?.type === 'MeasureLifted' ? firstDayOf(lift.data.on) : null;
}
