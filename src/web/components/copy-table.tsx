import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { CopyLine } from '../views/receipts.js';
import { receiptWords } from '../words/sharing.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

const columns: readonly Column[] = [
  { title: receiptWords.department, kind: 'main' },
  { title: receiptWords.list, kind: 'list' },
  { title: receiptWords.copy, kind: 'status' },
  { title: receiptWords.acknowledged, kind: 'instant' },
  { title: receiptWords.withdrawn, kind: 'held' },
  { title: receiptWords.duty, kind: 'status' },
];

/** 副本表: a line a copy; a department that has sent no receipt has one too. */
export function CopyTable({ copies }: { readonly copies: readonly CopyLine[] }): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(receiptWords.title)} columns={columns}>
      <tbody>
        {copies.map((copy) => (
          <Copy key={copy.key} copy={copy} />
        ))}
      </tbody>
    </Table>
  );
}

function Copy({ copy }: { readonly copy: CopyLine }): JSX.Element {
  const say = useSay();
  const { department, list, verdict, tone, progress, acknowledgedAt, keyEnded, overdue } = copy;
  return (
    <tr>
      <td>
        <bdi class="what">{department}</bdi>
        {keyEnded && <span class="detail">{say(receiptWords.keyEnded)}</span>}
      </td>
      <td class="list">{say(list)}</td>
      <td class="status">
        <Tag label={verdict} tone={tone} />
        {progress !== undefined && <span class="detail">{say(progress)}</span>}
      </td>
      <td class="instant" data-label={say(receiptWords.acknowledged)}>
        {acknowledgedAt}
      </td>
      <td class="held">{copy.held.length > 0 && <Held copy={copy} />}</td>
      <td class="status">
        {overdue.map((each) => (
          <Tag key={each.en} label={each} tone="bad" />
        ))}
      </td>
    </tr>
  );
}

function Held({ copy: { held, longestHeld } }: { readonly copy: CopyLine }): JSX.Element {
  const say = useSay();
  return (
    <details>
      <summary>{say(receiptWords.held(held.length, longestHeld))}</summary>
      <ul>
        {held.map(({ rowId, since }) => (
          <li key={rowId}>
            <code title={rowId}>{rowId.slice(0, 16)}</code>{' '}
            <span class="detail">{`${since} ${say(receiptWords.since)}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
