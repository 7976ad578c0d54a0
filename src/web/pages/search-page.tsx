import type { JSX } from 'preact';
import type { Found } from '../../read-models/search-reader.js';
import { Empty } from '../components/empty.js';
import { Page } from '../components/page.js';
import { SearchBox } from '../components/search-box.js';
import { Uscc } from '../components/uscc.js';
import { addressOn, type Frame, useFrame, useSay } from '../frame.js';
import { searchWords } from '../words/search.js';

interface SearchPageProps {
  readonly frame: Frame;
  readonly text: string;
  /** Undefined when too little was typed to look for anything. */
  readonly found: readonly Found[] | undefined;
  readonly most: number;
}

/** 企业检索 */
export function SearchPage({ frame, text, found, most }: SearchPageProps): JSX.Element {
  return (
    <Page frame={frame} title={found === undefined ? searchWords.title : searchWords.results(text)} hasSearch={false}>
      <div class="wide-search">
        <SearchBox id="search" value={text} />
      </div>
      <Results found={found} most={most} />
    </Page>
  );
}

function Results({ found, most }: Pick<SearchPageProps, 'found' | 'most'>): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  if (found === undefined) return <Empty says={searchWords.hint} />;
  if (found.length === 0) return <Empty says={searchWords.nothing} />;
  return (
    <section class="card">
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">{say(searchWords.name)}</th>
            <th scope="col">{say(searchWords.code)}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ uscc, name }) => (
            <tr key={uscc}>
              <td>
                <a href={addressOn(face, `/enterprises/${uscc}`)}>
                  <bdi>{name === '' ? uscc : name}</bdi>
                </a>
              </td>
              <td>
                <Uscc code={uscc} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === most && <p class="hint">{say(searchWords.most(most))}</p>}
    </section>
  );
}
