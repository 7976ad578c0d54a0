import type { MunicipalPack } from '../../../schemas/policy/municipal-pack.js';
import type { FactRecord, Recorded } from '../../domain/enterprise.js';
import type { Subject } from '../conditions/check.js';
import type { Rules } from '../rules.js';
import type { SourceReports } from '../source-reports.js';

/** 年度奖励: whose bill is asked for, of which year, seen on which day and under which rules. */
export interface RewardCase extends Recorded {
  /** The payee: the unit that exists now, with what its predecessors brought. */
  readonly uscc: string;
  readonly rules: Rules;
  readonly reports: SourceReports;
  readonly year: number;
  readonly day: string;
  /** Until when payments count, where that is not the day: whoever pays MUST see those that bear a later date. */
  readonly paymentsUntil?: string;
}

/** The payee as the conditions of a pack ask about it: on each day the unit to which the honour belonged. */
export function subjectOf(of: RewardCase, pack: MunicipalPack, heldWith: FactRecord): Subject {
  const { uscc, records, rules, reports } = of;
  return {
    uscc,
    records,
    heldWith,
    rules,
    reports,
    graceDays: pack.absenceGraceDays.value,
    honourMonths: pack.lists.jointReward.validMonths.value,
  };
}
