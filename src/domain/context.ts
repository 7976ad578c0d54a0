import type { Scope } from '../../schemas/scope.js';

/** The department on whose behalf a command comes, and what its key may do. */
export interface ActingDepartment {
  readonly department: string;
  /** The name under which it is enrolled; compared with the authority that a document prints. */
  readonly name: string;
  /** Key id, never the key. */
  readonly key: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** What a decision may know beside the state: who asks, today's date in Shanghai, and what lies in other streams. */
export interface DecisionContext {
  readonly actor: ActingDepartment;
  readonly today: string;
  /** For a succession: the unit that exists now at the end of the named successor's own successions. */
  readonly successorRoot?: string;
}
