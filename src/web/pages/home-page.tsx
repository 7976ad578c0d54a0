import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { ChangeTable } from '../components/change-table.js';
import { EnterpriseLink } from '../components/enterprise-link.js';
import { Page } from '../components/page.js';
import { SearchBox } from '../components/search-box.js';
import { addressOn, type Frame, useFrame, useSay } from '../frame.js';
import type { CountView, HomeView } from '../views/home.js';
import type { RegisterRow } from '../views/registers.js';
import { homeWords } from '../words/home.js';

interface HomePageProps {
  readonly frame: Frame;
  readonly view: HomeView;
}

/** 首页 */
export function HomePage({ frame, view }: HomePageProps): JSX.Element {
  return (
    <Page frame={frame} title={homeWords.title} hasSearch={false}>
      <Search />
      <Counts counts={view.counts} />
      <Changes view={view} />
      <div class="halves">
        <Latest title={homeWords.latestHonours} path="/registers/honours" rows={view.honours} />
        <Latest title={homeWords.latestPenalties} path="/registers/penalties" rows={view.penalties} />
      </div>
      <Freshness view={view} />
    </Page>
  );
}

function Search(): JSX.Element {
  const say = useSay();
  return (
    <div class="wide-search">
      <SearchBox id="search" />
      <p class="hint">{say(homeWords.hint)}</p>
    </div>
  );
}

function Counts({ counts }: { readonly counts: readonly CountView[] }): JSX.Element {
  const say = useSay();
  return (
    <section class="counts" aria-label={say(homeWords.counts)}>
      {counts.map((count) => (
        <Count key={count.path} {...count} />
      ))}
    </section>
  );
}

function Count({ label, path, count, trend }: CountView): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  return (
    <a class="card count-card" href={addressOn(face, path)}>
      <span class="count-label">{say(label)}</span>
      <strong>{count.toLocaleString('en-US')}</strong>
      <span class="detail">{say(trend)}</span>
    </a>
  );
}

function Changes({ view: { changes } }: { readonly view: HomeView }): JSX.Element | null {
  const say = useSay();
  if (changes === undefined) return null;
  return (
    <section class="card">
      <h2>{say(homeWords.changes)}</h2>
      {changes.length === 0 ? (
        <p class="empty">{say(homeWords.noChanges)}</p>
      ) : (
        <ChangeTable changes={changes} caption={say(homeWords.changes)} namesList />
      )}
    </section>
  );
}

interface LatestProps {
  readonly title: Label;
  readonly path: string;
  readonly rows: readonly RegisterRow[];
}

function Latest({ title, path, rows }: LatestProps): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  return (
    <section class="card">
      <h2>
        {say(title)} <a href={addressOn(face, path)}>{say(homeWords.all)}</a>
      </h2>
      {rows.length === 0 && <p class="empty">{say(homeWords.nothingYet)}</p>}
      <ul class="latest">
        {rows.map(({ uscc, name, line }) => (
          <li key={line.id + uscc}>
            <span class="day">{line.day}</span>
            <span>
              <bdi class="what">{say(line.title)}</bdi>
              <EnterpriseLink uscc={uscc} name={name} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Freshness({ view: { day, position, behind } }: { readonly view: HomeView }): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  return (
    <p class="fine">
      {say(homeWords.freshness)}：
      {face === 'public'
        ? say(homeWords.standPublic(day))
        : `${say(homeWords.stand(day, position))}，${say(behind === 0 ? homeWords.upToDate : homeWords.behind(behind))}`}
    </p>
  );
}
