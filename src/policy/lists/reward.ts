import type { MunicipalPack, Programme } from '../../../schemas/policy/municipal-pack.js';
import type { ClauseOutcome } from '../../../schemas/verdict.js';
import { happenedBy } from '../../domain/days.js';
import { type Recorded, recordsOf } from '../../domain/enterprise.js';
import { isDisputed, statusOn } from '../../domain/status.js';
import { checkOf } from '../condition.js';
import type { Check, Subject } from '../conditions/check.js';
import { weighMerit } from '../conditions/merits.js';
import { undivided } from '../conditions/standing.js';
import { type Honour, honourTurns, honourUntil, isWinner, validityOn } from '../honours.js';
import type { Rules } from '../rules.js';
import { noReports } from '../source-reports.js';
import type { ListGround } from './row.js';

/** Whether an enterprise belongs on the list: nobody can tell while a matter is open. */
export interface RewardWeight {
  readonly outcome: ClauseOutcome;
  readonly grounds: readonly ListGround[];
}

/** 守信联合激励 by one pack: a valid honour of its families, and every condition of the list. */
export function weighReward(
  uscc: string,
  state: Recorded,
  day: string,
  { rules, pack }: { readonly rules: Rules; readonly pack: MunicipalPack },
): RewardWeight {
  const months = pack.lists.jointReward.validMonths.value;
  const honours = honoursOf(state, pack).map((each) => ({
    ...each,
    outcome: weighMerit(each.honour, day, (possible, on) => validityOn(possible, on, months)).outcome,
  }));
  const passing = honours.filter(({ outcome }) => outcome === 'pass');
  const shown = passing.length > 0 ? passing : honours.filter(({ outcome }) => outcome === 'cannot-tell');
  const merit = shown.length === 0 ? 'fail' : passing.length > 0 ? 'pass' : 'cannot-tell';
  const outcomes = merit === 'fail' ? [] : checksOf(uscc, state, rules, pack).map((check) => check.weigh(day).outcome);
  const outcome = overall([merit, ...outcomes, liability(state, day)]);
  return { outcome, grounds: shown.map((each) => groundOf(each, isDisputed(each.honour, day), pack)) };
}

interface Named {
  readonly honour: Honour;
  readonly programme: Programme;
}

/** The honours won whose programme belongs to a family of the list. */
function honoursOf(state: Recorded, pack: MunicipalPack): readonly Named[] {
  const families: ReadonlySet<string> = new Set(pack.lists.jointReward.families);
  return recordsOf(state, 'HonourAwarded').flatMap((honour) => {
    const programme = pack.programmes.find(({ id }) => id === honour.event.data.programme);
    const isNamed = programme?.family !== undefined && families.has(programme.family) && isWinner(honour);
    return isNamed ? [{ honour, programme }] : [];
  });
}

function groundOf({ honour, programme }: Named, disputed: boolean, { lists }: MunicipalPack): ListGround {
  const { data, id } = honour.event;
  const { clause, quote, validMonths } = lists.jointReward;
  const isAssumed = data.validUntil === undefined && validMonths.basis === 'assumed';
  return {
    code: programme.id,
    zh: programme.zh,
    clause,
    quote,
    documentNo: data.documentNo,
    authority: data.authority?.name,
    since: data.awardedOn ?? data.source.receivedOn,
    until: honourUntil(honour, validMonths.value),
    assumed: isAssumed ? validMonths.source : undefined,
    eventIds: [id],
    disputed,
  };
}

/** The conditions of the list, ready to be weighed. */
function checksOf(uscc: string, { records }: Recorded, rules: Rules, { lists }: MunicipalPack): readonly Check[] {
  const { conditions, validMonths } = lists.jointReward;
  const subject: Subject = { uscc, records, rules, reports: noReports, graceDays: 0, honourMonths: validMonths.value };
  const division = undivided(subject);
  return [...conditions.map((condition) => checkOf(condition, subject)), ...(division === undefined ? [] : [division])];
}

/** 责任未认定: while the liability for an incident is open, nobody can tell. */
function liability(state: Recorded, day: string): ClauseOutcome {
  const isOpen = recordsOf(state, 'IncidentRecorded').some(
    (record) => happenedBy(record, day) !== false && statusOn(record, day) === 'undetermined',
  );
  return isOpen ? 'cannot-tell' : 'pass';
}

function overall(outcomes: readonly ClauseOutcome[]): ClauseOutcome {
  if (outcomes.includes('fail')) return 'fail';
  return outcomes.includes('cannot-tell') ? 'cannot-tell' : 'pass';
}

/** The days on which honours and conditions may turn by time alone. */
export function rewardTurns(uscc: string, state: Recorded, rules: Rules): readonly string[] {
  return rules.municipal.flatMap((pack) => {
    const named = honoursOf(state, pack);
    if (named.length === 0) return [];
    const { value } = pack.lists.jointReward.validMonths;
    return [
      ...named.flatMap(({ honour }) => honourTurns(honour, value)),
      ...checksOf(uscc, state, rules, pack).flatMap(({ turns }) => turns),
    ];
  });
}
