import type { JSX } from 'preact';
import { eventTypes, isEventType } from '../../../schemas/events.js';
import { objectionOutcome, objector } from '../../../schemas/vocabularies.js';
import type { ListedObjection } from '../../queries/objections.js';
import { type ObjectionState, objectionStates } from '../../read-models/objection-reader.js';
import { Empty } from '../components/empty.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { SearchBox } from '../components/search-box.js';
import { type Column, Table } from '../components/table.js';
import { Tabs } from '../components/tabs.js';
import { Tag } from '../components/tag.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { Names } from '../views/names.js';
import { formAddress } from '../views/steps.js';
import { objectionWords } from '../words/objections.js';

interface ObjectionsPageProps {
  readonly frame: Frame;
  readonly state: ObjectionState;
  readonly objections: readonly ListedObjection[];
  /** The last day opened, after which a day that has passed is overdue. */
  readonly today: string;
  readonly names: Names;
  readonly isFirst: boolean;
  readonly next: string | undefined;
}

/** 异议与更正: what waits for a decision, and where corrections begin. */
export function ObjectionsPage(props: ObjectionsPageProps): JSX.Element {
  return (
    <Page frame={props.frame} title={objectionWords.title} hasSearch={false}>
      <StateTabs state={props.state} />
      <Inbox {...props} />
      <Corrections />
    </Page>
  );
}

function StateTabs({ state }: { readonly state: ObjectionState }): JSX.Element {
  const tabs = objectionStates.map((each) => ({
    label: objectionWords[each].title,
    path: addressOf(each),
    isHere: each === state,
  }));
  return (
    <div class="tabs-row">
      <Tabs name={objectionWords.title} tabs={tabs} />
    </div>
  );
}

function addressOf(state: ObjectionState): string {
  return state === 'open' ? '/objections' : withQuery('/objections', { state });
}

const columnsOf = (state: ObjectionState): readonly Column[] => [
  { title: state === 'open' ? objectionWords.due : objectionWords.answeredOn, kind: 'day' },
  { title: objectionWords.who, kind: 'whose' },
  { title: objectionWords.record, kind: 'main' },
  { title: objectionWords.filed, kind: 'day' },
  state === 'open'
    ? { title: objectionWords.decide, kind: 'open', unseen: true }
    : { title: objectionWords.outcome, kind: 'state' },
];

function Inbox({ state, objections, isFirst, next, ...shown }: ObjectionsPageProps): JSX.Element {
  const say = useSay();
  const { title, note, none } = objectionWords[state];
  if (objections.length === 0) return <Empty says={none} />;
  return (
    <section class="card">
      <h2>{say(title)}</h2>
      <p class="note">{say(note)}</p>
      <Table caption={say(title)} columns={columnsOf(state)}>
        <tbody>
          {objections.map((each) => (
            <Row key={each.eventId} objection={each} {...shown} />
          ))}
        </tbody>
      </Table>
      <Pager
        first={isFirst ? undefined : addressOf(state)}
        next={next === undefined ? undefined : withQuery(addressOf('open'), { state, cursor: next })}
      />
    </section>
  );
}

type RowProps = Pick<ObjectionsPageProps, 'today' | 'names'> & { readonly objection: ListedObjection };

function Row({ objection, today, names }: RowProps): JSX.Element {
  const say = useSay();
  const { uscc, name, filedOn, record, recordType, department } = objection;
  const by = objector.codes.find((code) => code === objection.objector);
  const what = isEventType(recordType) ? eventTypes[recordType].label : { zh: recordType, en: recordType };
  return (
    <tr>
      <td class="day" data-label={say(objection.answeredOn === null ? objectionWords.due : objectionWords.answeredOn)}>
        {objection.answeredOn ?? <Due dueOn={objection.dueOn} today={today} />}
      </td>
      <td class="whose">
        <EnterpriseLink uscc={uscc} name={name} />
      </td>
      <td>
        <a href={`/enterprises/${uscc}#e-${record}`}>{say(what)}</a>
        <bdi class="detail">{names.department(department)}</bdi>
      </td>
      <td class="day" data-label={say(objectionWords.filed)}>
        {filedOn}
        {by !== undefined && <span class="detail">{say(objector.label(by))}</span>}
      </td>
      {objection.answeredOn === null ? <DecideCell objection={objection} /> : <OutcomeCell objection={objection} />}
    </tr>
  );
}

function Due({ dueOn, today }: { readonly dueOn: string | null; readonly today: string }): JSX.Element {
  const say = useSay();
  if (dueOn === null) return <span class="faint">{say(objectionWords.noDue)}</span>;
  return (
    <>
      {dueOn} {dueOn < today && <Tag label={objectionWords.overdue} tone="bad" />}
    </>
  );
}

function DecideCell({ objection: { eventId, uscc, name } }: Pick<RowProps, 'objection'>): JSX.Element {
  const say = useSay();
  return (
    <td class="open">
      <a href={formAddress(uscc, 'DecideObjection', eventId)} aria-label={say(objectionWords.decideThis(name ?? uscc))}>
        {say(objectionWords.decide)}
      </a>
    </td>
  );
}

function OutcomeCell({ objection }: Pick<RowProps, 'objection'>): JSX.Element {
  const outcome = objectionOutcome.codes.find((code) => code === objection.outcome);
  return <td class="state">{outcome !== undefined && <Tag label={objectionOutcome.label(outcome)} tone="plain" />}</td>;
}

function Corrections(): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      <h2>{say(objectionWords.corrections)}</h2>
      <p class="note">{say(objectionWords.correctionsHint)}</p>
      <div class="wide-search">
        <SearchBox id="search" />
      </div>
    </section>
  );
}
