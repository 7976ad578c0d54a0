import type { Label } from '../../schemas/vocabulary.js';
import type { Rules } from '../policy/rules.js';

type Names = ReadonlyMap<string, Label>;

/** What the packs call the divisions, families and departments of their rewards. */
export interface RewardNames {
  readonly divisions: Names;
  readonly families: Names;
  readonly departments: Names;
}

export function rewardNames({ municipal }: Rules): RewardNames {
  return {
    divisions: new Map(municipal.flatMap(({ divisions }) => divisions.map((each) => [each.code, each] as const))),
    families: new Map(municipal.flatMap(({ families }) => families.map((each) => [each.id, each] as const))),
    departments: new Map(municipal.flatMap(({ departments }) => departments.map((each) => [each.id, each] as const))),
  };
}
