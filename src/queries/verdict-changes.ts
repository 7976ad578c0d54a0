import { setImmediate } from 'node:timers/promises';
import type { Application, Assessment, Screening } from '../commands/judgement.js';
import { Refusal } from '../domain/refusal.js';
import { type ClauseDifference, clauseDifferences } from '../policy/verdict-diff.js';
import type { Axes } from './axes.js';
import { type Evidence, openScreening, screen } from './eligibility.js';
import { listAxes } from './joint-lists.js';

/** 结论变化 of one applicant between two standings. */
export interface VerdictChange {
  readonly before: Assessment['outcome'];
  readonly now: Assessment['outcome'];
  readonly clauses: readonly ClauseDifference[];
}

/**
 * Prepares to judge as the registry would have at the end of a day: on that day, as known then, under the rules then in
 * force. What has been withdrawn since counts on neither side. Undefined on a day that the registry has not reached, and
 * when no pack then in force named the programme.
 */
export function openEarlierScreening(
  evidence: Evidence,
  application: Application,
  day: string,
): Screening<Axes> | undefined {
  const { knownAt, headDay } = listAxes(evidence, { validAt: day });
  if (day > headDay) return undefined;
  try {
    return openScreening(evidence, application, { validAt: day, knownAt: String(knownAt) });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'PROGRAMME_UNKNOWN') return undefined;
    throw error;
  }
}

/** The same application judged from two standings. */
export interface TwoScreenings {
  readonly now: Screening<Axes>;
  readonly before: Screening<Axes>;
}

/** Judges one applicant from two standings, and tells what differs. */
export function verdictChange(evidence: Evidence, uscc: string, { now, before }: TwoScreenings): VerdictChange {
  return changeOf(screen(evidence, uscc, before), screen(evidence, uscc, now));
}

/** How many applicants are compared before other requests get their turn. */
const atOnce = 25;

/** Judges applicants from two standings, and tells of each what differs. */
export async function verdictChanges(
  evidence: Evidence,
  usccs: readonly string[],
  { now, before }: TwoScreenings,
): Promise<ReadonlyMap<string, VerdictChange>> {
  const changes = new Map<string, VerdictChange>();
  for (const [index, uscc] of usccs.entries()) {
    if (index % atOnce === 0) await setImmediate();
    changes.set(uscc, verdictChange(evidence, uscc, { now, before }));
  }
  return changes;
}

function changeOf(before: Assessment, now: Assessment): VerdictChange {
  const clauses = before.outcome === 'unknown' || now.outcome === 'unknown' ? [] : clauseDifferences(before, now);
  return { before: before.outcome, now: now.outcome, clauses };
}
