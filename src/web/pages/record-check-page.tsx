import type { JSX } from 'preact';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { FieldList } from '../components/field-list.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import type { Typed } from '../forms/form-item.js';
import { type Frame, useSay } from '../frame.js';
import type { Field } from '../views/fields.js';
import { type RecordSubject, subjectAbove } from '../views/record-subject.js';
import type { RecordChoice } from '../views/records.js';
import { commandLabel, formAddress } from '../views/steps.js';
import { recordWords } from '../words/record.js';

interface RecordCheckProps {
  readonly frame: Frame;
  readonly subject: RecordSubject;
  /** The document as it would be recorded. */
  readonly fields: readonly Field[];
  readonly typed: Typed;
  /** Records of the enterprise under the same document number. */
  readonly similar: readonly RecordChoice[];
}

/** 核对: what would be recorded, to be compared with the document once more. */
export function RecordCheckPage(props: RecordCheckProps): JSX.Element {
  const { frame, subject } = props;
  const { type, uscc } = subject;
  return (
    <Page
      frame={frame}
      title={recordWords.checkTitle}
      above={[...subjectAbove(subject), { label: commandLabel(type), path: formAddress(uscc, type) }]}
    >
      <Check {...props} />
    </Page>
  );
}

function Check({ subject, fields, typed, similar }: RecordCheckProps): JSX.Element {
  const say = useSay();
  const { uscc, name, type, key, version } = subject;
  return (
    <form class="record-form" action={formAddress(uscc, type)} method="post">
      {Object.entries({ ...typed, 'form.key': key, 'form.version': String(version) }).map(([field, text]) => (
        <input key={field} type="hidden" name={field} value={text} />
      ))}
      {similar.length > 0 && (
        <Notice>
          {say(recordWords.similar)}
          {similar.map(({ value, label }) => (
            <a key={value} class="block" href={`/enterprises/${uscc}#e-${value}`}>
              <bdi>{say(label)}</bdi>
            </a>
          ))}
        </Notice>
      )}
      <section class="card">
        <p class="identity">
          <EnterpriseLink uscc={uscc} name={name} />
        </p>
        <h2>{say(commandLabel(type))}</h2>
        <p class="note">{say(recordWords.checkHint)}</p>
        <FieldList fields={fields} />
      </section>
      <div class="form-buttons">
        <button type="submit" name="step" value="record" class="primary">
          {say(recordWords.record)}
        </button>
        <button type="submit" name="step" value="edit">
          {say(recordWords.edit)}
        </button>
      </div>
    </form>
  );
}
