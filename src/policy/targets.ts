import type { Target } from '../../schemas/policy/target.js';
import { happenedBy } from '../domain/days.js';
import { type Recorded, recordsOf } from '../domain/enterprise.js';
import { statusOn } from '../domain/status.js';
import { isWinner } from './honours.js';

/** What one enterprise, or many added up, contributes to a target: things counted, or inspections by result. */
export interface TargetCount {
  readonly counted: number;
  readonly passed: number;
  readonly failed: number;
}

export const nothingCounted: TargetCount = { counted: 0, passed: 0, failed: 0 };

export function added(one: TargetCount, other: TargetCount): TargetCount {
  return {
    counted: one.counted + other.counted,
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
  };
}

/** Units of which an enterprise is one, however many honours it holds. */
const perUnit: ReadonlySet<string> = new Set(['organisation', 'enterprise']);

/**
 * 可统计目标: what an enterprise contributes on a day. Honours count from their award until revoked, certificates while
 * in force, inspections in the calendar year of the day up to it (assumed: the decree names no period).
 */
export function countOf({ counted, unit }: Target, subject: Recorded, day: string): TargetCount {
  switch (counted?.from) {
    case undefined:
      return nothingCounted;
    case 'honours': {
      const honours = honoursOn(counted.programmes, subject, day);
      return { ...nothingCounted, counted: unit !== undefined && perUnit.has(unit) ? Math.min(honours, 1) : honours };
    }
    case 'certificates':
      return { ...nothingCounted, counted: certificatesOn(counted.schemes, subject, day) };
    case 'inspections':
      return inspectionsOf(counted.levels, subject, day);
  }
}

function honoursOn(programmes: readonly string[], subject: Recorded, day: string): number {
  const held = recordsOf(subject, 'HonourAwarded').filter(
    (record) =>
      programmes.includes(record.event.data.programme) &&
      isWinner(record) &&
      happenedBy(record, day) === true &&
      statusOn(record, day) !== 'revoked',
  );
  return held.length;
}

function certificatesOn(schemes: readonly string[], subject: Recorded, day: string): number {
  return recordsOf(subject, 'CertificateIssued').filter(
    (record) => schemes.includes(record.event.data.scheme) && statusOn(record, day) === 'in-force',
  ).length;
}

function inspectionsOf(levels: readonly string[], subject: Recorded, day: string): TargetCount {
  const year = day.slice(0, 4);
  const inYear = recordsOf(subject, 'InspectionRecorded').filter(
    (record) =>
      levels.includes(record.event.data.level) &&
      record.event.data.inspectedOn?.slice(0, 4) === year &&
      happenedBy(record, day) === true,
  );
  const count = (result: string): number => inYear.filter(({ event }) => event.data.result === result).length;
  return { counted: inYear.length, passed: count('passed'), failed: count('failed') };
}

/** The value that a count gives: a number, or a pass rate in percent with two decimals; undefined where nothing was. */
export function targetValue({ counted }: Target, { counted: number, passed, failed }: TargetCount): string | undefined {
  if (counted === undefined) return undefined;
  if (counted.from !== 'inspections') return String(number);
  return passed + failed === 0 ? undefined : ((100 * passed) / (passed + failed)).toFixed(2).replace(/\.?0+$/, '');
}

export type TargetOutcome = 'reached' | 'not-reached' | 'cannot-tell';

/** Is a target reached by a value? Ranks and what a superior sets are for people to say. */
export function outcomeOf(target: Target, value: string | undefined): TargetOutcome {
  if (value === undefined || target.value === undefined || !/^-?\d+(\.\d+)?$/.test(value)) return 'cannot-tell';
  const reached = compare[comparisonOf(target)](Number(value), Number(target.value));
  if (reached === undefined) return 'cannot-tell';
  return reached ? 'reached' : 'not-reached';
}

const compare: { readonly [C in Target['comparator']]: (value: number, wanted: number) => boolean | undefined } = {
  'at-least': (value, wanted) => value >= wanted,
  range: (value, wanted) => value >= wanted,
  about: (value, wanted) => value >= wanted,
  'more-than': (value, wanted) => value > wanted,
  'less-than': (value, wanted) => value < wanted,
  equal: (value, wanted) => value === wanted,
  rank: () => undefined,
  'set-by-superior': () => undefined,
};

/** 达到 N and 争创 N read as floors (assumed); 100 % and nought are met exactly. */
function comparisonOf({ comparator, value, unit }: Target): Target['comparator'] {
  const exact = value === '0' || (unit === '%' && value === '100');
  return comparator === 'equal' && !exact ? 'at-least' : comparator;
}
