import { firstDayOf } from '../schemas/day.js';
import { anchorOf } from '../src/domain/days.js';
import { recordsOf } from '../src/domain/enterprise.js';
import { registrationOn } from '../src/domain/registration.js';
import { statusOn } from '../src/domain/status.js';
import type { RegisterProjection } from './projection.js';
import { publicRecords } from './public-records.js';

/** 认证证书目录: certificates that have not ended. */
export const certificateRegister = {
  name: 'certificate_register',
  edition: 2,
  columns: ['scheme', 'certificate_no', 'division', 'status'],
  rows: (view) => {
    const { division = null } = registrationOn(view.state, view.day);
    return publicRecords(recordsOf(view.state, 'CertificateIssued'), view).map((record) => ({
      event_id: record.event.id,
      day: firstDayOf(anchorOf(record.event) ?? '1900'),
      scheme: record.event.data.scheme,
      certificate_no: record.event.data.certificateNo,
      division,
      status: statusOn(record, view.day),
    }));
  },
} as const satisfies RegisterProjection<'scheme' | 'certificate_no' | 'division' | 'status'>;
