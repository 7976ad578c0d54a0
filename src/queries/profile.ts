import { renderProfile } from '../../projections/credit-profile.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { sightedState } from '../policy/sighted.js';
import type { Viewer } from '../policy/visibility.js';
import type { ReadModels } from '../read-models/read-models.js';
import { digest8, profileBody } from '../read-models/tables/profile-table.js';
import { type AskedAxes, type Axes, lookOf, type ResolvedAxes, resolveAxes } from './axes.js';

/** A profile ready to be sent. */
export interface ProfileAnswer {
  readonly body: Buffer;
  /** Events in the enterprise's own stream, as far as the answer knows it. */
  readonly version: number;
  readonly digest: string;
}

/**
 * 企业质量信用档案 at (D, K, R) for a viewer: folded from the enterprise's own stream up to K, evaluated on D.
 * Undefined when nothing that this viewer may see is on record.
 */
export function profileAsOf(reader: EventReader, uscc: string, axes: Axes, viewer: Viewer): ProfileAnswer | undefined {
  const subject = readSubject(reader, uscc, axes.knownAt, axes.head);
  const state = sightedState(subject, viewer.sight, axes.headDay);
  const body = profileBody(renderProfile(state, viewer, lookOf(axes)));
  if (body.length === 0) return undefined;
  return { body, version: subject.asked.events.at(-1)?.version ?? 0, digest: digest8(body) };
}

const rest = Buffer.from(',"honours":');

/** The JSON with which a body begins, up to the sections: a page shows it before it reads the others. */
export function headOf({ body }: ProfileAnswer): string {
  return `${body.toString('utf8', 0, body.indexOf(rest))}}`;
}

/** A profile and the axes it was made for. */
export interface AnsweredProfile {
  readonly answer: ProfileAnswer | undefined;
  readonly axes: ResolvedAxes;
}

/**
 * The profile now, from its stored row; folded afresh for an archive, and for whoever may see petition findings of
 * an enterprise that has some.
 */
export function profileNow(
  { log, readModels }: { readonly log: EventReader; readonly readModels: ReadModels },
  uscc: string,
  viewer: Viewer,
): AnsweredProfile {
  const row = viewer.sight === 'archive' ? undefined : readModels.profile(uscc, viewer.sight);
  if (viewer.sight === 'archive' || (row?.restricted === 1 && viewer.sight !== 'public')) {
    return profileOn(log, uscc, viewer, {});
  }
  const { position, day, ruleVersion } = row ?? readModels.checkpoint();
  const axes = { validAt: day, knownAt: position, ruleVersion };
  return { axes, answer: row === undefined || row.body.length === 0 ? undefined : row };
}

/** The profile at the axes asked for. Throws Refusal on axes that cannot be resolved. */
export function profileOn(reader: EventReader, uscc: string, viewer: Viewer, asked: AskedAxes): AnsweredProfile {
  const axes = resolveAxes(reader, asked);
  return { axes, answer: profileAsOf(reader, uscc, axes, viewer) };
}
