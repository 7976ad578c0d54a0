import type { JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import { addressOn, mayDo, useFrame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { ProfileView } from '../views/profile.js';
import { frameWords } from '../words/frame.js';
import { profileWords } from '../words/profile.js';
import { recordWords } from '../words/record.js';
import { reportWords } from '../words/report.js';
import type { AskedOnPage } from './axes-form.js';
import { EnterpriseLink } from './enterprise-link.js';
import { type Fact, FactList } from './fact-list.js';

interface ProfileAsideProps {
  readonly view: ProfileView;
  /** What was asked for, which the history and the data are asked for too. */
  readonly asked: AskedOnPage;
}

/** 右栏: facts at a glance, what changes next, and what can be done. */
export function ProfileAside({ view, asked }: ProfileAsideProps): JSX.Element {
  return (
    <aside class="profile-aside">
      <Facts view={view} />
      <Turns view={view} />
      <Actions view={view} asked={asked} />
    </aside>
  );
}

function Facts({ view: { profile, names } }: { readonly view: ProfileView }): JSX.Element {
  const say = useSay();
  const { division, divisionText } = profile;
  const place = divisionText ?? (division === undefined ? undefined : say(names.division(division)));
  const facts: readonly (readonly [Label, string | undefined | null])[] = [
    [profileWords.division, place],
    [profileWords.industry, profile.industry],
    [profileWords.kind, profile.kind],
    [profileWords.establishedOn, profile.establishedOn],
    [profileWords.codeException, profile.codeException],
  ];
  const stated = facts.flatMap(([label, value]): readonly Fact[] =>
    value === undefined || value === null ? [] : [{ key: label.en, label, value }],
  );
  const related = [
    ...profile.predecessors.map(({ uscc }) => ({ label: profileWords.predecessors, uscc })),
    ...(profile.succeededBy === null ? [] : [{ label: profileWords.succeededBy, uscc: profile.succeededBy.uscc }]),
    ...profile.dividedInto.map((uscc) => ({ label: profileWords.dividedInto, uscc })),
  ].map(({ label, uscc }): Fact => ({ key: uscc, label, value: <EnterpriseLink uscc={uscc} name={null} /> }));
  return (
    <section class="card">
      <h2>{say(profileWords.facts)}</h2>
      <FactList as="facts" facts={[...stated, ...related]} />
    </section>
  );
}

function Turns({ view: { turns } }: { readonly view: ProfileView }): JSX.Element {
  const say = useSay();
  return (
    <section class="card">
      <h2>{say(profileWords.turns)}</h2>
      {turns.length === 0 && <p class="empty">{say(profileWords.noTurns)}</p>}
      <ol class="turns">
        {turns.map(({ day, what, line }) => (
          <li key={`${day}.${what.en}.${line.id}`}>
            <a href={`#e-${line.id}`}>{day}</a> {say(what)}
            <bdi class="detail">{say(line.title)}</bdi>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Actions({ view: { profile, sight }, asked }: ProfileAsideProps): JSX.Element {
  const frame = useFrame();
  const { face } = frame;
  const say = useSay();
  const own = `/enterprises/${profile.uscc}`;
  return (
    <section class="card">
      <h2>{say(profileWords.actions)}</h2>
      <ul class="links">
        <li hidden data-print-row>
          <button type="button" class="plain" data-print>
            {say(frameWords.print)}
          </button>
        </li>
        <li>
          <a href={withQuery(addressOn(face, `${own}/report`), { ...asked })}>{say(reportWords.html)}</a>
        </li>
        <li>
          <a href={withQuery(addressOn(face, `${own}/report.pdf`), { ...asked })}>{say(reportWords.pdf)}</a>
        </li>
        {face === 'console' && mayDo(frame, 'record', 'record:repair', 'record:objection', 'admin') && (
          <li>
            <a href={`${own}/record`}>{say(recordWords.record)}</a>
          </li>
        )}
        {face === 'console' && sight !== 'public' && (
          <li>
            <a href={withQuery(`${own}/history`, { ...asked })}>{say(profileWords.history)}</a>
          </li>
        )}
        {face === 'console' && (
          <li>
            <a href={addressOn('public', own)}>{say(profileWords.publicView)}</a>
          </li>
        )}
        <li>
          <a href={withQuery(`/v1${own}`, { ...asked })}>{say(profileWords.json)}</a>
        </li>
      </ul>
    </section>
  );
}
