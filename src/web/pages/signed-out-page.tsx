import type { JSX } from 'preact';
import { Page } from '../components/page.js';
import { type Frame, useSay } from '../frame.js';
import { signInWords } from '../words/sign-in.js';

interface SignedOutProps {
  readonly frame: Frame;
  /** Where the session at the identity provider is ended. */
  readonly onwards: string;
}

/** 已退出: signed out here, and on the way to sign out of the identity provider. */
export function SignedOutPage({ frame, onwards }: SignedOutProps): JSX.Element {
  return (
    <Page frame={frame} title={signInWords.signedOut}>
      <Onwards onwards={onwards} />
    </Page>
  );
}

function Onwards({ onwards }: Pick<SignedOutProps, 'onwards'>): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      <p>
        {say(signInWords.signedOutHint)} <a href={onwards}>{say(signInWords.signOutOfProvider)}</a>
      </p>
    </section>
  );
}
