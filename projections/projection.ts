import type { EnterpriseState } from '../src/domain/enterprise.js';
import type { Rules } from '../src/policy/rules.js';

/** An enterprise as projections see it: without what is withdrawn, on the last day opened, at some position. */
export interface EnterpriseView {
  readonly uscc: string;
  /** Events in its own stream. */
  readonly version: number;
  readonly state: EnterpriseState;
  readonly day: string;
  /** The rules in force on that day as known at the position. */
  readonly rules: Rules;
}

/** A row of a register: what is searched, filtered and sorted by; the text stays in the profile. */
export type RegisterRow<Column extends string> = Readonly<Record<Column | 'event_id' | 'day', string | null>>;

/**
 * A read model of many enterprises: which rows each gives. `columns` are those beside the code of the enterprise, the
 * event behind the row and the day it is sorted by. A change of the derivation is a new edition.
 */
export interface RegisterProjection<Column extends string = string> {
  readonly name: string;
  readonly edition: number;
  readonly columns: readonly Column[];
  rows(view: EnterpriseView): readonly RegisterRow<Column>[];
}
