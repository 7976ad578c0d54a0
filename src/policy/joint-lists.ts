import { firstDayOf, lastDayOf, nextDay } from '../../schemas/day.js';
import type { JointList } from '../../schemas/vocabularies.js';
import { anchorOf } from '../domain/days.js';
import { type EnterpriseState, type FactRecord, recordsOf } from '../domain/enterprise.js';
import { heldOn, passingDays, succeededBy } from '../domain/holder.js';
import { registrationOn } from '../domain/registration.js';
import { followUpTurns } from './conditions/adverse.js';
import { listingTurns, punishmentGrounds } from './lists/punishment.js';
import { rewardTurns, weighReward } from './lists/reward.js';
import { type ListedUnit, type ListGround, type ListRow, rowOf } from './lists/row.js';
import { type Rules, regimeTurns } from './rules.js';

/** Where an enterprise is looked at from: a day, and the rules on it. */
export interface ListDay {
  readonly day: string;
  readonly rules: Rules;
}

type HeldRecords = Pick<EnterpriseState, 'uscc' | 'records'>;

/**
 * 联合奖惩名单: the rows of an enterprise on a day, at most one a list, from a state without what is withdrawn. On the
 * reward list an open matter (liability, objection, review) changes nothing: who was on it stays, who was not waits.
 * A unit that goes on under another code is listed there; one absorbed by another keeps its own listings alone.
 */
export function listRows(
  state: EnterpriseState,
  { day, rules }: ListDay,
  wasOn: (list: JointList) => boolean,
): readonly ListRow[] {
  const [pack] = rules.municipal;
  const succession = succeededBy(state, day)?.event.data.succession;
  if (pack === undefined || (succession !== undefined && succession !== 'absorption')) return [];
  const held = { uscc: state.uscc, records: heldOn(state, day, { unit: state.uscc }) };
  const punished = punishmentGrounds(held, day, rules, pack);
  const isExcluded = punished.length > 0 || succession !== undefined;
  const rewarded = isExcluded ? [] : rewardGrounds(held, { day, rules }, wasOn('joint-reward'));
  if (punished.length === 0 && rewarded.length === 0) return [];
  const unit = unitOf(state, day);
  return [rowOf('joint-reward', unit, rewarded), rowOf('joint-punishment', unit, punished)].filter(
    (row) => row !== undefined,
  );
}

function rewardGrounds(held: HeldRecords, { day, rules }: ListDay, wasOn: boolean): readonly ListGround[] {
  return rules.municipal.flatMap((pack) => {
    const { outcome, grounds } = weighReward(held.uscc, held, day, { rules, pack });
    return outcome === 'pass' || (outcome === 'cannot-tell' && wasOn) ? grounds : [];
  });
}

function unitOf(state: EnterpriseState, day: string): ListedUnit {
  const { name = null, division = null } = registrationOn(state, day);
  return { uscc: state.uscc, name, division };
}

/** A state is looked at from many days, and the rules seldom change in between. */
const turnsKept = new WeakMap<EnterpriseState, { readonly rules: Rules; readonly turns: readonly string[] }>();

/** The days on which the rows of a state may turn by time alone: perhaps some more, never fewer. */
export function listTurns(state: EnterpriseState, rules: Rules): readonly string[] {
  const known = turnsKept.get(state);
  if (known?.rules === rules) return known.turns;
  const turns = turnsOf(state, rules);
  turnsKept.set(state, { rules, turns });
  return turns;
}

function turnsOf(state: EnterpriseState, rules: Rules): readonly string[] {
  if (!mayBeListed(state)) return [];
  const listings = recordsOf(state, 'EnterpriseBlacklisted').flatMap((record) => listingTurns(record, rules));
  const dates = [...state.records.values()].flatMap((record) => [...effectTurns(record), ...followUpTurns(record)]);
  return [
    ...listings,
    ...dates,
    ...rewardTurns(state.uscc, state, rules),
    ...regimeTurns(rules),
    ...passingDays(state),
  ];
}

/** Without an honour or a listing on record there is no row, whatever the day and the rules. */
export function mayBeListed(state: EnterpriseState): boolean {
  return recordsOf(state, 'HonourAwarded', 'EnterpriseBlacklisted').length > 0;
}

/** The days from which a fact may hold, or nobody can tell any longer. */
function effectTurns({ event }: FactRecord): readonly string[] {
  const printed = [anchorOf(event), event.data.source.receivedOn].filter((day) => day !== undefined);
  return printed.flatMap((day) => [firstDayOf(day), lastDayOf(day), nextDay(lastDayOf(day))]);
}
