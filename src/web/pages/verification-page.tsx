import type { JSX } from 'preact';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Page } from '../components/page.js';
import { Verified } from '../components/verified.js';
import { addressOn, type Frame, useFrame, useSay } from '../frame.js';
import type { Typed, Verification } from '../views/verification.js';
import { verificationWords } from '../words/verification.js';

interface VerificationPageProps {
  readonly frame: Frame;
  /** What was scanned or typed. */
  readonly shown: Typed;
  /** Undefined as long as nothing was asked. */
  readonly verification: Verification | undefined;
}

/** 核验 */
export function VerificationPage({ frame, shown, verification }: VerificationPageProps): JSX.Element {
  return (
    <Page frame={frame} title={verificationWords.title}>
      {verification === undefined ? <Note /> : <Verified verification={verification} />}
      <Form shown={shown} />
    </Page>
  );
}

function Note(): JSX.Element {
  const say = useSay();
  return <p class="note">{say(verificationWords.note)}</p>;
}

function Form({ shown: { number, uscc, check } }: { readonly shown: Typed }): JSX.Element {
  const { face } = useFrame();
  return (
    <FilterForm path={addressOn(face, '/verify')}>
      <FilterField name="number" label={verificationWords.number} value={number} />
      <FilterField name="uscc" label={verificationWords.uscc} value={uscc} />
      <FilterField name="check" label={verificationWords.check} value={check} />
    </FilterForm>
  );
}
