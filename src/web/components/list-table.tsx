import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { ListRowView } from '../views/lists.js';
import { listWords } from '../words/lists.js';
import { EnterpriseLink } from './enterprise-link.js';
import { ListRowCells, listRowColumns } from './list-row-cells.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

const columns: readonly Column[] = [
  { title: listWords.enterprise, kind: 'whose' },
  { title: listWords.division, kind: 'place' },
  ...listRowColumns,
  { title: listWords.own, kind: 'own' },
  { title: listWords.lineage, kind: 'open', unseen: true },
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

function Row({ row, division, measures }: ListRowView): JSX.Element {
  const say = useSay();
  return (
    <tr>
      <td class="whose">
        <EnterpriseLink uscc={row.uscc} name={row.name} />
        {row.disputed && <Tag label={listWords.disputed} tone="warn" />}
      </td>
      <td class="place">{division !== undefined && <bdi>{say(division)}</bdi>}</td>
      <ListRowCells row={row} />
      <td class="own" data-label={say(listWords.own)}>
        {measures.length === 0 && <span class="faint">{say(listWords.noOwn)}</span>}
        {measures.map(({ eventId, label, appliedOn }) => (
          <a key={eventId} class="what" href={`/enterprises/${row.uscc}#e-${eventId}`}>
            <bdi>{say(label)}</bdi>
            <span class="detail">{appliedOn}</span>
          </a>
        ))}
      </td>
      <td class="open">
        <a
          href={`/lists/${row.list}/enterprises/${row.uscc}`}
          aria-label={`${say(listWords.lineage)} ${row.name ?? row.uscc}`}
        >
          {say(listWords.lineage)}
        </a>
      </td>
    </tr>
  );
}
