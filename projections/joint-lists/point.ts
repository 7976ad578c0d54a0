import type { RecordedEvent } from '../../schemas/events.js';
import { type EnterpriseEvent, foldEnterprise } from '../../src/domain/enterprise.js';
import { listTurns } from '../../src/policy/joint-lists.js';
import { noRules, type Rules } from '../../src/policy/rules.js';
import type { Subject } from '../../src/policy/sighted.js';
import { bearsOnLists } from './cause.js';

/** A position at which a day was opened or the rules changed, and what holds from there. */
export interface Moment {
  readonly position: number;
  readonly day: string;
  /** The same object as before where they did not change. */
  readonly rules: Rules;
  readonly event: RecordedEvent<'DayOpened' | 'PolicyAdopted' | 'PolicyRetired'>;
}

/** What may have changed an enterprise's rows after a position, up to another. */
export interface ListHistory {
  readonly after: number;
  readonly until: number;
  /** Of the whole registry, in log order. */
  readonly moments: readonly Moment[];
  /** Every event that may bear on the enterprise, in log order. */
  readonly events: readonly EnterpriseEvent[];
  /** The enterprise as known at a position, and what of it was withdrawn there. */
  subjectAt(position: number): Subject;
}

/** How an enterprise stands at a position. */
export interface Standing {
  readonly position: number;
  readonly day: string;
  readonly rules: Rules;
  readonly subject: Subject;
  /** The first day ahead on which time alone may turn something. */
  readonly turn: string | undefined;
}

/** A position at which the rows are looked at, and the event there. */
export interface Point extends Standing {
  /** The day opened before. */
  readonly dayBefore: string;
  readonly event: EnterpriseEvent | Moment['event'];
}

const beforeAnyDay = { day: '0000-00-00', rules: noRules };

export function standingAt(history: ListHistory, position: number): Standing {
  const { day, rules } = momentAt(history.moments, position);
  const subject = history.subjectAt(position);
  const turns = [...new Set([subject.asked, subject.head])].flatMap((each) => listTurns(foldEnterprise(each), rules));
  const turn = turns.reduce<string | undefined>(
    (next, each) => (each > day && (next === undefined || each < next) ? each : next),
    undefined,
  );
  return { position, day, rules, subject, turn };
}

/** The next position at which something may have turned: by an event, by the rules, or by the day. */
export function pointAfter(history: ListHistory, from: Standing): Point | undefined {
  const candidates = [nextEvent(history, from), nextChangeOfRules(history, from), nextTurn(history, from)];
  const [event] = candidates
    .filter((each) => each !== undefined && each.position <= history.until)
    .sort((one, other) => (one?.position ?? 0) - (other?.position ?? 0));
  if (event === undefined) return undefined;
  const { day: dayBefore } = momentAt(history.moments, event.position - 1);
  return { ...standingAt(history, event.position), dayBefore, event };
}

function momentAt(moments: readonly Moment[], position: number): Pick<Moment, 'day' | 'rules'> {
  return moments[firstIndex(moments, (moment) => moment.position > position) - 1] ?? beforeAnyDay;
}

function nextEvent({ events }: ListHistory, { position, rules }: Standing): EnterpriseEvent | undefined {
  return events.find((event) => event.position > position && bearsOnLists(event, rules));
}

function nextChangeOfRules({ moments }: ListHistory, { position }: Standing): Moment['event'] | undefined {
  return changesOfRules(moments).find((moment) => moment.position > position)?.event;
}

function nextTurn({ moments }: ListHistory, { turn }: Standing): Moment['event'] | undefined {
  return turn === undefined ? undefined : moments[firstIndex(moments, ({ day }) => day >= turn)]?.event;
}

const ruleChanges = new WeakMap<readonly Moment[], readonly Moment[]>();

/** The few moments at which other rules began to hold. */
function changesOfRules(moments: readonly Moment[]): readonly Moment[] {
  const known = ruleChanges.get(moments);
  if (known !== undefined) return known;
  const changes = moments.filter(({ rules }, index) => rules !== (moments[index - 1]?.rules ?? noRules));
  ruleChanges.set(moments, changes);
  return changes;
}

/** The index of the first moment for which something holds that goes on holding; found by halving. */
function firstIndex(moments: readonly Moment[], holds: (moment: Moment) => boolean): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const moment = moments[middle];
    if (moment !== undefined && holds(moment)) high = middle;
    else low = middle + 1;
  }
  return low;
}
