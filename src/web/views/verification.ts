import { checkUscc } from '../../../schemas/uscc.js';
import { profileAnswer } from '../../http/answers.js';
import { type Axes, resolveAxes } from '../../queries/axes.js';
import { profileAsOf } from '../../queries/profile.js';
import { honourMark } from '../papers/honour-mark.js';
import { type ReportMark, reportMark } from '../papers/report-mark.js';
import { typedNumber } from '../papers/seal.js';
import type { Sources } from '../sources.js';
import type { honourStates } from '../words/certificate.js';
import { type Line, lineOf } from './line.js';
import { namesOf } from './names.js';

/** What somebody reads off a paper. */
export interface Shown {
  readonly number: string;
  readonly uscc: string;
  readonly check: string;
}

/** As far as it was typed. */
export type Typed = { readonly [Field in keyof Shown]?: Shown[Field] | undefined };

interface Genuine {
  readonly number: string;
  readonly uscc: string;
  /** As the public is shown it now; undefined where nothing is. */
  readonly name: string | undefined;
}

/** 信用报告: whether the public is shown the same now, where it may know. */
export interface VerifiedReport extends Genuine {
  readonly outcome: 'report';
  readonly mark: ReportMark;
  readonly now: 'same' | 'changed' | 'not-told';
}

/** 荣誉证书: what has become of the honour; its line as long as it is on record. */
export interface VerifiedHonour extends Genuine {
  readonly outcome: 'honour';
  readonly state: keyof typeof honourStates;
  readonly line: Line | undefined;
}

/**
 * 核验结果. Of a report that the public could have asked for it is told whether the public is shown the same now; of any
 * other nothing but that it was given, since even a change would tell of what is not public.
 */
export type Verification = { readonly outcome: 'unknown' } | VerifiedReport | VerifiedHonour;

/** Did this registry give a paper on which all three stand? Only what the public may know is looked at. */
export function verify(sources: Sources, shown: Shown): Verification {
  const checked = checkUscc(shown.uscc);
  if (checked.outcome === 'invalid') return { outcome: 'unknown' };
  const { uscc } = checked;
  const number = typedNumber(shown.number);
  const check = shown.check.trim().toLowerCase();
  const series = sources.seal.seriesOf(number, { uscc, check }) ?? '';
  const report = reportMark(series, check);
  if (report !== undefined) return verifiedReport(sources, { number, uscc, mark: report });
  const honour = honourMark(series, check);
  return honour === undefined ? { outcome: 'unknown' } : verifiedHonour(sources, { number, uscc, eventId: honour });
}

/** How the public profile of that day reads now. */
function verifiedReport(
  sources: Sources,
  { mark, ...genuine }: Pick<VerifiedReport, 'number' | 'uscc' | 'mark'>,
): VerifiedReport {
  const axes = resolveAxes(sources.registry.log, { validAt: mark.validAt });
  const { body, name } = publicly(sources, genuine.uscc, axes);
  const isSame = body !== undefined && sources.seal.digest(axes.ruleVersion, body) === mark.digest;
  const now = mark.sight !== 'public' ? 'not-told' : isSame ? 'same' : 'changed';
  return { outcome: 'report', ...genuine, name, mark, now };
}

const states: Readonly<Record<string, VerifiedHonour['state']>> = {
  'in-force': 'valid',
  awarded: 'valid',
  expired: 'expired',
  revoked: 'revoked',
};

function verifiedHonour(
  sources: Sources,
  { eventId, ...genuine }: Pick<VerifiedHonour, 'number' | 'uscc'> & { readonly eventId: string },
): VerifiedHonour {
  const axes = resolveAxes(sources.registry.log, {});
  const { honours, name } = publicly(sources, genuine.uscc, axes);
  const item = honours.find((each) => each.eventId === eventId);
  const state = states[item?.status.code ?? ''] ?? 'withdrawn';
  const line = item === undefined ? undefined : lineOf(item, namesOf(axes.rules, sources.authentication));
  return { outcome: 'honour', ...genuine, name, state, line };
}

/** What the public is shown of an enterprise. */
function publicly({ registry }: Sources, uscc: string, axes: Axes) {
  const answer = profileAsOf(registry.log, uscc, axes, { sight: 'public' });
  if (answer === undefined) return { body: undefined, name: undefined, honours: [] };
  const { name, honours } = profileAnswer.parse(JSON.parse(answer.body.toString()));
  return { body: answer.body, name: name ?? undefined, honours };
}
