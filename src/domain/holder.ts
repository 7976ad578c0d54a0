import { firstDayOf } from '../../schemas/day.js';
import {
  type Absorbed,
  absorbed,
  type EnterpriseState,
  type FactRecord,
  type Passing,
  type Recorded,
  recordsOf,
} from './enterprise.js';

/**
 * 当日主体: whose the fact was on a calendar day, in a unit that may have absorbed it: it passes on the day of each
 * succession, on the first that a day printed in part may mean, and never before the succession that went before.
 */
export function holderOn({ absorbedFrom }: FactRecord, day: string, unit: string): string {
  if (absorbedFrom === undefined) return unit;
  return stepsBy(absorbedFrom, day).at(-1)?.to ?? absorbedFrom.uscc;
}

function stepsBy({ passed }: Absorbed, day: string): readonly Passing[] {
  const ahead = passed.findIndex(({ on }) => firstDayOf(on) > day);
  return ahead < 0 ? passed : passed.slice(0, ahead);
}

/** What some unit held on a day, of all that another has on record, as it was that unit's. */
export function heldOn(
  recorded: Recorded,
  day: string,
  { unit, holder = unit }: { readonly unit: string; readonly holder?: string },
): ReadonlyMap<string, FactRecord> {
  if (passingDays(recorded).length === 0) return recorded.records;
  const held = [...recorded.records].filter(([, record]) => holderOn(record, day, unit) === holder);
  return new Map(held.map(([id, record]) => [id, asHeld(record, day)]));
}

function asHeld({ absorbedFrom, ...record }: FactRecord, day: string): FactRecord {
  const steps = absorbedFrom === undefined ? [] : stepsBy(absorbedFrom, day);
  return absorbedFrom === undefined || steps.length === 0
    ? record
    : { ...record, absorbedFrom: absorbed(absorbedFrom.uscc, steps) };
}

/** 承继: the succession by which the unit itself goes on under another code, be its day to come. */
export function sealOf(recorded: Recorded): FactRecord<'EnterpriseSucceeded'> | undefined {
  return recordsOf(recorded, 'EnterpriseSucceeded').find(
    ({ event, absorbedFrom }) => absorbedFrom === undefined && event.data.succession !== 'division',
  );
}

/** 被承继: the same, once its day has come. */
export function succeededBy(recorded: Recorded, day: string): FactRecord<'EnterpriseSucceeded'> | undefined {
  const seal = sealOf(recorded);
  if (seal === undefined) return undefined;
  const { source, on = source.receivedOn } = seal.event.data;
  return firstDayOf(on) <= day ? seal : undefined;
}

/** Is a fact a unit's own on a day, when each is told of one unit only: of the one that exists. */
export function isTheirs(state: EnterpriseState, record: FactRecord, day: string): boolean {
  return succeededBy(state, day) === undefined && holderOn(record, day, state.uscc) === state.uscc;
}

/**
 * Does a unit bear on a day one of the listings on its record, or a measure on account of one? They go on under a new code,
 * and stay with who is absorbed.
 */
export function bearsListing(state: EnterpriseState, listing: FactRecord, day: string): boolean {
  const succession = succeededBy(state, day)?.event.data.succession;
  if (succession !== undefined && succession !== 'absorption') return false;
  return listing.absorbedFrom?.isMerged !== true && holderOn(listing, day, state.uscc) === state.uscc;
}

/** The days on which facts passed to another unit, in order; none where nothing was absorbed. */
export function passingDays({ records }: Recorded): readonly string[] {
  const days = new Set<string>();
  for (const { absorbedFrom } of records.values()) {
    for (const { on } of absorbedFrom?.passed ?? []) days.add(firstDayOf(on));
  }
  return days.size === 0 ? [] : [...days].sort();
}
