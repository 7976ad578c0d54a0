import type { JSX } from 'preact';
import type { Found } from '../../read-models/search-reader.js';
import { Empty } from '../components/empty.js';
import { Page } from '../components/page.js';
import { SearchBox } from '../components/search-box.js';
import { Uscc } from '../components/uscc.js';
import { type Frame, useSay } from '../frame.js';
import { recordWords } from '../words/record.js';

interface RecordStartProps {
  readonly frame: Frame;
  readonly text: string;
  /** Undefined when nothing was looked for. */
  readonly found: readonly Found[] | undefined;
}

/** 登记录入: which enterprise a document is about. */
export function RecordStartPage({ frame, text, found }: RecordStartProps): JSX.Element {
  return (
    <Page frame={frame} title={recordWords.start} hasSearch={false}>
      <div class="wide-search">
        <SearchBox id="search" value={text} path="/record" part="/record" />
        <Hint />
      </div>
      {found !== undefined && <Results found={found} />}
    </Page>
  );
}

function Hint(): JSX.Element {
  const say = useSay();
  return <p class="hint">{say(recordWords.startHint)}</p>;
}

function Results({ found }: { readonly found: readonly Found[] }): JSX.Element {
  if (found.length === 0) return <Empty says={recordWords.nothing} />;
  return (
    <section class="card">
      <ul class="choices">
        {found.map(({ uscc, name }) => (
          <li key={uscc}>
            <a href={`/enterprises/${uscc}/record`}>
              <bdi>{name === '' ? uscc : name}</bdi>
            </a>{' '}
            <Uscc code={uscc} />
          </li>
        ))}
      </ul>
    </section>
  );
}
