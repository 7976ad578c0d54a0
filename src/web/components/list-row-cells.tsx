import type { JSX } from 'preact';
import type { ListRow } from '../../http/list-answer.js';
import { useSay } from '../frame.js';
import { listWords } from '../words/lists.js';
import type { Column } from './table.js';
import { Tag } from './tag.js';

/** What stands in the cells of a row of a list. */
export const listRowColumns: readonly Column[] = [
  { title: listWords.grounds, kind: 'main' },
  { title: listWords.document, kind: 'document' },
  { title: listWords.since, kind: 'day' },
  { title: listWords.until, kind: 'day' },
];

/** 名单行: on which grounds, by which documents, since when and until when. */
export function ListRowCells({ row }: { readonly row: ListRow }): JSX.Element {
  const say = useSay();
  return (
    <>
      <td>
        {row.grounds.map(({ zh, eventIds, legalBasis, clause, assumed }) => (
          <p key={eventIds.join()} class="ground">
            <a class="what" href={`/enterprises/${row.uscc}#e-${eventIds[0]}`}>
              <bdi>{zh}</bdi>
            </a>
            <bdi class="detail">{legalBasis ?? clause}</bdi>
            {assumed !== undefined && (
              <span class="detail">
                <Tag label={listWords.assumed} /> {assumed}
              </span>
            )}
          </p>
        ))}
      </td>
      <td class="document">
        {row.grounds.map(({ documentNo, authority, eventIds }) => (
          <p key={eventIds.join()} class="ground">
            <bdi class="number">{documentNo}</bdi>
            <bdi class="detail">{authority}</bdi>
          </p>
        ))}
      </td>
      <td class="day" data-label={say(listWords.since)}>
        {row.since}
      </td>
      <td class="day" data-label={say(listWords.until)}>
        {row.until ?? <span class="faint">{say(listWords.open)}</span>}
      </td>
    </>
  );
}
