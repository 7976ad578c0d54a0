import type { JSX } from 'preact';
import type { HistoryLine, HistoryPage as Lines } from '../../queries/history.js';
import type { AskedOnPage } from '../components/axes-form.js';
import { FieldList } from '../components/field-list.js';
import { NextSteps } from '../components/next-steps.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { type Column, Table } from '../components/table.js';
import { Uscc } from '../components/uscc.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import { fieldsOf } from '../views/fields.js';
import { inShanghai } from '../views/instant.js';
import type { Names } from '../views/names.js';
import { historyWords } from '../words/history.js';
import { profileWords } from '../words/profile.js';

interface HistoryPageProps {
  readonly frame: Frame;
  readonly uscc: string;
  readonly query: AskedOnPage;
  readonly page: Lines;
  readonly isFirst: boolean;
  readonly names: Names;
}

const columns: readonly Column[] = [
  { title: historyWords.position, kind: 'number' },
  { title: historyWords.recordedAt, kind: 'instant' },
  { title: historyWords.event },
  { title: historyWords.recordedBy },
];

/** 档案沿革: every event behind the profile, in the order in which it was recorded. */
export function HistoryPage(props: HistoryPageProps): JSX.Element {
  const { frame, uscc } = props;
  return (
    <Page
      frame={frame}
      title={historyWords.title}
      above={[{ label: { zh: uscc, en: uscc }, path: `/enterprises/${uscc}` }]}
    >
      <Events {...props} />
    </Page>
  );
}

function Events({ uscc, query, page, isFirst, names }: HistoryPageProps): JSX.Element {
  const say = useSay();
  const path = `/enterprises/${uscc}/history`;
  return (
    <section class="card">
      <p class="identity">
        <Uscc code={uscc} />{' '}
        <a href={withQuery(`/enterprises/${uscc}`, { ...query })}>{say(profileWords.backToProfile)}</a>
      </p>
      <Table caption={say(profileWords.history)} columns={columns}>
        <tbody>
          {page.lines.map((line) => (
            <EventRow key={line.eventId} uscc={uscc} line={line} names={names} />
          ))}
        </tbody>
      </Table>
      <Pager
        first={isFirst ? undefined : withQuery(path, { ...query })}
        next={page.next === undefined ? undefined : withQuery(path, { ...query, cursor: page.next })}
      />
    </section>
  );
}

function EventRow({
  uscc,
  line,
  names,
}: Pick<HistoryPageProps, 'uscc' | 'names'> & { readonly line: HistoryLine }): JSX.Element {
  const say = useSay();
  const data = Object.fromEntries(Object.entries(line.data));
  return (
    <tr>
      <td class="number">{line.position}</td>
      <td class="instant">{inShanghai(line.recordedAt)}</td>
      <td>
        <details class="event">
          <summary>
            {say(line.label)} <code class="faint">{line.type}</code>
          </summary>
          <FieldList fields={fieldsOf(line.type, data, names)} />
          {line.type !== 'PredecessorAbsorbed' && <NextSteps uscc={uscc} item={{ ...line, followUps: [] }} />}
          <p class="fine">
            <code>{line.eventId}</code> · <code>{line.stream}</code>
          </p>
        </details>
      </td>
      <td>
        <bdi>{names.department(line.recordedBy.department)}</bdi>
      </td>
    </tr>
  );
}
