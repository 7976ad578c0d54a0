import { firstDayOf } from '../schemas/day.js';
import { anchorOf } from '../src/domain/days.js';
import { recordsOf } from '../src/domain/enterprise.js';
import { registrationOn } from '../src/domain/registration.js';
import { statusOn } from '../src/domain/status.js';
import type { RegisterProjection } from './projection.js';
import { publicRecords } from './public-records.js';

/** 质量荣誉名录: every honour on record, in force or not. */
export const honourRoll = {
  name: 'honour_roll',
  edition: 2,
  columns: ['programme', 'year', 'division', 'status', 'class'],
  rows: (view) => {
    const { division = null } = registrationOn(view.state, view.day);
    return publicRecords(recordsOf(view.state, 'HonourAwarded'), view).map((record) => ({
      event_id: record.event.id,
      day: firstDayOf(anchorOf(record.event) ?? '1900'),
      programme: record.event.data.programme,
      year: yearOf(record.event.data.programmeYear, record.event.data.awardedOn),
      division,
      status: statusOn(record, view.day),
      class: record.event.data.class ?? null,
    }));
  },
} as const satisfies RegisterProjection<'programme' | 'year' | 'division' | 'status' | 'class'>;

/** The year of the programme, else the year of the award. */
function yearOf(programmeYear: number | undefined, awardedOn: string | undefined): string | null {
  return programmeYear === undefined ? (awardedOn?.slice(0, 4) ?? null) : String(programmeYear);
}
