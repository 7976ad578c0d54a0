import type { JSX } from 'preact';
import type { JointList } from '../../../schemas/vocabularies.js';
import type { DepartmentMeasures } from '../../queries/measures.js';
import { mayDo, useFrame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import { measureWords } from '../words/measures.js';
import { type Column, Table } from './table.js';

interface MeasureTableProps {
  readonly list: JointList;
  readonly departments: readonly DepartmentMeasures[];
  readonly nameOf: (department: string) => string;
}

const columns: readonly Column[] = [
  { title: measureWords.department, kind: 'main' },
  { title: measureWords.applied, kind: 'amount' },
  { title: measureWords.lifted, kind: 'amount' },
  { title: measureWords.answered, kind: 'amount' },
  { title: measureWords.withoutResponse, kind: 'amount' },
  { title: measureWords.onAfterLeaving, kind: 'amount' },
  { title: measureWords.medianDays, kind: 'amount' },
];

/** 措施统计表: a line a department. */
export function MeasureTable({ list, departments, nameOf }: MeasureTableProps): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(measureWords.title)} columns={columns}>
      <tbody>
        {departments.map((each) => (
          <Department key={each.department} list={list} name={nameOf(each.department)} counts={each} />
        ))}
      </tbody>
    </Table>
  );
}

interface DepartmentProps {
  readonly list: JointList;
  readonly name: string;
  readonly counts: DepartmentMeasures;
}

function Department({ list, name, counts }: DepartmentProps): JSX.Element {
  const frame = useFrame();
  const say = useSay();
  const { department, applied, lifted, answered, withoutResponse, onAfterLeaving, medianResponseDays } = counts;
  const unanswered = withQuery('/sharing/unanswered', { list, department });
  return (
    <tr>
      <td>
        <bdi class="what">{name}</bdi>
      </td>
      <td class="amount" data-label={say(measureWords.applied)}>
        {applied}
      </td>
      <td class="amount" data-label={say(measureWords.lifted)}>
        {lifted}
      </td>
      <td class="amount" data-label={say(measureWords.answered)}>
        {answered}
      </td>
      <td class="amount" data-label={say(measureWords.withoutResponse)}>
        {mayDo(frame, `feed:${list}`) && withoutResponse > 0 ? (
          <a href={unanswered}>{withoutResponse}</a>
        ) : (
          withoutResponse
        )}
      </td>
      <td class={onAfterLeaving > 0 ? 'amount late' : 'amount'} data-label={say(measureWords.onAfterLeaving)}>
        {onAfterLeaving}
      </td>
      <td class="amount" data-label={say(measureWords.medianDays)}>
        {medianResponseDays ?? '—'}
      </td>
    </tr>
  );
}
