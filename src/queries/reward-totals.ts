import type { PackNames } from '../policy/pack-names.js';
import { isOpen } from '../policy/rewards/competition.js';
import type { RewardLine } from '../policy/rewards/line.js';
import type { RewardNames } from './reward-names.js';
import type { UnitBill } from './rewards.js';

/** Sums over units, in fen. */
export interface UnitSums {
  readonly units: number;
  readonly needsReview: number;
  readonly entitledFen: number;
  readonly paidFen: number;
  readonly recoveredFen: number;
  readonly dueFen: number;
  readonly recoverableFen: number;
}

/** Sums over honours, in fen. */
export interface HonourSums {
  readonly honours: number;
  readonly entitled: number;
  readonly open: number;
  readonly entitledFen: number;
}

/** What is summed up: an id of the packs with its names there; `null` where no document names one. */
interface Named {
  readonly id: string | null;
  readonly zh: string | null;
  readonly en: string | null;
}

/** 合计: by division over units, by family 奖项类别 and by responsible department 归口部门 over honours. */
export interface RewardTotals {
  readonly all: UnitSums;
  readonly divisions: readonly (Named & UnitSums)[];
  readonly families: readonly (Named & HonourSums)[];
  readonly departments: readonly (Named & HonourSums)[];
}

const noUnits: UnitSums = {
  units: 0,
  needsReview: 0,
  entitledFen: 0,
  paidFen: 0,
  recoveredFen: 0,
  dueFen: 0,
  recoverableFen: 0,
};
const noHonours: HonourSums = { honours: 0, entitled: 0, open: 0, entitledFen: 0 };

/** Adds bills up as they go by: it keeps sums, never bills. */
export class RewardTally {
  #all = noUnits;
  readonly #divisions = new Map<string | null, UnitSums>();
  readonly #families = new Map<string | null, HonourSums>();
  readonly #departments = new Map<string | null, HonourSums>();
  readonly #names: RewardNames;

  constructor(names: RewardNames) {
    this.#names = names;
  }

  add({ division, ...bill }: UnitBill): void {
    const sums = sumsOf(bill);
    this.#all = plus(this.#all, sums);
    this.#divisions.set(division, plus(this.#divisions.get(division) ?? noUnits, sums));
    for (const line of bill.lines) {
      const [family, department] = [line.family ?? null, line.department ?? null];
      this.#families.set(family, plus(this.#families.get(family) ?? noHonours, honourSums(line)));
      this.#departments.set(department, plus(this.#departments.get(department) ?? noHonours, honourSums(line)));
    }
  }

  totals(): RewardTotals {
    return {
      all: this.#all,
      divisions: named(this.#divisions, this.#names.divisions),
      families: named(this.#families, this.#names.families),
      departments: named(this.#departments, this.#names.departments),
    };
  }
}

function sumsOf({ outcome, entitledFen, paidFen, recoveredFen, netFen }: Omit<UnitBill, 'division'>): UnitSums {
  return {
    units: 1,
    needsReview: outcome === 'needs-review' ? 1 : 0,
    entitledFen: entitledFen ?? 0,
    paidFen,
    recoveredFen,
    dueFen: Math.max(0, netFen ?? 0),
    recoverableFen: Math.max(0, -(netFen ?? 0)),
  };
}

function honourSums(line: RewardLine): HonourSums {
  const entitled = line.standing === 'entitled';
  return {
    honours: 1,
    entitled: entitled ? 1 : 0,
    open: isOpen(line) || line.standing === 'waits' ? 1 : 0,
    entitledFen: entitled ? (line.amountFen ?? 0) : 0,
  };
}

function plus<Sums extends UnitSums | HonourSums>(one: Sums, other: Sums): Sums {
  const before = new Map<string, number>(Object.entries(one));
  const added = Object.entries(other).map(([name, value]) => [name, value + (before.get(name) ?? 0)] as const);
  return { ...one, ...Object.fromEntries(added) };
}

/** In order of the ids, those without one last. */
function named<Sums>(sums: ReadonlyMap<string | null, Sums>, names: PackNames) {
  return [...sums]
    .sort(([one], [other]) => ((one ?? '\uffff') < (other ?? '\uffff') ? -1 : 1))
    .map(([id, each]) => {
      const { zh = null, en = null } = (id === null ? undefined : names.get(id)) ?? {};
      return { id, zh, en, ...each };
    });
}
