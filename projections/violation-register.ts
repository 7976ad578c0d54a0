import { firstDayOf } from '../schemas/day.js';
import { anchorOf } from '../src/domain/days.js';
import { recordsOf } from '../src/domain/enterprise.js';
import { registrationOn } from '../src/domain/registration.js';
import { statusOn } from '../src/domain/status.js';
import type { RegisterProjection } from './projection.js';
import { publicRecords } from './public-records.js';

/** 行政处罚公示: decisions under publicity, complete, and not withdrawn. */
export const violationRegister = {
  name: 'violation_register',
  edition: 3,
  columns: ['conduct', 'authority', 'division', 'status'],
  rows: (view) => {
    const { division = null } = registrationOn(view.state, view.day);
    return publicRecords(recordsOf(view.state, 'ViolationRecorded'), view).map((record) => ({
      event_id: record.event.id,
      day: firstDayOf(anchorOf(record.event) ?? '1900'),
      conduct: record.event.data.conduct.type,
      authority: record.event.data.authority?.name ?? null,
      division,
      status: statusOn(record, view.day),
    }));
  },
} as const satisfies RegisterProjection<'conduct' | 'authority' | 'division' | 'status'>;
