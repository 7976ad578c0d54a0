import { setImmediate } from 'node:timers/promises';
import { canonicalJson } from '../../schemas/canonical.js';
import type { DataOf } from '../../schemas/events.js';
import { sha256Of } from '../../schemas/record-key.js';
import { type JointList, jointList } from '../../schemas/vocabularies.js';
import { enterpriseStream, successionChain } from '../event-log/enterprise-history.js';
import type { EventReader } from '../event-log/event-log.js';
import type { Checkpoint } from '../read-models/file.js';
import { rowStanding } from '../read-models/list-reader.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type Axes, resolveAxes } from './axes.js';
import { type ListItem, listItem } from './joint-lists.js';
import { profileAsOf } from './profile.js';

interface CheckSources {
  readonly log: EventReader;
  readonly readModels: ReadModels;
}

/** What is said of a code: `unknown` when a department would find nothing on record under it. */
export interface CheckedCode {
  readonly uscc: string;
  readonly outcome: 'listed' | 'not-listed-on-record' | 'unknown';
  /** The unit that exists now, where this one was succeeded; its rows count as well, and those of all in between. */
  readonly succeededBy?: string;
  readonly rows: readonly (ListItem & { readonly list: JointList })[];
}

/** 核验结果 at some axes, with the digest by which it is known again. */
export interface CheckedCodes {
  readonly axes: Axes;
  readonly codes: readonly CheckedCode[];
  readonly resultDigest: string;
}

/** The lists that a check asks for: the one named, or both. */
export function listsOf(list: JointList | undefined): readonly JointList[] {
  return list === undefined ? jointList.codes : [list];
}

/** Checks codes on lists as they stand now: at the position of the read models. */
export async function checkNow(
  sources: CheckSources,
  lists: readonly JointList[],
  usccs: readonly string[],
): Promise<CheckedCodes> {
  const { position } = sources.readModels.checkpoint();
  return checkAt(sources, { lists, usccs, axes: resolveAxes(sources.log, {}, position) });
}

interface Asked {
  readonly lists: readonly JointList[];
  readonly usccs: readonly string[];
  /** Those of the head, or of an earlier position taken for the head. */
  readonly axes: Axes;
}

/** How many codes are looked up before other requests get their turn. */
const atOnce = 25;

async function checkAt(sources: CheckSources, { lists, usccs, axes }: Asked): Promise<CheckedCodes> {
  const codes: CheckedCode[] = [];
  for (const [index, uscc] of usccs.entries()) {
    if (index % atOnce === 0) await setImmediate();
    codes.push(checkCode(sources, uscc, { lists, axes }));
  }
  return { axes, codes, resultDigest: digestOf(codes) };
}

function checkCode(sources: CheckSources, uscc: string, { lists, axes }: Omit<Asked, 'usccs'>): CheckedCode {
  const { log, readModels } = sources;
  const units = successionChain(log, uscc, axes.knownAt);
  const root = units.at(-1) ?? uscc;
  const rows = lists.flatMap((list) =>
    units.flatMap((unit) => {
      const row = readModels.read(({ db }) => rowStanding(db, { list, uscc: unit, at: axes.knownAt }));
      return row === undefined ? [] : [{ list, ...listItem(row) }];
    }),
  );
  const successor = root === uscc ? {} : { succeededBy: root };
  if (rows.length > 0) return { uscc, outcome: 'listed', ...successor, rows };
  return { uscc, outcome: isOnRecord(sources, uscc, axes) ? 'not-listed-on-record' : 'unknown', ...successor, rows };
}

/** Would a department find anything? From the stored row where that is what it was at the position; else folded afresh. */
function isOnRecord(sources: CheckSources, uscc: string, axes: Axes): boolean {
  const row = sources.readModels.profile(uscc, 'department');
  const made = row ?? sources.readModels.checkpoint();
  if (made.position === axes.knownAt || isUntouched(sources.log, uscc, { made, axes })) {
    return row !== undefined && row.body.length > 0;
  }
  return profileAsOf(sources.log, uscc, axes, { sight: 'department' }) !== undefined;
}

/** The same day under the same rules, and nothing recorded of the enterprise, nor of whoever goes on with it, since. */
function isUntouched(
  log: EventReader,
  uscc: string,
  { made, axes }: { readonly made: Checkpoint; readonly axes: Axes },
): boolean {
  if (made.day !== axes.validAt || made.ruleVersion !== axes.ruleVersion) return false;
  const stream = enterpriseStream(uscc);
  const known = log.lastOf(stream, axes.knownAt);
  return (known?.version ?? 0) === log.streamVersion(stream) && known?.type !== 'EnterpriseSucceeded';
}

function digestOf(codes: readonly CheckedCode[]): string {
  return sha256Of(
    canonicalJson(codes.map(({ uscc, outcome, rows }) => ({ uscc, outcome, rows: rows.map(({ rowId }) => rowId) }))),
  );
}

/** What became of a check: the same would be answered, another answer, or another since what it told was withdrawn. */
export type CheckState = 'matches' | 'differs' | 'withdrawn-since';

/** A check derived again at the position at which it was made. */
export function checkAsMade(
  sources: CheckSources,
  { list, usccs, knownAt }: DataOf<'CheckMade'>,
): Promise<CheckedCodes> {
  return checkAt(sources, { lists: listsOf(list), usccs, axes: resolveAxes(sources.log, {}, knownAt) });
}

/** 复核: the check derived again at its own position, and what is answered now; of what was told then, no more. */
export async function recheck(
  sources: CheckSources,
  made: DataOf<'CheckMade'>,
): Promise<{ readonly reproduced: boolean; readonly state: CheckState; readonly now: CheckedCodes }> {
  const then = await checkAsMade(sources, made);
  const now = await checkNow(sources, listsOf(made.list), made.usccs);
  const isWithdrawn = then.codes.some(({ rows }) => rows.some((row) => 'sealed' in row));
  const state =
    now.resultDigest === then.resultDigest ? 'matches' : isWithdrawn ? ('withdrawn-since' as const) : 'differs';
  return { reproduced: then.resultDigest === made.resultDigest, state, now };
}
