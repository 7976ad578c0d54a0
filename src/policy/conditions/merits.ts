import { firstDayOf, lastDayOf, nextDay } from '../../../schemas/day.js';
import type { TestOf } from '../../../schemas/policy/condition.js';
import type { ClauseOutcome } from '../../../schemas/verdict.js';
import { honourLevel } from '../../../schemas/vocabularies.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { statusOn } from '../../domain/status.js';
import { honourTurns, isWinner, levelsOf, validityOn } from '../honours.js';
import { type Check, failed, passed, type Subject, untold, type Weighed } from './check.js';

/** 持有认证: a certificate of the scheme in force on the day. */
export function certificateInForce({ scheme }: TestOf<'certificate-in-force'>, subject: Subject): Check {
  const certificates = recordsOf(subject, 'CertificateIssued').filter(({ event }) => event.data.scheme === scheme);
  return {
    weigh: (day) => best(certificates, (record) => certificateOn(record, day), 'status-unknown'),
    turns: certificates.flatMap(termsOf),
  };
}

function certificateOn(record: FactRecord<'CertificateIssued'>, day: string): ClauseOutcome {
  const status = statusOn(record, day);
  if (status === 'in-force') return 'pass';
  return status === 'cannot-tell' ? status : 'fail';
}

function termsOf(record: FactRecord<'CertificateIssued'>): readonly string[] {
  const days = [record.event.data, ...record.followUps.map(({ data }) => data)].flatMap((data) =>
    Object.entries(data).flatMap(([field, value]) =>
      ['from', 'until', 'on'].includes(field) && typeof value === 'string' ? [value] : [],
    ),
  );
  const received = record.followUps.map(({ data }) => data.source.receivedOn);
  return [...days, ...received].flatMap((each) => [firstDayOf(each), lastDayOf(each), nextDay(lastDayOf(each))]);
}

/** 持有荣誉: an honour of the level or a higher one, valid on the day. */
export function honourOfLevel({ level }: TestOf<'honour-of-level'>, subject: Subject): Check {
  const needed = honourLevel.codes.indexOf(level.value);
  const reach = (each: (typeof honourLevel.codes)[number]): boolean => honourLevel.codes.indexOf(each) <= needed;
  const honours = recordsOf(subject, 'HonourAwarded').filter(
    (record) => isWinner(record) && levelsOf(record, subject.rules).some(reach),
  );
  const onDay = (record: FactRecord<'HonourAwarded'>, day: string): ClauseOutcome => {
    const valid = validityOn(record, day, subject.honourMonths);
    if (valid !== 'pass') return valid;
    return levelsOf(record, subject.rules).every(reach) ? 'pass' : 'cannot-tell';
  };
  return {
    weigh: (day) => best(honours, (record) => onDay(record, day), 'level-unknown'),
    turns: honours.flatMap((record) => honourTurns(record, subject.honourMonths)),
  };
}

/** Passes on the first record that passes; else cannot tell if one cannot; else fails. */
function best<R extends FactRecord>(
  records: readonly R[],
  outcomeOf: (record: R) => ClauseOutcome,
  unsure: 'status-unknown' | 'level-unknown',
): Weighed {
  const outcomes = records.map((record) => ({ eventId: record.event.id, outcome: outcomeOf(record) }));
  const met = outcomes.find(({ outcome }) => outcome === 'pass');
  if (met !== undefined) return passed('met', met.eventId);
  const doubtful = outcomes.find(({ outcome }) => outcome === 'cannot-tell');
  return doubtful === undefined ? failed('not-met') : untold(unsure, doubtful.eventId);
}
