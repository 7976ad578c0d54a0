import type { JSX } from 'preact';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import { ChangeTable } from '../components/change-table.js';
import { Empty } from '../components/empty.js';
import { Page } from '../components/page.js';
import { Tag } from '../components/tag.js';
import { Uscc } from '../components/uscc.js';
import { type Frame, useSay } from '../frame.js';
import type { ChangeView } from '../views/changes.js';
import { listWords } from '../words/lists.js';

interface LineagePageProps {
  readonly frame: Frame;
  readonly list: JointList;
  readonly uscc: string;
  readonly name: string | null;
  readonly stands: boolean;
  readonly changes: readonly ChangeView[];
}

/** 名单沿革 of one enterprise: when it came on the list and left it, and why. */
export function LineagePage(props: LineagePageProps): JSX.Element {
  const { frame, list, uscc, name, changes } = props;
  return (
    <Page
      frame={frame}
      title={{ zh: name ?? uscc, en: name ?? uscc }}
      above={[{ label: jointList.label(list), path: `/lists/${list}` }]}
    >
      <Head {...props} />
      {changes.length === 0 ? <Empty says={listWords.noLineage} /> : <Changes {...props} />}
    </Page>
  );
}

function Head({ list, uscc, stands }: LineagePageProps): JSX.Element {
  const say = useSay();
  return (
    <section class="profile-head">
      <p class="identity">
        <Uscc code={uscc} />
        <Tag label={stands ? listWords.stands : listWords.standsNot} tone={stands ? listTones[list] : 'plain'} />
        <a href={`/enterprises/${uscc}`}>{say(listWords.profile)}</a>
      </p>
    </section>
  );
}

const listTones = { 'joint-punishment': 'bad', 'joint-reward': 'good' } as const;

function Changes({ list, changes }: LineagePageProps): JSX.Element {
  const say = useSay();
  const title = say(listWords.lineageOf(jointList.label(list)));
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="note">{say(listWords.inOut)}</p>
      <ChangeTable changes={changes} caption={title} namesList={false} />
    </section>
  );
}
