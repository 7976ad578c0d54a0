import { knownAt as known } from '../../schemas/known-at.js';
import { ruleVersion as version } from '../../schemas/policy.js';

/** K as it is asked for: a position, or a UTC instant. */
export const knownAt = known;

/** R as it is asked for: pack references, or `none`. */
export const ruleVersion = version;
