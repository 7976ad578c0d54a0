import type { Sight } from '../policy/visibility.js';
import type { ResolvedAxes } from '../queries/axes.js';

/** The axes as resolved travel in headers, so that a body is sent as it is. The public learns no position. */
export function echoedAxes({ validAt, knownAt, ruleVersion }: ResolvedAxes, sight: Sight) {
  return {
    'qcr-valid-at': validAt,
    'qcr-rule-version': ruleVersion,
    'qcr-viewer': sight,
    ...(sight === 'public' ? {} : { 'qcr-known-at': String(knownAt) }),
  };
}
