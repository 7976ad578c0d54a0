import type { JSX } from 'preact';
import { Clause } from '../components/clause.js';
import { Page } from '../components/page.js';
import { Tag } from '../components/tag.js';
import { Uscc } from '../components/uscc.js';
import { type Frame, useSay } from '../frame.js';
import type { VerdictView } from '../views/verdict.js';
import { screeningWords } from '../words/screening.js';

interface VerdictPageProps {
  readonly frame: Frame;
  readonly view: VerdictView;
}

/** 逐条结论 of one applicant: the text of the document beside the evidence. */
export function VerdictPage({ frame, view }: VerdictPageProps): JSX.Element {
  const name = view.name ?? view.uscc;
  return (
    <Page frame={frame} title={{ zh: name, en: name }} above={[{ label: screeningWords.title, path: '/screening' }]}>
      <Head {...view} />
      <div class="clauses">
        {view.clauses.map((clause) => (
          <Clause key={clause.id} uscc={view.uscc} view={clause} />
        ))}
      </div>
    </Page>
  );
}

function Head({ uscc, programme, year, axes, outcome, tone, nextChange }: VerdictView): JSX.Element {
  const say = useSay();
  return (
    <section class="profile-head">
      <p class="identity">
        <Uscc code={uscc} />
        <Tag label={outcome} tone={tone} />
        <a href={`/enterprises/${uscc}`}>{say(screeningWords.profile)}</a>
      </p>
      <p class="as-of">
        {say(programme)} {year} · {say(screeningWords.stand(axes.validAt, axes.knownAt))}
        {nextChange !== undefined && ` · ${say(screeningWords.nextChange)} ${nextChange}`}
      </p>
    </section>
  );
}
