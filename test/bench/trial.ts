import type { PreparedRegistry, Workplace } from './workplace.js';

/** What every row is measured with. */
export interface Bench {
  readonly place: Workplace;
  /** 100 k events. */
  readonly small: PreparedRegistry;
  /** 1 M events; absent in a quick run. */
  readonly large: PreparedRegistry | undefined;
  /** Rounds of each side that count. */
  readonly rounds: number;
  /** How long a round over HTTP lasts, in milliseconds. */
  readonly roundMilliseconds: number;
  /** Facts in an imported file. */
  readonly facts: number;
}
