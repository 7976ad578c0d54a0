import type { JSX } from 'preact';
import type { HistoryLine } from '../../queries/history.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { FieldList } from '../components/field-list.js';
import { FormErrorList } from '../components/form-error-list.js';
import { FormSection, type FormState } from '../components/form-fields.js';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { fieldsOf } from '../views/fields.js';
import { inShanghai } from '../views/instant.js';
import type { Item } from '../views/item.js';
import type { Names } from '../views/names.js';
import { type RecordSubject, subjectAbove } from '../views/record-subject.js';
import { commandLabel, formAddress } from '../views/steps.js';
import { recordWords } from '../words/record.js';

/** Why a document was not taken, beside what is said at the fields. */
export interface FormRefused {
  /** The record under the same key; `hidden` where this viewer may not see it. */
  readonly taken: Item | 'hidden' | undefined;
  readonly successor: string | undefined;
  readonly suggestion: string | undefined;
  /** What was recorded since the form was opened; undefined where nothing was. */
  readonly since: readonly HistoryLine[] | undefined;
}

interface RecordFormProps {
  readonly frame: Frame;
  readonly subject: RecordSubject;
  readonly form: FormState;
  readonly names: Names;
  readonly refused?: FormRefused | undefined;
}

/** 登记表: the form of a command. */
export function RecordFormPage(props: RecordFormProps): JSX.Element {
  const { frame, subject } = props;
  return (
    <Page frame={frame} title={commandLabel(subject.type)} above={subjectAbove(subject)}>
      <Form {...props} />
    </Page>
  );
}

function Form({ subject, form, names, refused }: RecordFormProps): JSX.Element {
  const say = useSay();
  const { uscc, name, type, key, version } = subject;
  const within = (prefix: string) => form.items.filter(({ path }) => path === prefix || path.startsWith(`${prefix}.`));
  const document = ['documentNo', 'documentTitle', 'authority'].flatMap(within);
  const remedy = ['remedy.kind', 'remedy.reason'].flatMap(within);
  const modified = within('remedy').filter((item) => !remedy.includes(item));
  const publication = within('source.publication');
  const source = within('source').filter((item) => !publication.includes(item));
  const elsewhere = new Set([...document, ...within('remedy'), ...within('source')]);
  const own = form.items.filter((item) => !elsewhere.has(item));
  return (
    <form class="record-form" action={formAddress(uscc, type)} method="post">
      <input type="hidden" name="form.key" value={key} />
      <input type="hidden" name="form.version" value={version} />
      <button type="submit" name="step" value="check" class="unseen" tabIndex={-1} aria-hidden="true">
        {say(recordWords.check)}
      </button>
      <FormErrorList form={form} />
      {refused !== undefined && <Refused refused={refused} uscc={uscc} names={names} />}
      <p class="identity">
        <EnterpriseLink uscc={uscc} name={name} />
      </p>
      <FormSection title={recordWords.document} items={document} form={form} />
      <FormSection title={recordWords.matter} items={own} form={form} />
      <FormSection
        title={recordWords.remedy}
        items={remedy}
        folded={{ title: recordWords.modified, items: modified }}
        form={form}
      />
      <FormSection
        title={recordWords.source}
        items={source}
        folded={{ title: recordWords.publication, items: publication }}
        form={form}
      />
      <button type="submit" name="step" value="check" class="primary">
        {say(recordWords.check)}
      </button>
    </form>
  );
}

interface RefusedProps {
  readonly refused: FormRefused;
  readonly uscc: string;
  readonly names: Names;
}

function Refused({ refused: { taken, successor, suggestion, since }, uscc, names }: RefusedProps): JSX.Element {
  const say = useSay();
  return (
    <>
      {[successor, suggestion].map(
        (code) => code !== undefined && <EnterpriseLink key={code} uscc={code} name={null} />,
      )}
      {taken === 'hidden' && <p class="note">{say(recordWords.hidden)}</p>}
      {taken !== undefined && taken !== 'hidden' && (
        <section class="card">
          <h2>
            {say(recordWords.taken)}{' '}
            <a href={`/enterprises/${uscc}#e-${taken.eventId}`}>{say(recordWords.toProfile)}</a>
          </h2>
          <FieldList fields={fieldsOf(taken.type, taken.data, names)} />
        </section>
      )}
      {since !== undefined && <Since lines={since} names={names} />}
    </>
  );
}

/** 打开表单之后的登记: what others recorded in between. */
function Since({ lines, names }: { readonly lines: readonly HistoryLine[]; readonly names: Names }): JSX.Element {
  const say = useSay();
  return (
    <section class="card" id="since">
      <h2>{say(recordWords.changed)}</h2>
      {lines.length === 0 && <p class="empty">{say(recordWords.changedHidden)}</p>}
      {lines.map((line) => (
        <details class="event" key={line.eventId} open>
          <summary>
            <strong>{say(line.label)}</strong>{' '}
            <span class="faint">
              {inShanghai(line.recordedAt)} <bdi>{names.department(line.recordedBy.department)}</bdi>
            </span>
          </summary>
          <FieldList fields={fieldsOf(line.type, Object.fromEntries(Object.entries(line.data)), names)} />
        </details>
      ))}
    </section>
  );
}
