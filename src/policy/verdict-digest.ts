import { canonicalJson } from '../../schemas/canonical.js';
import { sha256Of } from '../../schemas/record-key.js';
import type { ClauseVerdict } from './eligibility.js';

/** Names the derivation of verdicts; a change of it may change what stored verdicts are re-derived to. */
export const JUDGEMENT_EDITION = 'judgement-2';

interface Digested {
  readonly outcome: string;
  readonly clauses?: readonly Pick<ClauseVerdict, 'id' | 'outcome' | 'grounds'>[];
}

/** SHA-256 of what a verdict says: its outcome, and each clause with its outcome and the events that decided it. */
export function verdictDigest({ outcome, clauses = [] }: Digested): string {
  return sha256Of(
    canonicalJson({ outcome, clauses: clauses.map(({ id, outcome, grounds }) => ({ id, outcome, grounds })) }),
  );
}
