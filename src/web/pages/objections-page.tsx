import type { JSX } from 'preact';
import { eventTypes, isEventType } from '../../../schemas/events.js';
import { objector } from '../../../schemas/vocabularies.js';
import type { OpenObjection } from '../../queries/objections.js';
import { Empty } from '../components/empty.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { SearchBox } from '../components/search-box.js';
import { type Column, Table } from '../components/table.js';
import { Tag } from '../components/tag.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { Names } from '../views/names.js';
import { formAddress } from '../views/steps.js';
import { objectionWords } from '../words/objections.js';

interface ObjectionsPageProps {
  readonly frame: Frame;
  readonly objections: readonly OpenObjection[];
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
      <Inbox {...props} />
      <Corrections />
    </Page>
  );
}

const columns: readonly Column[] = [
  { title: objectionWords.due, kind: 'day' },
  { title: objectionWords.who, kind: 'whose' },
  { title: objectionWords.record, kind: 'main' },
  { title: objectionWords.filed, kind: 'day' },
  { title: objectionWords.decide, kind: 'open', unseen: true },
];

function Inbox({ objections, isFirst, next, ...shown }: ObjectionsPageProps): JSX.Element {
  const say = useSay();
  if (objections.length === 0) return <Empty says={objectionWords.nothing} />;
  return (
    <section class="card">
      <h2>{say(objectionWords.open)}</h2>
      <p class="note">{say(objectionWords.note)}</p>
      <Table caption={say(objectionWords.open)} columns={columns}>
        <tbody>
          {objections.map((each) => (
            <Row key={each.eventId} objection={each} {...shown} />
          ))}
        </tbody>
      </Table>
      <Pager
        first={isFirst ? undefined : '/objections'}
        next={next === undefined ? undefined : withQuery('/objections', { after: next })}
      />
    </section>
  );
}

type RowProps = Pick<ObjectionsPageProps, 'today' | 'names'> & { readonly objection: OpenObjection };

function Row({ objection, today, names }: RowProps): JSX.Element {
  const say = useSay();
  const { eventId, uscc, name, dueOn, filedOn, record, recordType, department } = objection;
  const by = objector.codes.find((code) => code === objection.objector);
  const what = isEventType(recordType) ? eventTypes[recordType].label : { zh: recordType, en: recordType };
  return (
    <tr>
      <td class="day">
        {dueOn ?? <span class="faint">{say(objectionWords.noDue)}</span>}{' '}
        {dueOn !== null && dueOn < today && <Tag label={objectionWords.overdue} tone="bad" />}
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
      <td class="open">
        <a
          href={formAddress(uscc, 'DecideObjection', eventId)}
          aria-label={say(objectionWords.decideThis(name ?? uscc))}
        >
          {say(objectionWords.decide)}
        </a>
      </td>
    </tr>
  );
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
