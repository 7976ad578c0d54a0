import type { JSX } from 'preact';
import { FormErrorList } from '../components/form-error-list.js';
import { FormSection, type FormState } from '../components/form-fields.js';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { recordWords } from '../words/record.js';
import { targetWords } from '../words/targets.js';

interface ObservationPageProps {
  readonly frame: Frame;
  readonly form: FormState;
}

/** 填报完成值: the form of an observed value. */
export function ObservationPage(props: ObservationPageProps): JSX.Element {
  return (
    <Page frame={props.frame} title={targetWords.observe} above={[{ label: targetWords.title, path: '/targets' }]}>
      <Form {...props} />
    </Page>
  );
}

function Form({ form }: ObservationPageProps): JSX.Element {
  const say = useSay();
  const isDocument = ({ path }: { readonly path: string }): boolean => path === 'documentNo';
  return (
    <form class="record-form" action="/targets/observe" method="post">
      <FormErrorList form={form} />
      <p class="note">{say(targetWords.valueHint)}</p>
      <FormSection title={recordWords.document} items={form.items.filter(isDocument)} form={form} />
      <FormSection title={recordWords.matter} items={form.items.filter((item) => !isDocument(item))} form={form} />
      <button type="submit" class="primary">
        {say(targetWords.record)}
      </button>
    </form>
  );
}
