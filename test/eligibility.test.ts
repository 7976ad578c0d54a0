import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { addDays } from '../schemas/day.js';
import { isEnterpriseEvent, type NewEvent, type RecordedEvent } from '../schemas/events.js';
import type { MunicipalPack } from '../schemas/policy/municipal-pack.js';
import { type PolicyPack, policyPack } from '../schemas/policy.js';
import { eligibilityOutcome } from '../schemas/verdict.js';
import { recordDay } from '../src/commands/days.js';
import {
  type Application,
  judge,
  judgeFromLog,
  reportsKnownAt,
  type Screening,
  subjectOf,
} from '../src/commands/judgement.js';
import type { EnterpriseHistory } from '../src/domain/enterprise.js';
import { Refusal } from '../src/domain/refusal.js';
import { readSubject } from '../src/event-log/enterprise-history.js';
import type { EventLog } from '../src/event-log/event-log.js';
import { outcomesOf } from '../src/policy/eligibility.js';
import { packReferenceOf, shippedPacks } from '../src/policy/packs.js';
import { publicityUnder, repairableFrom, severityOf, standingOn } from '../src/policy/regime.js';
import { programmeOf, type Rules, rulesOf } from '../src/policy/rules.js';
import { sightedState } from '../src/policy/sighted.js';
import { type Ground, joined, noReports, type SourceReports, type Span } from '../src/policy/source-reports.js';
import { type AskedAxes, type Axes, resolveAxes } from '../src/queries/axes.js';
import { type Evidence, openScreening, screen } from '../src/queries/eligibility.js';
import { ReadModels } from '../src/read-models/read-models.js';
import { EnterpriseSpec, type Fields } from './support/enterprise-spec.js';
import { grounds, openKeptRegistry } from './support/kept-registry.js';
import shiliData from './support/packs/shili-2020-7.json' with { type: 'json' };
import { life, lived } from './support/random-lives.js';

import { fictionalUscc } from './support/uscc.js';

/* ---- how a story is told ------------------------------------------------------------------------------------- */

type Step = (unit: EnterpriseSpec) => unknown;

/** The day asked about where a story names none. */
const today = '2024-06-01';

interface Story {
  /** After the registration, which is event 1. */
  readonly given?: readonly Step[];
  readonly registered?: Fields | 'not';
  readonly on?: string;
  readonly programme?: string;
  readonly year?: number;
  readonly coolingOffYears?: number;
  readonly reports?: SourceReports;
  readonly rules?: Rules;
  /** Outcome and next change, then each clause that does not pass: its outcome, its reasons, the events that decide. */
  readonly gives: readonly string[];
}

const rulesFrom = (packs: readonly PolicyPack[]): Rules =>
  rulesOf(packs.map((pack) => ({ reference: packReferenceOf(pack), pack })));

const [anyang, ...regimes] = shippedPacks;
const shili = policyPack.parse(shiliData);
if (anyang?.kind !== 'municipal' || shili.kind !== 'municipal') throw new Error('these are municipal packs');
const shipped = rulesFrom(shippedPacks);
const shiliRules = rulesFrom([shili, ...regimes]);

/** The pack of the decree with one parameter of the ground of serious violations turned. */
function withViolationGround(turned: { windowMonths?: number; expiredCounts?: boolean }): Rules {
  const grounds = anyangPack.grounds.map((ground) => {
    if (ground.asks.test !== 'serious-violation') return ground;
    const { windowMonths, expiredCounts } = ground.asks;
    return {
      ...ground,
      asks: {
        ...ground.asks,
        windowMonths: { ...windowMonths, value: turned.windowMonths ?? windowMonths.value },
        expiredCounts: { ...expiredCounts, value: turned.expiredCounts ?? expiredCounts.value },
      },
    };
  });
  return rulesFrom([policyPack.parse({ ...anyangPack, grounds }), ...regimes]);
}
const anyangPack: MunicipalPack = anyang;

const record =
  (type: Parameters<EnterpriseSpec['given']>[0], fields: Fields = {}): Step =>
  (unit) =>
    unit.given(type, { documentNo: `示〔2024〕${unit.recorded.length + 1}号`, ...fields });

const fine = (largeAmount: 'yes' | 'no' | 'unknown') => ({ kind: 'fine', amountFen: 20_000_000, largeAmount });
const unstated = { servedOn: undefined, statedSeverity: undefined, statedPublicUntil: undefined };
const penalty = (decidedOn: string | undefined, fields: Fields = {}): Step =>
  record('RecordViolation', { ...unstated, decidedOn, penalties: [fine('yes')], ...fields });
const small = { penalties: [fine('no')] };

const incident = (occurredOn: string | undefined, fields: Fields = {}): Step =>
  record('RecordIncident', { occurredOn, reportedOn: undefined, ...fields });
const liability = (determinedOn: string, grade: string, fields: Fields = {}): Step =>
  record('DetermineLiability', { target: '@2', determinedOn, grade, ...fields });

const listing = (listedOn: string | undefined, scheduledOff: string | undefined, fields: Fields = {}): Step =>
  record('BlacklistEnterprise', { linkedDecision: undefined, listedOn, scheduledOff, ...fields });
const lifted = (on: string, reason: string): Step => record('LiftBlacklisting', { target: '@2', on, reason });

const repaired = (effectiveOn: string, scope = 'full'): Step =>
  record('RepairCredit', { target: '@2', scope, effectiveOn });
const reviewed = (on: string, stayed = false): Step => record('OpenReview', { target: '@2', on, stayed });
const reviewClosed = (outcome: string, on: string): Step => record('CloseReview', { target: '@3', outcome, on });
const objection = (filedOn: string, target = '@2'): Step =>
  record('FileObjection', { target, filedOn, dueOn: undefined });
const rejected = (on: string): Step => record('DecideObjection', { target: '@3', outcome: 'rejected', on });
const upheld = (remedy: Fields): Step =>
  record('DecideObjection', { target: '@3', outcome: 'upheld', on: '2024-05-20', remedy });
const voided = (target = '@2'): Step => record('VoidRecord', { target });

const award = (programme: string, programmeYear: number | undefined, fields: Fields = {}): Step =>
  record('AwardHonour', {
    programme,
    programmeYear,
    awardedOn: programmeYear === undefined ? undefined : `${programmeYear}-06-01`,
    validUntil: undefined,
    ...fields,
  });
const mayor = 'anyang-mayor-quality-award';

const certificate = (fields: Fields = {}): Step =>
  record('IssueCertificate', { scheme: 'shili-cert-quality', from: '2024-01-01', until: '2026-12-31', ...fields });
const workshop = award('shili-green-workshop', 2023);
const inspection = (inspectedOn: string | undefined, result = 'failed', fields: Fields = {}): Step =>
  record('RecordInspection', { inspectedOn, result, failedItems: undefined, ...fields });
const passes = (count: number): readonly Step[] => Array(count).fill(inspection('2023-12-01', 'passed'));

/** A predecessor, event 101 its registration and 102 the first that is given, which the unit takes over. */
const absorbs =
  (succession: string, ...given: readonly Step[]): Step =>
  (unit) => {
    const predecessor = new EnterpriseSpec(fictionalUscc(2), 100);
    predecessor.today = unit.today;
    for (const step of [record('RegisterEnterprise'), ...given]) step(predecessor);
    predecessor.given('SucceedEnterprise', { by: unit.uscc, succession, on: '2024-05-01' });
    unit.absorb(predecessor);
  };
const divided = (on: string): Step => record('SucceedEnterprise', { succession: 'division', on });

/** What departments have said, on every ground unless one is named. */
function told(spans: readonly Span[], only?: Ground): SourceReports {
  const [named, others] = [joined(spans), ever];
  return { spans: (ground) => (only === undefined || ground === only ? named : others) };
}
const span = (from: string, until: string): Span => ({ from, until });

/** What is told of all days until then is told of every day that a story asks about. */
const always = '2190-01-01';
const ever = [span('1900-01-01', always)];
const allTold = told(ever);
const noSource = ['R1.1', 'R1.2', 'R1.3', 'R1.4', 'R1.5'].map((ground) => `${ground} cannot-tell: no-source`);

function unitOf({ given = [], registered = {} }: Omit<Story, 'gives'>): EnterpriseSpec {
  const unit = new EnterpriseSpec();
  unit.today = '2027-12-31';
  if (registered !== 'not') unit.given('RegisterEnterprise', registered);
  for (const step of given) step(unit);
  return unit;
}

/** Judges a unit as the committee does, all of whose record is known; and the outcome alone on any other day. */
function judgeUnit(unit: EnterpriseSpec, story: Omit<Story, 'gives'>) {
  const { on = today, programme = mayor, year = 2024, coolingOffYears, rules = shipped, reports = allTold } = story;
  const named = programmeOf(rules, programme);
  if (named === undefined) throw new Error(`no pack names ${programme}`);
  const axes = { validAt: on, knownAt: 1, rules, head: 1, headDay: on };
  const screening: Screening = { application: { programme, year, coolingOffYears }, named, axes, reports };
  const { records } = sightedState({ asked: unit.history, head: unit.history }, 'committee', on);
  const verdict = judge(unit.uscc, records, screening);
  if (verdict.outcome === 'unknown') throw new Error('an applicant with a record is judged');
  return { verdict, outcomeOn: outcomesOf(subjectOf(unit.uscc, records, screening), named) };
}

type Judged = ReturnType<typeof judgeUnit>;

function inWords({ outcome, nextChange, clauses }: Judged['verdict']): readonly string[] {
  const headline = nextChange === undefined || nextChange > always ? outcome : `${outcome} until ${nextChange}`;
  const failing = clauses.filter((clause) => clause.outcome !== 'pass');
  return [
    headline,
    ...failing.map(({ id, outcome: given, grounds }) => {
      const reasons = grounds.map(({ reason, eventId }) =>
        eventId === undefined ? reason : `${reason} @${Number(eventId.slice(-12))}`,
      );
      return `${id} ${given}: ${reasons.join(', ')}`;
    }),
  ];
}

/** How many days ahead every verdict is asked for again. */
const horizon = 1200;

/** Day by day: the first on which another outcome is given, within the horizon. */
function firstChange({ verdict, outcomeOn }: Judged, from: string): string | undefined {
  for (let day = addDays(from, 1), left = horizon; left > 0; day = addDays(day, 1), left -= 1) {
    if (outcomeOn(day) !== verdict.outcome) return day;
  }
  return undefined;
}

/** What the verdict says of its next change, as far as the horizon goes. */
function foretold({ verdict: { nextChange } }: Judged, from: string): string | undefined {
  return nextChange === undefined || nextChange > addDays(from, horizon) ? undefined : nextChange;
}

function tell(stories: Readonly<Record<string, Story>>): void {
  for (const [name, story] of Object.entries(stories)) {
    t.test(name, async (t) => {
      const { on = today } = story;
      const judged = judgeUnit(unitOf(story), story);
      t.same(inWords(judged.verdict), story.gives);
      t.equal(foretold(judged, on), firstChange(judged, on), 'the next change, day by day');
    });
  }
}

/* ---- nothing on record ---------------------------------------------------------------------------------------- */

tell({
  'a unit with nothing on record, of which all was reported, is eligible': { gives: ['eligible'] },
  'nothing on record means nothing while nobody has reported': {
    reports: noReports,
    gives: ['needs-review', ...noSource],
  },
  'a unit that was never registered needs review, whatever is on record': {
    registered: 'not',
    given: [award('henan-famous-brand-product', 2023)],
    gives: ['needs-review', 'G1 cannot-tell: status-unknown'],
  },
  'reports that cover the look-back to the day pass for 31 days more': {
    reports: told([span('2000-01-01', '2024-06-01')]),
    gives: ['eligible until 2024-07-03'],
  },
  'a report that ends 31 days before the day still covers it, for that day': {
    reports: told([span('2000-01-01', '2024-05-01')]),
    gives: ['eligible until 2024-06-02'],
  },
  'a report that ends 32 days before the day does not': {
    reports: told([span('2000-01-01', '2024-04-30')], 'blacklisted'),
    gives: ['needs-review', 'R1.4 cannot-tell: no-source'],
  },
  'a report must reach back to the first day of the window': {
    reports: told([span('2022-06-02', '2030-12-31')]),
    gives: ['eligible until 2031-02-01'],
  },
  'a report that begins on the second day of the window covers from tomorrow on': {
    reports: told([span('2022-06-03', '2024-12-31')]),
    gives: ['needs-review until 2024-06-02', ...noSource],
  },
  'a report from 1 March covers the window of 28 February of a leap year': {
    on: '2024-02-27',
    reports: told([span('2022-03-01', '2030-12-31')], 'serious-violation'),
    gives: ['needs-review until 2024-02-28', 'R1.2 cannot-tell: no-source'],
  },
  'reports of neighbouring spans are one': {
    reports: told([span('2023-07-01', '2024-06-01'), span('2020-01-01', '2023-06-30')]),
    gives: ['eligible until 2024-07-03'],
  },
  'a gap of one day between two reports covers nothing': {
    reports: told([span('2020-01-01', '2023-06-29'), span('2023-07-01', '2030-12-31')], 'other'),
    gives: ['needs-review until 2025-06-30', 'R1.5 cannot-tell: no-source'],
  },
  'what is on record fails, reported or not': {
    given: [penalty('2023-03-15')],
    reports: noReports,
    gives: [
      'ineligible until 2025-03-15',
      'R1.1 cannot-tell: no-source',
      'R1.2 fail: on-record @2',
      ...noSource.slice(2),
    ],
  },
  'an item outside the window says nothing on what else there may be': {
    given: [penalty('2020-03-15')],
    reports: told([], 'serious-violation'),
    gives: ['needs-review', 'R1.2 cannot-tell: no-source'],
  },
});

/* ---- R1.1 重大质量、安全、环保责任事故 -------------------------------------------------------------------------- */

tell({
  'a serious incident with primary liability fails for two years from its determination': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'serious')],
    gives: ['ineligible until 2025-06-10', 'R1.1 fail: on-record @2'],
  },
  'an extremely serious environmental incident fails with secondary liability too': {
    given: [
      incident('2023-05-01', { incidentKind: 'environment' }),
      liability('2023-06-10', 'extremely-serious', { liability: 'secondary' }),
    ],
    gives: ['ineligible until 2025-06-10', 'R1.1 fail: on-record @2'],
  },
  'a larger incident needs review': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'larger')],
    gives: ['needs-review until 2025-06-10', 'R1.1 cannot-tell: grade-needs-review @2'],
  },
  'an ordinary incident does not stand in the way': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'ordinary')],
    gives: ['eligible'],
  },
  'a serious incident without liability does not stand in the way': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'serious', { liability: 'none' })],
    gives: ['eligible'],
  },
  'while liability is undetermined nobody can tell, however long ago it happened': {
    given: [incident('2020-05-01')],
    gives: ['needs-review', 'R1.1 cannot-tell: liability-undetermined @2'],
  },
  'before its determination a serious incident needs review, from that day on it fails': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'serious')],
    on: '2023-06-09',
    gives: ['needs-review until 2023-06-10', 'R1.1 cannot-tell: liability-undetermined @2'],
  },
  'of two determinations the later counts': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'ordinary'), liability('2024-07-15', 'serious')],
    gives: ['eligible until 2024-07-15'],
  },
  'a determination printed as a year straddles the first day of the window': {
    given: [incident('2022-01-01'), liability('2022', 'serious')],
    gives: ['needs-review until 2024-12-31', 'R1.1 cannot-tell: straddles-bound @2'],
  },
  'a determination printed as this year may not have come yet': {
    given: [incident('2023-12-01'), liability('2024', 'serious', { liability: 'none' })],
    gives: ['needs-review until 2024-12-31', 'R1.1 cannot-tell: straddles-bound @2'],
  },
  'an incident without a deciding authority is incomplete': {
    given: [incident('2023-05-01', { authority: undefined }), liability('2023-06-10', 'serious')],
    gives: ['needs-review until 2025-06-10', 'R1.1 cannot-tell: incomplete @2'],
  },
  'a voided incident never was': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'serious'), voided()],
    gives: ['eligible'],
  },
  'a voided determination leaves the incident undetermined': {
    given: [incident('2023-05-01'), liability('2023-06-10', 'serious'), voided('@3')],
    gives: ['needs-review', 'R1.1 cannot-tell: liability-undetermined @2'],
  },
});

/* ---- R1.2 严重违法违规行为: severity and window ------------------------------------------------------------------ */

tell({
  'a large fine fails for two years from the decision': {
    given: [penalty('2023-03-15')],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2'],
  },
  'a fine that is not large does not stand in the way': { given: [penalty('2023-03-15', small)], gives: ['eligible'] },
  'a fine of which nobody says whether it is large needs review': {
    given: [penalty('2023-03-15', { penalties: [fine('unknown')] })],
    gives: ['needs-review until 2025-03-15', 'R1.2 cannot-tell: severity-unknown @2'],
  },
  'what the document calls general is general, though its fine may be large': {
    given: [penalty('2023-03-15', { penalties: [fine('unknown')], statedSeverity: 'general' })],
    gives: ['eligible'],
  },
  'what the document calls serious is serious, though its fine is small': {
    given: [penalty('2023-03-15', { ...small, statedSeverity: 'serious' })],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2'],
  },
  'a revoked licence is serious, whatever else was imposed': {
    given: [penalty('2023-03-15', { penalties: [fine('no'), { kind: 'licence-revocation', largeAmount: 'no' }] })],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2'],
  },
  'a warning alone does not stand in the way': {
    given: [penalty('2023-03-15', { penalties: [{ kind: 'warning', largeAmount: 'no' }] })],
    gives: ['eligible'],
  },
  'a decision that names no penalty may be anything': {
    given: [penalty('2023-03-15', { penalties: [] })],
    gives: ['needs-review until 2025-03-15', 'R1.2 cannot-tell: severity-unknown @2'],
  },
  'a decision on the first day of the window counts for the last time': {
    given: [penalty('2022-06-02')],
    gives: ['ineligible until 2024-06-02', 'R1.2 fail: on-record @2'],
  },
  'a decision on the day before the window does not count': { given: [penalty('2022-06-01')], gives: ['eligible'] },
  'a decision on the day itself counts': {
    given: [penalty('2024-06-01')],
    gives: ['ineligible until 2026-06-01', 'R1.2 fail: on-record @2'],
  },
  'a decision of tomorrow counts from tomorrow on': {
    given: [penalty('2024-06-02')],
    gives: ['eligible until 2024-06-02'],
  },
  'a decision of 29 February still counts on 28 February two years on': {
    given: [penalty('2024-02-29')],
    on: '2026-02-28',
    gives: ['ineligible until 2026-03-01', 'R1.2 fail: on-record @2'],
  },
  'asked on 29 February, the window begins after 28 February': {
    given: [penalty('2022-02-28')],
    on: '2024-02-29',
    gives: ['eligible'],
  },
  'asked on 29 February, a decision of 1 March counts for the last time': {
    given: [penalty('2022-03-01')],
    on: '2024-02-29',
    gives: ['ineligible until 2024-03-01', 'R1.2 fail: on-record @2'],
  },
  'a window of six months asked on 31 August begins after 29 February': {
    given: [penalty('2024-02-29')],
    on: '2024-08-31',
    rules: withViolationGround({ windowMonths: 6 }),
    gives: ['eligible'],
  },
  'a window of six months lets 29 February go on 29 August': {
    given: [penalty('2024-02-29')],
    on: '2024-08-28',
    rules: withViolationGround({ windowMonths: 6 }),
    gives: ['ineligible until 2024-08-29', 'R1.2 fail: on-record @2'],
  },
  'a window of six months lets 1 March go on 1 September, not on 31 August': {
    given: [penalty('2024-03-01')],
    on: '2024-08-31',
    rules: withViolationGround({ windowMonths: 6 }),
    gives: ['ineligible until 2024-09-01', 'R1.2 fail: on-record @2'],
  },
  'a decision printed as a year straddles the first day of the window': {
    given: [penalty('2022')],
    gives: ['needs-review until 2024-12-31', 'R1.2 cannot-tell: straddles-bound @2'],
  },
  'a decision printed as a month straddles it too': {
    given: [penalty('2022-06')],
    gives: ['needs-review until 2024-06-30', 'R1.2 cannot-tell: straddles-bound @2'],
  },
  'a decision printed as a year inside the window counts while all of it lies there': {
    given: [penalty('2023')],
    gives: ['ineligible until 2025-01-01', 'R1.2 fail: on-record @2'],
  },
  'a decision printed as this month may not have come yet': {
    given: [penalty('2024-06')],
    on: '2024-06-15',
    gives: ['needs-review until 2024-06-30', 'R1.2 cannot-tell: straddles-bound @2'],
  },
  'a decision without any date is incomplete': {
    given: [penalty(undefined)],
    gives: ['needs-review', 'R1.2 cannot-tell: incomplete @2'],
  },
  'a decision of which only the service is dated has no day of decision': {
    given: [penalty(undefined, { servedOn: '2023-05-01' })],
    gives: ['needs-review', 'R1.2 cannot-tell: undated @2'],
  },
  'a decision without an authority is incomplete': {
    given: [penalty('2023-03-15', { authority: undefined })],
    gives: ['needs-review until 2025-03-15', 'R1.2 cannot-tell: incomplete @2'],
  },
  'an incomplete decision that cannot be serious does not stand in the way': {
    given: [penalty('2023-03-15', { ...small, authority: undefined })],
    gives: ['eligible'],
  },
  'two serious decisions both decide, and the later one lasts': {
    given: [penalty('2022-09-01'), penalty('2023-03-15')],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2, on-record @3'],
  },
});

/* ---- R1.2: what becomes of a decision ---------------------------------------------------------------------------- */

tell({
  'what is past publicity still counts': {
    given: [penalty('2022-07-01', { statedPublicUntil: '2023-07-01' })],
    gives: ['ineligible until 2024-07-01', 'R1.2 fail: on-record @2'],
  },
  'a pack may let what is past publicity no longer count': {
    given: [penalty('2022-07-01', { statedPublicUntil: '2024-06-15' })],
    rules: withViolationGround({ expiredCounts: false }),
    gives: ['ineligible until 2024-06-16', 'R1.2 fail: on-record @2'],
  },
  'such a pack asks the regime where the document states no end': {
    given: [penalty('2020-07-01', { statedSeverity: 'serious' })],
    on: '2023-06-30',
    rules: withViolationGround({ expiredCounts: false, windowMonths: 60 }),
    gives: ['ineligible until 2023-07-02', 'R1.2 fail: on-record @2'],
  },
  'a repair of publicity alone does not stop the count': {
    given: [penalty('2023-03-15'), repaired('2024-03-15', 'publicity')],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2'],
  },
  'a full repair stops the count': { given: [penalty('2023-03-15'), repaired('2024-03-15')], gives: ['eligible'] },
  'a full repair stops the count from the day on which it takes effect': {
    given: [penalty('2023-03-15'), repaired('2024-08-01')],
    gives: ['ineligible until 2024-08-01', 'R1.2 fail: on-record @2'],
  },
  'a decision annulled never counts': {
    given: [penalty('2023-03-15'), record('AnnulViolation', { target: '@2', on: '2024-05-01' })],
    gives: ['eligible'],
  },
  'a decision voided never counts, and another may take its place': {
    given: [
      penalty('2023-03-15', { documentNo: '示罚〔2023〕1号' }),
      voided(),
      penalty('2023-04-15', { documentNo: '示罚〔2023〕1号' }),
    ],
    gives: ['ineligible until 2025-04-15', 'R1.2 fail: on-record @4'],
  },
  'a fulfilled penalty still counts': {
    given: [penalty('2023-03-15'), record('FulfilPenalty', { target: '@2', on: '2023-04-01' })],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2'],
  },
  'a decision under review needs review': {
    given: [penalty('2023-03-15'), reviewed('2023-05-01')],
    gives: ['needs-review until 2025-03-15', 'R1.2 cannot-tell: under-review @2'],
  },
  'a decision stayed is no fail either': {
    given: [penalty('2023-03-15'), reviewed('2023-05-01', true)],
    gives: ['needs-review until 2025-03-15', 'R1.2 cannot-tell: under-review @2'],
  },
  'a decision upheld on review counts again from that day': {
    given: [penalty('2023-03-15'), reviewed('2023-05-01'), reviewClosed('upheld', '2024-07-01')],
    gives: ['needs-review until 2024-07-01', 'R1.2 cannot-tell: under-review @2'],
  },
  'a review that closed in a month may still be open in it': {
    given: [penalty('2023-03-15'), reviewed('2023-05-01'), reviewClosed('upheld', '2024-06')],
    gives: ['needs-review until 2024-06-30', 'R1.2 cannot-tell: straddles-bound @2'],
  },
  'an application for review withdrawn leaves the decision': {
    given: [penalty('2023-03-15'), reviewed('2023-05-01'), reviewClosed('withdrawn', '2024-05-01')],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2'],
  },
  'a decision annulled on review never counts': {
    given: [penalty('2023-03-15'), reviewed('2023-05-01'), reviewClosed('annulled', '2024-05-01')],
    gives: ['eligible'],
  },
  'a decision declared unlawful never counts': {
    given: [penalty('2023-03-15'), reviewed('2023-05-01'), reviewClosed('declared-unlawful', '2024-05-01')],
    gives: ['eligible'],
  },
  'a decision modified on review counts as modified': {
    given: [
      penalty('2023-03-15'),
      reviewed('2023-05-01'),
      reviewClosed('modified', '2024-05-01'),
      record('ModifyViolation', { target: '@2', on: '2024-05-01', ...small }),
    ],
    gives: ['eligible'],
  },
  'a decision made graver counts from the day of the modification': {
    given: [
      penalty('2023-03-15', small),
      record('ModifyViolation', { target: '@2', on: '2024-07-01', penalties: [fine('yes')] }),
    ],
    gives: ['eligible until 2024-07-01'],
  },
  'a modification printed as this year may not hold yet': {
    given: [penalty('2023-03-15'), record('ModifyViolation', { target: '@2', on: '2024', ...small })],
    gives: ['needs-review until 2024-12-31', 'R1.2 cannot-tell: straddles-bound @2'],
  },
  'an open objection never fails a clause': {
    given: [penalty('2023-03-15'), objection('2024-05-20')],
    gives: ['needs-review until 2025-03-15', 'R1.2 cannot-tell: disputed @2'],
  },
  'before the objection was filed the decision counted': {
    given: [penalty('2023-03-15'), objection('2024-06-20')],
    gives: ['ineligible until 2024-06-20', 'R1.2 fail: on-record @2'],
  },
  'an objection rejected leaves the decision': {
    given: [penalty('2023-03-15'), objection('2024-05-20'), rejected('2024-05-28')],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @2'],
  },
  'an objection is open until the day of its decision': {
    given: [penalty('2023-03-15'), objection('2024-05-20'), rejected('2024-06-10')],
    gives: ['needs-review until 2024-06-10', 'R1.2 cannot-tell: disputed @2'],
  },
  'an objection upheld by voiding ends it': {
    given: [penalty('2023-03-15'), objection('2024-05-10'), upheld({ kind: 'void', reason: '当事人认定有误' })],
    gives: ['eligible'],
  },
  'an objection upheld by modifying leaves what is left': {
    given: [penalty('2023-03-15'), objection('2024-05-10'), upheld({ kind: 'modify', ...small })],
    gives: ['eligible'],
  },
  'an objection to an item that decides nothing changes nothing': {
    given: [penalty('2023-03-15', small), objection('2024-05-20')],
    gives: ['eligible'],
  },
  'one disputed decision beside one that is not fails on the latter alone': {
    given: [penalty('2023-03-15'), objection('2024-05-20'), penalty('2022-09-01')],
    gives: ['ineligible until 2024-09-01', 'R1.2 fail: on-record @4'],
  },
});

/* ---- the three regimes ------------------------------------------------------------------------------------------- */

const closedDown = { penalties: [{ kind: 'closure', largeAmount: 'no' }] };

tell({
  'a decision of 2016 is judged by the regime of 2017, which covers what was earlier': {
    given: [penalty('2016-11-20', closedDown)],
    on: '2018-06-01',
    year: 2018,
    gives: ['ineligible until 2018-11-20', 'R1.2 fail: on-record @2'],
  },
  'the same decision no longer counts in 2022': {
    given: [penalty('2016-11-20', closedDown)],
    on: '2022-06-01',
    gives: ['eligible'],
  },
  'nor in 2026': { given: [penalty('2016-11-20', closedDown)], on: '2026-06-01', gives: ['eligible'] },
  'a large fine of 31 March 2026 is serious': {
    given: [penalty('2026-03-31')],
    on: '2026-06-01',
    gives: ['ineligible until 2028-03-31', 'R1.2 fail: on-record @2'],
  },
  'a large fine of 1 April 2026 is general': { given: [penalty('2026-04-01')], on: '2026-06-01', gives: ['eligible'] },
  'a decision printed as a year of two regimes is serious where both say so': {
    given: [penalty('2021')],
    on: '2022-06-01',
    gives: ['ineligible until 2023-01-01', 'R1.2 fail: on-record @2'],
  },
  'a decision printed as a year of two regimes may be serious where one says so': {
    given: [penalty('2026')],
    on: '2027-06-01',
    gives: ['needs-review until 2028-12-31', 'R1.2 cannot-tell: severity-unknown @2'],
  },
  'without a regime nobody can tell how grave a decision is': {
    given: [penalty('2023-03-15')],
    rules: rulesFrom([anyangPack]),
    gives: ['needs-review until 2025-03-15', 'R1.2 cannot-tell: severity-unknown @2'],
  },
});

t.test('a listing printed as a year may have ended between the days that it may mean', async (t) => {
  const [found] = [
    ...unitOf({ given: [listing('2021', undefined, { listKind: 'major-tax-violation' })] }).state.records.values(),
  ].slice(-1);
  const standing = (day: string) => found && standingOn(found, day, shipped);
  t.same(['2023-12-31', '2024-01-01', '2024-12-30', '2024-12-31'].map(standing), [
    'in-force',
    'cannot-tell',
    'cannot-tell',
    'term-ended',
  ]);
});

t.test('severity is that of the decision day; publicity and repair are those of the day asked about', async (t) => {
  const asked = (step: Step, day: string) => {
    const [found] = [...unitOf({ given: [step] }).state.records.values()].slice(-1);
    if (found?.event.type !== 'ViolationRecorded') throw new Error('not a violation');
    const violation = { ...found, event: found.event };
    const { state, until } = publicityUnder(violation, day, shipped);
    return [severityOf(found.event.data, shipped), state, until, repairableFrom(violation, day, shipped)];
  };
  const grave = penalty('2016-06-01', closedDown);
  t.same(asked(grave, '2018-06-01'), ['serious', 'under-publicity', '2019-06-01', '2016-12-01']);
  t.same(asked(grave, '2022-06-01'), ['serious', 'ended', '2019-06-01', '2019-06-01']);
  t.same(asked(grave, '2026-06-01'), ['serious', 'ended', '2019-06-01', '2017-06-01']);
  const plain = penalty('2020-10-01', small);
  t.same(asked(plain, '2021-08-31'), ['general', 'under-publicity', '2021-10-01', '2021-01-01']);
  t.same(
    asked(plain, '2021-10-15'),
    ['general', 'under-publicity', '2023-10-01', '2021-04-01'],
    'three years by order 45',
  );
  const late = penalty('2025-02-10', small);
  t.same(asked(late, '2026-03-31'), ['general', 'under-publicity', '2028-02-10', '2025-08-10']);
  t.same(asked(late, '2026-04-01'), ['general', 'ended', '2026-02-10', '2025-05-10'], 'one year by order 36');
  const both = penalty('2025-02-10', { ...small, statedPublicUntil: '2025-12-31' });
  t.same(asked(both, '2026-03-01'), ['general', 'ended', '2025-12-31', '2025-08-10'], 'of two ends the earlier');
  const states = ['2025-12-31', '2026-01-02', '2026-12-31', '2027-01-01'].map(
    (day) => asked(penalty('2023', closedDown), day)[1],
  );
  t.same(states, ['under-publicity', 'cannot-tell', 'cannot-tell', 'ended'], 'of a decision printed as a year');
});

/* ---- R1.3, R1.5: what is found ------------------------------------------------------------------------------------ */

const petition = (determinedOn: string | undefined): Step => record('RecordPetitionFinding', { determinedOn });
const found = (foundOn: string, until?: string): Step => record('FindDisqualification', { foundOn, until });

tell({
  'a petition finding fails for two years': {
    given: [petition('2023-09-01')],
    gives: ['ineligible until 2025-09-01', 'R1.3 fail: on-record @2'],
  },
  'a petition finding without a date cannot be placed': {
    given: [petition(undefined)],
    gives: ['needs-review', 'R1.3 cannot-tell: undated @2'],
  },
  'a petition finding of two years ago has left the window today': {
    given: [petition('2022-06-01')],
    gives: ['eligible'],
  },
  'a voided petition finding never was': { given: [petition('2023-09-01'), voided()], gives: ['eligible'] },
  'another ground counts by a finding, as long as it says': {
    given: [found('2020-05-01', '2024-08-31')],
    gives: ['ineligible until 2024-09-01', 'R1.5 fail: on-record @2'],
  },
  'a finding holds on its last day': {
    given: [found('2023-05-01', '2024-06-01')],
    gives: ['ineligible until 2024-06-02', 'R1.5 fail: on-record @2'],
  },
  'a finding that ended yesterday no longer counts': {
    given: [found('2023-05-01', '2024-05-31')],
    gives: ['eligible'],
  },
  'a finding without a stated end counts while it lies in the window': {
    given: [found('2023-05-01')],
    gives: ['ineligible until 2025-05-01', 'R1.5 fail: on-record @2'],
  },
  'a finding until some day of this year may have ended': {
    given: [found('2023-05-01', '2024')],
    gives: ['needs-review until 2025-01-01', 'R1.5 cannot-tell: straddles-bound @2'],
  },
});

/* ---- R1.4 失信“黑名单” --------------------------------------------------------------------------------------------- */

tell({
  'a listing in force fails, and for two years after its last day': {
    given: [listing('2023-05-01', '2024-08-01')],
    gives: ['ineligible until 2026-07-31', 'R1.4 fail: on-record @2'],
  },
  'a listing whose last day was the first of the window counts for the last time': {
    given: [listing('2021-05-01', '2022-06-03')],
    gives: ['ineligible until 2024-06-02', 'R1.4 fail: on-record @2'],
  },
  'a listing whose last day lay before the window does not count': {
    given: [listing('2021-05-01', '2022-06-02')],
    gives: ['eligible'],
  },
  'a listing of tomorrow counts from tomorrow on': {
    given: [listing('2024-06-02', '2027-06-02')],
    gives: ['eligible until 2024-06-02'],
  },
  'a listing counts from its first day on': {
    given: [listing('2024-06-01', '2024-06-02')],
    gives: ['ineligible until 2026-06-01', 'R1.4 fail: on-record @2'],
  },
  'a judgment defaulter is listed until lifted': {
    given: [listing('2019-05-01', undefined, { listKind: 'judgment-defaulter' })],
    gives: ['ineligible', 'R1.4 fail: on-record @2'],
  },
  'a listing lifted because the duty was fulfilled counts for two years more': {
    given: [listing('2021-05-01', undefined, { listKind: 'judgment-defaulter' }), lifted('2023-01-15', 'fulfilled')],
    gives: ['ineligible until 2025-01-14', 'R1.4 fail: on-record @2'],
  },
  'a listing lifted at the end of its term counts as long': {
    given: [listing('2021-05-01', '2023-05-01'), lifted('2023-01-15', 'term')],
    gives: ['ineligible until 2025-01-14', 'R1.4 fail: on-record @2'],
  },
  'a listing repaired early no longer counts': {
    given: [listing('2023-05-01', '2026-05-01'), lifted('2024-05-01', 'early-repair')],
    gives: ['eligible'],
  },
  'a listing repaired in full no longer counts': {
    given: [listing('2023-05-01', '2026-05-01'), repaired('2024-05-01')],
    gives: ['eligible'],
  },
  'a listing annulled never was': {
    given: [listing('2023-05-01', '2026-05-01'), lifted('2024-05-01', 'annulled')],
    gives: ['eligible'],
  },
  'a listing corrected never was, from the day of the correction': {
    given: [listing('2023-05-01', '2026-05-01'), lifted('2024-06-10', 'correction')],
    gives: ['ineligible until 2024-06-10', 'R1.4 fail: on-record @2'],
  },
  'annulling the linked decision does not lift the listing': {
    given: [
      penalty('2023-03-15', small),
      listing('2023-05-01', '2024-08-01', { linkedDecision: '@2' }),
      record('AnnulViolation', { target: '@2', on: '2024-05-01' }),
    ],
    gives: ['ineligible until 2026-07-31', 'R1.4 fail: on-record @3'],
  },
  'abnormal operation is no joint punishment': {
    given: [listing('2023-05-01', undefined, { listKind: 'abnormal-operation' })],
    gives: ['eligible'],
  },
  'nor is a foreign debarment': {
    given: [listing('2023-05-01', undefined, { listKind: 'foreign-debarment' })],
    gives: ['eligible'],
  },
  'without a stated end the regime of the day gives the term': {
    given: [listing('2022-02-10', undefined)],
    gives: ['ineligible until 2027-02-09', 'R1.4 fail: on-record @2'],
  },
  'another regime may let a listing go on its first day': {
    given: [listing('2016-06-01', undefined)],
    on: '2021-08-31',
    gives: ['ineligible until 2021-09-01', 'R1.4 fail: on-record @2'],
  },
  'a listing that ended by the term then in force does not begin again with a longer one': {
    given: [listing('2020-08-15', undefined, { listKind: 'work-safety' })],
    on: '2023-08-20',
    gives: ['eligible'],
  },
  'without a regime a listing of long ago may still last': {
    given: [listing('2020-01-01', undefined)],
    rules: rulesFrom([anyangPack]),
    gives: ['needs-review', 'R1.4 cannot-tell: status-unknown @2'],
  },
  'without a regime a listing that began in the window counts': {
    given: [listing('2023-01-01', undefined)],
    rules: rulesFrom([anyangPack]),
    gives: ['ineligible until 2025-01-01', 'R1.4 fail: on-record @2'],
  },
  'a listing printed as this year may not have begun': {
    given: [listing('2024', '2027-05-01')],
    gives: ['needs-review until 2024-12-31', 'R1.4 cannot-tell: straddles-bound @2'],
  },
  'a listing printed as a year may have ended before the window': {
    given: [listing('2019', undefined, { listKind: 'major-tax-violation' })],
    gives: ['needs-review until 2024-12-30', 'R1.4 cannot-tell: straddles-bound @2'],
  },
  'a listing without a date is incomplete': {
    given: [listing(undefined, '2026-05-01')],
    gives: ['needs-review until 2028-04-30', 'R1.4 cannot-tell: incomplete @2'],
  },
  'a listing without an authority is incomplete': {
    given: [listing('2023-05-01', '2024-08-01', { authority: undefined })],
    gives: ['needs-review until 2026-07-31', 'R1.4 cannot-tell: incomplete @2'],
  },
  'a listing under review needs review': {
    given: [listing('2023-05-01', '2024-08-01'), reviewed('2023-06-01')],
    gives: ['needs-review until 2026-07-31', 'R1.4 cannot-tell: under-review @2'],
  },
  'a disputed listing needs review': {
    given: [listing('2023-05-01', '2024-08-01'), objection('2024-05-20')],
    gives: ['needs-review until 2026-07-31', 'R1.4 cannot-tell: disputed @2'],
  },
});

/* ---- 注销、吊销、分立、承继 ------------------------------------------------------------------------------------------ */

const deregistered = (on: string | undefined): Step => record('DeregisterEnterprise', { on });

tell({
  'a unit that was deregistered is ineligible': {
    given: [deregistered('2024-05-01')],
    gives: ['ineligible', 'G1 fail: not-met @2'],
  },
  'a unit whose licence was revoked is ineligible': {
    given: [record('RevokeEnterpriseLicence', { on: '2024-05-01' })],
    gives: ['ineligible', 'G1 fail: not-met @2'],
  },
  'a deregistration of next month counts from its day on': {
    given: [deregistered('2024-07-01')],
    gives: ['eligible until 2024-07-01'],
  },
  'an undated deregistration holds from the day on which it came in': {
    given: [deregistered(undefined)],
    on: '2024-05-09',
    gives: ['eligible until 2024-05-10'],
  },
  'a deregistration printed as this year may not hold yet': {
    given: [deregistered('2024')],
    gives: ['needs-review until 2024-12-31', 'G1 cannot-tell: status-unknown @2'],
  },
  'a disputed deregistration needs review': {
    given: [deregistered('2024-05-01'), objection('2024-05-20')],
    gives: ['needs-review', 'G1 cannot-tell: disputed @2'],
  },
  'a voided deregistration never was': { given: [deregistered('2024-05-01'), voided()], gives: ['eligible'] },
  'a unit registered as deregistered is ineligible from the day on which that came in': {
    registered: { status: 'deregistered' },
    on: '2024-05-10',
    gives: ['ineligible', 'G1 fail: not-met @1'],
  },
  'a unit that was divided needs review': {
    given: [divided('2024-05-01')],
    gives: ['needs-review', 'division cannot-tell: divided @2'],
  },
  'a division of next month counts from its day on': {
    given: [divided('2024-07-01')],
    gives: ['eligible until 2024-07-01'],
  },
  'what an absorbed unit did counts against the one that absorbed it': {
    given: [absorbs('absorption', penalty('2023-03-15'))],
    gives: ['ineligible until 2025-03-15', 'R1.2 fail: on-record @102'],
  },
  'what an absorbed unit did was not held against the other before the day of the succession': {
    given: [absorbs('absorption', penalty('2023-03-15'))],
    on: '2024-04-30',
    gives: ['eligible until 2024-05-01'],
  },
  'a unit that goes on under another code applies under that': {
    given: [record('SucceedEnterprise', { by: fictionalUscc(9), succession: 'code-change', on: '2024-05-01' })],
    gives: ['ineligible', 'succession fail: succeeded @2'],
  },
  'a succession of next month counts from its day on': {
    given: [record('SucceedEnterprise', { by: fictionalUscc(9), succession: 'absorption', on: '2024-07-01' })],
    gives: ['eligible until 2024-07-01'],
  },
  'the listing of an absorbed unit does not pass over': {
    given: [absorbs('absorption', listing('2023-05-01', '2026-05-01'))],
    gives: ['eligible'],
  },
  'a listing survives a change of code': {
    given: [absorbs('code-change', listing('2023-05-01', '2024-08-01'))],
    gives: ['ineligible until 2026-07-31', 'R1.4 fail: on-record @102'],
  },
  'a listing survives a restructuring': {
    given: [absorbs('restructuring', listing('2023-05-01', '2024-08-01'))],
    gives: ['ineligible until 2026-07-31', 'R1.4 fail: on-record @102'],
  },
  'the deregistration of a predecessor is not that of its successor': {
    given: [absorbs('restructuring', deregistered('2024-05-02'))],
    gives: ['eligible'],
  },
  'what an absorbed unit won counts for the cooling-off of its successor': {
    given: [absorbs('absorption', award(mayor, 2022))],
    coolingOffYears: 3,
    gives: ['ineligible', 'cooling-off fail: on-record @102'],
  },
});

/* ---- programmes, 间隔期 -------------------------------------------------------------------------------------------- */

tell({
  'a programme was open in its last year': { programme: 'henan-famous-brand-product', year: 2019, gives: ['eligible'] },
  'a programme that ended by what nobody verified needs review': {
    programme: 'henan-famous-brand-product',
    year: 2020,
    gives: ['needs-review', 'programme-open cannot-tell: programme-closed'],
  },
  'a programme that the decree ended is ended': {
    programme: 'shili-old-shop',
    year: 2021,
    rules: shiliRules,
    registered: { division: '999999' },
    gives: ['ineligible', 'programme-open fail: programme-closed'],
  },
  'a winner of two years ago waits three': {
    given: [award(mayor, 2022)],
    coolingOffYears: 3,
    gives: ['ineligible', 'cooling-off fail: on-record @2'],
  },
  'a winner of three years ago still waits': {
    given: [award(mayor, 2021)],
    coolingOffYears: 3,
    gives: ['ineligible', 'cooling-off fail: on-record @2'],
  },
  'a winner of four years ago need not wait': { given: [award(mayor, 2020)], coolingOffYears: 3, gives: ['eligible'] },
  'a round that asks for no cooling-off has none': { given: [award(mayor, 2023)], gives: ['eligible'] },
  'a nominee has not won': {
    given: [award(mayor, 2023, { class: 'nominee' })],
    coolingOffYears: 3,
    gives: ['eligible'],
  },
  'another programme is another matter': {
    given: [award('henan-governor-quality-award', 2023)],
    coolingOffYears: 3,
    gives: ['eligible'],
  },
  'programme years count, not days of awarding': {
    given: [award(mayor, 2020, { awardedOn: '2021-03-01' })],
    coolingOffYears: 3,
    gives: ['eligible'],
  },
  'an honour revoked from the start was never won': {
    given: [award(mayor, 2022), record('RevokeHonour', { target: '@2', on: '2024-05-01', effect: 'from-start' })],
    coolingOffYears: 3,
    gives: ['eligible'],
  },
  'an honour revoked from a day was won all the same': {
    given: [award(mayor, 2022), record('RevokeHonour', { target: '@2', on: '2024-05-01', effect: 'from-date' })],
    coolingOffYears: 3,
    gives: ['ineligible', 'cooling-off fail: on-record @2'],
  },
  'an honour without a year cannot be placed': {
    given: [award(mayor, undefined)],
    coolingOffYears: 3,
    gives: ['needs-review', 'cooling-off cannot-tell: year-unknown @2'],
  },
  'a disputed honour does not decide': {
    given: [award(mayor, 2022), objection('2024-05-20')],
    coolingOffYears: 3,
    gives: ['needs-review', 'cooling-off cannot-tell: disputed @2'],
  },
  'an honour of tomorrow was not won today': {
    given: [award(mayor, 2023, { awardedOn: '2024-06-02' })],
    coolingOffYears: 3,
    gives: ['eligible until 2024-06-02'],
  },
});

/* ---- another city: certificates, honours, inspections, seat and age ------------------------------------------------ */

function tellOfShili(stories: Readonly<Record<string, Story>>): void {
  const inShili = Object.entries(stories).map(([name, { registered = {}, ...story }]): [string, Story] => [
    name,
    {
      programme: 'shili-craft-award',
      rules: shiliRules,
      registered: { division: '999999', ...Object(registered) },
      ...story,
    },
  ]);
  tell(Object.fromEntries(inShili));
}

const suspended = record('SuspendCertificate', { target: '@3', on: '2024-05-01' });

tellOfShili({
  'a certificate, an honour, seat and age: all that the city asks': {
    given: [workshop, certificate()],
    gives: ['eligible until 2027-01-01'],
  },
  'neither certificate nor honour': {
    gives: ['ineligible', 'C1 fail: not-met', 'C2 fail: not-met'],
  },
  'a certificate holds on its last day': {
    given: [workshop, certificate({ until: '2024-06-01' })],
    gives: ['eligible until 2024-06-02'],
  },
  'a certificate of tomorrow holds tomorrow': {
    given: [workshop, certificate({ from: '2024-06-02' })],
    gives: ['ineligible until 2024-06-02', 'C1 fail: not-met'],
  },
  'a certificate renewed in time goes on': {
    given: [
      workshop,
      certificate({ until: '2024-06-30' }),
      record('RenewCertificate', { target: '@3', from: '2024-07-01', until: '2027-06-30' }),
    ],
    gives: ['eligible until 2027-07-01'],
  },
  'a suspended certificate does not hold': {
    given: [workshop, certificate(), suspended],
    gives: ['ineligible', 'C1 fail: not-met'],
  },
  'a certificate reinstated holds again': {
    given: [workshop, certificate(), suspended, record('ReinstateCertificate', { target: '@3', on: '2024-06-10' })],
    gives: ['ineligible until 2024-06-10', 'C1 fail: not-met'],
  },
  'a certificate suspended some day of this year may still hold': {
    given: [workshop, certificate(), record('SuspendCertificate', { target: '@3', on: '2024' })],
    gives: ['needs-review until 2024-12-31', 'C1 cannot-tell: status-unknown @3'],
  },
  'a certificate withdrawn is gone': {
    given: [workshop, certificate(), record('WithdrawCertificate', { target: '@3', on: '2024-06-20' })],
    gives: ['eligible until 2024-06-20'],
  },
  'a certificate that states no end may have ended': {
    given: [workshop, certificate({ until: undefined })],
    gives: ['needs-review until 2028-06-02', 'C1 cannot-tell: status-unknown @3'],
  },
  'a disputed certificate does not decide': {
    given: [workshop, certificate(), objection('2024-05-20', '@3')],
    gives: ['needs-review until 2027-01-01', 'C1 cannot-tell: disputed @3'],
  },
  'an honour without a stated end is valid for sixty months': {
    given: [award('shili-green-workshop', 2019, { awardedOn: '2019-07-01' }), certificate()],
    gives: ['eligible until 2024-07-02'],
  },
  'a nominee holds no honour': {
    given: [award('shili-green-workshop', 2023, { class: 'nominee' }), certificate()],
    gives: ['ineligible', 'C2 fail: not-met'],
  },
  'an honour that may be of any level from national to municipal reaches that of a county': {
    given: [award('shili-green-factory', 2023), certificate()],
    gives: ['eligible until 2027-01-01'],
  },
  'an honour revoked is no longer held': {
    given: [workshop, certificate(), record('RevokeHonour', { target: '@2', on: '2024-07-01', effect: 'from-date' })],
    gives: ['eligible until 2024-07-01'],
  },
  'a winner of the same award waits four years': {
    given: [award('shili-craft-award', 2021), certificate()],
    gives: ['ineligible', 'C3 fail: on-record @2'],
  },
  'one failed batch among ten is no more than ten in a hundred, until the others leave the window': {
    given: [workshop, certificate(), inspection('2024-02-01'), ...passes(9)],
    gives: ['eligible until 2024-12-01'],
  },
  'one failed batch among nine is': {
    given: [workshop, certificate(), inspection('2024-02-01'), ...passes(8)],
    gives: ['ineligible until 2025-02-01', 'S2 fail: on-record @4'],
  },
  'a failed batch at county level counts by number, not by share': {
    given: [workshop, certificate(), inspection('2024-02-01', 'failed', { level: 'county' })],
    gives: ['eligible until 2027-01-01'],
  },
  'two failed batches are one too many': {
    given: [
      workshop,
      certificate(),
      inspection('2023-08-01', 'failed', { level: 'county' }),
      inspection('2024-02-01', 'failed', { level: 'county' }),
    ],
    gives: ['ineligible until 2024-08-01', 'S1 fail: on-record @4, on-record @5'],
  },
  'a batch that nobody judged may have failed': {
    given: [workshop, certificate(), inspection('2024-02-01', 'not-determined')],
    gives: ['needs-review until 2025-02-01', 'S2 cannot-tell: status-unknown @4'],
  },
  'a batch that failed on a day that nobody states may lie in the window': {
    given: [workshop, certificate(), inspection(undefined)],
    gives: ['needs-review until 2027-01-01', 'S2 cannot-tell: undated @4'],
  },
  'a batch that passed can never have failed, dated or not': {
    given: [workshop, certificate(), inspection(undefined, 'passed')],
    gives: ['eligible until 2027-01-01'],
  },
  'a failed batch that is disputed does not decide until the objection is': {
    given: [
      workshop,
      certificate(),
      inspection('2024-02-01'),
      objection('2024-05-20', '@4'),
      record('DecideObjection', { target: '@5', outcome: 'rejected', on: '2024-06-10' }),
    ],
    gives: ['needs-review until 2024-06-10', 'S2 cannot-tell: disputed @4'],
  },
  'a unit of another place may not apply': {
    registered: { division: '410502' },
    given: [workshop, certificate()],
    gives: ['ineligible', 'S3 fail: not-met'],
  },
  'a unit whose place is printed otherwise needs review': {
    registered: { division: 'other', divisionText: '示例高新区' },
    given: [workshop, certificate()],
    gives: ['needs-review until 2027-01-01', 'S3 cannot-tell: not-stated'],
  },
  'a unit that moved some day of this year may be here or there': {
    given: [
      workshop,
      certificate(),
      record('ReclassifyEnterprise', { division: '410502', divisionText: undefined, on: '2024' }),
    ],
    gives: ['needs-review until 2024-12-31', 'S3 cannot-tell: straddles-bound @4'],
  },
  'a unit of three years today is old enough': {
    registered: { establishedOn: '2021-06-01' },
    given: [workshop, certificate()],
    gives: ['eligible until 2027-01-01'],
  },
  'a unit of three years tomorrow is not': {
    registered: { establishedOn: '2021-06-02' },
    given: [workshop, certificate()],
    gives: ['ineligible until 2024-06-02', 'S4 fail: not-met'],
  },
  'a unit established some day of 2021 may be': {
    registered: { establishedOn: '2021' },
    given: [workshop, certificate()],
    gives: ['needs-review until 2024-12-31', 'S4 cannot-tell: straddles-bound'],
  },
  'a unit that does not say when it was established needs review': {
    registered: { establishedOn: undefined },
    given: [workshop, certificate()],
    gives: ['needs-review until 2027-01-01', 'S4 cannot-tell: not-stated'],
  },
});

/* ---- the next change of any life ------------------------------------------------------------------------------------ */

const isLong = process.env.QCR_TEST_LONG !== undefined;
const askedDay = fc.integer({ min: 0, max: 5 * 365 }).map((days) => addDays('2019-06-01', days));
const reportedSpans = fc.array(
  fc
    .record({ from: askedDay, days: fc.integer({ min: 0, max: 2000 }) })
    .map(({ from, days }) => span(from, addDays(from, days))),
  { maxLength: 3 },
);

t.test('whatever is on record, the next change is the day on which the outcome first differs', async (t) => {
  const variants: readonly Omit<Story, 'gives'>[] = [
    { coolingOffYears: 2 },
    { rules: withViolationGround({ windowMonths: 7, expiredCounts: false }) },
    { rules: rulesFrom([anyangPack]) },
    { rules: shiliRules, programme: 'shili-craft-award' },
  ];
  let changes = 0;
  const property = fc.property(
    life(3),
    askedDay,
    fc.constantFrom(...variants),
    fc.option(reportedSpans, { nil: undefined }),
    (lifeOfUnit, on, variant, spans) => {
      const unit = lived(lifeOfUnit).at(-1);
      if (unit === undefined || unit.recorded.length === 0) return true;
      const story = { ...variant, on, reports: spans === undefined ? allTold : told(spans, 'serious-violation') };
      const judged = judgeUnit(unit, story);
      const change = firstChange(judged, on);
      if (change !== undefined) changes += 1;
      return foretold(judged, on) === change;
    },
  );
  const numRuns = isLong ? 5000 : 300;
  fc.assert(property, { numRuns, ...(isLong ? {} : { seed: 20_240_601 }) });
  t.ok(changes > numRuns / 5, `${changes} of ${numRuns} verdicts change by time alone`);
});

/* ---- what was known, and by which rules: on a real log ---------------------------------------------------------------- */

const A = fictionalUscc(1);
const B = fictionalUscc(2);
type Kept = Awaited<ReturnType<typeof openKeptRegistry>>;

function judgedIn({ log, spans }: Kept) {
  return (uscc: string, asked: AskedAxes = {}, application: Application = { programme: mayor, year: 2024 }) => {
    const axes = resolveAxes(log, asked);
    const named = programmeOf(axes.rules, application.programme);
    if (named === undefined) throw new Error('no pack in force names the programme');
    const reports = reportsKnownAt(spans, axes.knownAt);
    const assessed = judgeFromLog(log, uscc, { application, named, axes, reports });
    if (assessed.outcome === 'unknown') return ['unknown'];
    const failing = assessed.clauses.filter(({ outcome }) => outcome !== 'pass');
    return [assessed.outcome, ...failing.map(({ id, grounds: [first] }) => `${id} ${first?.reason}`)];
  };
}

const largeFine = { ...unstated, decidedOn: '2023-03-15', penalties: [fine('yes')] };

t.test('a late report changes what is known, never what was known', async (t) => {
  const registry = await openKeptRegistry(t);
  const { record: put, reportAll } = registry;
  const judged = judgedIn(registry);
  t.same(judged(A), ['unknown'], 'a code of which nothing is on record');
  await put(A, 'RegisterEnterprise');
  const unreported = registry.log.head().position;
  await reportAll();
  const reported = registry.log.head().position;
  const late = await put(A, 'RecordViolation', largeFine);
  t.same(judged(A, { knownAt: String(unreported) }), [
    'needs-review',
    ...grounds.map((_, i) => `R1.${i + 1} no-source`),
  ]);
  t.same(judged(A, { knownAt: String(reported) }), ['eligible']);
  t.same(judged(A, { knownAt: String(late) }), ['ineligible', 'R1.2 on-record']);
  t.same(judged(A, { validAt: '2023-03-14', knownAt: String(late) }), ['eligible'], 'the day before the decision');

  t.test('a repair hides the item from every K', async (t) => {
    const target = registry.log.lastOf(`enterprise-${A}`)?.id;
    const repairedAt = await put(A, 'RepairCredit', { target, scope: 'full', effectiveOn: '2024-06-01' });
    t.same(judged(A, { knownAt: String(repairedAt) }), ['eligible']);
    t.same(judged(A, { knownAt: String(late) }), ['eligible'], 'visibility is decided at the head');
  });
});

t.test('a unit of which everything was voided is unknown again', async (t) => {
  const registry = await openKeptRegistry(t);
  const { record: put, log } = registry;
  const judged = judgedIn(registry);
  await put(A, 'RecordViolation', largeFine);
  await put(A, 'VoidRecord', { target: log.lastOf(`enterprise-${A}`)?.id });
  t.same(judged(A), ['unknown']);
});

t.test('an answer speaks of the units that it names, on its ground, up to its day, from when it came in', async (t) => {
  const registry = await openKeptRegistry(t);
  const { record: put, report, clear, log } = registry;
  const judged = judgedIn(registry);
  for (const uscc of [A, B]) await put(uscc, 'RegisterEnterprise', { name: `示例${uscc.slice(-3)}有限公司` });
  for (const ground of grounds.slice(1)) {
    await report({ ground, from: '2015-01-01', until: '2024-06-01' });
  }
  const before = log.head().position;
  await clear({ usccs: [A], ground: 'serious-incident', asOf: '2024-05-20' });
  t.same(judged(A), ['eligible']);
  t.same(judged(B), ['needs-review', 'R1.1 no-source']);
  t.same(judged(A, { knownAt: String(before) }), ['needs-review', 'R1.1 no-source']);
  t.same(judged(A, { validAt: '2024-06-20' }), ['eligible'], '31 days later');
  t.same(judged(A, { validAt: '2024-06-21' }), ['needs-review', 'R1.1 no-source']);
});

t.test('two wordings of a pack within a year: each rules its days, and a pinned one rules any day', async (t) => {
  const registry = await openKeptRegistry(t);
  const { record: put, reportAll, policies, acting, log } = registry;
  const judged = judgedIn(registry);
  await put(A, 'RegisterEnterprise');
  await put(A, 'RecordViolation', largeFine);
  await reportAll();
  const first = resolveAxes(log, { validAt: '2024-06-01' }).ruleVersion;
  const before = String(log.head().position);
  const shorter = withViolationGround({ windowMonths: 12 }).municipal.map((pack) => ({ ...pack, from: '2024-06-15' }));
  for (const pack of shorter) t.ok((await policies.adopt(pack, acting)).isNew);
  const second = resolveAxes(log, { validAt: '2024-06-15' }).ruleVersion;
  t.not(second, first);
  t.same(judged(A, { validAt: '2024-06-14' }), ['ineligible', 'R1.2 on-record']);
  t.same(judged(A, { validAt: '2024-06-15' }), ['eligible'], 'by the second wording');
  t.same(judged(A, { validAt: '2024-06-15', knownAt: before }), ['ineligible', 'R1.2 on-record'], 'not yet adopted');
  t.same(judged(A, { validAt: '2024-06-15', ruleVersion: first }), ['ineligible', 'R1.2 on-record'], 'pinned');
  t.same(judged(A, { validAt: '2024-06-14', ruleVersion: second }), ['eligible'], 'pinned');
  t.throws(() => judged(A, { ruleVersion: second, knownAt: before }), { code: 'RULE_VERSION_UNKNOWN' });

  t.test('a wording that has ended does not bring back the one before it', async (t) => {
    for (const pack of shorter) await policies.adopt({ ...pack, from: '2024-06-20', until: '2024-06-30' }, acting);
    const municipal = (validAt: string) => resolveAxes(log, { validAt }).rules.municipal.map(({ from }) => from);
    t.same(municipal('2024-06-14'), ['2017-09-25']);
    t.same(municipal('2024-06-19'), ['2024-06-15']);
    t.same(municipal('2024-06-30'), ['2024-06-20']);
    t.same(municipal('2024-07-01'), []);
  });

  t.test('a retired wording rules until the day before', async (t) => {
    const references = second.split(',').filter((each) => each.startsWith('cn-credit-2026'));
    const [reference = resolveAxes(log, { validAt: '2026-05-01' }).ruleVersion.split(',').at(-1) ?? ''] = references;
    await policies.retire(reference, '2026-06-01', acting);
    const regimesOn = (validAt: string) => resolveAxes(log, { validAt }).rules.regimes.length;
    t.same([regimesOn('2026-05-31'), regimesOn('2026-06-01')], [3, 2]);
  });
});

t.test('what becomes of an absorbed item in its successor counts for the sealed predecessor too', async (t) => {
  const registry = await openKeptRegistry(t);
  const { record: put, reportAll, log } = registry;
  const judged = judgedIn(registry);
  await put(A, 'RegisterEnterprise');
  await put(B, 'RegisterEnterprise');
  await put(A, 'RecordViolation', largeFine);
  const target = log.lastOf(`enterprise-${A}`)?.id;
  await put(A, 'SucceedEnterprise', { by: B, succession: 'absorption', on: '2024-05-01' });
  await reportAll();
  t.same(
    [judged(A), judged(B)],
    [
      ['ineligible', 'R1.2 on-record', 'succession succeeded'],
      ['ineligible', 'R1.2 on-record'],
    ],
  );
  await put(B, 'AnnulViolation', { target, on: '2024-05-20' });
  t.same([judged(A), judged(B)], [['ineligible', 'succession succeeded'], ['eligible']]);
});

t.test('the history of a sealed unit names nothing that was voided with its successor', async (t) => {
  const { record: put, log } = await openKeptRegistry(t);
  await put(A, 'RegisterEnterprise');
  await put(B, 'RegisterEnterprise');
  await put(A, 'RecordViolation', largeFine);
  const target = log.lastOf(`enterprise-${A}`)?.id;
  await put(A, 'SucceedEnterprise', { by: B, succession: 'code-change', on: '2024-05-01' });
  const modified = { target, documentNo: '示变〔2024〕1号', on: '2024-05-10' };
  await put(B, 'ModifyViolation', modified);
  const voidedId = log.lastOf(`enterprise-${B}`)?.id ?? '';
  await put(B, 'VoidRecord', { target: voidedId });
  await put(B, 'ModifyViolation', { ...modified, on: '2024-05-11' });
  const { position } = log.head();
  for (const uscc of [A, B]) {
    const { events } = sightedState(readSubject(log, uscc, position, position), 'lookback', '2024-06-01');
    t.equal(events.filter(({ type }) => type === 'ViolationModified').length, 1);
    t.notMatch(JSON.stringify(events), voidedId);
  }
});

/* ---- the fast way equals the slow and plain way ------------------------------------------------------------------------ */

interface Triple extends AskedAxes {
  readonly uscc: string;
  readonly application: Application;
}

/** Any unit, D, K and R; half of the time what is in force and known now. */
function anyTriple(usccs: readonly string[], versions: readonly string[], head: number): fc.Arbitrary<Triple> {
  const sometimes = { nil: undefined, freq: 2 };
  return fc.record({
    uscc: fc.constantFrom(...usccs, fictionalUscc(9999)),
    validAt: fc.option(
      askedDay.map((day) => addDays(day, 300)),
      sometimes,
    ),
    knownAt: fc.option(fc.integer({ min: 10, max: head }).map(String), sometimes),
    ruleVersion: versions.length === 0 ? fc.constant(undefined) : fc.option(fc.constantFrom(...versions), sometimes),
    application: fc.constantFrom<Application[]>(
      { programme: mayor, year: 2024 },
      { programme: mayor, year: 2024, coolingOffYears: 2 },
      { programme: 'shili-craft-award', year: 2024 },
    ),
  });
}

/** Undefined where the rules asked for were not adopted then, or name no such programme. */
function openIfRuled(evidence: Evidence, { application, validAt, knownAt, ruleVersion }: Triple) {
  try {
    return openScreening(evidence, application, { validAt, knownAt, ruleVersion });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Judges both ways; the first triple of which the ways disagree is a failure. Answers how often what came out. */
class Comparison {
  readonly counts = { eligible: 0, ineligible: 0, 'needs-review': 0, unknown: 0 };
  compared = 0;
  stored = 0;
  readonly versions = new Set<string>();

  compare(t: Test, evidence: Evidence, triple: Triple, all: readonly RecordedEvent[]): void {
    const screening = openIfRuled(evidence, triple);
    if (screening === undefined) return;
    const fast = screen(evidence, triple.uscc, screening);
    const slow = plainly(all, triple.uscc, screening);
    if (!isDeepStrictEqual(fast, slow)) t.same(fast, slow, JSON.stringify(triple));
    this.versions.add(screening.axes.ruleVersion);
    this.counts[fast.outcome] += 1;
    this.compared += 1;
    if (screening.axes.knownAt === all.length) this.stored += 1;
  }
}

t.test('stored records give the verdicts that the log gives, for any day, knowledge and rules', async (t) => {
  const { log, spans, policies, acting, report, folder, rim } = await openKeptRegistry(t);
  const readModels = await ReadModels.open({ log: join(folder, 'log.sqlite'), folder }, (text) => t.comment(text));
  t.teardown(() => readModels.close());
  await policies.adopt(shili, acting);
  const seed = isLong ? Date.now() % 2 ** 31 : 20_240_601;
  t.comment(`seed ${seed}`);
  const units = fc.sample(life(3), { numRuns: 60, seed }).flatMap((each, number) => lived(each, number));
  const usccs = units.map(({ uscc }) => uscc);
  const wanted = isLong ? 100_000 : 2000;
  const comparison = new Comparison();
  for (const ground of grounds) await report({ ground, from: '2015-01-01', until: '2023-12-31' });
  for (const [index, ground] of grounds.entries()) {
    const share = (index + 1) / grounds.length;
    for (const unit of units) await appendShare(log, unit, share);
    await report({ ground, from: '2024-01-01', until: '2024-05-31' });
    await recordDay({ date: `2024-06-0${index + 2}`, confirmed: true }, log, rim);
    const all = log.readAll(0, 100_000);
    t.ok(await readModels.waitFor(all.length, 20_000));
    const triples = fc.sample(anyTriple(usccs, [...comparison.versions], all.length), { numRuns: wanted, seed });
    for (const triple of triples) {
      if (comparison.compared < wanted * share) comparison.compare(t, { log, readModels, spans }, triple, all);
    }
  }
  const { compared, stored, counts } = comparison;
  t.comment(JSON.stringify({ ...counts, stored }));
  t.equal(compared, wanted);
  for (const outcome of eligibilityOutcome.codes) {
    t.ok(counts[outcome] >= compared / 10, `${outcome} ${counts[outcome]} of ${compared}`);
  }
  t.ok(stored >= compared / 3, `${stored} from stored records`);
});

/** Appends what a unit did up to a share of its life; what another absorbed is there from the beginning. */
async function appendShare(log: EventLog, unit: EnterpriseSpec, share: number): Promise<void> {
  const stream = `enterprise-${unit.uscc}`;
  const expectedVersion = log.streamVersion(stream);
  const [first, ...rest] = unit.recorded
    .slice(expectedVersion, Math.ceil(unit.recorded.length * (unit.state.sealedBy === undefined ? share : 1)))
    .map(({ position: _position, ...event }): NewEvent => event);
  if (first === undefined) return;
  const { outcome } = await log.append({ stream, expectedVersion, events: [first, ...rest] });
  if (outcome !== 'appended') throw new Error(outcome);
}

/** Looks through all events and keeps what K allows; the rest is the definition of a verdict. */
function plainly(all: readonly RecordedEvent[], uscc: string, screening: Screening<Axes>) {
  const { knownAt, head, headDay } = screening.axes;
  const own = historyIn(all, uscc, head);
  const successors = own.events.flatMap((event) =>
    event.type === 'EnterpriseSucceeded' ? [historyIn(all, event.data.by, head)] : [],
  );
  const goesOn = successors.find(({ predecessors }) => predecessors.has(uscc)) ?? own;
  const { events, records } = sightedState(
    { asked: historyIn(all, uscc, knownAt), head: goesOn },
    'committee',
    headDay,
  );
  if (events.length === 0) return { uscc, outcome: 'unknown' };
  const known = all.filter(({ position }) => position <= knownAt);
  const told = known.flatMap((event) => (event.type === 'SourceReported' ? [event.data] : []));
  const spans = (ground: Ground): readonly Span[] => joined(told.filter((each) => each.ground === ground));
  return judge(uscc, records, { ...screening, reports: { spans } });
}

function historyIn(all: readonly RecordedEvent[], uscc: string, upTo: number): EnterpriseHistory {
  const own = all.filter(({ stream, position }) => stream === `enterprise-${uscc}` && position <= upTo);
  const events = own.filter(isEnterpriseEvent);
  const predecessors = events.flatMap((event) =>
    event.type === 'PredecessorAbsorbed' ? [historyIn(all, event.data.uscc, event.position)] : [],
  );
  return { uscc, events, predecessors: new Map(predecessors.map((each) => [each.uscc, each])) };
}
