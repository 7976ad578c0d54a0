import { addMonths, firstDayOf, hasCome, lastDayOf } from '../../../schemas/day.js';
import type { TestOf } from '../../../schemas/policy/condition.js';
import { anchorOf } from '../../domain/days.js';
import { type FactRecord, recordsOf } from '../../domain/enterprise.js';
import { sealOf, succeededBy } from '../../domain/holder.js';
import { registrationOn, unitStatusOn } from '../../domain/registration.js';
import { isDisputed } from '../../domain/status.js';
import { followUpTurns } from './adverse.js';
import { type Check, failed, passed, type Subject, untold } from './check.js';

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
  const moves = recordsOf(subject, 'EnterpriseReclassified').filter(
    ({ event, absorbedFrom }) => absorbedFrom === undefined && event.data.division !== undefined,
  );
  return {
    weigh: (day) => {
      const doubtful = moves.find(
        ({ event }) => hasCome(event.data.on ?? event.data.source.receivedOn, day) === 'cannot-tell',
      );
      if (doubtful !== undefined) return untold('straddles-bound', doubtful.event.id);
      const { division } = registrationOn(subject, day);
      if (division === undefined || division === 'other') return untold('not-stated');
      return divisions.includes(division) ? passed('met') : failed('not-met');
    },
    turns: moves.flatMap(effectTurns),
  };
}

/** 未注销、未吊销: the fact that says so decides; a disputed one does not. */
export function notDeregistered(subject: Subject): Check {
  const facts = recordsOf(subject, 'EnterpriseRegistered', 'EnterpriseDeregistered', 'EnterpriseLicenceRevoked');
  return {
    weigh: (day) => {
      const { status, saidBy } = unitStatusOn(subject, day);
      const id = saidBy?.event.id;
      if (status === 'active') return passed('met');
      if (status === 'cannot-tell') return untold('status-unknown', id);
      return saidBy !== undefined && isDisputed(saidBy, day) ? untold('disputed', id) : failed('not-met', id);
    },
    turns: facts.flatMap((record) => [...effectTurns(record), ...followUpTurns(record)]),
  };
}

/** The days from which a change of the unit holds. */
function effectTurns({ event }: FactRecord): readonly string[] {
  const since = anchorOf(event) ?? event.data.source.receivedOn;
  return [firstDayOf(since), lastDayOf(since)];
}

/** 被承继: a unit that goes on under another code applies under that. Undefined where nobody carries this one on. */
export function notSucceeded(subject: Subject): Check | undefined {
  const seal = sealOf(subject);
  if (seal === undefined) return undefined;
  return {
    weigh: (day) =>
      succeededBy(subject, day) === undefined ? passed('none-on-record') : failed('succeeded', seal.event.id),
    turns: effectTurns(seal),
  };
}

/**
 * 分立: a division seals nothing, so what the new units answer for is for people to say, from the day of the division.
 * Undefined where the unit was never divided, under whatever code.
 */
export function undivided(subject: Subject): Check | undefined {
  const divisions = recordsOf(subject, 'EnterpriseSucceeded').filter(
    ({ event, absorbedFrom }) => event.data.succession === 'division' && absorbedFrom?.isMerged !== true,
  );
  if (divisions.length === 0) return undefined;
  return {
    weigh: (day) => {
      const divided = divisions.find(
        ({ event }) => hasCome(event.data.on ?? event.data.source.receivedOn, day) !== false,
      );
      return divided === undefined ? passed('none-on-record') : untold('divided', divided.event.id);
    },
    turns: divisions.flatMap(effectTurns),
  };
}
