import type { JSX } from 'preact';
import { Page } from '../components/page.js';
import { addressOn, type Frame, useSay } from '../frame.js';
import { problemWords } from '../words/problem.js';
import { recordWords } from '../words/record.js';

/** 已登记: what was sent is recorded for good, and not yet to be read on this node. */
export function AcceptedPage({ frame }: { readonly frame: Frame }): JSX.Element {
  return (
    <Page frame={frame} title={recordWords.donePending}>
      <Accepted face={frame.face} />
    </Page>
  );
}

function Accepted({ face }: Pick<Frame, 'face'>): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      <p>{say(recordWords.acceptedHint)}</p>
      <p class="hint">
        <a href={addressOn(face, '/')}>{say(problemWords.backHome)}</a>
      </p>
    </section>
  );
}
