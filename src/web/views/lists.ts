import type { Label } from '../../../schemas/vocabulary.js';
import { type ListRow, listRow } from '../../http/list-answer.js';
import type { ListItem } from '../../queries/joint-lists.js';
import type { Names } from './names.js';

/** 名单行 as it is read. */
export interface ListRowView {
  readonly row: ListRow;
  readonly division: Label | undefined;
  /** What the department of whoever looks has on for it. */
  readonly measures: readonly OwnMeasureOn[];
}

/** 本部门措施 on a row. */
export interface OwnMeasureOn {
  readonly eventId: string;
  readonly label: Label;
  readonly appliedOn: string;
}

/** The rows of a page that may be told. */
export function listRows(
  items: readonly ListItem[],
  names: Names,
  measuresOn: (uscc: string) => readonly OwnMeasureOn[],
): readonly ListRowView[] {
  return items.flatMap((item) => {
    if ('sealed' in item) return [];
    const row = listRow.parse(item.row);
    const division = row.division === null ? undefined : names.division(row.division);
    return [{ row, division, measures: measuresOn(row.uscc) }];
  });
}
