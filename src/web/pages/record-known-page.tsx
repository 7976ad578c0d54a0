import type { JSX } from 'preact';
import { type ItemStatus, itemStatus } from '../../../schemas/statuses.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { FieldList } from '../components/field-list.js';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import type { Field } from '../views/fields.js';
import { type RecordSubject, subjectAbove } from '../views/record-subject.js';
import { commandLabel } from '../views/steps.js';
import { recordWords } from '../words/record.js';

interface RecordKnownProps {
  readonly frame: Frame;
  readonly subject: RecordSubject;
  readonly fields: readonly Field[];
  readonly eventId: string;
  readonly state: ItemStatus;
}

/** 已登记在案: the same fact was recorded before. */
export function RecordKnownPage(props: RecordKnownProps): JSX.Element {
  const { frame, subject } = props;
  return (
    <Page frame={frame} title={recordWords.known} above={subjectAbove(subject)}>
      <Known {...props} />
    </Page>
  );
}

function Known({ subject: { uscc, name, type }, fields, eventId, state }: RecordKnownProps): JSX.Element {
  const say = useSay();
  return (
    <section class="card known">
      <p class="identity">
        <EnterpriseLink uscc={uscc} name={name} />
      </p>
      <h2>{say(commandLabel(type))}</h2>
      <p class="note">
        {say(recordWords.knownState)} {say(itemStatus.label(state))} ·{' '}
        <a href={`/enterprises/${uscc}#e-${eventId}`}>{say(recordWords.toProfile)}</a> ·{' '}
        <a href={`/enterprises/${uscc}/record`}>{say(recordWords.another)}</a>
      </p>
      <FieldList fields={fields} />
    </section>
  );
}
