import { divisionNames, type PackNames } from '../policy/pack-names.js';
import type { Rules } from '../policy/rules.js';

/** What the packs call the divisions, families and departments of their rewards. */
export interface RewardNames {
  readonly divisions: PackNames;
  readonly families: PackNames;
  readonly departments: PackNames;
}

export function rewardNames(rules: Rules): RewardNames {
  const { municipal } = rules;
  return {
    divisions: divisionNames(rules),
    families: new Map(municipal.flatMap(({ families }) => families.map((each) => [each.id, each] as const))),
    departments: new Map(municipal.flatMap(({ departments }) => departments.map((each) => [each.id, each] as const))),
  };
}
