import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { OwnMeasureLine } from '../views/measures.js';
import { measureWords } from '../words/measures.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Column, Table } from './table.js';
import { Tag } from './tag.js';

const columns: readonly Column[] = [
  { title: measureWords.enterprise, kind: 'whose' },
  { title: measureWords.measure, kind: 'main' },
  { title: measureWords.appliedOn, kind: 'day' },
  { title: measureWords.liftedOn, kind: 'day' },
  { title: measureWords.state, kind: 'state' },
];

/** 本部门措施表: what the department did, the latest first. */
export function OwnMeasureTable({ lines }: { readonly lines: readonly OwnMeasureLine[] }): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(measureWords.own)} columns={columns}>
      <tbody>
        {lines.map(({ eventId, uscc, name, measure, appliedOn, lifted, state, tone }) => (
          <tr key={`${eventId}.${uscc}`}>
            <td class="whose">
              <EnterpriseLink uscc={uscc} name={name} />
            </td>
            <td>
              <a class="what" href={`/enterprises/${uscc}#e-${eventId}`}>
                <bdi>{say(measure)}</bdi>
              </a>
            </td>
            <td class="day" data-label={say(measureWords.appliedOn)}>
              {appliedOn}
            </td>
            <td class="day" data-label={say(measureWords.liftedOn)}>
              {lifted}
            </td>
            <td class="state">
              <Tag label={state} tone={tone} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
