import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { Clause } from '../components/clause.js';
import { Page } from '../components/page.js';
import { Tag } from '../components/tag.js';
import { Uscc } from '../components/uscc.js';
import { type Frame, useSay } from '../frame.js';
import type { VerdictView } from '../views/verdict.js';
import { screeningWords } from '../words/screening.js';

const screening = [{ label: screeningWords.title, path: '/screening' }];

interface VerdictPageProps {
  readonly frame: Frame;
  readonly view: VerdictView;
  /** Pages above this one. */
  readonly above?: readonly { readonly label: Label; readonly path: string }[];
  /** What is to be said before the clauses. */
  readonly said?: readonly Label[];
}

/** 逐条结论 of one applicant: the text of the document beside the evidence. */
export function VerdictPage({ frame, view, above = screening, said = [] }: VerdictPageProps): JSX.Element {
  const name = view.name ?? view.uscc;
  return (
    <Page frame={frame} title={{ zh: name, en: name }} above={above}>
      <Head {...view} />
      <Said said={said} />
      <div class="clauses">
        {view.clauses.map((clause) => (
          <Clause key={clause.id} uscc={view.uscc} view={clause} />
        ))}
      </div>
    </Page>
  );
}

function Said({ said }: { readonly said: readonly Label[] }): JSX.Element | null {
  const say = useSay();
  if (said.length === 0) return null;
  return (
    <div class="said">
      {said.map((each) => (
        <p key={each.en}>{say(each)}</p>
      ))}
    </div>
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
