import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { ListRowView } from '../views/lists.js';
import { listWords } from '../words/lists.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

const columns: readonly Column[] = [
  { title: listWords.enterprise, kind: 'whose' },
  { title: listWords.division, kind: 'place' },
  { title: listWords.grounds, kind: 'main' },
  { title: listWords.document, kind: 'document' },
  { title: listWords.since, kind: 'day' },
  { title: listWords.until, kind: 'day' },
];

/** 名单表: who is on the list, on which grounds, since when and until when. */
export function ListTable({
  rows,
  caption,
}: {
  readonly rows: readonly ListRowView[];
  readonly caption: string;
}): JSX.Element {
  return (
    <Table caption={caption} columns={columns}>
      <tbody>
        {rows.map((view) => (
          <Row key={view.row.uscc} {...view} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row, division }: ListRowView): JSX.Element {
  const say = useSay();
  return (
    <tr>
      <td class="whose">
        <EnterpriseLink uscc={row.uscc} name={row.name} />
        {row.disputed && <Tag label={listWords.disputed} tone="warn" />}
      </td>
      <td class="place">{division !== undefined && <bdi>{say(division)}</bdi>}</td>
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
    </tr>
  );
}
