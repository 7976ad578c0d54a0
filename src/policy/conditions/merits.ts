import { firstDayOf, hasCome, lastDayOf, nextDay } from '../../../schemas/day.js';
import type { TestOf } from '../../../schemas/policy/condition.js';
import type { ClauseOutcome } from '../../../schemas/verdict.js';
import { honourLevel } from '../../../schemas/vocabularies.js';
import { type FactRecord, type RecordType, recordsOf } from '../../domain/enterprise.js';
import { isDisputed, statusOn } from '../../domain/status.js';
import { type Honour, honourTurns, isWinner, levelsOf, validityOn } from '../honours.js';
import { followUpTurns } from './adverse.js';
import { type Check, failed, passed, type Subject, untold, type Weighed } from './check.js';
import { possibilitiesOn } from './possibilities.js';

/** 持有认证: a certificate of the scheme in force on the day. */
export function certificateInForce({ scheme }: TestOf<'certificate-in-force'>, subject: Subject): Check {
  const certificates = recordsOf(subject, 'CertificateIssued').filter(({ event }) => event.data.scheme === scheme);
  return {
    weigh: (day) => best(certificates.map((record) => weighMerit(record, day, certificateOn))),
    turns: certificates.flatMap((record) => [...termsOf(record), ...followUpTurns(record)]),
  };
}

type Certificate = FactRecord<'CertificateIssued'>;

function certificateOn(record: Certificate, day: string): ClauseOutcome {
  const status = statusOn(record, day);
  if (status === 'in-force') return 'pass';
  return status === 'cannot-tell' && !beginsLater(record, day) ? status : 'fail';
}

/** Does every term that the certificate states begin after the day? */
function beginsLater({ event, followUps }: Certificate, day: string): boolean {
  const renewals = followUps.flatMap((next) => (next.type === 'CertificateRenewed' ? [next.data] : []));
  return [event.data, ...renewals].every(({ from }) => from !== undefined && hasCome(from, day) === false);
}

/** The days between which a certificate and its renewals say that they hold. */
function termsOf({ event, followUps }: Certificate): readonly string[] {
  const renewals = followUps.flatMap((next) => (next.type === 'CertificateRenewed' ? [next.data] : []));
  const days = [event.data, ...renewals].flatMap(({ from, until }) => [from, until]);
  return days.flatMap((day) => (day === undefined ? [] : [firstDayOf(day), lastDayOf(day), nextDay(lastDayOf(day))]));
}

/** 持有荣誉: an honour of the level or a higher one, valid on the day. */
export function honourOfLevel({ level }: TestOf<'honour-of-level'>, subject: Subject): Check {
  const needed = honourLevel.codes.indexOf(level.value);
  const reach = (each: (typeof honourLevel.codes)[number]): boolean => honourLevel.codes.indexOf(each) <= needed;
  const honours = recordsOf(subject, 'HonourAwarded').filter(
    (record) => isWinner(record) && levelsOf(record, subject.rules).some(reach),
  );
  const isValid = (record: Honour, day: string): ClauseOutcome => validityOn(record, day, subject.honourMonths);
  const onDay = (record: Honour, day: string): Weighed => {
    const weighed = weighMerit(record, day, isValid);
    const isSure = weighed.outcome !== 'pass' || levelsOf(record, subject.rules).every(reach);
    return isSure ? weighed : untold('level-unknown', record.event.id);
  };
  return {
    weigh: (day) => best(honours.map((record) => onDay(record, day))),
    turns: honours.flatMap((record) => [...honourTurns(record, subject.honourMonths), ...followUpTurns(record)]),
  };
}

/** A merit passes unless it is disputed; where it hangs on a follow-up printed in part, all possibilities must agree. */
export function weighMerit<T extends RecordType>(
  record: FactRecord<T>,
  day: string,
  outcomeOf: (possible: FactRecord<T>, day: string) => ClauseOutcome,
): Weighed {
  const { id } = record.event;
  const possible = possibilitiesOn(record, day);
  const outcomes = new Set(possible.map((each) => outcomeOf(each, day)));
  if (outcomes.has('cannot-tell') || outcomes.size > 1) return untold('status-unknown', id);
  if (outcomes.has('fail')) return failed('not-met', id);
  return possible.some((each) => isDisputed(each, day)) ? untold('disputed', id) : passed('met', id);
}

/** Passes on the first merit that passes; else cannot tell if one may; else fails, and no event decides. */
function best(merits: readonly Weighed[]): Weighed {
  return (
    merits.find(({ outcome }) => outcome === 'pass') ??
    merits.find(({ outcome }) => outcome === 'cannot-tell') ??
    failed('not-met')
  );
}
