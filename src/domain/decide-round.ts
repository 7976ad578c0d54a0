import type { DataOf, Fact } from '../../schemas/events.js';
import type { RoundEventType, RoundState } from './award-round.js';
import { Refusal } from './refusal.js';

/** What comes of a step of a round: facts to append, none when all of it is on record already. */
export type RoundFacts = readonly Fact<RoundEventType>[];

/** 启动评选: once a programme and year. The same particulars again change nothing. */
export function openRound(state: RoundState, data: DataOf<'RoundOpened'>): RoundFacts {
  if (state.opened === undefined) return [{ type: 'RoundOpened', data }];
  const { quota, coolingOffYears, documentNo } = state.opened;
  const same = quota === data.quota && coolingOffYears === data.coolingOffYears && documentNo === data.documentNo;
  if (!same) throw new Refusal('ROUND_ALREADY_OPEN');
  return [];
}

/** 申报: until the notice is published. */
export function fileApplications(state: RoundState, usccs: readonly string[], filedOn: string): RoundFacts {
  refuseUnlessRunning(state);
  if (state.notice !== undefined) throw new Refusal('NOTICE_ALREADY_PUBLISHED');
  const fresh = [...new Set(usccs)].filter((uscc) => !state.applications.has(uscc));
  return fresh.map((uscc) => ({ type: 'ApplicationFiled', data: { uscc, filedOn } }));
}

/** 资格审查: an applicant may be assessed as often as facts change, until the round is decided. */
export function recordAssessments(
  state: RoundState,
  assessments: readonly DataOf<'EligibilityAssessed'>[],
): RoundFacts {
  refuseUnlessRunning(state);
  for (const { uscc } of assessments) refuseUnlessApplicant(state, uscc);
  return assessments
    .filter((data) => !isSameVerdict(state.assessments.get(data.uscc)?.data, data))
    .map((data) => ({ type: 'EligibilityAssessed', data }));
}

/** The same verdict on the same day under the same rules is on record already, though the registry has grown since. */
function isSameVerdict(known: DataOf<'EligibilityAssessed'> | undefined, data: DataOf<'EligibilityAssessed'>): boolean {
  return (
    known !== undefined &&
    known.verdictDigest === data.verdictDigest &&
    known.validAt === data.validAt &&
    known.ruleVersion === data.ruleVersion
  );
}

/** 公示: only applicants who were assessed and not found ineligible. */
export function publishNotice(state: RoundState, data: DataOf<'NoticePublished'>): RoundFacts {
  refuseUnlessRunning(state);
  if (state.notice !== undefined) throw new Refusal('NOTICE_ALREADY_PUBLISHED');
  for (const uscc of data.usccs) {
    refuseUnlessApplicant(state, uscc);
    const verdict = state.assessments.get(uscc)?.data.verdict;
    if (verdict === undefined) throw new Refusal('CANDIDATE_NOT_ASSESSED', { field: 'usccs', reason: uscc });
    if (verdict === 'ineligible') throw new Refusal('CANDIDATE_INELIGIBLE', { field: 'usccs', reason: uscc });
  }
  return [{ type: 'NoticePublished', data }];
}

/** 公示结束: not before its last day is over. */
export function endNotice(state: RoundState, on: string): RoundFacts {
  refuseUnlessRunning(state);
  if (state.notice === undefined) throw new Refusal('NOTICE_NOT_PUBLISHED');
  if (state.noticeEnded !== undefined) return [];
  if (on <= state.notice.until) throw new Refusal('NOTICE_STILL_RUNNING', { reason: state.notice.until });
  return [{ type: 'NoticeEnded', data: { on } }];
}

/** How winners stand on the day of the decision. */
interface Standing {
  /** The clause that stands against a winner, where the pack gives a veto (一票否决). */
  veto(uscc: string): string | undefined;
  /** The unit that carries a winner on, or the winner itself. */
  unitOf(uscc: string): string;
}

/**
 * 评选决定: after the notice, within the quota, only candidates of the notice, and each unit once. The same document with
 * the same winners again changes nothing.
 */
export function decideRound(state: RoundState, data: DataOf<'RoundDecided'>, { veto, unitOf }: Standing): RoundFacts {
  if (state.decided !== undefined && isSameDecision(state.decided.data, data)) return [];
  refuseUnlessRunning(state);
  const { opened, notice, noticeEnded } = state;
  if (notice === undefined || noticeEnded === undefined) throw new Refusal('NOTICE_STILL_RUNNING');
  if (opened !== undefined && data.winners.length > opened.quota) {
    throw new Refusal('QUOTA_EXCEEDED', { field: 'winners', reason: String(opened.quota) });
  }
  for (const { uscc } of data.winners) {
    if (!notice.usccs.includes(uscc)) throw new Refusal('WINNER_NOT_IN_NOTICE', { field: 'winners', reason: uscc });
    const clause = veto(uscc);
    const twin = data.winners.find((other) => other.uscc !== uscc && unitOf(other.uscc) === unitOf(uscc));
    if (twin !== undefined) throw new Refusal('WINNERS_ONE_UNIT', { field: 'winners', reason: `${uscc} ${twin.uscc}` });
    if (clause !== undefined) throw new Refusal('WINNER_INELIGIBLE', { field: 'winners', reason: `${uscc} ${clause}` });
  }
  return [{ type: 'RoundDecided', data }];
}

function isSameDecision(known: DataOf<'RoundDecided'>, { documentNo, winners }: DataOf<'RoundDecided'>): boolean {
  const named = new Set(winners.map(({ uscc }) => uscc));
  const isSame = known.winners.length === named.size && known.winners.every(({ uscc }) => named.has(uscc));
  return isSame && known.documentNo === documentNo;
}

/** A decided round goes on until each of its winners is awarded or refused, and then closes. */
export function settleRound(state: RoundState, awarded: ReadonlySet<string>, on: string): RoundFacts {
  if (state.decided === undefined || state.closed !== undefined) return [];
  const open = state.decided.data.winners.filter(({ uscc }) => !awarded.has(uscc) && !state.refused.has(uscc));
  return open.length === 0 ? [{ type: 'RoundClosed', data: { on } }] : [];
}

function refuseUnlessRunning(state: RoundState): void {
  if (state.opened === undefined) throw new Refusal('ROUND_NOT_OPEN');
  if (state.decided !== undefined) throw new Refusal('ROUND_ALREADY_DECIDED', { eventId: state.decided.id });
}

function refuseUnlessApplicant(state: RoundState, uscc: string): void {
  if (!state.applications.has(uscc)) throw new Refusal('APPLICANT_UNKNOWN', { field: 'usccs', reason: uscc });
}
