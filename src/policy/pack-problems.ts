import type { PolicyPack } from '../../schemas/policy.js';
import { municipalProblems } from './pack-problems/municipal.js';
import type { PackProblem } from './pack-problems/problem.js';
import { regimeProblems } from './pack-problems/regime.js';

/**
 * What a pack of the right shape still says wrongly: references to what is not there, ids used twice, bounds that
 * contradict each other. An empty list means that it may be adopted.
 */
export function packProblems(pack: PolicyPack): readonly PackProblem[] {
  return pack.kind === 'municipal' ? municipalProblems(pack) : regimeProblems(pack);
}
