import { type JointList, listReason } from '../../../schemas/vocabularies.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { listChange } from '../../http/list-answer.js';
import type { ListChange } from '../../queries/list-changes.js';
import type { ReadModels } from '../../read-models/read-models.js';

/** 名单变动 as it is read: who came or went, and why. A sealed one says no more than that it is. */
export interface ChangeView {
  readonly key: string;
  readonly position: number;
  readonly list: JointList;
  /** A row that went and came at one position has changed. */
  readonly op: 'add' | 'remove' | 'change';
  readonly recordedAt: string;
  readonly effectiveOn: string | undefined;
  readonly enterprise: { readonly uscc: string; readonly name: string | null } | undefined;
  readonly reason: Label | undefined;
  readonly grounds: string;
  /** The clause by which it was withdrawn. */
  readonly clause: string | undefined;
}

/** Changes in their order; a row that went and came again at one position is told once. */
export function changeViews(
  list: JointList,
  changes: readonly ListChange[],
  readModels: ReadModels,
): readonly ChangeView[] {
  const views: ChangeView[] = [];
  for (const change of changes) {
    const view = changeView(list, change, readModels);
    const before = views.at(-1);
    if (before !== undefined && isSameRow(before, view)) views[views.length - 1] = { ...view, op: 'change' };
    else views.push(view);
  }
  return views;
}

function isSameRow(gone: ChangeView, come: ChangeView): boolean {
  const [one, other] = [gone.enterprise?.uscc, come.enterprise?.uscc];
  return (
    gone.op === 'remove' && come.op === 'add' && gone.position === come.position && one === other && one !== undefined
  );
}

function changeView(list: JointList, told: ListChange, readModels: ReadModels): ChangeView {
  const change = listChange.parse(told);
  const frame = {
    key: `${list}.${change.sequence}`,
    list,
    op: change.op,
    recordedAt: change.recordedAt,
    position: change.position,
  };
  if (change.sealed) {
    const { withdrawal } = change;
    const reason = withdrawal === undefined ? undefined : listReason.label(withdrawal.reasonClass);
    const none = { effectiveOn: undefined, enterprise: undefined, grounds: '' };
    return { ...frame, ...none, reason, clause: withdrawal?.clause };
  }
  const { uscc, row, reasonClass, effectiveOn } = change;
  const name = row?.name ?? readModels.read((file) => file.name(uscc)) ?? null;
  return {
    ...frame,
    effectiveOn,
    enterprise: { uscc, name },
    reason: listReason.label(reasonClass),
    grounds: row?.grounds.map(({ zh, documentNo }) => [zh, documentNo].filter(Boolean).join(' ')).join('；') ?? '',
    clause: undefined,
  };
}
