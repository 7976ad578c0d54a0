import type { JSX } from 'preact';
import { jointList } from '../../../schemas/vocabularies.js';
import { useSay } from '../frame.js';
import type { ChangeView } from '../views/changes.js';
import { inShanghai } from '../views/instant.js';
import { changeWords } from '../words/home.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

interface ChangeTableProps {
  readonly changes: readonly ChangeView[];
  readonly caption: string;
  /** Whether the changes of several lists stand in one table. */
  readonly namesList: boolean;
}

/** The list is named where changes of several stand in one table. */
function columnsOf(namesList: boolean): readonly Column[] {
  return [
    { title: changeWords.recordedAt, kind: 'instant' },
    { title: changeWords.day, kind: 'day' },
    { title: changeWords.op, kind: 'op' },
    ...(namesList ? [{ title: changeWords.list, kind: 'list' }] : []),
    { title: changeWords.who, kind: 'whose' },
    { title: changeWords.why, kind: 'main' },
  ];
}

/** 变动表: who came on a list or left it, and why. */
export function ChangeTable({ changes, caption, namesList }: ChangeTableProps): JSX.Element {
  return (
    <Table caption={caption} columns={columnsOf(namesList)}>
      <tbody>
        {changes.map((change) => (
          <Row key={change.key} change={change} namesList={namesList} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ change, namesList }: { readonly change: ChangeView; readonly namesList: boolean }): JSX.Element {
  const say = useSay();
  const { op, list, recordedAt, effectiveOn, enterprise, reason, grounds, clause } = change;
  return (
    <tr>
      <td class="instant" data-label={say(changeWords.recordedAt)}>
        {inShanghai(recordedAt)}
      </td>
      <td class="day" data-label={say(changeWords.day)}>
        {effectiveOn}
      </td>
      <td class="op">
        <Tag label={changeWords[op]} />
      </td>
      {namesList && <td class="list">{say(jointList.label(list))}</td>}
      <td class="whose">
        {enterprise === undefined ? (
          <span class="faint">{say(changeWords.sealed)}</span>
        ) : (
          <EnterpriseLink {...enterprise} />
        )}
      </td>
      <td>
        {reason !== undefined && <span class="what">{say(reason)}</span>}
        <bdi class="detail">{clause ?? grounds}</bdi>
      </td>
    </tr>
  );
}
