import { setImmediate } from 'node:timers/promises';
import { daysBetween } from '../../schemas/day.js';
import type { JointList } from '../../schemas/vocabularies.js';
import { departmentIds, departmentNow } from '../event-log/departments.js';
import type { EventReader } from '../event-log/event-log.js';
import {
  countStanding,
  isStanding,
  measuresAfter,
  measuresOfDepartment,
  measuresOn,
  type OwnMeasure,
  type StoredMeasure,
  staysBegun,
  unansweredAfter,
} from '../read-models/measure-reader.js';
import type { ReadModels } from '../read-models/read-models.js';

interface MeasureSources {
  readonly log: EventReader;
  readonly readModels: ReadModels;
}

/** 联合奖惩措施 of a department on one list. */
export interface DepartmentMeasures {
  readonly department: string;
  readonly applied: number;
  readonly lifted: number;
  /** Enterprises that stand on the list and have a measure of the department on. */
  readonly answered: number;
  /** Enterprises that stand on the list and have none. */
  readonly withoutResponse: number;
  /** Measures that are on although the enterprise has left the list. */
  readonly onAfterLeaving: number;
  /** Days from the listing to the measure: half of them took no longer. Null without any. */
  readonly medianResponseDays: number | null;
}

export interface ListMeasures {
  readonly list: JointList;
  readonly standing: number;
  /** Enterprises that stand on the list and for which nobody has a measure on. */
  readonly withoutAnyResponse: number;
  readonly departments: readonly DepartmentMeasures[];
}

const page = 500;

/** 发起、响应、反馈: what departments have done about a list, those included that may follow it and have done nothing. */
export async function measuresOfList(sources: MeasureSources, list: JointList): Promise<ListMeasures> {
  const { readModels } = sources;
  const { standing, unanswered } = readModels.read(({ db }) => countStanding(db, list));
  const tallies = new Map(followersOf(sources.log, list).map((each) => [each, new Tally(each)]));
  for (let after = ''; ; ) {
    const measures = readModels.read(({ db }) => {
      const found = measuresAfter(db, { list, after, limit: page });
      return found.map((each) => ({
        ...each,
        stands: isStanding(db, list, each.uscc),
        begun: staysBegun(db, list, each.uscc),
      }));
    });
    for (const each of measures) {
      const tally = tallies.get(each.department) ?? new Tally(each.department);
      tallies.set(each.department, tally);
      tally.add(each);
    }
    const last = measures.at(-1);
    if (last === undefined) break;
    after = last.eventId;
    await setImmediate();
  }
  const departments = [...tallies.values()].map((tally) => tally.told(standing));
  departments.sort((one, other) => (one.department < other.department ? -1 : 1));
  return { list, standing, withoutAnyResponse: unanswered, departments };
}

/** 未响应主体: a page of codes that stand on a list and on which a department, or anybody, has no measure. */
export function unansweredOn(
  readModels: ReadModels,
  asked: Parameters<typeof unansweredAfter>[1],
): { readonly usccs: readonly string[]; readonly next?: string } {
  const found = readModels.read(({ db }) => unansweredAfter(db, { ...asked, limit: asked.limit + 1 }));
  const usccs = found.slice(0, asked.limit);
  const last = usccs.at(-1);
  return { usccs, ...(found.length > asked.limit && last !== undefined ? { next: last } : {}) };
}

/** 本部门措施: a page of what a department did about a list, the latest first; `next` is where the next one goes on. */
export function ownMeasures(
  readModels: ReadModels,
  asked: Parameters<typeof measuresOfDepartment>[1],
): { readonly measures: readonly OwnMeasure[]; readonly next?: string } {
  const found = readModels.read(({ db }) => measuresOfDepartment(db, { ...asked, limit: asked.limit + 1 }));
  const measures = found.slice(0, asked.limit);
  const last = measures.at(-1);
  const next = found.length > asked.limit && last !== undefined ? `${last.appliedOn} ${last.eventId}` : undefined;
  return { measures, ...(next === undefined ? {} : { next }) };
}

/** What a department has on for an enterprise of a list. */
export function ownMeasuresOn(readModels: ReadModels, asked: Parameters<typeof measuresOn>[1]) {
  return readModels.read(({ db }) => measuresOn(db, asked));
}

/** Departments with a live key for the list. */
function followersOf(log: EventReader, list: JointList): readonly string[] {
  return [...departmentIds(log)].filter((id) =>
    [...departmentNow(log, id).keys.values()].some(({ revoked, scopes }) => !revoked && scopes.has(`feed:${list}`)),
  );
}

interface Measured extends StoredMeasure {
  readonly stands: boolean;
  /** The days on which the enterprise came on the list. */
  readonly begun: readonly string[];
}

class Tally {
  readonly #department: string;
  readonly #answered = new Set<string>();
  readonly #days = new Map<number, number>();
  #applied = 0;
  #lifted = 0;
  #onAfterLeaving = 0;

  constructor(department: string) {
    this.#department = department;
  }

  add({ uscc, appliedOn, lifted, stands, begun }: Measured): void {
    this.#applied += 1;
    if (lifted !== null) this.#lifted += 1;
    else if (stands) this.#answered.add(uscc);
    else if (begun.length > 0) this.#onAfterLeaving += 1;
    const since = begun.findLast((day) => day <= appliedOn) ?? begun[0];
    if (since === undefined) return;
    const days = Math.max(0, daysBetween(since, appliedOn));
    this.#days.set(days, (this.#days.get(days) ?? 0) + 1);
  }

  told(standing: number): DepartmentMeasures {
    return {
      department: this.#department,
      applied: this.#applied,
      lifted: this.#lifted,
      answered: this.#answered.size,
      withoutResponse: standing - this.#answered.size,
      onAfterLeaving: this.#onAfterLeaving,
      medianResponseDays: this.#median(),
    };
  }

  #median(): number | null {
    const counted = [...this.#days].sort(([one], [other]) => one - other);
    const half = counted.reduce((sum, [, count]) => sum + count, 0) / 2;
    let seen = 0;
    for (const [days, count] of counted) {
      seen += count;
      if (seen >= half) return days;
    }
    return null;
  }
}
