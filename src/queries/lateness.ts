import { daysBetween, firstDayOf } from '../../schemas/day.js';
import type { Parameter } from '../../schemas/policy/provision.js';
import type { EventReader } from '../event-log/event-log.js';
import { workdayCalendars } from '../event-log/workday-calendars.js';
import { type Punctuality, punctualityOf, reportDue, reportingOf } from '../policy/lateness.js';
import type { ReadModels } from '../read-models/read-models.js';
import { reportsReceived } from '../read-models/report-reader.js';
import { resolveAxes } from './axes.js';

export interface AskedLateness {
  /** Days of receipt; the year of the last day opened by default. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly department?: string | undefined;
}

/** 报送及时性 of a department on one type of fact. */
export interface DepartmentLateness {
  readonly department: string;
  readonly type: string;
  readonly reports: number;
  readonly onTime: number;
  readonly late: number;
  readonly cannotTell: number;
  /** Days from the decision to its receipt, the longest of those that are late. */
  readonly longestDays: number;
}

export interface Lateness {
  readonly from: string;
  readonly until: string;
  /** Absent where no municipal pack is in force: nothing is due. */
  readonly dueWorkdays?: Parameter<number>;
  /** Years without a calendar, in which days were counted instead. */
  readonly calendarsMissing: readonly number[];
  readonly departments: readonly DepartmentLateness[];
}

/** 迟报统计: how the reports of each department stand against the limit of the pack in force, by day of receipt. */
export function latenessOf(
  { log, readModels }: { readonly log: EventReader; readonly readModels: ReadModels },
  asked: AskedLateness,
): Lateness {
  const axes = resolveAxes(log, {}, readModels.checkpoint().position);
  const { from = `${axes.validAt.slice(0, 4)}-01-01`, until = axes.validAt, department } = asked;
  const reporting = reportingOf(axes.rules);
  if (reporting === undefined) return { from, until, calendarsMissing: [], departments: [] };
  const missing = new Set<number>();
  const dues = new Map<string, string>();
  const calendars = workdayCalendars(log);
  const dueOf = (happened: string): string => {
    const known = dues.get(happened);
    if (known !== undefined) return known;
    const { due, missing: year } = reportDue(happened, reporting, calendars);
    if (year !== undefined) missing.add(year);
    dues.set(happened, due);
    return due;
  };
  const tallies = new Map<string, Tally>();
  readModels.read(({ db }) => {
    for (const each of reportsReceived(db, { from, until, department })) {
      const tally = tallies.get(`${each.department} ${each.type}`) ?? new Tally(each.department, each.type);
      tallies.set(`${each.department} ${each.type}`, tally);
      const { happened, received, count } = each;
      tally.add(punctualityOf(happened ?? undefined, received, dueOf), count, daysOf(happened, received));
    }
  });
  const departments = [...tallies].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, tally]) => tally.told());
  return { from, until, dueWorkdays: reporting.dueWorkdays, calendarsMissing: [...missing].sort(), departments };
}

function daysOf(happened: string | null, received: string): number {
  return happened === null ? 0 : daysBetween(firstDayOf(happened), received);
}

class Tally {
  readonly #of;
  readonly #counts: Record<Punctuality, number> = { 'on-time': 0, late: 0, 'cannot-tell': 0 };
  #longest = 0;

  constructor(department: string, type: string) {
    this.#of = { department, type };
  }

  add(punctuality: Punctuality, count: number, days: number): void {
    this.#counts[punctuality] += count;
    if (punctuality === 'late') this.#longest = Math.max(this.#longest, days);
  }

  told(): DepartmentLateness {
    const { 'on-time': onTime, late, 'cannot-tell': cannotTell } = this.#counts;
    return { ...this.#of, reports: onTime + late + cannotTell, onTime, late, cannotTell, longestDays: this.#longest };
  }
}
