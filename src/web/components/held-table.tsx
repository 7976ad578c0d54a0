import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { HeldLine } from '../views/receipts.js';
import { receiptWords } from '../words/sharing.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';

const columns: readonly Column[] = [
  { title: receiptWords.enterprise, kind: 'whose' },
  { title: receiptWords.measure, kind: 'main' },
  { title: receiptWords.department },
  { title: receiptWords.appliedOn, kind: 'day' },
  { title: receiptWords.leftOn, kind: 'day' },
  { title: receiptWords.days, kind: 'amount' },
];

/** 未解除措施表: a line a measure that is to be lifted. */
export function HeldTable({ measures }: { readonly measures: readonly HeldLine[] }): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(receiptWords.measuresHeld)} columns={columns}>
      <tbody>
        {measures.map(({ key, uscc, name, measure, list, department, appliedOn, leftOn, days, isLate }) => (
          <tr key={key}>
            <td class="whose">
              <EnterpriseLink uscc={uscc} name={name} />
            </td>
            <td>
              <bdi class="what">{say(measure)}</bdi>
              <span class="detail">{say(list)}</span>
            </td>
            <td>
              <bdi>{department}</bdi>
            </td>
            <td class="day" data-label={say(receiptWords.appliedOn)}>
              {appliedOn}
            </td>
            <td class="day" data-label={say(receiptWords.leftOn)}>
              {leftOn}
            </td>
            <td class={isLate ? 'amount late' : 'amount'} data-label={say(receiptWords.days)}>
              {days}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
