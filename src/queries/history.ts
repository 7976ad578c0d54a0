import { eventTypes } from '../../schemas/events.js';
import type { Label } from '../../schemas/vocabulary.js';
import { happenedBy } from '../domain/days.js';
import type { EnterpriseEvent, EnterpriseState } from '../domain/enterprise.js';
import { enterpriseStream, readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { sightedState } from '../policy/sighted.js';
import { type Look, maySee, type Viewer } from '../policy/visibility.js';
import { type Axes, lookOf } from './axes.js';

/** A line of the history: an event, who recorded it and when. */
export interface HistoryLine {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  /** Version in its stream, for the archive alone: elsewhere a gap would tell of what was withdrawn. */
  readonly version?: number;
  readonly type: string;
  readonly label: Label;
  readonly recordedAt: string;
  readonly recordedBy: { readonly department: string; readonly key: string };
  readonly data: EnterpriseEvent['data'];
}

export interface HistoryPage {
  readonly lines: readonly HistoryLine[];
  /** Position after which the next page starts; absent on the last page. */
  readonly next?: number;
}

interface HistoryRequest {
  readonly uscc: string;
  readonly axes: Axes;
  readonly viewer: Viewer;
  readonly after: number;
  readonly limit: number;
}

/**
 * 档案沿革: every event behind the profile at (D, K, R) that the viewer may see, in log order. Undefined when there
 * is none at all; the public is given no history, since events bear names that a profile masks.
 */
export function historyOf(reader: EventReader, request: HistoryRequest): HistoryPage | undefined {
  const { uscc, axes, viewer, after, limit } = request;
  if (viewer.sight === 'public') return undefined;
  const state = sightedState(readSubject(reader, uscc, axes.knownAt, axes.head), viewer.sight, axes.headDay);
  const seen = visibleEvents(state, viewer, lookOf(axes));
  if (seen.length === 0) return undefined;
  const rest = seen.filter(({ position }) => position > after);
  const lines = rest.slice(0, limit).map((event) => lineOf(event, viewer));
  const last = lines.at(-1);
  return { lines, ...(rest.length > lines.length && last !== undefined ? { next: last.position } : {}) };
}

/** Of what was recorded on an enterprise after a version of its stream, what the viewer may see, in log order. */
export function historySince(
  reader: EventReader,
  { uscc, axes, viewer, version }: Pick<HistoryRequest, 'uscc' | 'axes' | 'viewer'> & { readonly version: number },
): readonly HistoryLine[] {
  const since = new Set(reader.readStream(enterpriseStream(uscc), { afterVersion: version }).map(({ id }) => id));
  const page = historyOf(reader, { uscc, axes, viewer, after: 0, limit: Number.POSITIVE_INFINITY });
  return page?.lines.filter(({ eventId }) => since.has(eventId)) ?? [];
}

function visibleEvents(state: EnterpriseState, viewer: Viewer, look: Look): readonly EnterpriseEvent[] {
  return state.events
    .filter((event) => isVisible(state, event, viewer, look))
    .sort((one, other) => one.position - other.position);
}

function isVisible(state: EnterpriseState, event: EnterpriseEvent, viewer: Viewer, look: Look): boolean {
  if (event.type === 'PredecessorAbsorbed') return true;
  const record = state.records.get(state.roots.get(event.id) ?? '');
  return record !== undefined && happenedBy(record, look.day) !== false && maySee(record, viewer, look);
}

function lineOf(event: EnterpriseEvent, { sight }: Viewer): HistoryLine {
  const { position, id, stream, type, recordedAt, actor, data } = event;
  const version = sight === 'archive' ? { version: event.version } : {};
  const label = eventTypes[type].label;
  return { position, eventId: id, stream, ...version, type, label, recordedAt, recordedBy: actor, data };
}
