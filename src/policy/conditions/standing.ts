import { addMonths, firstDayOf, lastDayOf, nextDay } from '../../../schemas/day.js';
import type { TestOf } from '../../../schemas/policy/condition.js';
import { anchorOf } from '../../domain/days.js';
import { recordsOf } from '../../domain/enterprise.js';
import { registrationOn } from '../../domain/registration.js';
import { statusOn } from '../../domain/status.js';
import { isWinner, yearOf } from '../honours.js';
import { type Check, failed, passed, type Subject, untold, type Weighed } from './check.js';

/** 成立年限: established at least so many years before the day. */
export function registeredFor({ years }: TestOf<'registered-for'>, subject: Subject): Check {
  const turned = (day: string): string => addMonths(day, years.value * 12);
  return {
    weigh: (day) => {
      const { establishedOn } = registrationOn(subject, day);
      if (establishedOn === undefined) return untold('not-stated');
      if (turned(lastDayOf(establishedOn)) <= day) return passed('met');
      return turned(firstDayOf(establishedOn)) > day ? failed('not-met') : untold('straddles-bound');
    },
    turns: recordsOf(subject, 'EnterpriseRegistered').flatMap(({ event }) => {
      const { establishedOn } = event.data;
      return establishedOn === undefined ? [] : [turned(firstDayOf(establishedOn)), turned(lastDayOf(establishedOn))];
    }),
  };
}

/** 所在地: registered in one of the divisions. */
export function inDivision({ divisions }: TestOf<'in-division'>, subject: Subject): Check {
  return {
    weigh: (day) => {
      const { division } = registrationOn(subject, day);
      if (division === undefined || division === 'other') return untold('not-stated');
      return divisions.includes(division) ? passed('met') : failed('not-met');
    },
    turns: unitTurns(subject),
  };
}

/** 未注销、未吊销 */
export function notDeregistered(subject: Subject): Check {
  return {
    weigh: (day) => {
      const { status } = registrationOn(subject, day);
      if (status === 'cannot-tell') return untold('status-unknown');
      return status === 'active' ? passed('met') : failed('not-met');
    },
    turns: unitTurns(subject),
  };
}

/** The days from which changes of the unit hold. */
function unitTurns(subject: Subject): readonly string[] {
  const changes = recordsOf(
    subject,
    'EnterpriseRegistered',
    'EnterpriseReclassified',
    'EnterpriseDeregistered',
    'EnterpriseLicenceRevoked',
  );
  return changes.flatMap(({ event }) => {
    const since = anchorOf(event) ?? event.data.source.receivedOn;
    return [firstDayOf(since), lastDayOf(since), nextDay(lastDayOf(since))];
  });
}

/**
 * 间隔期: has not won the same programme in so many programme years before the one applied for. A nominee has not won;
 * an honour revoked from the start was never won. Time alone never turns it.
 */
export function coolingOff(years: number, subject: Subject): Check {
  const { applied } = subject;
  const won = recordsOf(subject, 'HonourAwarded').filter(
    (record) => isWinner(record) && record.event.data.programme === applied?.programme,
  );
  const weigh = (day: string): Weighed => {
    if (applied === undefined) return untold('year-unknown');
    const standing = won.filter((record) => statusOn(record, day) !== 'revoked');
    const recent = standing.find((record) => {
      const year = yearOf(record);
      return year !== undefined && year < applied.year && year >= applied.year - years;
    });
    if (recent !== undefined) return failed('on-record', recent.event.id);
    const undated = standing.find((record) => yearOf(record) === undefined);
    return undated === undefined ? passed('none-on-record') : untold('year-unknown', undated.event.id);
  };
  const revoked = won.flatMap(({ followUps }) =>
    followUps.flatMap((next) => (next.type === 'HonourRevoked' ? [next.data.on] : [])),
  );
  return { weigh, turns: revoked };
}
