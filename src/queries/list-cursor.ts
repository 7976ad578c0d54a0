import { jointLists } from '../../projections/joint-lists.js';
import type { JointList } from '../../schemas/vocabularies.js';
import { changeNumbered, emptyList, type ListMark, markAt } from '../read-models/list-reader.js';
import type { ReadFile } from '../read-models/read-file.js';

/** Which list and which derivation a cursor belongs to. */
const editions = {
  'joint-reward': `jr${jointLists.edition}`,
  'joint-punishment': `jp${jointLists.edition}`,
} as const satisfies Record<JointList, string>;

/** 游标 `edition.position.n.digest`: where a holder is, and the digest of the set that it must hold there. */
export function cursorOf(list: JointList, position: number, { sequence, digest }: ListMark): string {
  return `${editions[list]}.${position}.${sequence}.${digest}`;
}

/**
 * Where a feed goes on after a cursor; undefined when the holder must start from a snapshot: the cursor is of another
 * list or registry, lies ahead, or is none. Under another edition it goes on if the set at its position is the same.
 */
export function markOfCursor(file: ReadFile, list: JointList, cursor: string): ListMark | undefined {
  const [, kind, edition, at, n, digest] =
    /^(j[rp])(\d{1,6})\.(\d{1,15})\.(\d{1,15})\.([0-9a-f]{64})$/.exec(cursor) ?? [];
  const position = Number(at);
  if (kind === undefined || !editions[list].startsWith(kind) || position > (file.checkpoint()?.position ?? 0)) return;
  const isSame = `${kind}${edition}` === editions[list];
  const mark = isSame ? markNumbered(file, list, { sequence: Number(n), position }) : markAt(file.db, list, position);
  return mark?.digest === digest ? mark : undefined;
}

function markNumbered(
  { db }: ReadFile,
  list: JointList,
  { sequence, position }: { sequence: number; position: number },
): ListMark | undefined {
  if (sequence === 0) return emptyList;
  const change = changeNumbered(db, list, sequence);
  return change === undefined || change.position > position ? undefined : change;
}
