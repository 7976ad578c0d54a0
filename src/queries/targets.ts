import { setImmediate } from 'node:timers/promises';
import { readRecords } from '../../projections/screening-records.js';
import { lastDayOf } from '../../schemas/day.js';
import type { Target } from '../../schemas/policy/target.js';
import { heldOn, succeededBy } from '../domain/holder.js';
import { registrationOn } from '../domain/registration.js';
import type { EventReader } from '../event-log/event-log.js';
import { targetObservations } from '../event-log/target-stream.js';
import {
  added,
  countOf,
  nothingCounted,
  outcomeOf,
  type TargetCount,
  type TargetOutcome,
  targetValue,
} from '../policy/targets.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type AskedAxes, type Axes, resolveAxes } from './axes.js';

interface TargetSources {
  readonly log: EventReader;
  readonly readModels: ReadModels;
}

/** How a target stands: what the registry counts, what was observed, and whether it is reached. */
export interface TargetLine {
  readonly pack: string;
  readonly target: Target;
  /** Counted by the registry: the whole and by division; absent where the registry cannot count it. */
  readonly counted?: {
    readonly value: string | null;
    readonly byDivision: Readonly<Record<string, string>>;
  };
  /** The latest observation whose period had ended by the day. */
  readonly observed?: {
    readonly value: string;
    readonly unit: string;
    readonly period: string;
    readonly department: string;
    readonly documentNo?: string;
    readonly eventId: string;
  };
  readonly outcome: TargetOutcome;
}

export interface TargetsAnswer {
  readonly axes: Axes;
  readonly lines: readonly TargetLine[];
}

/** How many enterprises are counted before other requests get their turn. */
const atOnce = 200;

/**
 * 质量目标 on a day, for a division or for all that the pack covers: counted from the records of every enterprise as the
 * read models hold them, observed where departments recorded values. An observation goes before a count.
 */
export async function targetsOn(
  { log, readModels }: TargetSources,
  asked: AskedAxes,
  division: string | undefined,
): Promise<TargetsAnswer> {
  const axes = resolveAxes(log, asked, readModels.checkpoint().position);
  const targets = axes.rules.municipal.flatMap((pack) => pack.targets.map((target) => ({ pack, target })));
  const counts = await countAll(
    readModels,
    targets.map(({ target }) => target),
    axes.validAt,
  );
  const observations = new Map<string, Observations>();
  const lines = targets.map(({ pack, target }): TargetLine => {
    const places = division ?? pack.divisions[0]?.code ?? '';
    const reported = observations.get(places) ?? targetObservations(log, places, axes.knownAt);
    observations.set(places, reported);
    const observed = observedOn(reported, target, axes);
    const count = countedIn(counts.get(target.id), division);
    const value = targetValue(target, count);
    return {
      pack: pack.id,
      target,
      ...(target.counted === undefined
        ? {}
        : { counted: { value: value ?? null, byDivision: byDivision(target, counts.get(target.id)) } }),
      ...(observed === undefined ? {} : { observed }),
      outcome: outcomeOf(target, observed?.value ?? value),
    };
  });
  return { axes, lines };
}

type Observations = ReturnType<typeof targetObservations>;

type Counts = ReadonlyMap<string, ReadonlyMap<string, TargetCount>>;

/** Target id -> division -> count, in one pass over all enterprises. */
async function countAll(readModels: ReadModels, targets: readonly Target[], day: string): Promise<Counts> {
  const counts = new Map<string, Map<string, TargetCount>>(targets.map(({ id }) => [id, new Map()]));
  let done = 0;
  for (let after = ''; ; ) {
    const rows = pageAfter(readModels, after);
    for (const { id, division, count } of rows.flatMap((row) => contributionsOf(row, targets, day))) {
      const places = counts.get(id);
      places?.set(division, added(places.get(division) ?? nothingCounted, count));
    }
    done += rows.length;
    const last = rows.at(-1);
    if (last === undefined) return counts;
    after = last.uscc;
    if (done % atOnce === 0) await setImmediate();
  }
}

interface Contribution {
  readonly id: string;
  readonly division: string;
  readonly count: TargetCount;
}

/** What an enterprise contributes to each target on a day; one that another carries on by then is counted there. */
function contributionsOf(
  { uscc, records }: { readonly uscc: string; readonly records: string },
  targets: readonly Target[],
  day: string,
): readonly Contribution[] {
  const stored = { records: readRecords(records) };
  if (succeededBy(stored, day) !== undefined) return [];
  const subject = { records: heldOn(stored, day, { unit: uscc }) };
  const division = registrationOn(subject, day).division ?? 'unknown';
  return targets.flatMap((target) => {
    const count = countOf(target, subject, day);
    return count === nothingCounted ? [] : [{ id: target.id, division, count }];
  });
}

function pageAfter(readModels: ReadModels, after: string) {
  return readModels.read((file) => file.screeningPage(after, atOnce));
}

function countedIn(places: ReadonlyMap<string, TargetCount> | undefined, division: string | undefined): TargetCount {
  if (places === undefined) return nothingCounted;
  if (division !== undefined) return places.get(division) ?? nothingCounted;
  return [...places.values()].reduce(added, nothingCounted);
}

function byDivision(target: Target, places: ReadonlyMap<string, TargetCount> | undefined) {
  const values = [...(places ?? [])].flatMap(([division, count]) => {
    const value = targetValue(target, count);
    return value === undefined ? [] : [[division, value] as const];
  });
  return Object.fromEntries(values.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function observedOn(reported: Observations, { id }: Target, axes: Axes): TargetLine['observed'] {
  const observations = reported.filter(({ data }) => data.target === id && lastDayOf(data.period) <= axes.validAt);
  const latest = observations.reduce<(typeof observations)[number] | undefined>(
    (last, each) => (last === undefined || lastDayOf(each.data.period) >= lastDayOf(last.data.period) ? each : last),
    undefined,
  );
  if (latest === undefined) return undefined;
  const { value, unit, period, department, documentNo } = latest.data;
  const stated = documentNo === undefined ? {} : { documentNo };
  return { value, unit, period, department, ...stated, eventId: latest.id };
}
