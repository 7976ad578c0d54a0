import { divisionNames } from '../policy/pack-names.js';
import type { Rules } from '../policy/rules.js';

/** What the packs call the divisions, families and departments of their rewards, in Chinese. */
export interface RewardNames {
  readonly divisions: ReadonlyMap<string, string>;
  readonly families: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
}

export function rewardNames(rules: Rules): RewardNames {
  const { municipal } = rules;
  return {
    divisions: divisionNames(rules),
    families: new Map(municipal.flatMap(({ families }) => families.map(({ id, zh }) => [id, zh] as const))),
    departments: new Map(municipal.flatMap(({ departments }) => departments.map(({ id, zh }) => [id, zh] as const))),
  };
}
