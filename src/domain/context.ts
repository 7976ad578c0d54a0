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

/** Why an honour gives no bonus: the clause that cancels it, and the event that made it apply. */
export interface Cancellation {
  readonly clause: string;
  readonly eventId?: string;
}

/**
 * 应付奖励: what the rules in force on the day of a payment say of its year; evaluated by commands, obeyed by decide.
 * Amounts in fen.
 */
export interface RewardDue {
  /** A payment of the year that stands. */
  readonly paidBy?: string;
  /** By honour: the clause that cancels its bonus. */
  readonly cancelled: ReadonlyMap<string, Cancellation>;
  /** What may be paid, 0 when nothing; absent while an amount or a day is missing. */
  readonly payable?: {
    readonly honourIds: readonly string[];
    readonly absorbed: readonly string[];
    readonly amountFen: number;
  };
}

/** What a decision may know beside the state: who asks, today's date in Shanghai, and what lies in other streams. */
export interface DecisionContext {
  readonly actor: ActingDepartment;
  readonly today: string;
  /** For a succession: the unit that exists now at the end of the named successor's own successions. */
  readonly successorRoot?: string;
  /** For a payment: what the rules say is due. Absent where no municipal pack is in force. */
  readonly rewardDue?: RewardDue;
}
