import { addDays, addMonths, firstDayOf, lastDayOf, nextDay } from '../../schemas/day.js';
import type { DataOf } from '../../schemas/events.js';
import type { CreditRegime, SeverityTest } from '../../schemas/policy/credit-regime.js';
import type { ItemStatus, PublicityState } from '../../schemas/statuses.js';
import type { FactRecord } from '../domain/enterprise.js';
import { followUpsBy, statusOn } from '../domain/status.js';
import { type Rules, regimeOn, regimeTurns } from './rules.js';

export type Severity = NonNullable<DataOf<'ViolationRecorded'>['statedSeverity']>;
type Decision = Pick<
  DataOf<'ViolationRecorded'>,
  'decidedOn' | 'procedure' | 'penalties' | 'statedSeverity' | 'statedPublicUntil' | 'conduct'
>;

/** A decision as its latest modification by a day leaves it. */
export function decisionOn(record: FactRecord<'ViolationRecorded'>, day: string): Decision {
  let decision: Decision = record.event.data;
  for (const next of followUpsBy(record, day)) {
    if (next.type !== 'ViolationModified') continue;
    const { conduct, penalties, statedSeverity, statedPublicUntil } = next.data;
    decision = {
      ...decision,
      ...(conduct === undefined ? {} : { conduct }),
      ...(penalties === undefined ? {} : { penalties }),
      ...(statedSeverity === undefined ? {} : { statedSeverity }),
      ...(statedPublicUntil === undefined ? {} : { statedPublicUntil }),
    };
  }
  return decision;
}

/**
 * 失信行为严重程度: by the regime in force on the day of the decision. Every class that it may have: more than one where
 * the decision does not state what a rule asks for, or where its day straddles two regimes; none where no regime holds.
 */
export function severitiesOf(decision: Decision, rules: Rules): ReadonlySet<Severity> {
  if (decision.decidedOn === undefined) return new Set();
  const first = regimeOn(rules, firstDayOf(decision.decidedOn));
  const last = regimeOn(rules, lastDayOf(decision.decidedOn));
  if (first === undefined || last === undefined) return new Set();
  const possible = severitiesBy(decision, first);
  return first === last ? possible : new Set([...possible, ...severitiesBy(decision, last)]);
}

/** The one class that a decision has; cannot tell where it may have several or none. */
export function severityOf(decision: Decision, rules: Rules): Severity | 'cannot-tell' {
  const [severity = 'cannot-tell', ...others] = severitiesOf(decision, rules);
  return others.length === 0 ? severity : 'cannot-tell';
}

/** Rules are tried in order; one that cannot tell leaves its class possible and the search goes on. */
function severitiesBy(decision: Decision, regime: CreditRegime): ReadonlySet<Severity> {
  const stated = regime.statedSeverityCounts.value ? decision.statedSeverity : undefined;
  if (stated !== undefined) return new Set([stated]);
  const possible = new Set<Severity>();
  for (const { when, severity } of regime.severityRules) {
    const holds = applies(when, decision);
    if (holds !== false) possible.add(severity.value);
    if (holds === true) break;
  }
  return possible;
}

function applies(test: SeverityTest, { penalties, procedure }: Decision): boolean | 'cannot-tell' {
  if (test.test === 'otherwise') return true;
  if (test.test === 'procedure') return procedure === 'unknown' ? 'cannot-tell' : procedure === test.procedure;
  const kinds: ReadonlySet<string> = new Set(test.kinds);
  if (penalties.length === 0) return 'cannot-tell';
  if (test.test === 'only-penalties-of') return penalties.every(({ kind }) => kinds.has(kind));
  const named = penalties.filter(({ kind }) => kinds.has(kind));
  if (test.test === 'any-penalty-of') return named.length > 0;
  if (named.some(({ largeAmount }) => largeAmount === 'yes')) return true;
  return named.some(({ largeAmount }) => largeAmount === 'unknown') ? 'cannot-tell' : false;
}

/** 公示 of a decision on a day: its state, and its last day where that is known. */
export interface Publicity {
  readonly state: PublicityState;
  readonly until?: string;
}

/**
 * The publicity term by the regime in force on the day; where the document states an end too, the earlier one applies
 * (assumed). A repair of any scope ends it. Without a regime it is what the document states.
 */
export function publicityUnder(record: FactRecord<'ViolationRecorded'>, day: string, rules: Rules): Publicity {
  if (followUpsBy(record, day).some(({ type }) => type === 'CreditRepaired')) return { state: 'ended' };
  const decision = decisionOn(record, day);
  const regime = regimeOn(rules, day);
  const computed = regime === undefined ? 'not-told' : computedEnd(decision, regime, rules);
  if (computed === 'not-published') return { state: 'ended' };
  const { statedPublicUntil: stated } = decision;
  const ends = [
    ...(computed === 'not-told' ? [] : [computed]),
    ...(stated === undefined ? [] : [{ earliest: firstDayOf(stated), latest: lastDayOf(stated), printed: stated }]),
  ];
  return publicityBy(ends, day);
}

/** A last day; one that is printed in part, or counted from such a day, may be any between two. */
interface End {
  readonly earliest: string;
  readonly latest: string;
  readonly printed: string;
}

function computedEnd(decision: Decision, regime: CreditRegime, rules: Rules): End | 'not-published' | 'not-told' {
  const { penalties, decidedOn } = decision;
  const unpublished: ReadonlySet<string> = new Set(regime.publicity.notPublished.value);
  if (penalties.length > 0 && penalties.every(({ kind }) => unpublished.has(kind))) return 'not-published';
  const severity = severityOf(decision, rules);
  if (severity === 'cannot-tell' || decidedOn === undefined) return 'not-told';
  if (regime.publicity.notPublishedClasses?.value.includes(severity)) return 'not-published';
  const months = regime.publicity[severity].value;
  const latest = addMonths(lastDayOf(decidedOn), months);
  return { earliest: addMonths(firstDayOf(decidedOn), months), latest, printed: latest };
}

/** The state by the first of some last days. */
function publicityBy(ends: readonly End[], day: string): Publicity {
  const [one, ...others] = ends;
  if (one === undefined) return { state: 'cannot-tell' };
  const { printed: until } = others.reduce((first, end) => (end.latest < first.latest ? end : first), one);
  if (ends.some(({ latest }) => latest < day)) return { state: 'ended', until };
  return { state: ends.every(({ earliest }) => earliest >= day) ? 'under-publicity' : 'cannot-tell', until };
}

/** The first day on which a decision may be repaired 最早可修复日; undefined where no rule says. */
export function repairableFrom(record: FactRecord<'ViolationRecorded'>, day: string, rules: Rules): string | undefined {
  const decision = decisionOn(record, day);
  const severity = severityOf(decision, rules);
  if (severity === 'cannot-tell' || decision.decidedOn === undefined) return undefined;
  const rule = regimeOn(rules, day)?.repair.find(
    (each) => each.severity === severity && (each.conducts?.includes(decision.conduct.type) ?? true),
  );
  return rule === undefined ? undefined : addMonths(lastDayOf(decision.decidedOn), rule.minimumMonths.value);
}

/** The row of a listing's kind in the table of the regime in force on the day. */
export function listKindOn(kind: string, day: string, rules: Rules): CreditRegime['listKinds'][number] | undefined {
  return regimeOn(rules, day)?.listKinds.find((each) => each.kind === kind);
}

/**
 * The first day off a list: what the document schedules, else the term that the regime in force on the day gives;
 * undefined while neither says. What ended by the term of the regime then in force does not begin again with another.
 */
export function listingEnds(
  { listKind, listedOn, scheduledOff }: DataOf<'EnterpriseBlacklisted'>,
  day: string,
  rules: Rules,
): string | undefined {
  if (scheduledOff !== undefined) return scheduledOff;
  if (listedOn === undefined) return undefined;
  const offOf = (on: string): string | undefined => {
    const term = listKindOn(listKind, on, rules)?.termMonths?.value;
    return term === undefined ? undefined : addMonths(lastDayOf(listedOn), term);
  };
  const before = regimeTurns(rules).map((turn) => offOf(addDays(turn, -1)));
  const over = before.filter((off) => off !== undefined && off <= day && offOf(off) === off);
  return [...over, offOf(day)].filter((off) => off !== undefined).sort()[0];
}

/**
 * What a record is on a day under some rules: as its documents say, and a listing no longer than its term. Whether one
 * whose first day was printed in part has ended, nobody can tell between the days that may be meant.
 */
export function standingOn(record: FactRecord, day: string, rules: Rules): ItemStatus {
  const status = statusOn(record, day);
  if (status !== 'in-force' || record.event.type !== 'EnterpriseBlacklisted') return status;
  const { listedOn, ...listing } = record.event.data;
  const begins = listedOn === undefined ? [undefined] : [firstDayOf(listedOn), lastDayOf(listedOn)];
  const offs = begins.map((begin) => listingEnds({ ...listing, listedOn: begin }, day, rules));
  const isOver = offs.map((off) => off !== undefined && off <= day);
  if (isOver.every(Boolean)) return 'term-ended';
  return isOver.some(Boolean) ? 'cannot-tell' : status;
}

/** The days on which publicity, repair or a listing may read differently under some rules. */
export function regimeTurnsOf({ event }: FactRecord, rules: Rules): readonly string[] {
  if (event.type === 'ViolationRecorded') return [...decisionTurns(event.data, rules), ...regimeTurns(rules)];
  if (event.type === 'EnterpriseBlacklisted') return [...termEnds(event.data, rules), ...regimeTurns(rules)];
  return [];
}

function decisionTurns({ decidedOn }: Decision, { regimes }: Rules): readonly string[] {
  if (decidedOn === undefined) return [];
  const decided = [...new Set([firstDayOf(decidedOn), lastDayOf(decidedOn)])];
  return regimes.flatMap(({ publicity, repair }) => {
    const terms = [publicity.minor, publicity.general, publicity.serious].flatMap(({ value }) =>
      decided.map((day) => nextDay(addMonths(day, value))),
    );
    return [
      ...terms,
      ...repair.flatMap(({ minimumMonths }) => decided.map((day) => addMonths(day, minimumMonths.value))),
    ];
  });
}

/** The first days off a list that any of the regimes gives, from the first and the last day that may be meant. */
function termEnds({ listKind, listedOn }: DataOf<'EnterpriseBlacklisted'>, { regimes }: Rules): readonly string[] {
  if (listedOn === undefined) return [];
  const terms = regimes.flatMap(({ listKinds }) =>
    listKinds.flatMap(({ kind, termMonths }) =>
      kind === listKind && termMonths !== undefined ? [termMonths.value] : [],
    ),
  );
  const begins = [...new Set([firstDayOf(listedOn), lastDayOf(listedOn)])];
  return begins.flatMap((begin) => terms.map((months) => addMonths(begin, months)));
}
