import type { JSX } from 'preact';
import { eventTypes, isEventType } from '../../../schemas/events.js';
import type { DepartmentLateness, Lateness } from '../../queries/lateness.js';
import { Empty } from '../components/empty.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { SharingTabs } from '../components/sharing-tabs.js';
import { type Column, Table } from '../components/table.js';
import { type Frame, mayDo, useSay } from '../frame.js';
import { latenessWords } from '../words/lateness.js';

interface LatenessPageProps {
  readonly frame: Frame;
  readonly department: string | undefined;
  readonly lateness: Lateness;
  readonly nameOf: (department: string) => string;
}

/** 报送及时性: how the reports of departments stand against the limit of the rules. */
export function LatenessPage(props: LatenessPageProps): JSX.Element {
  const { frame, department, lateness } = props;
  return (
    <Page frame={frame} title={latenessWords.title}>
      <SharingTabs />
      <FilterForm path="/sharing/lateness">
        <FilterField name="from" label={latenessWords.from} value={lateness.from} type="date" />
        <FilterField name="until" label={latenessWords.until} value={lateness.until} type="date" />
        {mayDo(frame, 'admin') && <FilterField name="department" label={latenessWords.department} value={department} />}
      </FilterForm>
      <Reports {...props} />
    </Page>
  );
}

const columns: readonly Column[] = [
  { title: latenessWords.who, kind: 'main' },
  { title: latenessWords.type },
  { title: latenessWords.reports, kind: 'amount' },
  { title: latenessWords.onTime, kind: 'amount' },
  { title: latenessWords.late, kind: 'amount' },
  { title: latenessWords.cannotTell, kind: 'amount' },
  { title: latenessWords.longest, kind: 'amount' },
];

function Reports({ lateness, nameOf }: LatenessPageProps): JSX.Element {
  const say = useSay();
  const { from, until, dueWorkdays, calendarsMissing, departments } = lateness;
  if (dueWorkdays === undefined) return <Empty says={latenessWords.noLimit} />;
  if (departments.length === 0) return <Empty says={latenessWords.nothing} />;
  return (
    <>
      {calendarsMissing.length > 0 && (
        <Notice>{say(latenessWords.missing(calendarsMissing.join(say({ zh: '、', en: ', ' }))))}</Notice>
      )}
      <section class="card">
        <p class="note">
          {say(latenessWords.limit(dueWorkdays.value, from, until))} <bdi>{dueWorkdays.source}</bdi>
        </p>
        <Table caption={say(latenessWords.title)} columns={columns}>
          <tbody>
            {departments.map((each) => (
              <Reported key={`${each.department}.${each.type}`} name={nameOf(each.department)} counts={each} />
            ))}
          </tbody>
        </Table>
      </section>
    </>
  );
}

interface ReportedProps {
  readonly name: string;
  readonly counts: DepartmentLateness;
}

function Reported({ name, counts }: ReportedProps): JSX.Element {
  const say = useSay();
  const { type, reports, onTime, late, cannotTell, longestDays } = counts;
  const cells = [
    [latenessWords.reports, reports],
    [latenessWords.onTime, onTime],
    [latenessWords.late, late],
    [latenessWords.cannotTell, cannotTell],
    [latenessWords.longest, longestDays],
  ] as const;
  return (
    <tr>
      <td>
        <bdi class="what">{name}</bdi>
      </td>
      <td>{isEventType(type) ? say(eventTypes[type].label) : type}</td>
      {cells.map(([label, count]) => (
        <td
          key={label.en}
          class={label === latenessWords.late && count > 0 ? 'amount late' : 'amount'}
          data-label={say(label)}
        >
          {count}
        </td>
      ))}
    </tr>
  );
}
