import type { Label } from '../../../schemas/vocabulary.js';
import { type ListRow, listRow } from '../../http/list-answer.js';
import type { ListItem } from '../../queries/joint-lists.js';
import type { Names } from './names.js';

/** 名单行 as it is read. */
export interface ListRowView {
  readonly row: ListRow;
  readonly division: Label | undefined;
}

/** The rows of a page that may be told. */
export function listRows(items: readonly ListItem[], names: Names): readonly ListRowView[] {
  return items.flatMap((item) => {
    if ('sealed' in item) return [];
    const row = listRow.parse(item.row);
    return [{ row, division: row.division === null ? undefined : names.division(row.division) }];
  });
}
