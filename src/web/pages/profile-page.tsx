import type { JSX } from 'preact';
import { restComes } from '../answer.js';
import { type AskedOnPage, AxesForm } from '../components/axes-form.js';
import { Drawer } from '../components/drawer.js';
import { LineTable } from '../components/line-table.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { ProfileAside } from '../components/profile-aside.js';
import { ProfileHead } from '../components/profile-head.js';
import { Timeline } from '../components/timeline.js';
import { addressOn, type Frame, FrameContext, useSay } from '../frame.js';
import type { Line } from '../views/line.js';
import type { ProfileTop, ProfileView } from '../views/profile.js';
import { lanes, type SectionName, sections } from '../views/sections.js';
import { axesWords, profileWords, sectionWords } from '../words/profile.js';

interface Asked {
  readonly frame: Frame;
  readonly asked: AskedOnPage;
}

/** 企业信用档案: who it is and which lists it is on; the rest comes after. */
export function ProfilePage({ frame, top, asked }: Asked & { readonly top: ProfileTop }): JSX.Element {
  const { profile, axes } = top;
  const name = profile.name ?? profile.uscc;
  const path = addressOn(frame.face, `/enterprises/${profile.uscc}`);
  return (
    <Page
      frame={frame}
      title={{ zh: name, en: name }}
      above={[{ label: profileWords.title, path: '/enterprises' }]}
      actions={<AxesForm path={path} asked={asked} day={axes.validAt} />}
    >
      <NotToday top={top} path={path} />
      <ProfileHead top={top} />
      {restComes}
    </Page>
  );
}

/** How many documents are rendered at a time. */
const atOnce = 20;

/** What stands on record, then the evidence behind each line of it, part by part. */
export function* profileRest({ frame, view, asked }: Asked & { readonly view: ProfileView }): Iterable<JSX.Element> {
  yield (
    <FrameContext.Provider value={frame}>
      <div class="profile">
        <div>
          <TimelineCard view={view} />
          {sections
            .filter((name) => view.sections[name].length > 0)
            .map((name) => (
              <Section key={name} name={name} view={view} />
            ))}
          <InspectionCounts view={view} />
          <NothingOnRecord view={view} />
        </div>
        <ProfileAside view={view} asked={asked} />
      </div>
    </FrameContext.Provider>
  );
  const lines = sections.flatMap((name) => view.sections[name]);
  for (let from = 0; from < lines.length; from += atOnce) {
    yield (
      <FrameContext.Provider value={frame}>
        <Drawers view={view} lines={lines.slice(from, from + atOnce)} />
      </FrameContext.Provider>
    );
  }
}

function NotToday({ top, path }: { readonly top: ProfileTop; readonly path: string }): JSX.Element | null {
  const say = useSay();
  const { axes, now, purpose } = top;
  const says = [
    ...(axes.validAt === now.day ? [] : [axesWords.past(axes.validAt)]),
    ...(axes.knownAt >= now.position ? [] : [axesWords.pastKnown(axes.knownAt)]),
    ...(purpose === undefined ? [] : [axesWords.archive(purpose)]),
  ];
  if (says.length === 0) return null;
  return (
    <Notice>
      {says.map(say).join(say({ zh: '，', en: ', ' }))} <a href={path}>{say(axesWords.back)}</a>
    </Notice>
  );
}

function TimelineCard({ view }: { readonly view: ProfileView }): JSX.Element | null {
  const say = useSay();
  if (view.timeline === undefined) return null;
  const dated = lanes.flatMap((lane) => view.sections[lane]).filter(({ day }) => day !== undefined);
  const inOrder = dated.sort((one, other) => ((one.day ?? '') < (other.day ?? '') ? -1 : 1));
  return (
    <section class="card">
      <h2>{say(profileWords.timeline)}</h2>
      <Timeline drawing={view.timeline} />
      <details class="as-table">
        <summary>{say(profileWords.timelineTable)}</summary>
        <TimelineTable lines={inOrder} />
      </details>
    </section>
  );
}

function TimelineTable({ lines }: { readonly lines: readonly Line[] }): JSX.Element {
  const say = useSay();
  return (
    <table class="dense">
      <thead>
        <tr>
          <th scope="col">{say(profileWords.day)}</th>
          <th scope="col">{say(profileWords.item)}</th>
          <th scope="col">{say(profileWords.document)}</th>
          <th scope="col">{say(profileWords.status)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td class="day">{line.day}</td>
            <td>
              <bdi>{say(line.title)}</bdi>
            </td>
            <td>
              <bdi>{line.documentNo}</bdi>
            </td>
            <td>{say(line.status)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Section({ name, view }: { readonly name: SectionName; readonly view: ProfileView }): JSX.Element {
  const say = useSay();
  const lines = view.sections[name];
  return (
    <section class="card" id={name}>
      <h2>
        {say(sectionWords[name])} <span class="count">{lines.length}</span>
      </h2>
      <LineTable lines={lines} caption={say(sectionWords[name])} />
    </section>
  );
}

/** Of what nothing is on record stands in one place, so that nobody has to look through empty tables. */
const expected: readonly SectionName[] = [
  'honours',
  'certificates',
  'inspections',
  'violations',
  'incidents',
  'listings',
];

function NothingOnRecord({ view }: { readonly view: ProfileView }): JSX.Element | null {
  const say = useSay();
  const { inspected } = view;
  const empty = expected.filter(
    (name) => view.sections[name].length === 0 && (name !== 'inspections' || inspected === undefined),
  );
  if (empty.length === 0) return null;
  return (
    <section class="card">
      <h2>{say(profileWords.nothingOnRecord)}</h2>
      <p class="empty">{empty.map((name) => say(sectionWords[name])).join(say({ zh: '、', en: ', ' }))}</p>
    </section>
  );
}

/** 检查结果: the public learns how many, and not which. */
function InspectionCounts({ view: { inspected } }: { readonly view: ProfileView }): JSX.Element | null {
  const say = useSay();
  if (inspected === undefined) return null;
  return (
    <section class="card" id="inspections">
      <h2>
        {say(sectionWords.inspections)} <span class="count">{inspected.passed + inspected.failed}</span>
      </h2>
      <p class="empty">
        {say(profileWords.passed)} {inspected.passed} · {say(profileWords.failed)} {inspected.failed}{' '}
        <span class="faint">{say(profileWords.inspectedPublic)}</span>
      </p>
    </section>
  );
}

interface DrawersProps {
  readonly view: ProfileView;
  readonly lines: readonly Line[];
}

function Drawers({ view, lines }: DrawersProps): JSX.Element {
  return (
    <div class="drawers">
      {lines.map((line) => {
        const { item } = line;
        return item === undefined ? null : (
          <Drawer key={line.id} uscc={view.profile.uscc} line={{ ...line, item }} names={view.names} />
        );
      })}
    </div>
  );
}
