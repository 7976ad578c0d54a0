import type { JSX } from 'preact';
import type { Line } from '../views/line.js';
import { markWords, profileWords } from '../words/profile.js';
import { DayCell, DocumentCell, EvidenceCell, UntilCell, WhatCell } from './record-cells.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface LineTableProps {
  readonly lines: readonly Line[];
  readonly caption: string;
}

const columns: readonly Column[] = [
  { title: profileWords.day, kind: 'day' },
  { title: profileWords.item, kind: 'main' },
  { title: profileWords.document, kind: 'document' },
  { title: profileWords.until, kind: 'day' },
  { title: profileWords.status, kind: 'status' },
  { title: profileWords.evidence, kind: 'open', unseen: true },
];

/** 记录表: a line a record, in the same columns in every section. */
export function LineTable({ lines, caption }: LineTableProps): JSX.Element {
  return (
    <Table caption={caption} columns={columns}>
      <tbody>
        {lines.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ line }: { readonly line: Line }): JSX.Element {
  const { id, status, tone, marks, publicity, item } = line;
  return (
    <tr id={`r-${id}`}>
      <DayCell line={line} />
      <WhatCell line={line} />
      <DocumentCell line={line} />
      <UntilCell line={line} />
      <td class="status">
        <Tag label={status} tone={tone} />
        {publicity !== undefined && <Tag label={publicity} />}
        {marks.map((mark) => (
          <Tag key={mark} label={markWords[mark]} tone="warn" />
        ))}
      </td>
      <EvidenceCell line={line} href={item === undefined ? undefined : `#e-${id}`} />
    </tr>
  );
}
