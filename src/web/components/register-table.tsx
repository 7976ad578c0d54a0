import type { JSX } from 'preact';
import { addressOn, useFrame } from '../frame.js';
import type { RegisterRow } from '../views/registers.js';
import { profileWords } from '../words/profile.js';
import { registerWords } from '../words/registers.js';
import { EnterpriseLink } from './enterprise-link.js';
import { DayCell, DocumentCell, EvidenceCell, UntilCell, WhatCell } from './record-cells.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface RegisterTableProps {
  readonly rows: readonly RegisterRow[];
  readonly caption: string;
}

const columns: readonly Column[] = [
  { title: profileWords.day, kind: 'day' },
  { title: registerWords.enterprise, kind: 'whose' },
  { title: profileWords.item, kind: 'main' },
  { title: profileWords.document, kind: 'document' },
  { title: profileWords.until, kind: 'day' },
  { title: profileWords.status, kind: 'status' },
  { title: profileWords.evidence, kind: 'open', unseen: true },
];

/** 名录表: a record a line, with whose it is. */
export function RegisterTable({ rows, caption }: RegisterTableProps): JSX.Element {
  return (
    <Table caption={caption} columns={columns}>
      <tbody>
        {rows.map((row) => (
          <Row key={row.line.id + row.uscc} {...row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ uscc, name, line }: RegisterRow): JSX.Element {
  const { face } = useFrame();
  return (
    <tr>
      <DayCell line={line} />
      <td class="whose">
        <EnterpriseLink uscc={uscc} name={name} />
      </td>
      <WhatCell line={line} />
      <DocumentCell line={line} />
      <UntilCell line={line} />
      <td class="status">
        <Tag label={line.status} tone={line.tone} />
      </td>
      <EvidenceCell line={line} href={addressOn(face, `/enterprises/${uscc}#e-${line.id}`)} />
    </tr>
  );
}
