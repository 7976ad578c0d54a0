import { anchorOf } from '../src/domain/days.js';
import { type EnterpriseState, recordsOf } from '../src/domain/enterprise.js';

/** 报送时间: of each adverse fact who reported it, when it happened as its document dates it, and when it came in. */
export const reportDates = { name: 'report_dates', edition: 1 } as const;

/**
 * The facts whose late report lets somebody be paid or honoured who should not be. An inspection is none: between the
 * day of sampling, which its report states, and the result lies the laboratory.
 */
const reportedTypes = ['ViolationRecorded', 'EnterpriseBlacklisted', 'IncidentRecorded'] as const;
type ReportedType = (typeof reportedTypes)[number];

export interface ReportDates {
  readonly eventId: string;
  readonly department: string;
  readonly type: ReportedType;
  readonly happened: string | undefined;
  readonly received: string;
}

/** What an enterprise itself was reported for; what it took over from another stands there. */
export function reportsOf(state: EnterpriseState): readonly ReportDates[] {
  return recordsOf(state, ...reportedTypes)
    .filter(({ absorbedFrom }) => absorbedFrom === undefined)
    .map(({ event }) => ({
      eventId: event.id,
      department: event.data.source.department,
      type: event.type,
      happened: anchorOf(event),
      received: event.data.source.receivedOn,
    }));
}
