import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { CheckedLine } from '../views/checks.js';
import { checkWords } from '../words/checks.js';
import { EnterpriseLink } from './enterprise-link.js';
import { ListRowCells, listRowColumns } from './list-row-cells.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';
import { Uscc } from './uscc.js';

const columns: readonly Column[] = [
  { title: checkWords.enterprise, kind: 'whose' },
  { title: checkWords.outcome, kind: 'status' },
  ...listRowColumns,
];

/** 核查表: a line a unit, and one more for each further list on which it stands. */
export function CheckTable({ lines }: { readonly lines: readonly CheckedLine[] }): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(checkWords.resultTitle)} columns={columns}>
      <tbody>
        {lines.map((line) => (
          <Line key={`${line.uscc}.${line.outcome.en}`} {...line} />
        ))}
      </tbody>
    </Table>
  );
}

function Line({ uscc, name, outcome, tone, succeededBy, row }: CheckedLine): JSX.Element {
  const say = useSay();
  return (
    <tr>
      <td class="whose">
        <EnterpriseLink uscc={uscc} name={name} />
        {succeededBy !== undefined && (
          <span class="detail">
            {say(checkWords.succeededBy)} <Uscc code={succeededBy} />
          </span>
        )}
      </td>
      <td class="status">
        <Tag label={outcome} tone={tone} />
      </td>
      {row === undefined ? <td colSpan={listRowColumns.length} /> : <ListRowCells row={row} />}
    </tr>
  );
}
