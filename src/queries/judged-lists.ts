import type { JointList } from '../../schemas/vocabularies.js';
import { readSubject } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import { listRows, mayBeListed } from '../policy/joint-lists.js';
import type { ListRow } from '../policy/lists/row.js';
import { sightedState } from '../policy/sighted.js';
import { rowStanding } from '../read-models/list-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type AskedAxes, type Axes, resolveAxes } from './axes.js';

export interface JudgingSources {
  readonly log: EventReader;
  readonly readModels: ReadModels;
}

/** The axes at which a list is judged; what is withdrawn is decided by what the read models hold now. */
export function judgingAxes({ log, readModels }: JudgingSources, asked: AskedAxes): Axes {
  return resolveAxes(log, asked, readModels.checkpoint().position);
}

/**
 * The row of an enterprise on a list at any (D, K, R): its stream folded up to K without what is withdrawn at the head,
 * and judged on D under R. While a matter is open nobody can tell: then whoever stood on the list at K stays on it.
 */
export function judgedRow(
  { log, readModels }: JudgingSources,
  uscc: string,
  { list, axes }: { readonly list: JointList; readonly axes: Axes },
): ListRow | undefined {
  const { validAt: day, knownAt, rules, head, headDay } = axes;
  const state = sightedState(readSubject(log, uscc, knownAt, head), 'committee', headDay);
  if (!mayBeListed(state)) return undefined;
  const stood = (on: JointList): boolean => {
    const row = readModels.read(({ db }) => rowStanding(db, { list: on, uscc, at: knownAt }))?.row;
    return row !== undefined && row !== null;
  };
  return listRows(state, { day, rules }, stood).find((row) => row.list === list);
}
