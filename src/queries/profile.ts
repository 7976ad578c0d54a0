import { renderProfile } from '../../projections/credit-profile.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { sightedState } from '../policy/sighted.js';
import type { Viewer } from '../policy/visibility.js';
import { digest8, profileBody } from '../read-models/enterprise-rows.js';
import type { ReadModels } from '../read-models/read-models.js';
import type { Axes } from './axes.js';

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
  const body = profileBody(renderProfile(state, viewer, { day: axes.validAt, headDay: axes.headDay }));
  if (body.length === 0) return undefined;
  return { body, version: subject.asked.events.at(-1)?.version ?? 0, digest: digest8(body) };
}

/**
 * The profile now, from its stored row; falls back to the fold for an archive, and for whoever may see petition
 * findings of an enterprise that has some.
 */
export function profileNow(
  { reader, readModels }: { readonly reader: EventReader; readonly readModels: ReadModels },
  uscc: string,
  axes: Axes,
  viewer: Viewer,
): ProfileAnswer | undefined {
  if (viewer.sight === 'archive') return profileAsOf(reader, uscc, axes, viewer);
  const row = readModels.profile(uscc, viewer.sight);
  if (row?.restricted === true && viewer.sight !== 'public') return profileAsOf(reader, uscc, axes, viewer);
  return row === undefined || row.body.length === 0 ? undefined : row;
}
