import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { type RoundState, stageOf } from '../../domain/award-round.js';
import { ApplicantTable } from '../components/applicant-table.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { type FilledStep, StepForms } from '../components/step-forms.js';
import { Steps } from '../components/steps.js';
import { Tag } from '../components/tag.js';
import { type Frame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import { stepViews } from '../views/round-steps.js';
import { type ApplicantLine, type VerdictFilter, verdictCounts } from '../views/rounds.js';
import { roundWords, stageWords } from '../words/rounds.js';

interface RoundPageProps {
  readonly frame: Frame;
  /** `programme.year` */
  readonly id: string;
  readonly programme: Label;
  readonly opened: NonNullable<RoundState['opened']>;
  readonly state: RoundState;
  readonly lines: readonly ApplicantLine[];
  readonly verdict: VerdictFilter | undefined;
  readonly from: number;
  readonly next: number | undefined;
  readonly noticeWorkdays: number;
  /** Candidates of the notice with an objection that is open. */
  readonly disputed: number;
  /** Those found eligible, as far as they fit a form. */
  readonly eligible: readonly string[];
  readonly filled: FilledStep | undefined;
}

/** 一轮评选: how far it has come, who applied and with which verdict, and what may be done next. */
export function RoundPage(props: RoundPageProps): JSX.Element {
  const { frame, id, programme, opened, state, noticeWorkdays, disputed, eligible, filled } = props;
  return (
    <Page
      frame={frame}
      title={roundWords.titleOf(programme, opened.year)}
      above={[{ label: roundWords.title, path: '/award-rounds' }]}
      actions={<NextStep {...props} />}
    >
      <Head {...props} />
      <Steps steps={stepViews(state)} />
      <Disputed count={disputed} />
      {state.applications.size > 0 && <Applicants {...props} />}
      <StepForms
        path={`/award-rounds/${id}`}
        stage={stageOf(state)}
        hasApplicants={state.applications.size > 0}
        quota={opened.quota}
        noticeWorkdays={noticeWorkdays}
        noticeUntil={state.notice?.until}
        eligible={eligible}
        filled={filled}
      />
    </Page>
  );
}

function NextStep({ state }: RoundPageProps): JSX.Element | null {
  const say = useSay();
  if (state.decided !== undefined) return null;
  return (
    <a class="button primary" href="#next-step">
      {say(roundWords.nextStep)}
    </a>
  );
}

function Head({ opened, state }: RoundPageProps): JSX.Element {
  const say = useSay();
  return (
    <section class="profile-head">
      <p class="identity">
        <Tag label={stageWords[stageOf(state)]} tone={state.closed === undefined ? 'good' : 'plain'} />
        <span>
          {say(roundWords.places(opened.quota))} · {say(roundWords.wait(opened.coolingOffYears))}
        </span>
      </p>
      <div class="as-of">
        <details class="rules">
          <summary>
            {say(roundWords.rules)}
            {say({ zh: '（', en: ' (' })}
            {say(roundWords.rulesPinned)}
            {say({ zh: '）', en: ')' })}
          </summary>
          <code>{opened.ruleVersion}</code>
        </details>
      </div>
    </section>
  );
}

function Disputed({ count }: { readonly count: number }): JSX.Element | null {
  const say = useSay();
  return count === 0 ? null : <Notice>{say(roundWords.objections(count))}</Notice>;
}

function Applicants({ id, state, lines, verdict, from, next }: RoundPageProps): JSX.Element {
  const say = useSay();
  const path = `/award-rounds/${id}`;
  const all = { filter: undefined, label: roundWords.all, count: state.applications.size };
  return (
    <section class="card" id="applicants">
      <h2>
        {say(roundWords.applicants)} <span class="count">{state.applications.size}</span>
      </h2>
      <nav class="filters" aria-label={say(roundWords.verdict)}>
        {[all, ...verdictCounts(state)].map(({ filter, label, count }) => (
          <a
            key={label.en}
            href={`${withQuery(path, { verdict: filter })}#applicants`}
            {...(filter === verdict ? { 'aria-current': 'true' } : {})}
          >
            {say(label)} <span class="count">{count}</span>
          </a>
        ))}
      </nav>
      {lines.length === 0 ? (
        <p class="empty">{say(roundWords.noApplicants)}</p>
      ) : (
        <ApplicantTable path={path} lines={lines} />
      )}
      <Pager
        first={from === 0 ? undefined : withQuery(path, { verdict })}
        next={next === undefined ? undefined : withQuery(path, { verdict, from: next })}
      />
    </section>
  );
}
